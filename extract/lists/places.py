"""Places in cells: names of divisions, full or short, one in another; a cell needs no context to be believed."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.places import RegionMention, divisions
from extract.places.divisions import Division, townships
from extract.places.gazetteer import TOWNSHIP

_SEPARATOR = re.compile(r"[\s/／·\-—,，、>]+")
# 合肥市（12家）, 一、合肥市：
_LEAD = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.．])")
_TAIL = re.compile(r"(?:（?\s*(?:共|计)?\s*\d+\s*[家户个]?\s*）?|[：:])+$")
_LONGEST = 24


def place_in(text: str, start: int, end: int, near: str, year: int | None) -> RegionMention | None:
    """The innermost division that the cell `text[start:end]` names, with the stretch that names it; None for none.

    `near` is the code of the region that speaks: of several divisions of a name those in its province are meant.
    """
    cell = text[start:end]
    lead = _LEAD.match(cell)
    start += lead.end() if lead else 0
    bare = _TAIL.sub("", text[start:end]).rstrip()
    found = divisions_named(bare, year)
    if not found:
        return _township(bare, start, near, year)
    close = tuple(d for d in found if d.code[:2] == near[:2]) or found
    close = _within_own(close, near)
    begin = start + bare.rfind(_last_part(bare, close[0]))
    name = close[0].name if len({d.name for d in close}) == 1 else text[begin : start + len(bare)]
    kind = "full" if text[begin : start + len(bare)] == close[0].name else "short"
    return RegionMention(
        begin, start + len(bare), text[begin : start + len(bare)], name, kind, tuple(d.code for d in close)
    )


def _township(name: str, start: int, near: str, year: int | None) -> RegionMention | None:
    """A township of the region that speaks, or of any where nobody does."""
    counties = (divisions().get(code, year) for code in townships().get(name, ()))
    inside = _within_own(tuple(d for d in counties if d), near)
    own = divisions().get(near) if near else None
    if not inside or (own and not divisions().within(inside[0], own)):
        return None
    return RegionMention(start, start + len(name), name, name, TOWNSHIP, tuple(d.code for d in inside))


def _within_own(found: tuple[Division, ...], near: str) -> tuple[Division, ...]:
    own = divisions().get(near) if near else None
    inside = tuple(d for d in found if own is not None and divisions().within(d, own))
    return inside or found


@lru_cache(maxsize=65536)
def divisions_named(name: str, year: int | None = None) -> tuple[Division, ...]:
    """The divisions that a whole name means (`合肥市`, `肥西`, `合肥市/肥西县`); () where it is no name of one.

    >>> [d.code for d in divisions_named("合肥市肥西县")]
    ['340123']
    """
    name = name.strip()
    if not 2 <= len(name) <= _LONGEST:
        return ()
    whole = divisions().named(name, year) or divisions().shortly(name, year)
    return whole or _chained(_SEPARATOR.sub("", name), year)


def _chained(name: str, year: int | None) -> tuple[Division, ...]:
    """A division named behind the one that it lies in."""
    for cut in range(2, len(name) - 1):
        outer = divisions().named(name[:cut], year) or divisions().shortly(name[:cut], year)
        if outer:
            inner = divisions_named(name[cut:], year)
            inside = tuple(d for d in inner if any(divisions().within(d, o) and d != o for o in outer))
            if inside:
                return inside
    return ()


def _last_part(bare: str, division: Division) -> str:
    """The end of a chain that names the division itself."""
    return next((form for form in (division.name, division.short) if bare.endswith(form)), bare)
