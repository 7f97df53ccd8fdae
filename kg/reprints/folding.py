"""A text as copies agree on it: letters and digits alone, width and script folded, each with its place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from extract.clean.script import simplified

# Where a clause ends: what stands between two of these is copied, or left out, as a whole.
_CLAUSE_ENDS = frozenset("。；！？;!?，,：:\n")
_SENTENCE_ENDS = frozenset("。；！？;!?")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: `codes` are its characters' code points, `places` their offsets in the text layer.

    `clauses` and `sentences` are where each begins in `codes`, in order, the first at 0.
    """

    text: str
    codes: NDArray[np.uint32]
    places: NDArray[np.int64]
    clauses: NDArray[np.int64]
    sentences: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text layer that the folded characters from `start` to `end` come from."""
        return int(self.places[start]), int(self.places[end - 1]) + 1


def fold(text: str) -> Folded:
    """`text` without blanks, punctuation and marks, in half width, lower case and simplified characters.

    Copies of a text differ in all that is dropped: line ends, quotes, blanks within words, masks of asterisks.
    """
    kept: list[str] = []
    places: list[int] = []
    clauses, sentences = [0], [0]
    for place, character in enumerate(text):
        plain = folded_character(character)
        if plain:
            kept.append(plain)
            places.append(place)
        elif character in _CLAUSE_ENDS:
            _begin(clauses, len(kept))
            if character in _SENTENCE_ENDS:
                _begin(sentences, len(kept))
    folded = "".join(kept)
    codes = np.frombuffer(folded.encode("utf-32-le"), dtype=np.uint32)
    return Folded(folded, codes, np.array(places, np.int64), _starts(clauses, kept), _starts(sentences, kept))


@lru_cache(maxsize=1 << 16)
def folded_character(character: str) -> str:
    """One letter or digit in half width, lower case and simplified script, or nothing; of a ligature its first."""
    for plain in unicodedata.normalize("NFKC", character).lower():
        if plain.isalnum():
            return simplified(plain)
    return ""


def _begin(starts: list[int], at: int) -> None:
    if at > starts[-1]:
        starts.append(at)


def _starts(starts: list[int], kept: list[str]) -> NDArray[np.int64]:
    return np.array([start for start in starts if start < len(kept)], np.int64)
