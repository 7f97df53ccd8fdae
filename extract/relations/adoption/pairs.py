"""Who and when one by one in a clause, and who of several names is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.places import TimeMention, divisions
from extract.places.divisions import Division
from extract.relations.adoption.thread import Clause
from extract.relations.adoption.words import pattern
from extract.relations.document import DocumentView
from extract.relations.engine import OWN
from extract.relations.skeleton import LETTERS, MentionRef

# A region and one in it: 江苏的江阴.
_WITHIN = re.compile("的?")
_AND = re.compile("[、和与及]|以及")
# 渝版 is no place.
_LEAST_PLACE = 3
_TWO = 2

Pair = tuple[MentionRef, str]


def in_pairs(view: DocumentView, refs: Sequence[MentionRef], inside: Sequence[TimeMention]) -> list[Pair]:
    """Regions and times that take turns (襄阳2019年12月、宜宾2020年6月; 2月运城、3月临汾), each region with its time;
    nothing where they do not, or where a region or a time is left over."""
    refs = innermost(view, refs)
    marks = sorted([(r.start, r, "") for r in refs] + [(t.start, None, t.edtf) for t in inside], key=lambda m: m[0])
    if marks and marks[0][1] is None and marks[-1][1] is None:
        del marks[0]  # The year of all: 2020年，东营5月、烟台8月.
    if marks and marks[0][1] is not None:
        marks.reverse()
    pairs: list[Pair] = []
    turns, time = 0, ""
    for _, ref, told in marks:
        if ref is None:
            turns, time = turns + 1, told
        elif time:
            pairs.append((ref, time))
    each = {time for _, time in pairs}
    return sorted(pairs) if turns > 1 and len(pairs) == len(refs) and len(each) == turns else []


def innermost(view: DocumentView, refs: Sequence[MentionRef]) -> list[MentionRef]:
    """The regions without those that only say where the next one lies: 贵州的遵义与云南的曲靖 are two."""
    outer = {
        a
        for a, b in zip(refs, refs[1:], strict=False)
        if _WITHIN.fullmatch(view.text, a.end, b.start) and lies_in(view, b, a)
    }
    return [r for r in refs if r not in outer]


def in_line(view: DocumentView, groups: Sequence[tuple[int, tuple[MentionRef, ...]]], first: int) -> list[MentionRef]:
    """The mentions of a group, and of those that it goes on with (贵州的遵义与云南的曲靖), or the parts that it names
    of a region: 浙江已有温州、金华."""
    line = list(groups[first][1])
    for _, group in groups[first + 1 :]:
        between = (line[-1].end, group[0].start)
        if _AND.fullmatch(view.text, *between):
            line += group
        elif _WITHIN.fullmatch(view.text, *between) and lies_in(view, group[0], line[-1]):
            line[-1:] = group
        elif pattern("has").fullmatch(view.text, *between) and lies_in(view, group[0], line[-1]):
            line = list(group)
        else:
            break
    return innermost(view, line)


def pair_in(view: DocumentView, clause: Clause) -> tuple[MentionRef, ...]:
    """The two regions that a clause names together, of which 前者 and 后者 may be said; empty where there are none."""
    groups = list(clause.groups(LETTERS["Region"]))
    if sum(len(group) for _, group in groups) < _TWO:
        return ()
    lines = (in_line(view, groups, number) for number in range(len(groups)))
    return next((tuple(line) for line in lines if len(line) == _TWO), ())


def lies_in(view: DocumentView, inner: MentionRef, outer: MentionRef) -> bool:
    """Whether one mention's region, or office's, is a part of the other's: 全区 said in 汇川区 is not 浙江."""
    first, second = division_of(view, inner), division_of(view, outer)
    return first is not None and second is not None and divisions().within(first, second)


def level_of(view: DocumentView, ref: MentionRef) -> str | None:
    """Level of the division that a region names, or an office is named after, None for none."""
    division = division_of(view, ref)
    return division.level if division else None


def division_of(view: DocumentView, ref: MentionRef) -> Division | None:
    """The division that a region names, or an office is named after."""
    if ref.entity < OWN:
        return divisions().get(unnamed_code(ref.entity))
    if ref.entity == OWN:
        return divisions().get(view.own.code) if view.own and view.own.resolved else None
    codes = view.prefixes.get(ref.start, ()) if ref.type == "Agency" else view.codes.get(ref.entity, ())
    return divisions().get(codes[0]) if codes else None


def is_elsewhere(view: DocumentView, ref: MentionRef) -> bool:
    """Whether a mention is of a place that is no division (西海岸新区, but not 渝版)."""
    unknown = ref.type == "Region" and ref.entity >= 0 and not view.codes.get(ref.entity)
    return unknown and ref.end - ref.start >= _LEAST_PLACE


def standing_for(view: DocumentView, code: str, at: int) -> MentionRef:
    """A mention at `at` for the division of that code: of its entity, of OWN, or where the text does not name it (省里)
    of a number below OWN, which `unnamed_code` reads."""
    entity = next((e for e, known in view.codes.items() if code in known[:1]), None)
    if entity is None:
        own = view.own is not None and view.own.resolved and view.own.code == code
        entity = OWN if own else OWN - 1 - int(code)
    return MentionRef(at, at, "Region", entity)


def unnamed_code(entity: int) -> str:
    """The code of a division that the text does not name.

    >>> unnamed_code(OWN - 1 - 330000)
    '330000'
    """
    return f"{OWN - 1 - entity:06}"


def same_regions(view: DocumentView, one: Sequence[MentionRef], other: Sequence[MentionRef]) -> bool:
    """Whether two lists of who acts are of the same regions, also by their offices."""
    first, second = ([division_of(view, ref) or ref.entity for ref in refs] for refs in (one, other))
    return first == second
