"""Fitting: a logistic regression over levels whose weights never fall from one to the next, with a Gaussian prior.

Source of the method: R. E. Barlow and others, Statistical Inference under Order Restrictions (1972); here each level
adds what is not negative to the one before it, and L-BFGS-B (Byrd and others 1995) keeps it so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
Levels = Mapping[str, Sequence[str]]
# How strongly weights are drawn towards nothing.
_PRIOR = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """The level of each observation on one pair, and whether it is one thing."""

    levels: Mapping[str, str]
    same: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """The prior log-odds, and a weight for each level of each observation."""

    prior: float
    weights: Mapping[str, Mapping[str, float]]

    def odds(self, levels: Mapping[str, str]) -> float:
        """The log-odds of a pair being one thing."""
        return self.prior + sum(self.weights[name].get(level, 0.0) for name, level in levels.items())


def fit(examples: Sequence[Example], levels: Levels, free: Sequence[str] = ()) -> Fitted:
    """The weights under which the examples are likeliest; `levels` are in rising order but for those of `free`.

    The same examples give the same weights.
    """
    columns = [(name, level) for name, known in levels.items() for level in (known if name in free else known[1:])]
    matrix = np.array([[1.0, *_row(example, columns, levels, free)] for example in examples])
    sign = np.array([1.0 if example.same else -1.0 for example in examples])

    def loss(point: Floats) -> tuple[float, Floats]:
        odds = sign * (matrix @ point)
        slope = -sign / (1 + np.exp(np.clip(odds, -500, 500)))
        drawn = np.concatenate(([0.0], point[1:]))
        return float(np.logaddexp(0, -odds).sum() + _PRIOR / 2 * drawn @ drawn), matrix.T @ slope + _PRIOR * drawn

    bounds = [(None, None), *((None, None) if name in free else (0.0, None) for name, _ in columns)]
    point = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", bounds=bounds,
                     options={"maxiter": 2000, "ftol": 1e-12, "gtol": 1e-7}).x  # fmt: skip
    steps = dict(zip(columns, map(float, point[1:]), strict=True))
    return Fitted(float(point[0]), {name: _summed(name, known, steps, name in free) for name, known in levels.items()})


def _row(example: Example, columns: Sequence[tuple[str, str]], levels: Levels, free: Sequence[str]) -> list[float]:
    """1 where an example has a level, or one above it."""
    at = {name: list(known).index(example.levels[name]) for name, known in levels.items()}
    return [
        float(example.levels[name] == level if name in free else at[name] >= list(levels[name]).index(level))
        for name, level in columns
    ]


def _summed(name: str, known: Sequence[str], steps: Mapping[tuple[str, str], float], free: bool) -> dict[str, float]:
    found, sum_ = {}, 0.0
    for level in known:
        step = steps.get((name, level), 0.0)
        sum_ = step if free else sum_ + step
        found[level] = sum_
    return found
