"""How many had it by when: counts of first evidence, by level, with the median and the central mandate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from kg.resolve.intervals import bounds


@dataclass(frozen=True, slots=True)
class Step:
    """A day (ISO 8601) on which places (by key) came in, and how many there are from then on."""

    date: str
    places: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A cumulative count in steps; `undated` are the places of which no day is known, which no step counts."""

    steps: tuple[Step, ...]
    undated: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many places are in the steps."""
        return self.steps[-1].total if self.steps else 0

    @property
    def median(self) -> str | None:
        """The day by which half of the dated places had it; None where there is none."""
        return next((step.date for step in self.steps if 2 * step.total >= self.total), None)

    def by(self, date: str) -> int:
        """How many places had it before the day `date`."""
        return max((step.total for step in self.steps if step.date < date), default=0)


@dataclass(frozen=True, slots=True)
class Mandate:
    """The policy from above that told regions to carry the programme out, as the vocabulary has it.

    `before` counts the dated places that had it earlier, `after` those that came later or on the same day.
    """

    name: str
    date: str
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Curves:
    """The curve of all places, of each level, and the split at the central mandate where there is one."""

    all: Curve
    levels: Mapping[str, Curve] = field(default_factory=dict)
    mandate: Mandate | None = None


def cumulative(dated: Iterable[tuple[str, str | None]]) -> Curve:
    """The curve of pairs (place, first day or None), each place once.

    >>> cumulative([('a', '2017-11-23'), ('b', '2018-04-30'), ('c', None), ('d', '2018-04-30')]).total
    3
    """
    pairs = sorted((date or "", place) for place, date in dated)
    steps: list[Step] = []
    for date, group in groupby((pair for pair in pairs if pair[0]), key=lambda pair: pair[0]):
        places = tuple(place for _, place in group)
        steps.append(Step(date, places, len(places) + (steps[-1].total if steps else 0)))
    return Curve(tuple(steps), tuple(place for date, place in pairs if not date))


def split(curve: Curve, mandates: Iterable[tuple[str, str | None]]) -> Mandate | None:
    """The earliest dated mandate of pairs (name, EDTF date), and how many places came before it and after."""
    known = sorted((days[0], name, date) for name, date in mandates if date and (days := bounds(date)))
    if not known:
        return None
    day, name, date = known[0]
    before = curve.by(day)
    return Mandate(name, date or day, before, curve.total - before)
