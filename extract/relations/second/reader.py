"""What the second reader adds to the readings of the rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.log_linear import LogLinearModel
from extract.relations.document import DocumentView
from extract.relations.engine import OF_DOCUMENT, OWN, Finding
from extract.relations.second.features import features
from extract.relations.second.pairs import SHOWN, Pair, pairs_of
from extract.relations.skeleton import MentionRef, Skeleton

# How the rules are named by which its readings go: `model-inPark`.
BY_MODEL = "model-"

# What stands between two items of one list; a place may head the later one.
_ITEMS = re.compile(f"、(?:[^，；：。！？\\n]*[、和及与])?{SHOWN['Region']}{{0,2}}")

Fact = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair of mentions and how likely it is related."""

    probability: float
    pair: Pair
    subject: MentionRef
    object: MentionRef

    @property
    def distance(self) -> int:
        """How far the two mentions are apart in the text."""
        return abs(self.subject.start - self.object.start)


def second_findings(
    view: DocumentView,
    skeletons: Iterable[Skeleton],
    found: Iterable[Finding],
    known: Iterable[Fact],
    model: LogLinearModel,
) -> Iterator[Finding]:
    """Readings of pairs that no rule has related, each with its probability, in order of their places.

    `found` are the readings of the rules, `known` further facts (of lists), by entity numbers. Nothing is read against
    the rules: where they put a company in a park or a project with a company, it gets no other.
    """
    found = list(found)
    told = {fact_of(view, f.subject, f.predicate, f.object) for f in found} | set(known)
    pairs = list(pairs_of(skeletons))
    judged = [one for one in judge(view, pairs, told, model) if one.probability >= one.pair.reader.least]
    judged = list(_not_taken(view, judged, _taken(view, found), _nearest(view, pairs, told)))
    for one in _best(view, judged):
        yield _finding(one)


def fact_of(view: DocumentView, subject: int, predicate: str, target: int) -> Fact:
    """A fact by entity numbers, the own region as OWN under whatever name it goes."""
    one, other = (OWN if n >= 0 and view.is_own(n) else n for n in (subject, target))
    return one, predicate, other


def judge(view: DocumentView, pairs: Iterable[Pair], told: set[Fact], model: LogLinearModel) -> Iterator[Judged]:
    """Every mention of a subject with every mention of an object of the pairs, but for those of facts that are
    `told`."""
    for pair in pairs:
        if _listed_together(pair):
            continue
        weights = model.readers.get(pair.reader.predicate)
        new = [m for m in pair.members() if _is_new(view, pair, *m, told)] if weights is not None else []
        if weights is not None and new:
            probability = weights.probability(features(pair, view))
            yield from (Judged(probability, pair, *mentions) for mentions in new)


def _listed_together(pair: Pair) -> bool:
    """Whether both are items of one list (某公司、某产业园等项目), so that neither is the other's; rungs may be."""
    first, last = sorted((pair.subject_at, pair.object_at))
    return pair.reader.predicate != "nextStage" and _ITEMS.fullmatch(pair.scene.text, first + 1, last) is not None


def _is_new(view: DocumentView, pair: Pair, subject: MentionRef, target: MentionRef, told: set[Fact]) -> bool:
    fact = fact_of(view, subject.entity, pair.reader.predicate, target.entity)
    return fact[0] != fact[2] and fact not in told


def _taken(view: DocumentView, found: Iterable[Finding]) -> set[tuple[str, int]]:
    """The subjects and objects, by predicate, to which the rules have given a partner in so many words."""
    taken = set()
    for f in found:
        if f.rule not in OF_DOCUMENT:
            subject, predicate, target = fact_of(view, f.subject, f.predicate, f.object)
            taken |= {(f"{predicate} subject", subject), (f"{predicate} object", target)}
    return taken


def _nearest(view: DocumentView, pairs: Iterable[Pair], told: set[Fact]) -> dict[tuple[str, int], int]:
    """How far off the nearest subject is that a mention of an object has already, by predicate and its place."""
    nearest: dict[tuple[str, int], int] = {}
    for pair in pairs:
        for subject, target in pair.members() if pair.reader.nearest else ():
            if fact_of(view, subject.entity, pair.reader.predicate, target.entity) in told:
                place = (pair.reader.predicate, target.start)
                distance = abs(subject.start - target.start)
                nearest[place] = min(distance, nearest.get(place, distance))
    return nearest


def _not_taken(
    view: DocumentView, judged: Iterable[Judged], taken: set[tuple[str, int]], nearest: dict[tuple[str, int], int]
) -> Iterator[Judged]:
    """Those whose one partner, or nearest one, is not another by the rules."""
    for one in judged:
        predicate, alone = one.pair.reader.predicate, one.pair.reader.alone
        ends = fact_of(view, one.subject.entity, predicate, one.object.entity)
        end = ends[0] if alone == "subject" else ends[2]
        ruled = alone is not None and (f"{predicate} {alone}", end) in taken
        if not ruled and one.distance <= nearest.get((predicate, one.object.start), one.distance):
            yield one


def _best(view: DocumentView, judged: Sequence[Judged]) -> list[Judged]:
    """The likeliest reading of each fact; of an end that has one partner, the likeliest facts."""
    facts: dict[Fact, Judged] = {}
    for one in sorted(judged, key=lambda j: (-j.probability, j.object.start, j.subject.start)):
        facts.setdefault(fact_of(view, one.subject.entity, one.pair.reader.predicate, one.object.entity), one)
    ends = {fact: (fact[1], fact[0] if one.pair.reader.alone == "subject" else fact[2]) for fact, one in facts.items()}
    highest: dict[tuple[str, int], float] = defaultdict(float)
    for fact, one in facts.items():
        highest[ends[fact]] = max(highest[ends[fact]], one.probability)
    kept = [
        one for fact, one in facts.items() if one.pair.reader.alone is None or one.probability == highest[ends[fact]]
    ]
    return sorted(kept, key=lambda j: (j.object.start, j.subject.start, j.pair.reader.predicate))


def _finding(one: Judged) -> Finding:
    start, end = min(one.subject.start, one.object.start), max(one.subject.end, one.object.end)
    predicate = one.pair.reader.predicate
    return Finding(
        one.subject.entity, predicate, one.object.entity, BY_MODEL + predicate, start, end, one.object.start,
        one.pair.scene.skeleton, confidence=round(one.probability, 3),
    )  # fmt: skip
