"""How good a guess at a network, or at parents, is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from kg.diffusion.cascades import Cascades, Flags, Floats


def edge_auc(score: Floats, edges: Flags) -> float:
    """The chance that a true edge scores higher than a pair that is none (ties count half); pairs of a region with
    itself are left out."""
    off = ~np.eye(len(score), dtype=np.bool_)
    ranks, true = rankdata(score[off]), edges[off]
    hits = int(true.sum())
    return float((ranks[true].sum() - hits * (hits + 1) / 2) / (hits * (len(true) - hits)))


def calibration_error(probability: Floats, right: Flags, bins: int = 10) -> float:
    """Expected calibration error: the mean gap between probability and hits over equal bins, weighted by their size
    (Naeini, Cooper & Hauskrecht, AAAI 2015)."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gaps = [
        (place == b).mean() * abs(probability[place == b].mean() - right[place == b].mean()) for b in np.unique(place)
    ]
    return float(sum(gaps))


def candidate_outcomes(
    data: Cascades, parents: NDArray[np.int64], probability: Floats, least: float = 0.02
) -> tuple[Floats, Flags]:
    """Probability of every candidate of at least `least` of every adopter without a citation, and whether it is the
    true parent."""
    cited = {(c.programme, c.region) for c in data.citations}
    free = np.array([[(c, i) not in cited for i in range(len(data.regions))] for c in range(len(data.programmes))])
    asked = (probability >= least) & (data.adopted & free)[:, None, :]
    true = parents[:, None, :] == np.arange(len(data.regions))[None, :, None]
    return probability[asked], true[asked]
