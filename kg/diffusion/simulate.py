"""Cascades whose parents are known: the model's own kind, kinds that break its assumptions, and none at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.diffusion.cascades import Cascades, Citation, Flags, Floats
from kg.diffusion.hazards import Rates

KINDS = ("exponential", "weibull")
INDEPENDENT = ("plain", "frailty", "mandate")
_WEIBULL_SHAPE, _WEIBULL_MEAN = 2.0, 0.8862269254527580


@dataclass(frozen=True, slots=True)
class World:
    """How to draw cascades: sizes, the share of edges between neighbours, rates in adoptions a year, years to watch.

    `kind` is how long a parent takes: `exponential`, as the model has it, or `weibull` (shape 2), which it has not.
    """

    regions: int = 31
    edges: int = 60
    programmes: int = 50
    near: float = 0.6
    slowest: float = 0.25
    fastest: float = 1.0
    outside: float = 0.02
    years: float = 12.0
    kind: str = "exponential"


@dataclass(frozen=True, slots=True)
class Dating:
    """How documents tell dates: rounded down to `grain` years, each adoption `missing` with that chance, told `delay`
    years late on average (exponential)."""

    grain: float = 0.0
    missing: float = 0.0
    delay: float = 0.0


EXACT, MONTHS, YEARS = Dating(), Dating(1 / 12, 0.2, 0.5), Dating(1.0, 0.2, 0.5)


class Truth(NamedTuple):
    """Cascades as they went, C × N parents (-1 for none), and the N × N edges that carried them."""

    data: Cascades
    parents: NDArray[np.int64]
    edges: Flags


def simulate(world: World, seed: int) -> Truth:
    """Cascades over a random network on a grid of regions, each begun by one of them; the same for the same seed."""
    if world.kind not in KINDS:
        raise ValueError(f"unknown kind {world.kind!r}; one of {', '.join(KINDS)}")
    rng = np.random.default_rng(seed)
    near = grid_neighbours(world.regions)
    edges = _edges(world, near, rng)
    size = (world.regions, world.regions)
    pull = np.where(edges, rng.uniform(world.slowest, world.fastest, size), 0.0)
    seeds = rng.integers(world.regions, size=world.programmes)
    rates = Rates(pull, np.full(world.regions, world.outside))
    times, parents = draw(rates, seeds, world.years, rng, world.kind)
    return Truth(_watched(times, near, world.years), parents, edges)


def simulate_independent(world: World, seed: int, kind: str = "plain") -> Cascades:
    """Cascades without a network: regions differ in how early they adopt; with `frailty` programmes differ in speed
    too, with `mandate` everybody hurries after a date of the programme's own."""
    if kind not in INDEPENDENT:
        raise ValueError(f"unknown kind {kind!r}; one of {', '.join(INDEPENDENT)}")
    rng = np.random.default_rng(seed)
    eager = rng.lognormal(0.0, 0.6, world.regions)
    times = np.full((world.programmes, world.regions), np.inf)
    for row in times:
        speed = rng.lognormal(0.0, 0.8) if kind != "plain" else 1.0
        drawn = rng.exponential(1 / (0.12 * eager * speed))
        if kind == "mandate":
            ordered = rng.uniform(2.0, 8.0)
            drawn = np.where(drawn > ordered, ordered + rng.exponential(0.5, world.regions), drawn)
        row[:] = drawn - drawn.min()
    times[times > world.years] = np.inf
    return _watched(times, grid_neighbours(world.regions), world.years)


def draw(
    rates: Rates, seeds: NDArray[np.int64], years: float, rng: np.random.Generator, kind: str = "exponential"
) -> tuple[Floats, NDArray[np.int64]]:
    """Times from 0 to `years` and parents of one cascade a seed, the region that it begins in."""
    regions = len(rates.outside)
    times, parents = np.full((len(seeds), regions), np.inf), np.full((len(seeds), regions), -1)
    for number, begins in enumerate(seeds):
        due = rng.exponential(1 / np.maximum(rates.outside, 1e-9))
        due[begins] = 0.0
        source, done = np.full(regions, -1), np.zeros(regions, dtype=np.bool_)
        while not done.all():
            now = int(np.where(done, np.inf, due).argmin())
            if due[now] > years:
                break
            done[now] = True
            reached = due[now] + _lags(rates.pull[now], rng, kind)
            sooner = ~done & (reached < due)
            due[sooner], source[sooner] = reached[sooner], now
        times[number, done], parents[number, done] = due[done], source[done]
    return times, parents


def observe(truth: Cascades, dating: Dating, rng: np.random.Generator) -> Cascades:
    """The cascades as documents date them."""
    times = truth.times + np.where(truth.adopted, rng.exponential(1.0, truth.times.shape) * dating.delay, 0.0)
    times[rng.random(times.shape) < dating.missing] = np.inf
    if dating.grain:
        finite = np.isfinite(times)
        times[finite] = np.floor(times[finite] / dating.grain) * dating.grain
    latest = float(times[np.isfinite(times)].max(initial=0.0))
    return replace(truth, times=times, grain=dating.grain, horizon=max(truth.horizon, latest))


def cite(truth: Truth, observed: Cascades, share: float, rng: np.random.Generator) -> Cascades:
    """The observed cascades with that share of the known parents cited."""
    heard = observed.adopted & (truth.parents >= 0) & (rng.random(truth.parents.shape) < share)
    told = (Citation(int(c), int(i), int(truth.parents[c, i])) for c, i in np.argwhere(heard))
    return replace(observed, citations=tuple(told))


def grid_neighbours(regions: int, width: int = 6) -> Flags:
    """Regions laid out row by row, each beside those left, right, above and below."""
    x, y = np.arange(regions) % width, np.arange(regions) // width
    return np.asarray(np.abs(x[:, None] - x) + np.abs(y[:, None] - y) == 1)


def _edges(world: World, near: Flags, rng: np.random.Generator) -> Flags:
    edges = np.zeros_like(near)
    beside = np.argwhere(near)
    beyond = np.argwhere(~near & ~np.eye(world.regions, dtype=np.bool_))
    close = round(world.edges * world.near)
    for pairs, count in ((beside, close), (beyond, world.edges - close)):
        chosen = pairs[rng.choice(len(pairs), count, replace=False)]
        edges[chosen[:, 0], chosen[:, 1]] = True
    return edges


def _lags(pull: Floats, rng: np.random.Generator, kind: str) -> Floats:
    mean = 1 / np.maximum(pull, 1e-9)
    if kind == "exponential":
        return np.asarray(rng.exponential(1.0, len(pull)) * mean)
    return np.asarray(rng.weibull(_WEIBULL_SHAPE, len(pull)) / _WEIBULL_MEAN * mean)


def _watched(times: Floats, near: Flags, years: float) -> Cascades:
    programmes, regions = times.shape
    names = [f"P{i:02}" for i in range(programmes)], [f"R{i:02}" for i in range(regions)]
    return Cascades(*names, times, years, near, np.ones(times.shape, dtype=np.bool_))
