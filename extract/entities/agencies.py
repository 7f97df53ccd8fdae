"""Agencies: government bodies by office, with the region or level before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lexicon import either, offices
from extract.rules import any_of, words

_MAX_NAMED = 30
_PLAIN_SHORT = 5
_SHORT = re.compile(
    r"[省市县区州旗](?:[\u4e00-\u9fff]{1,6}?)(?:(?<![布格结全大当时])局|办|人大常委会)(?![公理事法案件学校部势面限长])"
)
_QUOTED_TAIL = re.compile(r"“[^”]{1,20}”[^，。；：、“”]{0,12}$")


def find_agencies(text: str, boundaries: Boundaries, regions: dict[int, int]) -> Iterator[Candidate]:
    """Candidates of type Agency in cleaned text.

    `regions` maps the end of each mention of a region to its start, so that a region before an office joins it.
    """
    for match in _office().finditer(text):
        start = _prefix_start(text, match.start(), regions)
        if start is None:
            continue
        if start == match.start() and match.group() in words("agencies", "need_prefix"):
            continue
        if text.endswith(words("agencies", "not_after"), 0, start):
            continue
        if not speaks_of_persons(text, start, match.end()):
            yield Candidate(start, match.end(), "Agency", "agency-office")
    for match in any_of("agencies", "by_rank").finditer(text):
        yield Candidate(*match.span(), "Agency", "agency-rank")
    yield from _named(text, boundaries)
    yield from _short(text, boundaries, regions)
    for match in _compound().finditer(text):
        start = regions.get(match.start("offices"), match.start())
        yield Candidate(start, match.end(), "Agency", "agency-compound")


def speaks_of_persons(text: str, start: int, end: int) -> bool:
    """Whether the office at `text[start:end]` only says whose somebody or something is (县委常委, 市政府工作报告), or
    is none at all (市民安居, 百年变局, 党中央 whose lead is followed)."""
    none = text.startswith(words("agencies", "no_offices"), start)
    none |= any_of("agencies", "no_bureau").search(text, start, end) is not None
    if any_of("agencies", "no_agency").search(text[start:end]):
        none |= not text.startswith(words("agencies", "issuing"), end)
    return none or text.startswith(words("agencies", "not_before"), end)


def _short(text: str, boundaries: Boundaries, regions: dict[int, int]) -> Iterator[Candidate]:
    """A level word or a region, a task of a few characters, and 局, 办 or the like: 市优化办, 区经济促进局."""
    for match in _SHORT.finditer(text):
        start = match.start()
        if start not in (boundaries.left_edge(start), boundaries.hard_edge(start)):
            continue
        if match.end() - start <= _PLAIN_SHORT or boundaries.first_stop(start, match.end()) == match.end():
            yield Candidate(start, match.end(), "Agency", "agency-short")


@cache
def _office() -> re.Pattern[str]:
    known = [w for w in offices() if w not in words("agencies", "named")]
    return re.compile(rf"(?:{either(known)})(?![长员门]|书记|常委|主任|秘书)")


@cache
def _compound() -> re.Pattern[str]:
    """Joint offices: 县科技和工业信息化局, 旗工信和科技局."""
    tasks = "|".join(sorted(words("agencies", "tasks"), key=len, reverse=True))
    levels = "|".join(words("agencies", "level_words"))
    return re.compile(
        rf"(?:{levels})(?P<offices>(?:{tasks})(?:[和与]?(?:{tasks})){{1,3}}(?:局|委员会|委|厅))(?![长员])"
    )


@cache
def _level() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("agencies", "level_words")) + ")$")


def _prefix_start(text: str, position: int, regions: dict[int, int]) -> int | None:
    """Start of the office with its region (also a chain 湖北省武汉市) or level word."""
    if text.startswith(words("agencies", "whole"), position):
        return regions.get(position, position)
    start = position
    while start in regions:
        start = regions[start]
    if start < position:
        return start
    level = _level().search(text, max(0, position - 3), position)
    if level is None:
        return position
    before = text[max(0, level.start() - 1) : level.start()]
    if before in ("各", "全", "两", "Ｘ") or re.match(r"[Xx×*某]", before):
        return None if before == "各" else level.start()
    return regions.get(level.end(), level.start())


def _named(text: str, boundaries: Boundaries) -> Iterator[Candidate]:
    """X领导小组办公室, X专班, “X”办公室: bodies named after their task."""
    for match in _named_after().finditer(text):
        quoted = _QUOTED_TAIL.search(text, max(0, match.start() - _MAX_NAMED), match.start())
        start = quoted.start() if quoted else boundaries.left_edge(match.start())
        start = _with_level(text, start, boundaries) if quoted else start
        if match.group() == "办公室" and not quoted:
            continue
        name = text[start : match.start()]
        if 3 <= len(name) <= _MAX_NAMED and not name.startswith(("各", "该")):
            yield Candidate(start, match.end(), "Agency", "agency-named")


@cache
def _named_after() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("agencies", "named"), key=len, reverse=True)))


def _with_level(text: str, quote: int, boundaries: Boundaries) -> int:
    """`县“四送一服”办公室`: words right before the quote that belong to the name."""
    start = boundaries.left_edge(quote)
    return start if quote - start <= 10 else quote
