"""Whether adoptions follow a network at all, before any parent is named.

Under the null each programme keeps its dates, and who adopts at which is drawn by how early regions adopt in general
(Plackett–Luce), so that eager regions, popular programmes and a rush after a mandate are no evidence of a network. What
is compared is how much of the explained adoptions few pairs carry.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kg.diffusion.cascades import Cascades, Floats
from kg.diffusion.hazards import HazardOptions, exposure, fit_rates, parent_shares

DRAWS = 49


@dataclass(frozen=True, slots=True)
class Structure:
    """`found` where the concentration of the data beats that of every draw from the null; `p_value` by rank."""

    found: bool
    p_value: float
    draws: int


def find_structure(data: Cascades, options: HazardOptions, seed: int = 0, draws: int = DRAWS) -> Structure:
    """A Monte Carlo test (Besag & Diggle 1977) at level 1 / (draws + 1)."""
    rng = np.random.default_rng(seed)
    quick = replace(options, rounds=min(options.rounds, 60))
    plain = replace(data, citations=())
    here, eager = _concentration(plain, quick), eagerness(plain)
    above = sum(_concentration(_reassigned(plain, eager, rng), quick) >= here for _ in range(draws))
    return Structure(above == 0, (above + 1) / (draws + 1), draws)


def eagerness(data: Cascades, rounds: int = 60) -> Floats:
    """N worths of the Plackett–Luce model, mean 1: the chance to be next is in proportion. Those who did not adopt
    come last, in no order. By Hunter's MM algorithm (Annals of Statistics 2004)."""
    adopted = data.adopted
    ranked = [np.argsort(row, kind="stable")[: int(n)] for row, n in zip(data.times, adopted.sum(axis=1), strict=True)]
    wins, worth = adopted.sum(axis=0) + 0.5, np.ones(len(data.regions))
    for _ in range(rounds):
        chances = np.zeros_like(worth)
        for order in ranked:
            left = worth.sum() - np.concatenate(([0.0], np.cumsum(worth[order])[:-1])) if len(order) else np.zeros(0)
            sums = np.cumsum(1 / np.maximum(left, 1e-9))
            stayed = np.full(len(worth), sums[-1] if len(sums) else 0.0)
            stayed[order] = sums
            chances += stayed
        worth = wins / (chances + 0.5 / worth.mean())
        worth /= worth.mean()
    return worth


def _concentration(data: Cascades, options: HazardOptions) -> float:
    """The mean number of adoptions that the pair behind an explained adoption explains."""
    exposed = exposure(data, options)
    explained = parent_shares(exposed, fit_rates(data, exposed, options)).sum(axis=0)
    return float((explained**2).sum() / max(1.0, float(explained.sum())))


def _reassigned(data: Cascades, eager: Floats, rng: np.random.Generator) -> Cascades:
    times = np.full_like(data.times, np.inf)
    for row, told in zip(times, data.times, strict=True):
        dates = np.sort(told[np.isfinite(told)])
        order = np.argsort(-(np.log(eager) + rng.gumbel(size=len(eager))))[: len(dates)]
        row[order] = dates
    return replace(data, times=times, seen=data.seen | np.isfinite(times))
