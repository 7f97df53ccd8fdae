"""Figures over many documents: how much was found, how much of it is right, and which rule read it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from extract.evaluate.compare import Comparison, Fact, compare
from extract.evaluate.facts import Facts
from extract.evaluate.judged import Judged
from extract.evaluate.matching import Matched
from extract.evaluate.mistakes import Mistake, find_mistakes
from extract.evaluate.sources import Pair
from ontology.records import ENTITY_TYPES, PREDICATES

ALL = "ALL"
NAMED = "NAMED"
# Totals are of the predicates of the annotation guidelines, which leave this one out.
_BEYOND_GUIDELINES = "basedOn"


@dataclass(slots=True)
class Counts:
    """How many are right, out of how many in the gold and how many found; optional ones count nowhere."""

    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, matched: Matched[Any], keep: Callable[[Any], bool] = lambda _: True) -> None:
        """Count one matching in, or what `keep` keeps of it."""
        right = sum(not gold.optional for gold, _ in matched.pairs if keep(gold))
        self.right += right
        self.gold += right + sum(map(keep, matched.missed))
        self.found += right + sum(map(keep, matched.extra))

    def as_json(self) -> dict[str, float]:
        """All figures, shares to three places."""
        return {"p": round(self.precision, 3), "r": round(self.recall, 3), "f1": round(self.f1, 3), **asdict(self)}


@dataclass(slots=True)
class RegionCounts:
    """How many documents' own regions are told: exactly, by province, at the level (depth of path), or too deep."""

    documents: int = 0
    exact: int = 0
    province: int = 0
    level: int = 0
    too_deep: int = 0

    def add(self, want: str, got: str) -> None:
        """Count one document in; a path that is empty tells nothing."""
        self.documents += 1
        self.exact += got == want
        self.province += got.split("/")[0] == want.split("/")[0]
        self.level += bool(got) == bool(want) and got.count("/") == want.count("/")
        self.too_deep += bool(want) and got.startswith(want + "/")


@dataclass(slots=True)
class Evaluation:
    """All figures of one run.

    Entities are counted under (type or ALL, `strict` or `relaxed`), relations under predicate, ALL or NAMED
    (between two named entities); `status` counts (status in the gold, status given) of matched relations;
    `rules` has, for each rule, how many of the relations that it read are right, and how many it read;
    `mistakes` is None where nobody asked for them, `judged` where there are no judged claims.
    """

    documents: int = 0
    absent: list[str] = field(default_factory=list)
    entities: dict[tuple[str, str], Counts] = field(default_factory=lambda: defaultdict(Counts))
    relations: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    status: Counter[tuple[str, str]] = field(default_factory=Counter)
    regions: RegionCounts = field(default_factory=RegionCounts)
    rules: dict[str, tuple[int, int]] = field(default_factory=dict)
    mistakes: list[Mistake] | None = None
    judged: Judged | None = None

    def all_rules(self) -> dict[str, tuple[int, int]]:
        """Of each rule, how many of its relations are right and how many it read, in gold and judged claims."""
        rules = dict(self.rules)
        for rule, (right, read) in (self.judged.rules if self.judged else {}).items():
            known = rules.get(rule, (0, 0))
            rules[rule] = known[0] + right, known[1] + read
        return dict(sorted(rules.items()))

    @property
    def status_accuracy(self) -> float:
        """Share of the matched relations with a status in the gold that are given just that status."""
        right = sum(n for (want, got), n in self.status.items() if want == got)
        return right / self.status.total() if self.status else 0.0

    def as_json(self) -> dict[str, Any]:
        """The whole of it as JSON values, in a fixed order; mistakes only where they were asked for."""
        regions = asdict(self.regions)
        documents = regions.pop("documents")
        status = [{"gold": g, "found": f, "count": n} for (g, f), n in sorted(self.status.items())]
        out: dict[str, Any] = {
            "documents": self.documents,
            "absent": self.absent,
            "entities": {
                mode: {kind: self.entities[kind, mode].as_json() for kind in (ALL, *ENTITY_TYPES)}
                for mode in ("strict", "relaxed")
            },
            "relations": {name: self.relations[name].as_json() for name in relation_rows(self)},
            "status": {"accuracy": round(self.status_accuracy, 3), "confusion": status},
            "region": {name: round(n / documents, 3) if documents else 0.0 for name, n in regions.items()},
            "rules": {
                rule: {"precision": round(right / read, 3), "right": right, "read": read}
                for rule, (right, read) in sorted(self.rules.items())
            },
        }
        if self.judged is not None:
            out["judged"] = self.judged.as_json()
        return out if self.mistakes is None else out | {"mistakes": [asdict(m) for m in self.mistakes]}


def relation_rows(evaluation: Evaluation) -> list[str]:
    """Names of the rows about relations that have something to tell, totals first."""
    return [name for name in (ALL, NAMED, *PREDICATES) if name in evaluation.relations]


def evaluate(pairs: Iterable[Pair], *, with_mistakes: bool = False) -> Evaluation:
    """Figures over all pairs of gold and answer; a document without an answer has found nothing.

    With `with_mistakes`, all that is missed, wrong or of another status is listed in its sentence.
    """
    result = Evaluation(mistakes=[] if with_mistakes else None)
    for pair in pairs:
        if pair.answer is None:
            result.absent.append(pair.gold.doc)
        found = pair.answer or Facts(pair.gold.doc, "")
        comparison = compare(pair.gold, found, pair.predicates)
        result.documents += 1
        result.regions.add(pair.gold.region, found.region)
        _count(result, comparison)
        if result.mistakes is not None:
            result.mistakes += find_mistakes(comparison, pair.text)
    return result


def _count(result: Evaluation, comparison: Comparison) -> None:
    for mode, by_type in (("strict", comparison.strict), ("relaxed", comparison.relaxed)):
        for kind, matched in by_type.items():
            result.entities[kind, mode].add(matched)
            result.entities[ALL, mode].add(matched)
    facts = comparison.facts
    result.relations[ALL].add(facts, _in_totals)
    result.relations[NAMED].add(facts, lambda f: _in_totals(f) and f.is_named)
    met = {fact.predicate for pair in facts.pairs for fact in pair}
    for predicate in met | {fact.predicate for fact in (*facts.missed, *facts.extra)}:
        result.relations[predicate].add(facts, partial(_has_predicate, predicate))
    result.status.update((want, given) for answer, want, given in comparison.statuses() if _in_totals(answer))
    right = [answer for wanted, answer in facts.pairs if not wanted.optional]
    _count_rules(result.rules, right, 1)
    _count_rules(result.rules, facts.extra, 0)


def _in_totals(fact: Fact) -> bool:
    return fact.predicate != _BEYOND_GUIDELINES


def _has_predicate(predicate: str, fact: Fact) -> bool:
    return fact.predicate == predicate


def _count_rules(rules: dict[str, tuple[int, int]], facts: Iterable[Fact], right: int) -> None:
    for fact in facts:
        for rule in fact.rules:
            hits, read = rules.get(rule, (0, 0))
            rules[rule] = (hits + right, read + 1)
