"""Parents by inference, the last resort: with an unknown candidate, calibrated, and silent where there is no network.

Cited parents are taken as they are. What the hazard model says of the others is recalibrated on cascades simulated from
the fitted rates and dated as badly (simulation-based calibration), because a fit is surer than it should be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from kg.diffusion.cascades import Cascades, Flags, Floats
from kg.diffusion.hazards import Exposure, HazardOptions, Rates, cross_fitted, exposure, fit_rates, parent_shares
from kg.diffusion.measure import candidate_outcomes
from kg.diffusion.simulate import Dating, Truth, cite, draw, observe
from kg.diffusion.structure import Structure, find_structure

SHOWN = 0.5
# Pairs that carry fewer adoptions than this are noise of the fit, and not simulated from.
_LEAST_CARRIED = 2.0
_MISSING, _DELAY = 0.2, 0.5
_SIMULATIONS = 2


class Parent(NamedTuple):
    """`region` took `programme` from `parent`, with that probability; a hypothesis unless `cited`."""

    programme: str
    region: str
    parent: str
    probability: float
    cited: bool


@dataclass(frozen=True)
class Inference:
    """`parents` that may be shown (cited, or of probability ≥ 0.5), the test of a network, C × N × N probabilities
    (programme, parent, region), and N × N rates of pull, in adoptions a year."""

    parents: tuple[Parent, ...]
    structure: Structure
    probability: Floats
    pull: Floats


def infer_parents(data: Cascades, options: HazardOptions | None = None, seed: int = 0) -> Inference:
    """Who took what from whom. Deterministic for one seed.

    Where the cascades show no network beyond who is early in general, no parent is inferred; cited ones stay.
    """
    options = options or HazardOptions()
    exposed = exposure(data, options)
    rates = fit_rates(data, exposed, options)
    structure = find_structure(data, options, seed)
    probability = np.zeros_like(exposed.order)
    if structure.found:
        slope, offset = _calibration(data, exposed, rates, options, np.random.default_rng(seed))
        probability = _recalibrated(cross_fitted(data, exposed, options), slope, offset)
    for c in data.citations:
        probability[c.programme, :, c.region] = 0.0
        probability[c.programme, c.parent, c.region] = 1.0
    return Inference(_shown(data, probability), structure, probability, rates.pull)


def _shown(data: Cascades, probability: Floats) -> tuple[Parent, ...]:
    cited = {(c.programme, c.region) for c in data.citations}
    found = []
    for programme, source, region in np.argwhere(probability >= SHOWN):
        names = data.programmes[programme], data.regions[region], data.regions[source]
        chance = float(probability[programme, source, region])
        found.append(Parent(*names, chance, (int(programme), int(region)) in cited))
    return tuple(sorted(found))


def _calibration(
    data: Cascades, exposed: Exposure, rates: Rates, options: HazardOptions, rng: np.random.Generator
) -> tuple[float, float]:
    """Slope and offset on the log odds (Platt 1999) that make simulated probabilities true."""
    late = Dating(data.grain, _MISSING, _DELAY) if data.grain else Dating()
    share = min(1.0, len(data.citations) / max(1, int(data.adopted.sum())) / (1 - late.missing))
    outcomes = []
    for _ in range(_SIMULATIONS):
        truth = _simulated(data, exposed, rates, rng)
        observed = cite(truth, observe(truth.data, late, rng), share, rng)
        shares = cross_fitted(observed, exposure(observed, options), options)
        outcomes.append(candidate_outcomes(observed, truth.parents, shares))
    probability, right = (np.concatenate(column) for column in zip(*outcomes, strict=True))
    return _platt(probability, right.astype(float))


def _simulated(data: Cascades, exposed: Exposure, rates: Rates, rng: np.random.Generator) -> Truth:
    """As many cascades as the data has, from the fitted rates of the pairs that carry something, without shrinkage."""
    carried = parent_shares(exposed, rates).sum(axis=0)
    kept = carried >= _LEAST_CARRIED
    pull = np.where(kept, carried / np.maximum(exposed.years.sum(axis=0), 1e-9), 0.0)
    begun: Flags = np.asarray(data.adopted.any(axis=1))
    seeds = np.array([rng.choice(np.flatnonzero(row)) for row in data.first[begun]], dtype=np.int64)
    years = data.horizon - float(data.start[begun].min(initial=data.horizon))
    times, parents = draw(Rates(pull, rates.outside), seeds, years, rng)
    plain = replace(data.some(begun), times=times, horizon=years, seen=np.ones(times.shape, np.bool_), citations=())
    return Truth(plain, parents, kept)


def _log_odds(probability: Floats) -> Floats:
    clipped = np.clip(probability, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _platt(probability: Floats, right: Floats) -> tuple[float, float]:
    from scipy.optimize import minimize

    if not 0 < right.sum() < len(right):
        return 1.0, 0.0
    odds = _log_odds(probability)

    def loss(line: Floats) -> float:
        told = line[0] * odds + line[1]
        return float(np.mean(np.logaddexp(0, told) - right * told) + 1e-3 * (line[0] - 1) ** 2)

    slope, offset = minimize(loss, np.array([1.0, 0.0])).x
    return float(slope), float(offset)


def _recalibrated(shares: Floats, slope: float, offset: float) -> Floats:
    told = 1 / (1 + np.exp(-(slope * _log_odds(shares) + offset)))
    return np.where(shares > 0, told, 0.0)
