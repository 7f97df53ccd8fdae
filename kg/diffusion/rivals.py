"""Other ways to guess a network from the order of adoption, to be measured beside ours."""

from __future__ import annotations

import numpy as np

from kg.diffusion.cascades import Cascades, Floats


def who_was_first(data: Cascades) -> Floats:
    """N × N: in how many programmes the row adopted before the column."""
    earlier = (data.times[:, :, None] < data.times[:, None, :]) & data.adopted[:, None, :]
    return np.asarray(earlier.sum(axis=0), dtype=np.float64)


def netinf(data: Cascades, rate: float = 0.6, outside: float = 0.05) -> Floats:
    """N × N: the order in which NetInf takes edges up, the first the highest; 0 for those that add nothing.

    Greedy choice of the edge that adds most to the likelihood of the most likely trees, with exponential lags of
    `rate` a year and `outside` for adoptions from nowhere (Gomez-Rodriguez, Leskovec & Krause, KDD 2010).
    """
    lag = np.where(data.adopted, data.times, 0.0)
    years = lag[:, None, :] - lag[:, :, None]
    before = data.adopted[:, :, None] & data.adopted[:, None, :] & (years > 1e-9)
    worth = np.where(before, np.log(rate) - rate * years - np.log(outside), -np.inf)
    best = np.zeros(data.times.shape)
    score = np.zeros((len(data.regions), len(data.regions)))
    gains = np.maximum(worth - best[:, None, :], 0.0).sum(axis=0)
    for place in range(score.size):
        source, target = np.unravel_index(int(gains.argmax()), gains.shape)
        if gains[source, target] <= 0:
            break
        score[source, target] = score.size - place
        best[:, target] = np.maximum(best[:, target], worth[:, source, target])
        gains[:, target] = np.maximum(worth[:, :, target] - best[:, None, target], 0.0).sum(axis=0)
        gains[score > 0] = 0.0
    return score
