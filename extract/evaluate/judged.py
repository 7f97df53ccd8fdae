"""Claims of real texts that a reader has judged: what share is right, and whose rule read them.

Gold tells what a whole text says. Who reads only what extraction claims, drawn rule by rule from a corpus, sees many
more texts, and such as no rule was tuned on. A judgement is of the fact, not of the run: it holds for whatever rule
reads the fact now.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extract.evaluate.compare import Fact, gather
from extract.evaluate.errors import EvaluationError
from extract.evaluate.facts import Facts
from extract.evaluate.names import normalise
from extract.read.limits import unopened
from ontology.records import OWN_REGION, PREDICATES, STATUSES

COLUMNS = ("doc", "subject", "predicate", "object", "right", "status", "note")
_VERDICTS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One fact of the document `doc`, ends by name or `@region`; `right` is whether the text says so, `status` the one
    that it has there, empty where that was not judged."""

    doc: str
    subject: str
    predicate: str
    object: str
    right: bool
    status: str


@dataclass(slots=True)
class Judged:
    """What became of the judgements: `rules` has, for each rule, how many of its judged facts are right, out of how
    many; `status` the same of right facts whose status was judged; `gone` are read no more, `rightly` those of them
    that are wrong."""

    rules: dict[str, tuple[int, int]] = field(default_factory=dict)
    facts: tuple[int, int] = (0, 0)
    status: tuple[int, int] = (0, 0)
    gone: int = 0
    rightly: int = 0

    def as_json(self) -> dict[str, object]:
        """All figures, as JSON values."""
        rules = {rule: _share(counts) for rule, counts in self.rules.items()}
        totals = {"facts": _share(self.facts), "status": _share(self.status)}
        return {**totals, "gone": self.gone, "gone_wrong": self.rightly, "rules": rules}


def read_judgements(path: Path) -> list[Judgement]:
    """The rows of a file of judgements (CSV with the columns of `COLUMNS`), in its order.

    Raises EvaluationError that names the file, and the line that breaks the form.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EvaluationError(f"{path}: {unopened(error)}") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path}: it is not UTF-8: {error}") from error
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return list(_judgements(rows, path))
    except csv.Error as error:
        raise EvaluationError(f"{path}:{rows.line_num}: {error}") from error


def _judgements(rows: Iterator[list[str]], path: Path) -> Iterator[Judgement]:
    if tuple(next(rows, ())) != COLUMNS:
        raise EvaluationError(f"{path}:1: its columns are not {', '.join(COLUMNS)}")
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, 2):
        if reason := _reason_against(row, seen):
            raise EvaluationError(f"{path}: row {number}: {reason}")
        seen.add(tuple(row[:4]))
        yield Judgement(row[0], row[1], row[2], row[3], _VERDICTS[row[4]], row[5])


def _reason_against(row: list[str], seen: set[tuple[str, ...]]) -> str:
    if len(row) != len(COLUMNS):
        return f"it has {len(row)} cells, not {len(COLUMNS)}"
    doc, subject, predicate, target, right, status, _ = row
    if not (doc and subject and target):
        return "it names no document, subject or object"
    if predicate not in PREDICATES:
        return f"no predicate: {predicate!r}"
    if right not in _VERDICTS:
        return f"right is yes or no, not {right!r}"
    if status and status not in STATUSES:
        return f"no status: {status!r}"
    return "this fact was judged before" if tuple(row[:4]) in seen else ""


def judge(judgements: Iterable[Judgement], answers: Mapping[str, Facts]) -> Judged:
    """Set the judgements against the records of `answers`, by document; what has no record counts nowhere."""
    result = Judged()
    rules: Counter[str] = Counter()
    right: Counter[str] = Counter()
    known = {doc: list(_known(facts)) for doc, facts in answers.items()}
    for judgement in judgements:
        if judgement.doc not in known:
            continue
        fact = next((fact for fact in known[judgement.doc] if _is_about(judgement, fact)), None)
        if fact is None:
            result.gone += 1
            result.rightly += not judgement.right
            continue
        rules.update(fact.rules)
        right.update(fact.rules if judgement.right else ())
        result.facts = _counted(result.facts, judgement.right)
        if judgement.right and judgement.status:
            result.status = _counted(result.status, judgement.status in fact.statuses)
    result.rules = {rule: (right[rule], rules[rule]) for rule in sorted(rules)}
    return result


def _known(facts: Facts) -> Iterator[Fact]:
    yield from gather(facts.relations, facts.own_names(), frozenset(PREDICATES))


def _is_about(judgement: Judgement, fact: Fact) -> bool:
    ends = ((judgement.subject, fact.subject), (judgement.object, fact.object))
    return judgement.predicate == fact.predicate and all(_form(name) in end[1] for name, end in ends)


def _form(name: str) -> str:
    return name if name == OWN_REGION else normalise(name)


def _share(counts: tuple[int, int]) -> dict[str, int]:
    return dict(zip(("right", "read"), counts, strict=True))


def _counted(counts: tuple[int, int], right: bool) -> tuple[int, int]:
    return counts[0] + right, counts[1] + 1
