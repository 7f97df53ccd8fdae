"""Text whose every character knows where it stood in the text layer."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` of the cleaned text that cleaning has something to say about.

    `kind` is `mask` (a name or figure blotted out), `repaired` (a wrong decoding undone) or `garbled`
    (a wrong decoding that could not be undone).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AlignedText:
    """Cleaned `text` over `raw`: character i of `text` stands for `raw[starts[i]:ends[i]]`.

    Starts and ends never decrease, and `starts[i] < ends[i]`. Characters inserted by a repair share the
    place of what they repair.
    """

    raw: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    marks: tuple[Mark, ...] = ()

    @classmethod
    def of(cls, raw: str) -> AlignedText:
        """The text layer itself, each character standing for itself."""
        places = _numbers()
        places.frombytes(np.arange(len(raw) + 1, dtype=np.int32).tobytes())
        return cls(raw, raw, places[:-1], places[1:])

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the text layer of the non-empty stretch `text[start:end]`."""
        return self.starts[start], self.ends[end - 1]

    def recoded(self, text: str) -> AlignedText:
        """The same places under another spelling of as many characters; raises ValueError if the length differs."""
        if len(text) != len(self.text):
            raise ValueError(f"a recoding must keep the length: {len(self.text)} characters became {len(text)}")
        return self if text == self.text else replace(self, text=text)

    def marked(self, marks: Iterable[Mark]) -> AlignedText:
        """The same text with these marks beside the ones it has, in order of place."""
        merged = sorted({*self.marks, *marks}, key=lambda m: (m.start, m.end, m.kind))
        return replace(self, marks=tuple(merged)) if merged else self

    def edited(self, edits: Iterable[Edit]) -> AlignedText:
        """The text after every `(start, end, replacement)` is put in place; alignment and marks follow.

        Edits are in order, do not overlap, and each replaces at least one character, so that whatever it
        puts in has a place in the text layer. A replacement of equal length stands for the old characters
        one by one, any other for the replaced stretch as a whole. Raises ValueError otherwise.
        """
        edits = list(edits)
        return _Splice(self, edits).result() if edits else self


class _Splice:
    """One pass over a text and its edits, gathering the new text and its alignment."""

    def __init__(self, old: AlignedText, edits: list[Edit]) -> None:
        self.old = old
        self.edits = edits
        self.pieces: list[str] = []
        self.starts = _numbers()
        self.ends = _numbers()
        self.length = 0

    def result(self) -> AlignedText:
        at = 0
        anchors = [(0, 0)]
        for start, end, replacement in self.edits:
            if not at <= start < end <= len(self.old.text):
                raise ValueError(f"edit {start}-{end} overlaps the last one, is empty, or leaves the text")
            self._keep(at, start)
            anchors.append((start, self.length))
            self._put(start, end, replacement)
            anchors.append((end, self.length))
            at = end
        self._keep(at, len(self.old.text))
        return AlignedText(
            self.old.raw, "".join(self.pieces), self.starts, self.ends, tuple(self._moved_marks(anchors))
        )

    def _keep(self, start: int, end: int) -> None:
        self.pieces.append(self.old.text[start:end])
        self.starts.extend(self.old.starts[start:end])
        self.ends.extend(self.old.ends[start:end])
        self.length += end - start

    def _put(self, start: int, end: int, replacement: str) -> None:
        self.pieces.append(replacement)
        size = len(replacement)
        if size == end - start:
            self.starts.extend(self.old.starts[start:end])
            self.ends.extend(self.old.ends[start:end])
        elif size:
            self.starts.extend([self.old.starts[start]] * size)
            self.ends.extend([self.old.ends[end - 1]] * size)
        self.length += size

    def _moved_marks(self, anchors: list[tuple[int, int]]) -> Iterable[Mark]:
        for mark in self.old.marks:
            start, end = _moved(anchors, mark.start), _moved(anchors, mark.end)
            if start < end:
                yield Mark(mark.kind, start, end)


def _numbers() -> array[int]:
    """No numbers yet, of four bytes each: a stretch of them is copied as fast as a stretch of text."""
    return array("i")


def _moved(anchors: list[tuple[int, int]], offset: int) -> int:
    """Where `offset` of the old text went: within an edit, to the nearer edge that the new text still has."""
    index = bisect_left(anchors, (offset + 1,)) - 1
    old, new = anchors[index]
    limit = anchors[index + 1][1] if index + 1 < len(anchors) else new + offset - old
    return min(new + offset - old, limit)
