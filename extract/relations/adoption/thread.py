"""Clauses of a skeleton, and what a paragraph goes on about from one to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.places import TimeMention
from extract.relations.adoption.words import Step
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton

_MAX_HEADING = 40
_HEADING = -2
_CLOSED = ("。", "！", "？", "；", "，")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: `[start, end)` of the text of its skeleton."""

    skeleton: Skeleton
    start: int
    end: int

    @property
    def text(self) -> str:
        """The clause with a letter for each group of names."""
        return self.skeleton.text[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the cleaned text."""
        return self.skeleton.offsets[self.start], self.skeleton.offsets[self.end]

    def groups(self, letters: str) -> Iterator[tuple[int, tuple[MentionRef, ...]]]:
        """Position in the clause, and mentions, of each group with one of these letters, in order."""
        first, last = (bisect_left(self.skeleton.positions, end) for end in (self.start, self.end))
        for at, group in zip(self.skeleton.positions[first:last], self.skeleton.groups[first:last], strict=True):
            if LETTERS[group[0].type] in letters:
                yield at - self.start, group


@dataclass(slots=True)
class Thread:
    """What a paragraph goes on about: the programmes last named, who was last said to act, the regions last named by
    level, the last verb of the sentence, and the times last told, of which `time` counts; `dated` tells whether that
    was already somebody's."""

    paragraph: int = -1
    programmes: tuple[int, ...] = ()
    who: tuple[MentionRef, ...] = ()
    by_level: dict[str, MentionRef] = field(default_factory=dict)
    step: Step | None = None
    time: str | None = None
    times: tuple[str, ...] = ()
    dated: bool = False

    def enter(self, skeleton: Skeleton) -> None:
        """Begin a sentence: a new paragraph keeps only the programmes that a heading before it names."""
        sentence = skeleton.sentence
        if sentence.paragraph != self.paragraph:
            self.programmes = self.programmes if self.paragraph == _HEADING else ()
            self.paragraph, self.who, self.by_level = sentence.paragraph, (), {}
        self.step, self.time, self.times, self.dated = None, None, (), False
        short = len(skeleton.text) <= _MAX_HEADING and not skeleton.text.endswith(_CLOSED)
        if sentence.is_heading or short:
            self.paragraph = _HEADING

    def tell(self, time: str, inside: Sequence[TimeMention]) -> None:
        """Take up the time that a clause tells."""
        self.time, self.times, self.dated = time, tuple(t.edtf for t in inside), False
