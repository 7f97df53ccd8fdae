"""What a wrong decoding hid: a proposal to read a stretch differently, and putting accepted proposals in place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extract.clean.aligned import AlignedText, Edit, Mark
from extract.clean.commonness import LOST, commonness
from extract.clean.script import simplified

_READING = re.compile(r"\([^()\n]{1,12}\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One character won back, and the observed place `at` where its first known byte stands."""

    at: int
    character: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A reading of the observed stretch `[start, end)`; `gain` is what it wins in commonness."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    gain: float

    def moved(self, by: int) -> Repair:
        """The same so many characters further on."""
        pieces = tuple(Piece(piece.at + by, piece.character) for piece in self.pieces)
        return Repair(self.start + by, self.end + by, pieces, self.gain)

    def quality(self) -> float:
        """Commonness of the new reading, a character."""
        new = "".join(piece.character for piece in self.pieces)
        return commonness().of_text(new) / max(len(new), 1)


def old_score(text: str, start: int, end: int) -> float:
    """Commonness of the non-empty stretch as observed, with the pair that it makes before it."""
    counts = commonness()
    return counts.of_text(text[max(start - 1, 0) : end]) - counts.of_text(text[max(start - 1, 0) : start])


def repair_of(text: str, start: int, end: int, pieces: tuple[Piece, ...], score: float, old: float) -> Repair:
    """The repair with its gain: the new reading's `score` less the `old` one, each with the pair made behind it."""
    counts = commonness()
    last = simplified(pieces[-1].character) if pieces else text[max(start - 1, 0) : start]
    fits = counts.of_pair(last, following(text, end))
    fitted = counts.of_pair(simplified(text[end - 1]), simplified(text[end : end + 1]))
    return Repair(start, end, pieces, score + fits - old - fitted)


def following(text: str, at: int) -> str:
    """The next character of the text proper at `at`, past a reading in brackets, in simplified script."""
    reading = _READING.match(text, at)
    at = reading.end() if reading else at
    return simplified(text[at : at + 1])


def applied(text: AlignedText, repairs: Iterable[Repair]) -> AlignedText:
    """The text with the repairs put in (in order, not overlapping), each marked as repaired or garbled."""
    edits: list[Edit] = []
    marks: list[Mark] = []
    shift = 0
    for repair in repairs:
        for edit in _edits(repair):
            place = edit[0] + shift
            marks.extend(_marks(place, edit[2]))
            shift += len(edit[2]) - (edit[1] - edit[0])
            edits.append(edit)
    return text.edited(edits).marked(marks)


def _edits(repair: Repair) -> list[Edit]:
    """Edits that tile the stretch, every character won back at its own place as nearly as can be."""
    at_place: dict[int, str] = {}
    for piece in repair.pieces:
        at_place[piece.at] = at_place.get(piece.at, "") + piece.character
    places = sorted(at_place)
    bounds = [repair.start, *places[1:], repair.end]
    replacements = [at_place[place] for place in places] or [""]
    return [(start, end, new) for (start, end), new in zip(pairwise(bounds), replacements, strict=True)]


def _marks(start: int, characters: str) -> Iterable[Mark]:
    for offset, character in enumerate(characters, start):
        yield Mark("garbled" if character == LOST else "repaired", offset, offset + 1)
