"""Sentences laid end to end in rows of nearly one length, so that few steps are taken over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapreplace
from typing import NamedTuple

# More rows than this no longer fit a processor's own memory.
_ROWS = 64


class Rows(NamedTuple):
    """`steps` places in each of `rows` rows; `places` tells where in which row (at, row) each sentence begins. A gap
    stands before and after each."""

    steps: int
    rows: int
    places: list[tuple[int, int]]


def laid_out(lengths: Sequence[int]) -> Rows:
    """Rows for sentences of these lengths: the longest first, each in the row that is shortest so far.

    >>> laid_out([3, 1, 2])
    Rows(steps=5, rows=3, places=[(1, 0), (1, 2), (1, 1)])
    """
    rows = [(1, row) for row in range(min(_ROWS, -(-(sum(lengths) + len(lengths)) // (max(lengths, default=0) + 1))))]
    places = [(0, 0)] * len(lengths)
    for number in sorted(range(len(lengths)), key=lambda n: -lengths[n]):
        at, row = places[number] = rows[0]
        heapreplace(rows, (at + lengths[number] + 1, row))
    return Rows(max(rows, default=(1, 0))[0], len(rows), places)
