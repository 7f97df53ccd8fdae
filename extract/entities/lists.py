"""Enumerations (A、B、C等x家企业) resolved once, for every recogniser and rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.characters import Characters
from extract.entities.boundary import Boundaries
from extract.rules import read_rules, words

_STOPS = "，。；：！？\n（）()[]【】"
_PAIRS = {"“": "”", "‘": "’", "《": "》"}
_AND = re.compile("以及|和|与|及")
_MARK = re.compile("[、“”‘’《》]")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}[市县区镇乡州旗]的")
_ATTRIBUTE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{1,16}的(?=[\u4e00-\u9fffA-Za-z0-9（）]{4,24}(?:公司|集团|厂)$)")
_MAX_ITEM = 40


class Enumeration(NamedTuple):
    """Items `(start, end)` of cleaned text, and the type that their head noun gives them ('' where it gives none)."""

    items: tuple[tuple[int, int], ...]
    kind: str
    end: int


def find_enumerations(text: str, boundaries: Boundaries) -> list[Enumeration]:
    """Enumerations of cleaned text, in order: two items or more, or one before 等 and a head noun."""
    return [
        e
        for low, high in _segments(text)
        for start, end in _parts(text, low, high)
        if (e := _enumeration(text, start, end, boundaries))
    ]


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between stops that have 、 or 等."""
    stops, done = [-1, *_stops().places(text), len(text)], 0
    for mark in _marks().places(text):
        if mark >= done:
            at = bisect_left(stops, mark)
            done = stops[at]
            yield stops[at - 1] + 1, done


@cache
def _stops() -> Characters:
    return Characters(_STOPS)


@cache
def _marks() -> Characters:
    return Characters("、等")


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without commas may hold two enumerations: A、B等2家企业 | 列入C、D名单."""
    at = start
    for match in _etc().finditer(text, start, end) if text.find("等", start, end) >= 0 else ():
        if match.group("head") and "、" in text[match.end() : end]:
            yield at, match.end()
            at = match.end()
    yield at, end


def _enumeration(text: str, start: int, end: int, boundaries: Boundaries) -> Enumeration | None:
    segment = text[start:end]
    cuts = list(_top_level(text, start, end)) if "、" in segment else []
    if not cuts and "等" not in segment:
        return None
    starts = [start, *(c + 1 for c in cuts)]
    ends = [*cuts, end]
    starts[-1] = _behind_place(text, starts[-1], end)
    ends[-1], kind, stop = _close(text, starts[-1], end, boundaries)
    starts[0] = _first_item_start(text, starts[0], ends[0], boundaries)
    if "的" in segment:
        starts = [_behind_place(text, a, b) for a, b in zip(starts, ends, strict=True)]
    items = _split_last([(a, b) for a, b in zip(starts, ends, strict=True) if 0 < b - a <= _MAX_ITEM], text)
    if len(items) < 2 and not kind:
        return None
    return Enumeration(tuple(items), kind, stop) if items else None


def _behind_place(text: str, start: int, end: int) -> int:
    """宜都市的某公司、枝江市的某公司: the item is what is at the place."""
    if text.find("的", start, end) < 0:
        return start
    match = _PLACE.match(text, start, end) or _ATTRIBUTE.match(text, start, end)
    return match.end() if match else start


def _top_level(text: str, start: int, end: int) -> Iterator[int]:
    """Where 、 stands outside quotation marks and titles."""
    closer = ""
    for mark in _MARK.finditer(text, start, end):
        char = mark[0]
        if closer:
            closer = "" if char == closer else closer
        elif char in _PAIRS and text.find(_PAIRS[char], mark.start(), end) > 0:
            closer = _PAIRS[char]
        elif char == "、":
            yield mark.start()


def _first_item_start(text: str, start: int, end: int, boundaries: Boundaries) -> int:
    """Where the first item begins; a quoted name belongs to it, with what follows it or without (“四送一服”活动)."""
    closed = end if text[end - 1] in _PAIRS.values() else max(start, boundaries.left_edge(end - 1))
    if closed > start and text[closed - 1] in _PAIRS.values():
        opener = next(o for o, c in _PAIRS.items() if c == text[closed - 1])
        found = text.rfind(opener, start, closed)
        return found if found >= 0 else start
    return closed


def _close(text: str, start: int, end: int, boundaries: Boundaries) -> tuple[int, str, int]:
    """End of the last item, the type its head gives, and where the enumeration with its head ends."""
    for pattern in (_etc(), _numbered_head()):
        match = pattern.search(text, start, end)
        if match and match.start() > start:
            head = match.group("head")
            return match.start(), _kind_of(head) if head else "", match.end()
    stop = boundaries.first_stop(start + 1, end)
    return stop, "", stop


def _split_last(items: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The last item may still join two: B和C."""
    if not items:
        return items
    start, end = items[-1]
    match = _AND.search(text, start + 2, max(start + 2, end - 2))
    if match is None or text[start] in _PAIRS or text.startswith(words("lists", "tails"), match.end()):
        return items
    return [*items[:-1], (start, match.start()), (match.end(), end)]


@cache
def _heads() -> dict[str, str]:
    table = read_rules("lists")["heads"]
    return {head: kind for kind, heads in table.items() for head in heads}


def _kind_of(head: str) -> str:
    return _heads()[head]


@cache
def _alternatives() -> tuple[str, str]:
    heads = "|".join(sorted(_heads(), key=len, reverse=True))
    modifiers = "|".join(sorted(words("lists", "modifiers"), key=len, reverse=True))
    return heads, modifiers


@cache
def _etc() -> re.Pattern[str]:
    heads, modifiers = _alternatives()
    count = r"(?:(?!一批)[\dXx×*一二三四五六七八九十百两多数余几]+(?:余|多)?(?:家|个|户|条|大|项|类|种|座|处)?)?"
    felt = "|".join(words("lists", "felt_by"))
    return re.compile(rf"等{count}(?:(?:{modifiers})*(?P<head>{heads})(?!{felt}))?")


@cache
def _numbered_head() -> re.Pattern[str]:
    heads, modifiers = _alternatives()
    return re.compile(
        rf"(?:这)?(?:[\d一二三四五六七八九十两]+(?:[个家户][\u4e00-\u9fff]{{0,4}}?|大|条)|(?:{modifiers})+|些)(?:{modifiers})*(?P<head>{heads})"
    )
