"""Hops: which way a programme went from one region to the next, by level and neighbourhood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from extract.places.divisions import divisions
from kg.trace.places import LEVELS, PROVINCE, Place
from ontology.vocabulary.source import read_csv

DOWN, LEAPFROG, UP, NEIGHBOUR, SAME_PROVINCE, CROSS_PROVINCE, DIAGONAL, UNKNOWN = HOPS = (
    "down", "leapfrog down", "up", "neighbour", "same-province peer", "cross-province peer", "diagonal", "unknown",
)  # fmt: skip
_BORDERS = Path(__file__).with_name("borders.csv")


@cache
def borders() -> frozenset[frozenset[str]]:
    """Pairs of codes of province-level divisions that share a land border; raises VocabularyError for a bad row."""
    known = {division.code for division in divisions() if division.level == PROVINCE}
    pairs = []
    for row in read_csv(_BORDERS, ("one", "other")):
        pair = frozenset((row.text("one"), row.text("other")))
        if len(pair) != 2 or not pair <= known or pair in pairs:
            raise row.error("must have the codes of two provinces, each pair once")
        pairs.append(pair)
    return frozenset(pairs)


def hop(parent: Place | None, child: Place) -> str:
    """The class of the hop from `parent` to `child`, one of HOPS.

    Down is to what lies directly in the parent, a leapfrog leaves a level out; up is to anything that the parent
    lies in. Peers are of one level: provinces with a common border are neighbours; others are told apart by whether
    their province is the same. What is of two levels and not one in the other is diagonal.
    """
    if parent is None:
        return UNKNOWN
    if parent.iri in child.above:
        direct = child.above[0] == parent.iri and (child.known or rank(child) - rank(parent) <= 1)
        return DOWN if direct else LEAPFROG
    if child.iri in parent.above:
        return UP
    if parent.level is None or child.level is None or parent.province is None or child.province is None:
        return UNKNOWN
    if parent.level != child.level:
        return DIAGONAL
    if child.level == PROVINCE:
        return NEIGHBOUR if frozenset((parent.code or "", child.code or "")) in borders() else CROSS_PROVINCE
    return SAME_PROVINCE if parent.province == child.province else CROSS_PROVINCE


@dataclass(frozen=True, slots=True)
class HopCount:
    """How many hops of a class there are, ties in the same period weighing a half, and their median lag in months.

    The lag is None where no hop of the class has a date at both ends.
    """

    hop: str
    count: int
    weight: float
    lag: float | None


def count_hops(hops: Iterable[tuple[str, float, float | None]]) -> tuple[HopCount, ...]:
    """Counts of triples (class, weight, lag in months or None), a line a class that occurs, in the order of HOPS."""
    by_class: dict[str, list[tuple[float, float | None]]] = defaultdict(list)
    for name, weight, lag in hops:
        by_class[name].append((weight, lag))
    return tuple(_count(name, by_class[name]) for name in HOPS if name in by_class)


def _count(name: str, found: list[tuple[float, float | None]]) -> HopCount:
    lags = [lag for _, lag in found if lag is not None]
    return HopCount(name, len(found), sum(weight for weight, _ in found), round(median(lags), 1) if lags else None)


def rank(place: Place) -> int:
    """How far down a place is: 0 the nation, 3 a county; 4 where it is not known."""
    return LEVELS.index(place.level) if place.level in LEVELS else len(LEVELS)
