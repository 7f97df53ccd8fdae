"""The adoption curve from intervals: what share of regions had adopted by when, with those yet to adopt in the count.

Turnbull's self-consistent estimate (JRSS B 1976), which is Kaplan and Meier's where every interval is a point or open
to the right; the band is a percentile bootstrap over regions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kg.diffusion.cascades import Floats

_TOLERANCE, _ROUNDS = 1e-10, 20_000


class Interval(NamedTuple):
    """An adoption after `lower` and up to `upper`, in years: equal where the date is exact, `upper` infinite where the
    region is only known not to have adopted by `lower`."""

    lower: float
    upper: float


class Point(NamedTuple):
    """From `time` (years) on, that `share` of regions had adopted, between `low` and `high` with the band's level."""

    time: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AdoptionCurve:
    """Steps in order of time, and when half had adopted (None where half never did). Mass that an interval does not
    place is put at its end, the latest that it can be."""

    points: tuple[Point, ...]
    median: float | None
    regions: int
    level: float


def adoption_curve(
    intervals: Sequence[Interval], *, draws: int = 200, level: float = 0.95, seed: int = 0
) -> AdoptionCurve:
    """The curve of regions with these intervals, one each.

    Raises ValueError for an interval that ends before it begins, or where there is none.
    """
    if not intervals:
        raise ValueError("no region to draw a curve of")
    ordered = sorted(intervals)
    if bad := next((i for i in ordered if not i.lower <= i.upper), None):
        raise ValueError(f"interval from {bad.lower} to {bad.upper}")
    steps = turnbull(ordered)
    times = np.array([time for time, _ in steps])
    share = np.cumsum([mass for _, mass in steps])
    low, high = _band(ordered, times, draws, level, seed)
    points = tuple(
        Point(float(t), min(1.0, float(s)), float(a), float(b))
        for t, s, a, b in zip(times, share, low, high, strict=True)
    )
    median = next((p.time for p in points if p.share >= 0.5 - 1e-12), None)
    return AdoptionCurve(points, median, len(ordered), level)


def turnbull(intervals: Sequence[Interval]) -> list[tuple[float, float]]:
    """Times and the probability mass at each, in order; mass beyond the last date is left out."""
    ends = _innermost(intervals)
    told = Counter(intervals)
    covers = np.array([[_covers(i, left, right) for left, right in ends] for i in told], dtype=np.float64)
    covers, inverse = np.unique(covers, axis=0, return_inverse=True)
    counts = np.bincount(inverse.ravel(), weights=list(told.values()), minlength=len(covers))
    mass = _self_consistent(covers, np.asarray(counts, dtype=np.float64))
    return [
        (right[0], float(m)) for (_, right), m in zip(ends, mass, strict=True) if np.isfinite(right[0]) and m > 1e-12
    ]


# A place on the line: a time, and 0 at it or 1 right after it.
_Place = tuple[float, int]


def _bounds(interval: Interval) -> tuple[_Place, _Place]:
    exact = interval.lower == interval.upper
    return (interval.lower, 0 if exact else 1), (interval.upper, 0)


def _innermost(intervals: Sequence[Interval]) -> list[tuple[_Place, _Place]]:
    """The stretches that can hold mass: a left end right before a right end, with none between."""
    lefts, rights = {_bounds(i)[0] for i in intervals}, {_bounds(i)[1] for i in intervals}
    marks = sorted([(place, 0) for place in lefts] + [(place, 1) for place in rights])
    return [(a, b) for (a, kind), (b, after) in zip(marks, marks[1:], strict=False) if (kind, after) == (0, 1)]


def _covers(interval: Interval, left: _Place, right: _Place) -> bool:
    low, high = _bounds(interval)
    return low <= left and right <= high


def _self_consistent(covers: Floats, counts: Floats) -> Floats:
    mass = np.full(covers.shape[1], 1 / covers.shape[1])
    for _ in range(_ROUNDS):
        within = covers * mass
        new = (counts[:, None] * within / within.sum(axis=1, keepdims=True)).sum(axis=0) / counts.sum()
        if np.abs(new - mass).max() < _TOLERANCE:
            return np.asarray(new)
        mass = new
    return mass


def _band(intervals: Sequence[Interval], times: Floats, draws: int, level: float, seed: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    shares = np.zeros((draws, len(times)))
    for row in shares:
        chosen = sorted(intervals[i] for i in rng.integers(len(intervals), size=len(intervals)))
        for time, mass in turnbull(chosen):
            row[times >= time] += mass
    beyond = (1 - level) / 2
    low, high = np.quantile(np.minimum(shares, 1.0), [beyond, 1 - beyond], axis=0)
    return np.asarray(low), np.asarray(high)
