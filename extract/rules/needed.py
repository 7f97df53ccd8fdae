"""What a pattern cannot do without, so that texts without it need not be looked through.

A text has few different characters, and most patterns need one of a handful: seeing that it has none of them takes a
tenth of the time that it takes to look for the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.rules.openings import alternatives, closing

_GROUP = re.compile(r"\((?:\?:|\?>|\?P<\w+>|(?!\?))")
_SET = re.compile(r"\[(\^?\]?(?:\\.|[^\]\\])*)\]")
_TIMES = re.compile(r"(?:[?*]|\{,\d*\}|\{0(?:,\d*)?\})(?P<often>[?+]?)|(?:\+|\{\d+(?:,\d*)?\})[?+]?")
_PLAIN_SET = re.compile(r"[^\\^-]+")


def needed(pattern: str, besides: frozenset[str] = frozenset()) -> frozenset[str]:
    """Characters of which every match has at least one, as few as the pattern tells; none where it tells none, or none
    but those known `besides`.

    >>> sorted(needed("(?:建设|打造)[^，]{0,6}(?:园区?|基地)")), sorted(needed("园?|区"))
    (['建', '打'], [])
    """
    told = [_of_sequence(part, besides) for part in alternatives(pattern)]
    return frozenset().union(*told) if all(told) else frozenset()


def _of_sequence(part: str, besides: frozenset[str]) -> frozenset[str]:
    told = [chars for chars in _pieces(part, besides) if chars and not chars <= besides]
    return min(told, key=len, default=frozenset())


def _pieces(part: str, besides: frozenset[str]) -> Iterator[frozenset[str]]:
    """What each piece needs that a match cannot leave out, in order."""
    at = 0
    while at < len(part):
        chars, at = _piece(part, at, besides)
        times = _TIMES.match(part, at)
        if times is None or times["often"] is None:
            yield chars
        at = times.end() if times else at


def _piece(part: str, at: int, besides: frozenset[str]) -> tuple[frozenset[str], int]:
    """What the piece at `at` needs, and where it ends."""
    char = part[at]
    if char == "(":
        end = at + closing(part[at:])
        group = _GROUP.match(part, at)
        return (needed(part[group.end() : end], besides) if group else frozenset()), end + 1
    if char == "[" and (found := _SET.match(part, at)):
        return frozenset(found[1] if _PLAIN_SET.fullmatch(found[1]) else ""), found.end()
    if char == "\\":
        return frozenset(), at + 2
    return frozenset(() if char in "^$." else char), at + 1
