"""What can be computed on a trace: the interval-censored curve, and growth curves where there is enough to fit.

Descriptive, not causal: they say how adoption went in this corpus, and nothing of why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Any

from kg.diffusion.fits import Fit, NotFitted, fit_growth
from kg.diffusion.survival import AdoptionCurve, Interval, adoption_curve
from kg.resolve.intervals import bounds
from kg.trace.model import ADOPTED, Adoption, Source
from kg.trace.places import NATIONAL, Place

# Nearly all adopters are dated so exactly before months are told apart in a fit.
_MONTH, _EXACT_SHARE = 31, 0.9


@dataclass(frozen=True, slots=True)
class Statistics:
    """`curve` is over the regions that the corpus can tell of: `adopters` with a date, and `silent` ones.

    Silent ones have documents that cover the topic, none of which says that they adopted it; they may have done so
    since the last of these. Adopters have such documents too: who is known by the word of others alone would be counted
    for having adopted. `curve` is None where there is no adopter. `left_out` are these, undated adopters, and regions
    that no text states (inferred, or masked). `fits` are those of a logistic and of a Bass curve through the counts of
    adopters by `period` (month or year).
    """

    curve: AdoptionCurve | None
    adopters: int
    silent: int
    left_out: int
    fits: tuple[Fit | NotFitted, Fit | NotFitted]
    period: str

    @property
    def median(self) -> str | None:
        """The day by which half of those regions had adopted; None where half never did."""
        return day_of(self.curve.median) if self.curve and self.curve.median is not None else None


def statistics(adoptions: Iterable[Adoption], sources: Iterable[Source], level: str | None = None) -> Statistics:
    """The statistics of the adopted group among `adoptions`; `sources` tell who was seen to be silent.

    The nation is no region here. With `level`, silent regions of other levels are not at risk.
    """
    listed = [source for source in sources if source.covering]
    seen = {source.region.key for source in listed}
    adopted = [one for one in adoptions if one.group == ADOPTED and one.place.level != NATIONAL]
    dated = [o for o in adopted if o.interval.upper is not None and o.place.known and o.place.key in seen]
    having = {one.place.key for one in adopted}
    last = _last_seen(source for source in listed if source.region.key not in having and _fits(source.region, level))
    told = [_interval(one.interval.lower, one.interval.upper) for one in dated]
    told += [Interval(year_of(day), inf) for day in last.values()]
    periods, period = _periods(dated)
    return Statistics(
        curve=adoption_curve(told) if dated else None,
        adopters=len(dated),
        silent=len(last),
        left_out=len(adopted) - len(dated),
        fits=fit_growth(periods),
        period=period,
    )


def curve_rows(found: Statistics) -> list[dict[str, Any]]:
    """A row a step: from `date` on, `share` of the regions had adopted, between `low` and `high`."""
    points = found.curve.points if found.curve else ()
    return [
        {"date": day_of(p.time), "share": round(p.share, 6), "low": round(p.low, 6), "high": round(p.high, 6)}
        for p in points
    ]


def _fits(place: Place, level: str | None) -> bool:
    return place.known and place.level != NATIONAL and level in (None, place.level)


def _last_seen(sources: Iterable[Source]) -> Mapping[str, str]:
    """By key of a region, the day of its last dated document."""
    last: dict[str, str] = {}
    for source in sources:
        if days := bounds(source.published):
            last[source.region.key] = max(days[1], last.get(source.region.key, ""))
    return last


def _interval(lower: str | None, upper: str | None) -> Interval:
    end = inf if upper is None else year_of(upper)
    return Interval(min(end, -inf if lower is None else year_of(lower)), end)


def _periods(adopted: Iterable[Adoption]) -> tuple[list[float], str]:
    """The period of each adopter, in years, and how long it is."""
    days = [(one.interval.lower, one.interval.upper) for one in adopted if one.interval.upper]
    narrow = sum(lower is not None and _days(lower, upper) <= _MONTH for lower, upper in days)
    if days and narrow >= _EXACT_SHARE * len(days):
        return [int(upper[:4]) + (int(upper[5:7]) - 1) / 12 for _, upper in days], "month"
    return [float(upper[:4]) for _, upper in days], "year"


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def year_of(day: str) -> float:
    """A day (ISO 8601) as a year with its fraction.

    >>> year_of('2018-07-02')
    2018.4986301369863
    """
    at = date.fromisoformat(day)
    start, end = date(at.year, 1, 1), date(at.year + 1, 1, 1)
    return at.year + (at - start).days / (end - start).days


def day_of(year: float) -> str:
    """The day that `year_of` gives this number for.

    >>> day_of(year_of('2018-07-02'))
    '2018-07-02'
    """
    start, end = date(int(year), 1, 1), date(int(year) + 1, 1, 1)
    return (start + timedelta(days=round((year - int(year)) * (end - start).days))).isoformat()
