"""A text with one letter for each name and each time, and where its regions, programmes and times stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extract.places import TimeMention
from extract.relations.document import DocumentView
from extract.relations.second.pairs import SHOWN
from extract.relations.skeleton import LETTERS, MentionRef

TIME = "ⓣ"
_WORDED = str.maketrans({SHOWN[kind]: LETTERS[kind] for kind in SHOWN})
_CLAUSE_ENDS = re.compile("[，；：。！？\n—|]")
_SENTENCE_ENDS = re.compile("[。！？；\n]")
_LINE_ENDS = re.compile("\n")

Span = tuple[int, int]


class Place(NamedTuple):
    """A region, by itself or at the head of another name, at a position of the marked text."""

    at: int
    code: str


class Named(NamedTuple):
    """A programme, by entity number, at a position of the marked text."""

    at: int
    entity: int


class Dated(NamedTuple):
    """A time, at a position of the marked text."""

    at: int
    time: TimeMention


@dataclass(frozen=True)
class Marked:
    """A text whose outermost names and dated times are a letter each: `text` as features show it, and `offsets[i]` is
    where its character i stands in the cleaned text of `view`."""

    view: DocumentView
    published: str | None
    text: str
    offsets: Sequence[int]
    places: Sequence[Place]
    programmes: Sequence[Named]
    times: Sequence[Dated]

    def clause(self, at: int) -> Span:
        """The clause around a position."""
        return self._around(self._clause_ends, at)

    def sentence(self, at: int) -> Span:
        """The sentence around a position, or the part of one between semicolons."""
        return self._around(self._sentence_ends, at)

    def line(self, at: int) -> Span:
        """The line around a position."""
        return self._around(self._line_ends, at)

    def places_in(self, span: Span) -> Sequence[Place]:
        """The regions in a stretch."""
        return self.places[slice(*_within(self.places, span))]

    def programmes_in(self, span: Span) -> Sequence[Named]:
        """The programmes in a stretch."""
        return self.programmes[slice(*_within(self.programmes, span))]

    def times_in(self, span: Span) -> Sequence[Dated]:
        """The times in a stretch."""
        return self.times[slice(*_within(self.times, span))]

    def worded(self, span: Span) -> str:
        """A stretch as rules see it: with their letters for names, and with its times in words."""
        shown, last = "", span[0]
        for at, time in self.times_in(span):
            shown += self.text[last:at] + self.view.text[time.start : time.end]
            last = at + 1
        return (shown + self.text[last : span[1]]).translate(_WORDED)

    def _around(self, ends: Sequence[int], at: int) -> Span:
        number = bisect_left(ends, at)
        return (ends[number - 1] + 1 if number else 0), (ends[number] if number < len(ends) else len(self.text))

    @cached_property
    def _clause_ends(self) -> list[int]:
        return [m.start() for m in _CLAUSE_ENDS.finditer(self.text)]

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [m.start() for m in _SENTENCE_ENDS.finditer(self.text)]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [m.start() for m in _LINE_ENDS.finditer(self.text)]


def _within(named: Sequence[Place | Named | Dated], span: Span) -> tuple[int, int]:
    """The numbers of those that stand in a stretch."""
    return bisect_left(named, span[0], key=_at), bisect_left(named, span[1], key=_at)


def _at(one: Place | Named | Dated) -> int:
    return one.at


def marked(view: DocumentView, times: Sequence[TimeMention], published: str | None) -> Marked:
    """The marked text of a document with these `times`, of which those within names are left out."""
    outermost: list[MentionRef | TimeMention] = [*(ref for ref in view.refs if not ref.nested), *times]
    parts: list[str] = []
    offsets: list[int] = []
    places: list[Place] = []
    programmes: list[Named] = []
    dated: list[Dated] = []
    end = 0
    for what in sorted(outermost, key=lambda m: (m.start, -m.end, isinstance(m, TimeMention))):
        if what.start < end:
            continue
        parts += [view.text[end : what.start], TIME if isinstance(what, TimeMention) else SHOWN[what.type]]
        offsets += range(end, what.start + 1)
        end, at = what.end, len(offsets) - 1
        if isinstance(what, TimeMention):
            dated.append(Dated(at, what))
        else:
            places += [Place(at, code) for code in _code_of(view, what)]
            programmes += [Named(at, entity) for entity in _programmes_of(view, what)]
    parts.append(view.text[end:])
    offsets += range(end, len(view.text) + 1)
    return Marked(view, published, "".join(parts), offsets, places, programmes, dated)


def _code_of(view: DocumentView, ref: MentionRef) -> Sequence[str]:
    """The division that a region names or a name begins with, if there is one."""
    if ref.type == "Region":
        return view.codes.get(ref.entity, ())[:1]
    if ref.type in ("Agency", "Programme", "Policy"):
        return (view.prefixes.get(ref.start) or view.prefixes.get(ref.start + 1) or ())[:1]
    return ()


def _programmes_of(view: DocumentView, ref: MentionRef) -> Iterator[int]:
    if ref.type == "Programme":
        yield ref.entity
    elif ref.type in ("Policy", "Agency"):
        yield from (inner.entity for inner in view.nested_in(ref) if inner.type == "Programme")
