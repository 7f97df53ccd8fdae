"""Pathways across programmes: from whom a region tends to take programmes up, where there are enough to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kg.diffusion.cascades import Cascades
from kg.diffusion.hazards import HazardOptions
from kg.diffusion.parents import SHOWN, infer_parents

LEAST_PROGRAMMES, LEAST_ADOPTERS = 20, 4
_LEAST_CARRIED = 2


class Pathway(NamedTuple):
    """`target` took `programmes` programmes from `source` by the parents shown, of which `cited` were cited; `expected`
    sums the probabilities of all."""

    source: str
    target: str
    programmes: int
    cited: int
    expected: float


@dataclass(frozen=True, slots=True)
class Pathways:
    """Pathways that carry at least two programmes, strongest first; `structure` is whether adoptions follow a network
    at all, and `programmes` how many were read."""

    found: tuple[Pathway, ...]
    structure: bool
    programmes: int


@dataclass(frozen=True, slots=True)
class TooFew:
    """There are only `programmes` programmes of at least 4 adopters; 20 are needed."""

    programmes: int


def find_pathways(data: Cascades, options: HazardOptions | None = None, seed: int = 0) -> Pathways | TooFew:
    """Pathways over all programmes of at least 4 adopters, after Desmarais, Harden & Boehmke (APSR 2015), but from
    probabilities of parents instead of trees."""
    enough = data.adopted.sum(axis=1) >= LEAST_ADOPTERS
    if int(enough.sum()) < LEAST_PROGRAMMES:
        return TooFew(int(enough.sum()))
    kept = data.some(enough)
    inferred = infer_parents(kept, options, seed)
    carried = (inferred.probability >= SHOWN).sum(axis=0)
    cited = np.zeros_like(carried)
    for c in kept.citations:
        cited[c.parent, c.region] += 1
    expected = inferred.probability.sum(axis=0)
    found = [
        Pathway(kept.regions[j], kept.regions[i], int(carried[j, i]), int(cited[j, i]), round(float(expected[j, i]), 3))
        for j, i in np.argwhere(carried >= _LEAST_CARRIED)
    ]
    found.sort(key=lambda p: (-p.programmes, -p.expected, p.source, p.target))
    return Pathways(tuple(found), inferred.structure.found, len(kept.programmes))
