"""The axis of time that curve, tree and names share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from viz.trace.svg import LINE, SOFT, element, words

_MOST_LABELS = 14


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days to pixels: from the 1st of January of `first` at `left` to the end of `last` at `right`."""

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, days: Iterable[str], left: float, right: float) -> TimeAxis:
        """The axis that holds these days (ISO 8601) in whole years; of none, the year 2000."""
        years = sorted(int(day[:4]) for day in days)
        return cls(years[0] if years else 2000, years[-1] if years else 2000, left, right)

    def x(self, day: str) -> float:
        """Where a day is."""
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        share = (date.fromisoformat(day) - start).days / (end - start).days
        return self.left + share * (self.right - self.left)

    def draw(self, top: float, bottom: float) -> Iterator[str]:
        """A line a year from `top` to `bottom`, with its number below where there is room."""
        every = -(-(self.last - self.first + 1) // _MOST_LABELS)
        for year in range(self.first, self.last + 2):
            at = self.left + (year - self.first) / (self.last + 1 - self.first) * (self.right - self.left)
            yield element("line", x1=at, x2=at, y1=float(top), y2=float(bottom), stroke=LINE, stroke_width=0.7)
            if year <= self.last and (year - self.first) % every == 0:
                middle = at + (self.right - self.left) / (self.last + 1 - self.first) / 2
                yield words(str(year), middle, bottom + 16, 12, fill=SOFT, text_anchor="middle")
