"""Sets of characters that texts are cut at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

_CODE_POINTS = 0x110000


class Characters:
    """A set of characters; where a text has them is read out of a table, as a match for each would cost ten times as
    much."""

    def __init__(self, characters: str) -> None:
        self._known = np.zeros(_CODE_POINTS, dtype=bool)
        self._known[list(map(ord, characters))] = True

    def places(self, text: str) -> list[int]:
        """Where `text` has one of them, in order.

        >>> Characters("，。").places("一，二。")
        [1, 3]
        """
        # Half a pair is no character of any set.
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        places: list[int] = np.flatnonzero(self._known[codes]).tolist()
        return places


def cut_after(places: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of `[start, end)`, each as far as and with one of the places, which are in order, the last to the end.

    >>> list(cut_after([1, 3, 9], 0, 6))
    [(0, 2), (2, 4), (4, 6)]
    """
    for place in places[bisect_left(places, start) : bisect_left(places, end)]:
        yield start, place + 1
        start = place + 1
    if start < end:
        yield start, end
