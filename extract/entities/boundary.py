"""Where a name begins: the left edge of a noun phrase, found from its last word leftwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache

import ahocorasick_rs

from extract.rules import words

HARD_STOPS = frozenset("，。；：！？、“”‘’《》〈〉（）()【】[]<>\n\t |/\\+…—~;,:!?\"'*")


class Boundaries:
    """Left edges in one text, from the words of `rules/boundary.yaml`."""

    def __init__(self, text: str) -> None:
        self._text = text
        matcher, is_stop = _matcher()
        hits = matcher.find_matches_as_indexes(text)
        self._stop_starts = [start for which, start, _ in hits if is_stop[which]]
        self._stop_ends = [end for which, _, end in hits if is_stop[which]]
        self._hard = [i + 1 for i, c in enumerate(text) if c in HARD_STOPS]

    def hard_edge(self, position: int) -> int:
        """Start of the stretch without punctuation that holds `position`."""
        at = bisect_right(self._hard, position)
        return self._hard[at - 1] if at else 0

    def left_edge(self, position: int) -> int:
        """Earliest start of a name whose last word begins at `position`."""
        edge = self.hard_edge(position)
        at = bisect_right(self._stop_ends, position)
        return max(edge, self._stop_ends[at - 1]) if at else edge

    def first_stop(self, position: int, limit: int) -> int:
        """Start of the first word that ends a name at or after `position`, or `limit` where there is none."""
        at = bisect_left(self._stop_starts, position)
        return min(limit, self._stop_starts[at]) if at < len(self._stop_starts) else limit

    def clause_end(self, position: int) -> int:
        """End of the stretch without punctuation that begins at or holds `position`."""
        at = bisect_right(self._hard, position)
        return self._hard[at] - 1 if at < len(self._hard) else len(self._text)


@cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, tuple[bool, ...]]:
    stops = words("boundary", "stops")
    protected = tuple(w for w in words("boundary", "protected") if w not in stops)
    matcher = ahocorasick_rs.AhoCorasick(list(stops + protected), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, (True,) * len(stops) + (False,) * len(protected)
