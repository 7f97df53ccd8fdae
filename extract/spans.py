"""Stretches of a text that others are held against: whether one meets them is found without going through them all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Stretches `[start, end)`, which may overlap and lie in one another, in order; none is empty."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(set(spans))
        self._starts = [start for start, _ in self._spans]
        # How far the stretches reach that begin no later than each.
        self._reach = list(accumulate((end for _, end in self._spans), max))

    def __bool__(self) -> bool:
        return bool(self._spans)

    def touch(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with `[start, end)`.

        >>> Spans([(0, 9), (2, 4)]).touch(5, 6), Spans([(0, 3)]).touch(3, 6)
        (True, False)
        """
        at = bisect_left(self._starts, end)
        return at > 0 and self._reach[at - 1] > start

    def meeting(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that share a character with `[start, end)`, in order.

        >>> Spans([(0, 9), (2, 4), (5, 7)]).meeting(5, 6)
        [(0, 9), (5, 7)]
        """
        found: list[tuple[int, int]] = []
        at = bisect_left(self._starts, end)
        while at > 0 and self._reach[at - 1] > start:
            at -= 1
            if self._spans[at][1] > start:
                found.append(self._spans[at])
        return found[::-1]

    def hold(self, start: int, end: int) -> bool:
        """Whether `[start, end)` lies in one of them, or is one."""
        at = bisect_left(self._starts, end)
        while at > 0 and self._reach[at - 1] >= end:
            at -= 1
            if self._starts[at] <= start and end <= self._spans[at][1]:
                return True
        return False
