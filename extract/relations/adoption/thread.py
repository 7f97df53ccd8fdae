"""Clauses of a skeleton, and what a paragraph goes on about from one to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.places import TimeMention
from extract.relations.adoption.words import Step, pattern
from extract.relations.skeleton import MentionRef, Skeleton

_MAX_HEADING = 40
_HEADING = -2
_CLOSED = ("。", "！", "？", "；", "，")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: `[start, end)` of the text of its skeleton; `text` is what stands there, a letter for each group, and
    `named` are the groups with their positions in it."""

    skeleton: Skeleton
    start: int
    end: int
    text: str = field(init=False)
    named: tuple[tuple[int, tuple[MentionRef, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        # Every reader of a clause asks for these.
        skeleton, start = self.skeleton, self.start
        numbers = range(bisect_left(skeleton.positions, start), bisect_left(skeleton.positions, self.end))
        object.__setattr__(self, "text", skeleton.text[start : self.end])
        object.__setattr__(self, "named", tuple((skeleton.positions[n] - start, skeleton.groups[n]) for n in numbers))

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the cleaned text."""
        return self.skeleton.offsets[self.start], self.skeleton.offsets[self.end]

    def groups(self, letters: str) -> list[tuple[int, tuple[MentionRef, ...]]]:
        """Position in the clause, and mentions, of each group with one of these letters, in order."""
        return [group for group in self.named if self.text[group[0]] in letters]


class Said(NamedTuple):
    """What a clause says: the times told inside it, who acts and by which rule, what they do, and which programmes it
    names itself; `times` are those of each who acts where the clause tells them one by one."""

    clause: Clause
    inside: Sequence[TimeMention]
    who: tuple[MentionRef, ...]
    rule: str
    step: Step | None
    named: Sequence[MentionRef]
    times: tuple[str, ...] = ()


@dataclass(slots=True)
class Thread:
    """What a paragraph goes on about: the programmes last named, who was last said to act, the regions last named by
    level, the two regions last named together (`pair`), the last verb of the sentence (`step`) and of those before it
    (`told`), and the times last told, of which `time` counts, `at_latest` if by it at the latest (截至).

    `dated` tells whether that was already somebody's, `claimed` whether it is of somebody who did something else.
    `waiting` are those of whom only the time is told so far, `heads` who stands alone in the clause before, `bare`
    clauses of the sentence in which somebody does something at a time, no word of what, and `untimed` what the
    sentence said last without a time. `rows` is what a heading says of the rows under it; `read` tells whether the
    paragraph has told of an adoption, `open` whether the sentence before goes on (；), `reported` whether the clauses
    before make hearsay of the rest. `spoken` tells whether the line is one of questions and answers, where who is
    spoken of goes on in the next one; `shorts` are what programmes are called by, too. `published` is when the
    document appeared, `topic` the programme that it is about.
    """

    paragraph: int = -1
    programmes: tuple[int, ...] = ()
    who: tuple[MentionRef, ...] = ()
    pair: tuple[MentionRef, ...] = ()
    by_level: dict[str, MentionRef] = field(default_factory=dict)
    step: Step | None = None
    told: Step | None = None
    time: str | None = None
    at_latest: bool = False
    times: tuple[str, ...] = ()
    dated: bool = False
    waiting: list[tuple[tuple[MentionRef, ...], str]] = field(default_factory=list)
    rows: Step | None = None
    bare: list[tuple[Clause, tuple[MentionRef, ...], tuple[str, ...]]] = field(default_factory=list)
    read: bool = False
    published: str | None = None
    topic: tuple[int, ...] = ()
    untimed: Said | None = None
    open: bool = False
    heads: tuple[MentionRef, ...] = ()
    claimed: bool = False
    reported: bool = False
    spoken: bool = False
    shorts: Mapping[str, MentionRef] = field(default_factory=dict)

    def enter(self, skeleton: Skeleton) -> None:
        """Begin a sentence: a new paragraph keeps only what a heading before it names."""
        sentence = skeleton.sentence
        spoken = pattern("speakers").match(skeleton.text) is not None
        if sentence.paragraph != self.paragraph:
            self.programmes = self.programmes if self.paragraph == _HEADING else self.topic
            self.rows = self.rows if self.paragraph == _HEADING else None
            self.by_level = self.by_level if self.paragraph == _HEADING or (spoken and self.spoken) else {}
            answered = spoken and self.spoken
            self.who = self.who if answered or (self.paragraph == _HEADING and len(self.who) == 1) else ()
            self.spoken = spoken
            self.pair, self.told = (), None
            self.paragraph, self.read = sentence.paragraph, False
            self.open = False
        if not self.open:
            self.told = self.step or self.told
            self.step, self.bare = None, []
        self.open = skeleton.text.endswith("；")
        self.time, self.times, self.waiting = None, (), []
        self.dated = self.claimed = False
        self.untimed, self.heads, self.reported = None, (), False
        short = len(skeleton.text) <= _MAX_HEADING and not skeleton.text.endswith(_CLOSED)
        if sentence.is_heading or short:
            self.paragraph = _HEADING

    @property
    def in_heading(self) -> bool:
        """Whether the paragraph is a heading, or a row as short as one."""
        return self.paragraph == _HEADING

    @property
    def follows_heading(self) -> bool:
        """Whether a paragraph is a heading, or a heading before it tells who acts."""
        return self.in_heading or bool(self.who or self.by_level)

    def tell(self, time: str, inside: Sequence[TimeMention], further: bool) -> None:
        """Take up the time that a clause tells, one `further` to those before it or alone."""
        told = tuple(t.edtf for t in inside)
        self.at_latest = False
        self.time, self.times = time, (*self.times, *told) if further else told
        self.dated = self.claimed = False
