"""Sentences decoded together by a linear-chain CRF, in rows: in the gaps between them nothing is named, so that every
sentence begins anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from extract.recogniser.marginals import marginals
from extract.recogniser.rows import laid_out
from extract.recogniser.viterbi import Floats, best_paths_by_time

_IMPOSSIBLE = np.float32(-1e4)


class Chain:
    """What tags may follow one another (`between`, tags by tags), begin a sentence and end it; tag 0 names nothing."""

    def __init__(self, between: Floats, start: Floats, end: Floats) -> None:
        self._between = between
        # What the ways from and to a gap cost is given back.
        self._first: Floats = start - between[0]
        self._last: Floats = end - between[:, 0]
        self._gap: Floats = np.full(len(between), _IMPOSSIBLE, np.float32)
        self._gap[0] = -between[0, 0]

    def paths(self, parts: Sequence[Floats]) -> list[npt.NDArray[np.intp]]:
        """The best tags of each sentence, for scores (length, tags) of each; no sentence is empty."""
        emissions, places = self._packed(parts)
        best = best_paths_by_time(emissions, self._between)
        return [best[row, at : at + len(part)] for part, (at, row) in zip(parts, places, strict=True)]

    def likely(self, parts: Sequence[Floats]) -> list[Floats]:
        """How likely each tag is at each character of each sentence, (length, tags), for scores of the same shape."""
        emissions, places = self._packed(parts)
        shares = marginals(emissions, self._between)
        return [shares[at : at + len(part), row] for part, (at, row) in zip(parts, places, strict=True)]

    def _packed(self, parts: Sequence[Floats]) -> tuple[Floats, list[tuple[int, int]]]:
        """The scores (steps, rows, tags) of all sentences with gaps around them, and where each begins in which row."""
        steps, rows, places = laid_out([len(part) for part in parts])
        emissions = np.empty((steps, rows, len(self._gap)), np.float32)
        emissions[:] = self._gap
        for part, (at, row) in zip(parts, places, strict=True):
            emissions[at : at + len(part), row] = part
            emissions[at, row] += self._first
            emissions[at + len(part) - 1, row] += self._last
        return emissions, places
