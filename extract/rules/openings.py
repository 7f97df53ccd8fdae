"""Patterns rewritten so that they are quick to look for: every alternative begins with a character.

Python's `re` skips to where one of these stands; where one alternative begins otherwise (with a look back, a group, a
set, something optional) it tries all of them at each character of a text, which takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPECIAL = frozenset("\\^$.|?*+()[]{}")
_CLASS = re.compile(r"\[([^\\\[\]^-][^\\\[\]-]*)\]")
_LOOK_BACK = ("(?<!", "(?<=")
_NEWLINE = re.compile(r"(?<!\\)\\n")
# Groups that capture nothing.
_SILENT = ("(?:", "(?=", "(?!", *_LOOK_BACK)
# More alternatives than this are slower to try than to look for.
_MOST = 1000


class _Closed(Exception):
    """A pattern that may begin with more characters than can be listed."""


def quick(pattern: str) -> str:
    """A pattern that matches the same, in the same order of preference, and whose alternatives begin with characters;
    the pattern itself where it has groups to capture, or none can be told.

    >>> quick("(?<!新)(?:园区|基地)|[前后]者"), quick("[^，]者")
    ('园(?<!(?:新)园)区|基(?<!(?:新)基)地|前者|后者', '[^，]者')
    """
    if any(pattern[at] == "(" and not pattern.startswith(_SILENT, at) for at, _ in _depths(pattern)):
        return pattern
    pattern = _NEWLINE.sub("\n", pattern)
    try:
        opened = [one for alternative in alternatives(pattern) for one in _opened(alternative)]
    except _Closed:
        return pattern
    return _together(opened) if len(opened) <= _MOST else pattern


def tried_at(pattern: re.Pattern[str], may_begin: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds in `text`, tried only where `may_begin` finds that it may begin; none is empty."""
    done = 0
    for place in may_begin.finditer(text):
        if place.start() >= done and (match := pattern.match(text, place.start())):
            yield match
            done = match.end()


def _together(opened: list[str]) -> str:
    """Alternatives that each begin with a character, those with the same one behind it, so that few are tried."""
    rests: dict[str, list[str]] = {}
    for one in opened:
        rests.setdefault(one[0], []).append(one[1:])
    return "|".join(head + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})") for head, rest in rests.items())


def _opened(part: str) -> list[str]:
    """Alternatives that together match what an alternative does, each beginning with a character."""
    if part.startswith(_LOOK_BACK):
        end = closing(part)
        look, within = part[:4], part[4:end]
        return [f"{one[0]}{look}(?:{within}){one[0]}){one[1:]}" for one in _opened(part[end + 1 :])]
    if part.startswith("^"):
        return [f"{one[0]}(?<=^{one[0]}){one[1:]}" for one in _opened(part[1:])]
    if part.startswith("(?:"):
        end = closing(part)
        return _followed(alternatives(part[3:end]), part[end + 1 :])
    if group := _CLASS.match(part):
        return _followed(list(group[1]), part[group.end() :])
    if not part or part[0] in _SPECIAL:
        raise _Closed
    return _followed([part[0]], part[1:])


def _followed(heads: list[str], rest: str) -> list[str]:
    """Each of the heads with the rest, and where these are optional the rest alone."""
    if rest.startswith(("*", "+", "{", "??")):
        raise _Closed
    optional = rest.startswith("?")
    rest = rest.removeprefix("?")
    plain = [head + rest for head in heads if len(head) == 1 and head not in _SPECIAL]
    whole = plain if len(plain) == len(heads) else [one for head in heads for one in _opened(head + rest)]
    if len(whole) > _MOST:
        raise _Closed
    return whole + (_opened(rest) if optional else [])


def alternatives(pattern: str) -> list[str]:
    """What stands between the bars of a pattern that are in no group."""
    found, start = [], 0
    for at, depth in _depths(pattern):
        if pattern[at] == "|" and depth == 0:
            found.append(pattern[start:at])
            start = at + 1
    return [*found, pattern[start:]]


def closing(pattern: str) -> int:
    """Where the group closes that a pattern begins with, as an index of the pattern."""
    return next(at for at, depth in _depths(pattern) if pattern[at] == ")" and depth == 0)


def _depths(pattern: str) -> list[tuple[int, int]]:
    """Places of bars and brackets that are neither escaped nor in a set, each with how many groups it is within."""
    found, depth, in_set, at = [], 0, False, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif in_set:
            in_set = char != "]"
        elif char == "[":
            in_set = True
            at += pattern.startswith("]", at + 1) or 2 * pattern.startswith("^]", at + 1)
        elif char in "()|":
            depth -= char == ")"
            found.append((at, depth))
            depth += char == "("
        at += 1
    return found
