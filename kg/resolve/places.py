"""Codes of divisions as keys of regions: one for all versions of a lineage."""

from __future__ import annotations

import re

from extract.places.divisions import Division, divisions

# What extraction gives as the code of the whole country; GB/T 2260 has none.
NATION = "000000"
# A township's code is its county's and three digits more (GB/T 10114).
_COUNTY_DIGITS = 6
_SHORTEST_PLACE = 2
_CODE = re.compile(r"[1-9]\d{5}(?:\d{3})?")


def is_code(key: str) -> bool:
    """Whether the key of a region is the code of a division (six digits) or a township (nine)."""
    return _CODE.fullmatch(key) is not None


def division_key(code: str) -> str:
    """The key of the region with this code, of whatever time: the lineage's latest code.

    旬阳县 became 旬阳市 in 2021; both are one region. An unknown code, and a township's, is its own key.

    >>> division_key('610928')
    '610981'
    """
    found = divisions().get(code)
    return code if found is None else versions(found)[-1].code


def versions(division: Division) -> tuple[Division, ...]:
    """All versions of the division's lineage, oldest first."""
    return divisions().lineage(division)


def parent_key(key: str) -> str | None:
    """The key of the region directly above, None for a province."""
    found = divisions().get(key)
    if found is None:
        return division_key(key[:_COUNTY_DIGITS]) if len(key) > _COUNTY_DIGITS else None
    return division_key(found.parent) if found.parent else None


def chain_keys(code: str) -> dict[str, str]:
    """Level → key, of the division with this code and all above it."""
    found = divisions().get(code[:_COUNTY_DIGITS])
    return {d.level: division_key(d.code) for d in divisions().chain(found)} if found else {}


def path_key(path: str) -> str | None:
    """The key of the division at a full path (浙江省/绍兴市); None where a part of it names no one division."""
    above: Division | None = None
    for name in path.split("/"):
        found = divisions().named(name, above=above)
        if len(found) != 1:
            return None
        above = found[0]
    return division_key(above.code) if above else None


def leading_place(name: str, year: int | None) -> tuple[Division | None, str]:
    """The one division that a name begins with in full (also 湖北省武汉市) as of a year, and what follows it.

    None where none or several divisions have that name: 鼓楼区 is in four cities.
    """
    place, rest = None, name
    while True:
        prefix, found = _longest_prefix(rest, year, place)
        if len(found) != 1:
            return place, rest
        place, rest = found[0], rest[len(prefix) :]


def _longest_prefix(name: str, year: int | None, above: Division | None) -> tuple[str, tuple[Division, ...]]:
    for end in range(len(name), _SHORTEST_PLACE - 1, -1):
        if found := divisions().named(name[:end], year, above):
            return name[:end], found
    return "", ()
