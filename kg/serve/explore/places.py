"""Where the things of a large view stand, reckoned once for a view."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

import numpy as np

from kg.serve.explore.index import Index

# Up to this size the page lays a view out itself, at once.
AT_ONCE = 150
_KEPT = 8
Point = list[int]


class Places:
    """Lays out views of one index, and keeps the last few."""

    def __init__(self, index: Index) -> None:
        # Of the index and not of itself: an old generation is closed when nobody holds it, and no one may hold itself.
        self._kept = lru_cache(maxsize=_KEPT)(partial(_reckoned, index))

    def of(self, things: tuple[int, ...]) -> list[Point] | None:
        """`[x, y]` for each of `things`, in their order; None where there are few enough for the page."""
        return self._kept(things) if len(things) > AT_ONCE else None


def _reckoned(index: Index, things: Sequence[int]) -> list[Point]:
    from viz.forces import spread

    links = index.inside(things)
    number = np.zeros(len(index), dtype=np.int64)
    number[list(things)] = np.arange(len(things))
    ends = np.stack([number[index.subject[links]], number[index.object[links]]], axis=1)
    rounded: list[Point] = np.rint(spread(ends, len(things))).astype(int).tolist()
    return rounded
