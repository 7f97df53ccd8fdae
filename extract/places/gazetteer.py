"""Which names to look for in a text, and which divisions each may mean."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from extract.places.divisions import Division, divisions, townships
from extract.places.wordlists import word_lists

FULL, SHORT, TOWNSHIP, ECONOMIC, NO_PLACE = "full", "short", "township", "economic", "no place"
# Names that went out of use before these years (一区, 新区) only make noise in the texts of today.
_FULL_SINCE, _SHORT_SINCE = 1990, 2000
_TOWNSHIP_TAIL = re.compile("镇|乡|街道|苏木")
_LONGEST_TOWNSHIP = 12


class Gazetteer:
    """All names with their kinds, and an automaton that finds the longest of them from left to right."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self.kinds = kinds
        self._names = list(kinds)
        self._automaton = AhoCorasick(
            self._names, MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def scan(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and kind of every name in `text`, without overlap, in order."""
        towns = deque(_township_spans(text))
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            while towns and towns[0][1] <= start:
                yield *towns.popleft(), TOWNSHIP
            while towns and towns[0][0] < end and towns[0][1] < end:
                towns.popleft()
            # 大同镇 holds the shorter name 大同, whose place it takes.
            if not (towns and towns[0][0] <= start and end <= towns[0][1]):
                kind = self.kinds[self._names[index]]
                if kind != NO_PLACE:
                    yield start, end, kind
        for span in towns:
            yield *span, TOWNSHIP


def _township_spans(text: str) -> Iterator[tuple[int, int]]:
    """Longest names of townships, found from their ends: quicker to make ready than one more automaton."""
    known, generic, done = townships(), word_lists("ambiguous_names")["townships"], 0
    for tail in _TOWNSHIP_TAIL.finditer(text):
        end = tail.end()
        for start in range(max(done, end - _LONGEST_TOWNSHIP), end - 2):
            if text[start:end] in known and text[start:end] not in generic:
                yield start, end
                done = end
                break


@cache
def gazetteer() -> Gazetteer:
    """The names of divisions and of economic regions; townships are found beside them."""
    kinds = dict.fromkeys(economic_regions(), ECONOMIC)
    kinds |= {d.short: SHORT for d in divisions() if len(d.short) > 1 and d.end >= _SHORT_SINCE}
    kinds |= {name: FULL for name in divisions().names(_FULL_SINCE) if len(name) > 1}
    return Gazetteer(kinds | dict.fromkeys(word_lists("place_contexts")["not_places"], NO_PLACE))


@cache
def economic_regions() -> tuple[str, ...]:
    """Names of economic regions (长三角, 京津冀)."""
    text = (files(f"{__package__}.data") / "economic_regions.csv").read_text(encoding="utf-8")
    return tuple(text.split()[1:])


@lru_cache(maxsize=65536)
def candidates(name: str, kind: str, year: int | None) -> tuple[Division, ...]:
    """Divisions that `name` may mean in `year`; for a township, the counties that have one of that name."""
    if kind in (ECONOMIC, NO_PLACE):
        return ()
    if kind == SHORT:
        return divisions().shortly(name, year)
    if kind == TOWNSHIP:
        counties = (divisions().get(code, year) for code in townships()[name])
        return tuple(d for d in counties if d is not None)
    return divisions().named(name, year)


@cache
def needs_context(name: str, kind: str) -> str | None:
    """How much the surroundings must say before `name` counts as a place.

    `strong` for short names that are words too (和平), for generic full names (城区) and for townships like
    向城镇; `edge` for full names of two characters (和县), which must not begin inside a word; `weak` for other
    short names of counties; None where nothing is needed.
    """
    lists = word_lists("ambiguous_names")
    if kind == FULL:
        return "strong" if name in lists["full_names"] else "edge" if len(name) == 2 else None
    if kind == TOWNSHIP:
        return "strong" if name.endswith(lists["township_endings"]) else None
    if kind == ECONOMIC or name in lists["well_known"]:
        return None
    if name in lists["shorts"]:
        return "strong"
    return "weak" if all(d.level == "county" for d in divisions().shortly(name)) else None
