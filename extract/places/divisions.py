"""China's divisions from provinces to counties, with their history since 1980, and today's townships.

A division is a lineage of dated versions: 旬阳县 (610928, to 2020) and 旬阳市 (610981, from 2021) are two
versions of one lineage. A year `None` means today.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

TODAY = 9999
LEVELS = ("province", "city", "county")
_BANNER = re.compile("(?P<first>.)[^翼]{1,4}?(?:(?P<wing>[左右])翼)?(?P<part>[左右前中后])旗$")
_WING = re.compile("(?P<first>.)[^翼]{1,3}(?P<wing>[左右])翼")
# Longer short names are transliterated ones.
_LONG = 3
_SOURCE = "divisions.csv"


class Division(NamedTuple):
    """One version of a division, valid from year `start` to year `end`, both included.

    `level` is province, city (prefecture) or county; `parent` a code, empty for provinces; counties that
    hang from a province directly have the province for a parent. `lineage` names all versions together.
    """

    code: str
    name: str
    short: str
    level: str
    parent: str
    start: int
    end: int
    lineage: str

    def valid(self, year: int | None) -> bool:
        """Whether this version stood in `year`."""
        return self.start <= (year or TODAY) <= self.end


class Divisions:
    """Lookup by code, full name and short name, each as of a year."""

    def __init__(self, rows: Iterable[Division]) -> None:
        self._by_code: dict[str, list[Division]] = defaultdict(list)
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        self._by_short: dict[str, list[Division]] = defaultdict(list)
        self._by_lineage: dict[str, list[Division]] = defaultdict(list)
        for d in rows:
            self._by_code[d.code].append(d)
            self._by_lineage[d.lineage].append(d)
            self._by_short[d.short].append(d)
            for name in sorted({d.name, *_shortened(d)}):
                self._by_name[name].append(d)

    def __iter__(self) -> Iterator[Division]:
        for versions in self._by_code.values():
            yield from versions

    def get(self, code: str, year: int | None = None) -> Division | None:
        """The version that had this code in `year`, or else the nearest in time; None for an unknown code."""
        versions = self._by_code.get(code)
        return min(versions, key=lambda d: _distance(d, year)) if versions else None

    def named(self, name: str, year: int | None = None, above: Division | None = None) -> tuple[Division, ...]:
        """Divisions whose full name (or 恩施州, 景宁县 for the long names of autonomous ones) is `name`.

        Versions of `year` where there are any, one a lineage; otherwise the nearest in time. With `above`, only those
        within it: 江北区 of 重庆市, which ended in 2025, though another city still has one.
        """
        versions = self._by_name.get(name, ())
        return _as_of([d for d in versions if self.within(d, above)] if above else versions, year)

    def shortly(self, short: str, year: int | None = None) -> tuple[Division, ...]:
        """Divisions with this short name (绵阳), highest level first, picked as `named` does."""
        return _as_of(self._by_short.get(short, ()), year)

    def lineage(self, division: Division) -> tuple[Division, ...]:
        """All versions of the same lineage, oldest first."""
        return tuple(sorted(self._by_lineage[division.lineage], key=lambda d: d.start))

    def version(self, division: Division, year: int | None = None) -> Division:
        """The version of the same lineage that stood in `year`, or else the nearest in time."""
        return min(self._by_lineage[division.lineage], key=lambda d: _distance(d, year))

    def chain(self, division: Division, year: int | None = None) -> tuple[Division, ...]:
        """The division with all above it, province first, as they stood in `year` (within its own validity)."""
        when = min(max(year or TODAY, division.start), division.end)
        above = self.get(division.parent, when) if division.parent else None
        return (*(self.chain(above, when) if above else ()), division)

    def path(self, code: str, year: int | None = None) -> str:
        """Full path of a code, such as 浙江省/台州市/仙居县; raises KeyError for an unknown code."""
        division = self.get(code, year)
        if division is None:
            raise KeyError(f"no division has the code {code}")
        return "/".join(d.name for d in self.chain(division, year))

    def within(self, inner: Division, outer: Division) -> bool:
        """Whether `inner` is `outer` or lies in it, by lineage, at the end of `inner`'s validity."""
        return any(d.lineage == outer.lineage for d in self.chain(inner))

    def below(self, outer: Division, year: int | None = None) -> tuple[Division, ...]:
        """The divisions directly under `outer` in `year`, by code."""
        found = (d for d in self if d.parent == outer.code and d.valid(year))
        return tuple(sorted(found))

    def names(self, since: int) -> Iterator[str]:
        """Every full name that some division had in the year `since` or later."""
        return (name for name, found in self._by_name.items() if any(d.end >= since for d in found))


@cache
def divisions() -> Divisions:
    """The divisions that come with the program; raises ValueError naming file and line of a bad row."""
    text = (files(f"{__package__}.data") / _SOURCE).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)
    return Divisions(_division(row, line) for line, row in enumerate(rows, 2))


@cache
def townships() -> dict[str, tuple[str, ...]]:
    """Today's townships: full name → codes of the counties that have one of that name."""
    text = (files(f"{__package__}.data") / "townships.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = defaultdict(list)
    for line, row in enumerate(text.splitlines()[1:], 2):
        county, comma, names = row.partition(",")
        if not comma or len(county) != 6:
            raise ValueError(f"townships.csv, line {line}: not a county's code and its townships: {row[:40]!r}")
        for name in names.split("|"):
            found[name].append(county)
    return {name: tuple(counties) for name, counties in found.items()}


@cache
def township_shorts() -> dict[str, tuple[str, ...]]:
    """Today's townships by name without 镇, 乡, 街道: name of two characters or more → codes of counties."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, counties in townships().items():
        short = name[:-2] if name.endswith(("街道", "苏木")) else name[:-1]
        if len(short) > 1:
            found[short].update(counties)
    return {short: tuple(sorted(counties)) for short, counties in found.items()}


@cache
def county_shorts() -> dict[str, tuple[str, ...]]:
    """Today's townships by county: its code → their names as `township_shorts` has them."""
    found: dict[str, list[str]] = defaultdict(list)
    for short, counties in township_shorts().items():
        for county in counties:
            found[county].append(short)
    return {county: tuple(shorts) for county, shorts in found.items()}


def _division(row: list[str], line: int) -> Division:
    try:
        code, name, short, parent, start, end, lineage = row
        level = "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
        first, last = int(start or 0), int(end or TODAY)
    except ValueError as error:
        raise ValueError(f"{_SOURCE}, line {line}: {error}") from error
    return Division(code, name, short or name[:-1], level, parent, first, last, lineage or code)


def _shortened(d: Division) -> tuple[str, ...]:
    if d.level == "city" and d.name.endswith("自治州"):
        return (d.short + "州",)
    if d.name.endswith(("自治县", "自治旗")):
        return (d.short + d.name[-1], *_contracted(d))
    return _contracted(d) if d.name.endswith("旗") else ()


def _contracted(d: Division) -> tuple[str, ...]:
    """What the long name of a banner or an autonomous county is contracted to: its first character and what parts it
    from its neighbours (科右前旗, 土左旗, 喀左), a Mongolian county's people (阜蒙县), or its first two (前郭县)."""
    if found := _BANNER.match(d.name):
        return (f"{found['first']}{found['wing'] or ''}{found['part'] or ''}旗",)
    county = d.name.endswith("自治县")
    if county and (found := _WING.match(d.name)):
        return found["first"] + found["wing"], f"{found['first']}{found['wing']}县"
    mongolian = (f"{d.name[0]}蒙县",) if d.name == f"{d.short}蒙古族自治县" else ()
    return (*mongolian, f"{d.name[:2]}县") if county and len(d.short) > _LONG else mongolian


def _distance(d: Division, year: int | None) -> tuple[int, int]:
    when = year or TODAY
    return (max(d.start - when, when - d.end, 0), -d.end)


def _as_of(versions: Iterable[Division], year: int | None) -> tuple[Division, ...]:
    nearest: dict[str, Division] = {}
    for d in versions:
        known = nearest.get(d.lineage)
        if known is None or _distance(d, year) < _distance(known, year):
            nearest[d.lineage] = d
    least = min((_distance(d, year) for d in nearest.values()), default=(0, 0))
    standing = [d for d in nearest.values() if d.valid(year) or _distance(d, year) == least]
    return tuple(sorted(standing, key=lambda d: (LEVELS.index(d.level), d.code)))
