"""Which region's adoption raises which other's rate: exponential hazards by maximum a posteriori, fitted by EM.

The model is NetRate's (Gomez-Rodriguez, Balduzzi & Schölkopf, ICML 2011) with three changes: every region has a rate
of its own from outside the network, the unknown candidate among its parents; the penalty on a rate is smaller between
neighbours; and what is adopted within one period counts as half before, half after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.diffusion.cascades import Cascades, Citation, Flags, Floats


@dataclass(frozen=True, slots=True)
class HazardOptions:
    """`penalty` is the rate parameter of the exponential prior on rates, in years of exposure without a success;
    `near` what it is multiplied by between neighbours; `silence` the share of silent regions that are taken to have
    really not adopted, the rest having adopted unheard; `late` the mean delay, in years, by which coarse dates may come
    after the fact; `rounds` of EM; `folds` of cross-fitting."""

    penalty: float = 8.0
    near: float = 0.3
    silence: float = 0.6
    late: float = 0.5
    rounds: int = 100
    folds: int = 5


@dataclass(frozen=True, slots=True)
class Exposure:
    """C × N × N arrays of programme, source, target: `order` is the chance that the source adopted before the target
    did, 0 where either is not known to have adopted; `hidden` that it did so unheard, or before its own late date;
    `years` how long the target stood exposed to the source. And `outside`, C × N, how long it stood exposed to the
    world since the programme began."""

    order: Floats
    hidden: Floats
    years: Floats
    outside: Floats

    def some(self, rows: Flags) -> Exposure:
        """The same for the programmes where `rows`, of length C, is true."""
        return Exposure(self.order[rows], self.hidden[rows], self.years[rows], self.outside[rows])


@dataclass(frozen=True, slots=True)
class Rates:
    """Adoptions a year: N × N `pull` of a source (row) on a target (column), and `outside` by target."""

    pull: Floats
    outside: Floats


def exposure(data: Cascades, options: HazardOptions) -> Exposure:
    """How long, and in which order, regions stood exposed to each other."""
    adopted = data.adopted
    until = np.where(adopted, data.times, data.horizon)
    heard = np.where(adopted, 1.0, options.silence) * data.seen
    lag = until[:, None, :] - np.where(adopted, data.times, 0.0)[:, :, None]
    both = adopted[:, :, None] & adopted[:, None, :]
    tie = np.abs(lag) < 1e-9
    order = np.where(both, np.where(tie, 0.5, (lag > 0).astype(float)), 0.0)
    years = np.where(adopted[:, :, None], np.maximum(lag, 0.0) + np.where(tie, data.grain / 4, 0.0), 0.0)
    years *= heard[:, None, :]
    same = np.arange(len(data.regions))
    hidden = np.where(adopted[:, None, :], _hidden(data, lag, options), 0.0)
    order[:, same, same] = hidden[:, same, same] = years[:, same, same] = 0.0
    begun = np.isfinite(data.start)
    outside = np.where(begun, until - np.where(begun, data.start, 0.0), 0.0) * heard
    return Exposure(order, hidden, years, outside)


def fit_rates(data: Cascades, exposed: Exposure, options: HazardOptions) -> Rates:
    """The rates that make the cascades most likely under the prior; cited parents are taken as known.

    EM: each adoption is shared out among those who may have caused it, in proportion to their rates; a rate is the
    successes so shared over the exposure and the penalty. The likelihood never falls from one round to the next.
    """
    regions = len(data.regions)
    order, free = _with_citations(exposed.order, data.first, data.citations)
    penalty = options.penalty * np.where(data.neighbours, options.near, 1.0)
    stood = exposed.years.sum(axis=0) + penalty
    pull, outside = np.full((regions, regions), 0.1), np.full(regions, 0.05)
    adopted = data.adopted & free
    for _ in range(options.rounds):
        shares, unknown = _shares(order, pull, np.where(free, outside[None, :], 0.0))
        pull = shares.sum(axis=0) / stood
        outside = _outside(unknown * adopted, exposed.outside)
    return Rates(pull, outside)


def parent_shares(exposed: Exposure, rates: Rates) -> Floats:
    """C × N × N: the chance of each source (second axis) to be the parent of each adopter (third); the rest is the
    unknown parent's: the world outside, or a region that adopted unheard."""
    unknown = rates.outside[None, :] + (exposed.hidden * rates.pull[None]).sum(axis=1)
    return _shares(exposed.order, rates.pull, unknown)[0]


def cross_fitted(data: Cascades, exposed: Exposure, options: HazardOptions) -> Floats:
    """Parent shares as `parent_shares`, each programme's by rates fitted on the other folds' programmes, so that no
    adoption vouches for itself."""
    fold = np.arange(len(data.programmes)) % options.folds
    shares = np.zeros_like(exposed.order)
    for number in np.unique(fold):
        kept = fold != number
        rates = fit_rates(data.some(kept), exposed.some(kept), options)
        shares[~kept] = parent_shares(exposed.some(~kept), rates)
    return shares


def _hidden(data: Cascades, lag: Floats, options: HazardOptions) -> Floats:
    """C × N × N: a silent source adopted unheard with the chance that silence deceives, before or after alike; one with
    a later date was late with a chance that fades with the gap."""
    silent = np.where(data.adopted, 0.0, (1 - options.silence) / 2)[:, :, None]
    if not data.grain:
        return np.broadcast_to(silent, lag.shape)
    later = data.adopted[:, :, None] & (lag < -1e-9)
    return np.asarray(silent + np.where(later, np.exp(np.minimum(lag, 0.0) / options.late) / 2, 0.0))


def _with_citations(order: Floats, first: Flags, citations: Sequence[Citation]) -> tuple[Floats, Flags]:
    """The order with each cited parent as the only one, and where the world outside is a candidate (C × N)."""
    order, free = order.copy(), ~first
    for c in citations:
        order[c.programme, :, c.region] = 0.0
        order[c.programme, c.parent, c.region] = 1.0
        free[c.programme, c.region] = False
    return order, free


def _shares(order: Floats, pull: Floats, outside: Floats) -> tuple[Floats, Floats]:
    rates = order * pull[None]
    total = rates.sum(axis=1) + outside + 1e-12
    return rates / total[:, None, :], np.broadcast_to(outside, total.shape) / total


def _outside(successes: Floats, years: Floats) -> Floats:
    """Each region's rate from outside, drawn towards the mean of all by ten years at that mean."""
    mean = (successes.sum() + 0.1) / (years.sum() + 2.0)
    return np.asarray((successes.sum(axis=0) + 10.0 * mean) / (years.sum(axis=0) + 10.0))
