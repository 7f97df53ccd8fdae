"""Enterprises: full names by legal form, short names by trade word, and those in lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.enterprise_lists import find_listed_enterprises
from extract.entities.lexicon import either, trades
from extract.entities.lists import Enumeration
from extract.entities.no_enterprises import COUNT, is_brand, is_generic, is_masked, legal_form
from extract.rules import words
from ontology.vocabulary import load_industries

_MAX_NAME = 30
_BRACKETED = re.compile(r"（[^（）]{1,10}）$")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·（）]+")
# 洛阳江 bears a place's name.
_WATERS_AND_HILLS = "江河湖海溪山岭峰桥"


def find_enterprises(
    text: str,
    boundaries: Boundaries,
    enumerations: Sequence[Enumeration],
    title_ends: Sequence[int] = (),
    places: Sequence[tuple[int, int]] = (),
) -> Iterator[Candidate]:
    """Candidates of type Enterprise in cleaned text; masked and generic names are none.

    `title_ends` are where known titles end, in order: 国家高新技术企业远山新材料有限公司 has its name behind the title.
    `places` are mentions of places, also inside names: 山东麟台液压科技 is a place, a brand and a trade.
    """
    yield from _by_legal_form(text, boundaries, title_ends, sorted(places))
    yield from find_listed_enterprises(text, boundaries, enumerations)
    yield from _by_place_and_trade(text, boundaries, places)
    yield from _of_place(text)
    yield from _before_works(text)


def _by_legal_form(
    text: str, boundaries: Boundaries, title_ends: Sequence[int], places: Sequence[tuple[int, int]]
) -> Iterator[Candidate]:
    for match in legal_form().finditer(text):
        start = _anchored(text, _name_start(text, match.start(), boundaries), match.start(), boundaries, places)
        titles = bisect_right(title_ends, match.start() - 2)
        start = max(start, title_ends[titles - 1]) if titles else start
        lead = text.rfind("企业", start, match.start())
        start = start if lead < 0 else lead + 2
        name = text[start : match.end()]
        brand = text[start : match.start()]
        if match.group() in ("公司", "集团") and _kind_of_company().search(text, start, match.start()):
            continue
        if match.group() in words("enterprises", "weak_forms") and start not in {p for p, _ in places}:
            continue
        if len(brand) < 2 or len(name) > _MAX_NAME or is_masked(brand) or is_generic(name) or COUNT.search(brand):
            continue
        if text[start - 1 : start] in ("*", "×") or not _HAN.fullmatch(name):
            continue
        placed = bisect_left(places, (start, 0)) < bisect_left(places, (match.start(), 0))
        told = placed or match.group() not in words("enterprises", "bare_forms")
        yield Candidate(start, match.end(), "Enterprise", "enterprise-legal-form" if told else "enterprise-bare-form")


@cache
def _kind_of_company() -> re.Pattern[str]:
    """What tells a kind of company, not one: 项目公司, 物业公司."""
    return re.compile("(?:" + either(words("enterprises", "kinds")) + ")$")


def _anchored(text: str, start: int, position: int, boundaries: Boundaries, places: Sequence[tuple[int, int]]) -> int:
    """A company's name begins with its place, if one stands before its form: past weak stops, after 企业 or 和.

    Of two places that are no chain (东港市辽宁鸭江食品公司) the second begins the name.
    """
    low = boundaries.left_edge(position, strong=True)
    inside = places[bisect_left(places, (low, 0)) : bisect_left(places, (position, 0))]
    if not inside:
        return start
    ends = {end for _, end in inside}
    lead = words("enterprises", "leads")
    named = [(p, end) for p, end in inside if text[end] not in _WATERS_AND_HILLS]
    after = [p for p, _ in named if p in ends or text[low:p].endswith(lead)]
    return after[-1] if after else min(start, inside[0][0])


def _name_start(text: str, position: int, boundaries: Boundaries) -> int:
    """Left edge of a company name whose legal form begins at `position`; a place in brackets belongs to it."""
    bracket = _BRACKETED.search(text, max(0, position - 12), position)
    if bracket:
        return _with_brand(text, bracket.start(), boundaries)
    start = boundaries.left_edge(position)
    if start and text[start - 1] == "）":
        bracket = _BRACKETED.search(text, max(0, start - 12), start)
        if bracket and bracket.start() and position - start <= 12:
            return _with_brand(text, bracket.start(), boundaries)
    return _with_brand(text, position, boundaries)


def _with_brand(text: str, position: int, boundaries: Boundaries) -> int:
    """Left edge of what stands before `position`; where that is a word of trade alone, the brand is before the stop."""
    start = boundaries.left_edge(max(0, position - 1))
    if _trades().fullmatch(text, start, position) and start > boundaries.hard_edge(position):
        return boundaries.left_edge(start - 1)
    return start


def _by_place_and_trade(text: str, boundaries: Boundaries, places: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """A place, a brand of two characters or more, and a word of trade: 山东麟台液压科技."""
    for start, place_end in places:
        last = min(place_end + 12, boundaries.clause_end(place_end))
        stretch = text[place_end : boundaries.first_stop(place_end, last)]
        found = [m for m in _trades().finditer(stretch) if m.start() >= 2]
        if not found:
            continue
        brand, end = stretch[: found[-1].start()], place_end + found[-1].end()
        if stretch[: found[-1].end()] not in load_industries().surfaces and is_brand(brand) and _closes(text, end):
            yield Candidate(start, end, "Enterprise", "enterprise-place-trade")


@cache
def _trades() -> re.Pattern[str]:
    return re.compile(either(trades()))


@cache
def _tail() -> re.Pattern[str]:
    after = "|".join(sorted(words("enterprises", "name_ends_before"), key=len, reverse=True))
    return re.compile(rf"(?:$|[，。；：、！？）”“（\n]|\d|{after})")


def _closes(text: str, end: int) -> bool:
    return bool(_tail().match(text, end))


def _of_place(text: str) -> Iterator[Candidate]:
    """湘潭高新区的湘岚机电成为…: what a place has, with a word of trade, and does what companies do."""
    for match in _of_place_pattern().finditer(text):
        start, end = match.span("name")
        if text[start:end] not in load_industries().surfaces and is_brand(match.group("brand")):
            yield Candidate(start, end, "Enterprise", "enterprise-of-place")


@cache
def _of_place_pattern() -> re.Pattern[str]:
    closing = either(trades())
    deeds = "|".join(sorted(words("enterprises", "deeds"), key=len, reverse=True))
    return re.compile(rf"[区园县市镇乡]的(?P<name>(?P<brand>[\u4e00-\u9fff]{{2,4}})(?:{closing}))(?={deeds})")


def _before_works(text: str) -> Iterator[Candidate]:
    """秦星汽车30万辆…项目: a brand of two or three characters and a word of trade, before how much is to be made."""
    for match in _works_of().finditer("\n" + text):
        if match.group("name") not in load_industries().surfaces and is_brand(match.group("brand")):
            yield Candidate(match.start("name") - 1, match.end("name") - 1, "Enterprise", "enterprise-before-works")


@cache
def _works_of() -> re.Pattern[str]:
    units = either(words("enterprises", "units"))
    # How far it is to the year or the figure is seen at once, and whether a word of trade stands before it is not.
    reach = rf"(?=\w{{{2 + min(map(len, trades()))},{3 + max(map(len, trades()))}}}[年日\d.])"
    return re.compile(
        rf"[，。；：、\n的]{reach}(?P<name>(?P<brand>[\u4e00-\u9fff]{{2,3}}?)(?:{either(trades())}))"
        rf"(?=(?:[年日](?:产(?!值)|处理|加工)|[\d.]+[万亿]?(?:{units})))"
    )
