"""Fitting: a log-linear model with a Gaussian prior (Chen & Rosenfeld 1999), and its calibration (Platt 1999)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit, logit

from extract.log_linear import Weights
from extract.training.second.examples import Example

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit: the strength of the prior on weights, on calibration, and how often a feature must occur."""

    prior: float = 4.0
    calibration_prior: float = 2.0
    least_seen: int = 2


def fit(examples: Sequence[Example], recipe: Recipe) -> Weights:
    """The weights that make the examples of one predicate likeliest; the same examples give the same weights."""
    names = _names(examples, recipe.least_seen)
    matrix = _matrix(examples, {name: i for i, name in enumerate(names)})
    right = np.array([e.right for e in examples])
    wrong = np.array([e.wrong for e in examples])
    total = right.sum() + wrong.sum()
    start = np.zeros(len(names) + 1)
    start[-1] = logit((right.sum() + 0.5) / (total + 1))

    def loss(point: Floats) -> tuple[float, Floats]:
        odds = matrix @ point[:-1] + point[-1]
        slope = (right + wrong) * expit(odds) - right
        cost = right @ np.logaddexp(0, -odds) + wrong @ np.logaddexp(0, odds)
        gradient = matrix.T @ slope + recipe.prior * point[:-1]
        return cost + 0.5 * recipe.prior * (point[:-1] @ point[:-1]), np.append(gradient, slope.sum())

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000, "ftol": 1e-10, "gtol": 1e-5}).x
    return Weights(float(found[-1]), dict(zip(names, map(float, found[:-1]), strict=True)))


def _names(examples: Sequence[Example], least: int) -> list[str]:
    seen = Counter(feature for e in examples for feature in e.features)
    return sorted(feature for feature, number in seen.items() if number >= least)


def _matrix(examples: Sequence[Example], columns: dict[str, int]) -> csr_matrix:
    rows = [sorted(columns[f] for f in e.features if f in columns) for e in examples]
    starts = np.cumsum([0, *map(len, rows)])
    indices = [column for row in rows for column in row]
    return csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), len(columns)))


def calibrate(weights: Weights, judged: Sequence[tuple[float, int, int]], recipe: Recipe) -> Weights:
    """The weights with scale and shift such that their probabilities hold for pairs left over by rules.

    `judged` are such pairs: their log-odds by a model that was not trained on them, how many were right and how many
    wrong. Where there are few, both stay near 1 and 0.
    """
    odds = np.array([one[0] for one in judged])
    right, wrong = (np.array([one[i] for one in judged], float) for i in (1, 2))

    def loss(point: Floats) -> tuple[float, Floats]:
        told = point[0] * odds + point[1]
        slope = (right + wrong) * expit(told) - right
        far = point - np.array([1.0, 0.0])
        cost = (
            right @ np.logaddexp(0, -told) + wrong @ np.logaddexp(0, told) + recipe.calibration_prior / 2 * (far @ far)
        )
        return cost, np.array([slope @ odds, slope.sum()]) + recipe.calibration_prior * far

    if not judged:
        return weights
    scale, shift = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B").x
    return Weights(weights.intercept, weights.weights, float(scale), float(shift))
