"""Fitting: multinomial logistic regression with a Gaussian prior (Chen & Rosenfeld 1999), and its temperature
(Guo et al. 2017)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import log_softmax, softmax

from extract.relations.status_reader.features import Seen, features
from extract.relations.status_reader.model import ALL, JUDGED, UNIT, StatusModel, Weights
from extract.training.status.examples import Example

Floats = NDArray[np.float64]
Feature = tuple[str, str]
_CLASSES = len(JUDGED)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit: the strength of the prior on weights, how often a feature must occur, and from which size on a weight
    is kept."""

    prior: float = 5.0
    least_seen: int = 3
    least_weight: float = 0.03


def fit(examples: Sequence[Example], recipe: Recipe) -> StatusModel:
    """The weights that make the statuses of the examples likeliest; the same examples give the same weights."""
    rows = [features_of(e.seen) for e in examples]
    seen = Counter(feature for row in rows for feature in row)
    columns = {feature: i for i, feature in enumerate(sorted(f for f, n in seen.items() if n >= recipe.least_seen))}
    matrix = _matrix(rows, columns)
    truth = np.zeros((len(examples), _CLASSES))
    truth[np.arange(len(examples)), [JUDGED.index(e.status) for e in examples]] = 1
    weight = np.array([e.weight for e in examples])[:, None]

    def loss(point: Floats) -> tuple[float, Floats]:
        weights = point.reshape(len(columns), _CLASSES)
        odds = matrix @ weights
        cost = -(weight * truth * log_softmax(odds, axis=1)).sum() + 0.5 * recipe.prior * (weights * weights).sum()
        slope = weight * (softmax(odds, axis=1) - truth)
        return float(cost), (matrix.T @ slope + recipe.prior * weights).ravel()

    start = np.zeros(len(columns) * _CLASSES)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300, "ftol": 1e-8, "gtol": 1e-4}).x
    return StatusModel(_tables(found.reshape(len(columns), _CLASSES), columns, recipe.least_weight))


def features_of(seen: Seen) -> set[Feature]:
    """The features of a reading, each under ALL and under its kind of claim."""
    return {(kind, feature) for feature in features(seen) for kind in (ALL, seen.kind)}


def _matrix(rows: Sequence[set[Feature]], columns: dict[Feature, int]) -> csr_matrix:
    known = [sorted(columns[f] for f in row if f in columns) for row in rows]
    starts = np.cumsum([0, *map(len, known)])
    indices = [column for row in known for column in row]
    return csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(known), len(columns)))


def _tables(weights: Floats, columns: dict[Feature, int], least: float) -> dict[str, dict[str, Weights]]:
    """The weights as the model has them: those of a kind with those of all added."""
    common = {feature: weights[column] for (kind, feature), column in columns.items() if kind == ALL}
    tables: dict[str, dict[str, Weights]] = {}
    for (kind, feature), column in columns.items():
        if np.abs(weights[column]).max() >= least:
            told = weights[column] if kind == ALL else weights[column] + common[feature]
            one, other, third = (round(float(UNIT * w)) for w in told)
            tables.setdefault(kind, {})[feature] = one, other, third
    return tables


def calibrate(model: StatusModel, judged: Sequence[tuple[Weights, str, float]]) -> StatusModel:
    """The model with the scale that makes its probabilities true of texts of sets that it has not seen.

    `judged` are log-odds by models that were not trained on a text's set, the right status, and how far it is known.
    """
    if not judged:
        return model
    odds = np.array([one[0] for one in judged]) / UNIT
    right = np.array([JUDGED.index(one[1]) for one in judged])
    weight = np.array([one[2] for one in judged])

    def cost(scale: float) -> float:
        return float(-(weight * log_softmax(scale * odds, axis=1)[np.arange(len(right)), right]).sum())

    scale = minimize_scalar(cost, bounds=(0.2, 2.0), method="bounded", options={"xatol": 1e-4}).x
    return StatusModel(model.weights, float(scale), model.about)
