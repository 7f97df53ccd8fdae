"""Where a name begins: the left edge of a noun phrase, found from its last word leftwards."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

import ahocorasick_rs

from extract.characters import Characters
from extract.rules import words

HARD_STOPS = frozenset("，。；：！？、“”‘’《》〈〉（）()【】[]<>\n\t |/\\+#…—~;,:!?\"'*")
# Brackets within a name: 中小企业（民营经济）发展专项资金.
_IN_NAME = re.compile(r"（(?<=[\u4e00-\u9fff]（)[\u4e00-\u9fff]{2,6}）(?=[\u4e00-\u9fff]{4})")
_NUMBER = re.compile(r"\d(?<![\d.].)\d?\.(?=[\u4e00-\u9fff])")
# A dot that opens a line is none in a name.
_DOT = re.compile("[·•]")
_BLANKS = " \t　"
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,4}[章节条]\s?|专栏[一二三四五六七八九十\d]{1,2}\s?")


class Boundaries:
    """Left edges in one text, from the words of `rules/boundary.yaml`."""

    def __init__(self, text: str) -> None:
        self._text = text
        matcher, strength = _matcher()
        hits = matcher.find_matches_as_indexes(text)
        self._stop_starts = [start for which, start, _ in hits if strength[which]]
        self._stop_ends = [end for which, _, end in hits if strength[which]]
        self._strong_ends = [end for which, _, end in hits if strength[which] > 1]
        self._brackets = [m.span() for m in _IN_NAME.finditer(text)]
        inside = {i for a, b in self._brackets for i in (a, b - 1)}
        numbers = [m.end() for pattern in (_NUMBER, _ARTICLE) for m in pattern.finditer(text)]
        numbers += [m.end() for m in _DOT.finditer(text) if _opens_line(text, m.start())]
        stops = [at + 1 for at in _hard_stops().places(text) if at not in inside]
        self._hard = sorted(stops + numbers)

    def hard_edge(self, position: int) -> int:
        """Start of the stretch without punctuation that holds `position`.

        A name may hold brackets, but what stands within them does not begin before them.
        """
        at = bisect_right(self._brackets, (position, position))
        if at and position < self._brackets[at - 1][1] - 1:
            return self._brackets[at - 1][0] + 1
        at = bisect_right(self._hard, position)
        return self._hard[at - 1] if at else 0

    def left_edge(self, position: int, strong: bool = False) -> int:
        """Earliest start of a name whose last word begins at `position`.

        `strong` passes over the one-character words that names also contain.
        """
        ends = self._strong_ends if strong else self._stop_ends
        edge = self.hard_edge(position)
        at = bisect_right(ends, position)
        return max(edge, ends[at - 1]) if at else edge

    def first_stop(self, position: int, limit: int) -> int:
        """Start of the first word that ends a name at or after `position`, or `limit` where there is none."""
        at = bisect_left(self._stop_starts, position)
        return min(limit, self._stop_starts[at]) if at < len(self._stop_starts) else limit

    def clause_end(self, position: int) -> int:
        """End of the stretch without punctuation that begins at or holds `position`."""
        at = bisect_right(self._hard, position)
        return self._hard[at] - 1 if at < len(self._hard) else len(self._text)


def _opens_line(text: str, at: int) -> bool:
    while at and text[at - 1] in _BLANKS:
        at -= 1
    return not at or text[at - 1] == "\n"


@cache
def _hard_stops() -> Characters:
    return Characters("".join(sorted(HARD_STOPS)))


@cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, tuple[int, ...]]:
    """The automaton, and how strongly each of its words stops a name: 2, 1 (a weak stop) or 0 (protected)."""
    stops, weak = words("boundary", "stops"), set(words("boundary", "weak"))
    protected = tuple(w for w in words("boundary", "protected") if w not in stops)
    matcher = ahocorasick_rs.AhoCorasick(list(stops + protected), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, tuple(1 if w in weak else 2 for w in stops) + (0,) * len(protected)
