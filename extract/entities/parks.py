"""Parks: named or region-anchored industrial spaces, found by their last word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lists import Enumeration
from extract.rules import words

_MAX_NAME = 22
_LEVEL = re.compile(r"^(?:全)?[省市县区州旗]$")


def find_parks(text: str, boundaries: Boundaries, enumerations: Sequence[Enumeration]) -> Iterator[Candidate]:
    """Candidates of type Park in cleaned text, with the elided heads of enumerations written out."""
    lists = {e.items[-1]: e for e in enumerations if len(e.items) > 1}
    for match in _suffix().finditer(text):
        suffix, end = match.group(), match.end()
        if end < len(text) and text[end : end + 2] in ("管委", "管理", "办公", "党工"):
            continue
        start = max(boundaries.left_edge(match.start()), end - _MAX_NAME)
        start += _generic_prefix(text[start : match.start()], suffix)
        if _is_name(text[start : match.start()], suffix, _before(text, start)):
            yield Candidate(start, end, "Park", "park-suffix")
            yield from _elided(text, start, match.start(), end, lists)


def _before(text: str, start: int) -> str:
    return text[start - 1] if start else ""


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("parks", "suffixes"), key=len, reverse=True)))


@cache
def _level_prefix() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("parks", "levels")) + ")")


def _generic_prefix(modifier: str, suffix: str) -> int:
    """How many characters of the modifier say a level only (市级临港 → 2)."""
    match = _level_prefix().match(modifier)
    return match.end() if match else 0


@cache
def _generic() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(words("parks", "generic"), key=len, reverse=True)) + ")*")


def _is_name(modifier: str, suffix: str, before: str) -> bool:
    own = suffix in words("parks", "own")
    if own and _LEVEL.match(modifier):
        return True
    if not modifier:
        return suffix in words("parks", "own_bare") and before not in "XxＸ×*某级"
    if re.search(r"[XxX×*]{1,}$|^[XxX×*]+$|某", modifier) or re.search(r"\d+[个家处]", modifier):
        return False
    if _generic().fullmatch(modifier):
        return False
    return suffix not in words("parks", "proper_only") or len(modifier) >= 3


def _elided(
    text: str, start: int, suffix_start: int, end: int, lists: dict[tuple[int, int], Enumeration]
) -> Iterator[Candidate]:
    """蔡桥、正红民营创业园: the earlier items carry the last one's common head."""
    found = next((e for (a, b), e in lists.items() if a <= start < b), None)
    if found is None or found.kind not in ("", "Park"):
        return
    heads = re.compile(r"(?:民营|民间|乡镇|返乡|特色|小微)").search(text, start, suffix_start)
    head = text[heads.start() if heads else suffix_start : end]
    for a, b in found.items[:-1]:
        item = text[a:b]
        if 2 <= len(item) <= 4 and re.fullmatch(r"[\u4e00-\u9fff]+", item):
            yield Candidate(a, b, "Park", "park-elided", name=item + head)
