"""Growth curves through the count of adopters, where there is enough to fit: descriptive, not causal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.diffusion.cascades import Floats

LEAST_ADOPTERS, LEAST_PERIODS = 8, 5
# A ceiling is looked for up to so many times the adopters.
_HIGHEST = 20


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted curve. `logistic`: ceiling, rate (a year), inflection (year). `bass`: ceiling, innovation, imitation
    (both a year). `r2` is of the cumulated counts."""

    kind: str
    parameters: dict[str, float]
    r2: float
    adopters: int
    periods: int


@dataclass(frozen=True, slots=True)
class NotFitted:
    """Why no curve is fitted: `reason` is one of `adopters`, `periods`, `inflection`, `unstable`."""

    kind: str
    reason: str
    adopters: int
    periods: int


def fit_growth(periods: Sequence[float]) -> tuple[Fit | NotFitted, Fit | NotFitted]:
    """Logistic and Bass (Management Science 1969) curves of adoptions, given each adopter's period in years.

    Neither is fitted with fewer than 8 adopters or 5 distinct periods, nor while the counts have not passed the
    inflection, because the ceiling is then anybody's guess (Van den Bulte & Lilien, Marketing Science 1997).
    """
    counts = Counter(periods)
    adopters, distinct = len(periods), len(counts)
    for least, have, reason in ((LEAST_ADOPTERS, adopters, "adopters"), (LEAST_PERIODS, distinct, "periods")):
        if have < least:
            refused = [NotFitted(kind, reason, adopters, distinct) for kind in ("logistic", "bass")]
            return refused[0], refused[1]
    times = np.array(sorted(counts), dtype=np.float64)
    total = np.cumsum([counts[t] for t in sorted(counts)]).astype(np.float64)
    return _logistic(times, total), _bass(times, total)


def _logistic(times: Floats, total: Floats) -> Fit | NotFitted:
    middle = float(times[int(np.searchsorted(total, total[-1] / 2))])
    bounds = ([total[-1], 1e-3, times[0] - 50], [_HIGHEST * total[-1], 20.0, times[-1] + 50])
    found = _curve(_logistic_curve, times, total, [1.1 * total[-1], 1.0, middle], bounds)
    if found is None:
        return _refused("logistic", "unstable", times, total)
    ceiling, rate, inflection = found
    if inflection >= times[-1] or _boundless(ceiling, total):
        return _refused("logistic", "inflection", times, total)
    told = {"ceiling": ceiling, "rate": rate, "inflection": inflection}
    return Fit("logistic", told, _r2(total, _logistic_curve(times, *found)), int(total[-1]), len(times))


def _bass(times: Floats, total: Floats) -> Fit | NotFitted:
    since = times - times[0] + 1.0
    bounds = ([total[-1], 1e-6, 1e-6], [_HIGHEST * total[-1], 2.0, 10.0])
    found = _curve(_bass_curve, since, total, [1.1 * total[-1], 0.03, 0.4], bounds)
    if found is None:
        return _refused("bass", "unstable", times, total)
    ceiling, innovation, imitation = found
    peak = np.log(imitation / innovation) / (innovation + imitation) if imitation > innovation else 0.0
    if peak >= since[-1] or _boundless(ceiling, total):
        return _refused("bass", "inflection", times, total)
    told = {"ceiling": ceiling, "innovation": innovation, "imitation": imitation}
    return Fit("bass", told, _r2(total, _bass_curve(since, *found)), int(total[-1]), len(times))


def _boundless(ceiling: float, total: Floats) -> bool:
    return bool(ceiling >= 0.99 * _HIGHEST * total[-1])


def _refused(kind: str, reason: str, times: Floats, total: Floats) -> NotFitted:
    return NotFitted(kind, reason, int(total[-1]), len(times))


def _logistic_curve(time: Floats, ceiling: float, rate: float, inflection: float) -> Floats:
    return np.asarray(ceiling / (1 + np.exp(np.clip(-rate * (time - inflection), -500, 500))))


def _bass_curve(since: Floats, ceiling: float, innovation: float, imitation: float) -> Floats:
    fading = np.exp(-(innovation + imitation) * since)
    return np.asarray(ceiling * (1 - fading) / (1 + imitation / innovation * fading))


def _curve(
    shape: Callable[..., Floats],
    times: Floats,
    total: Floats,
    start: list[float],
    bounds: tuple[list[float], list[float]],
) -> tuple[float, ...] | None:
    """Least squares; None where they do not settle."""
    # Imported here: it takes half a second, and few traces are asked for a fit.
    from scipy.optimize import OptimizeWarning, curve_fit

    try:
        found, _ = curve_fit(shape, times, total, p0=start, bounds=bounds, maxfev=20_000)
    except (RuntimeError, OptimizeWarning):
        return None
    return tuple(float(x) for x in found)


def _r2(total: Floats, fitted: Floats) -> float:
    spread = float(((total - total.mean()) ** 2).sum())
    return 1.0 - float(((total - fitted) ** 2).sum()) / spread
