"""Companies by brand and word of trade alone (云溪铝业): whether the brand is one, and where such a name ends."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from extract.clean.commonness import commonness
from extract.entities.candidates import Candidate
from extract.entities.lexicon import either, trades
from extract.rules import any_of, words
from ontology.vocabulary import load_industries

_BRAND = 2
# What is built has so many characters at least.
_LEAST_REST = 4
# 单县浮龙纤维素 would hardly be called by less.
_LEAST_PLACE = 3
_LONGEST = 8
_BREAK = re.compile("[，。；：、\n的和及由县镇旗]")
_DIVISIONS = "省市县区旗镇乡"


def is_coined(brand: str) -> bool:
    """Whether two characters are a brand, as far as words tell: they are no pair that texts are full of, stand in no
    name of an industry, and say neither kind nor quality.

    >>> is_coined('瓮江'), is_coined('新型'), is_coined('精细')
    (True, False, False)
    """
    common = brand in commonness().pairs or brand in _words_of_industries() or brand in _general()
    return not common and any_of("enterprises", "no_brands").search(brand) is None


def looks_like_company(name: str) -> bool:
    """Whether a name is a brand and a word of trade, vague ones too, alone or behind its place.

    >>> looks_like_company('渝铜新材'), looks_like_company('仑苍水暖阀门'), looks_like_company('新型建材')
    (True, False, False)
    """
    found = _short_name().fullmatch(name)
    return found is not None and is_coined(found["brand"])


def with_owners(text: str, candidates: Iterable[Candidate], place_ends: Mapping[int, int]) -> Iterator[Candidate]:
    """The candidates, besides companies at the heads of projects (云溪铝业60万吨电解铝技改项目) or right before them;
    a company that goes on with what it builds is only its head (云溪铝业余热发电).

    `place_ends` tells where a place ends by its start.
    """
    candidates = list(candidates)
    starts = {end: start for start, end in place_ends.items()} | {
        c.end: c.start for c in candidates if c.type == "Region"
    }
    for c in candidates:
        owner = _owner_in(text, c, place_ends, starts) if c.type in ("Project", "Enterprise") else None
        if owner is None:
            yield c
            yield from _owner_before(text, c, starts) if c.type == "Project" else ()
        elif c.type == "Project":
            yield from (c._replace(start=min(c.start, owner.start)), owner)
        elif c.source == "model-enterprise" and _works_behind().match(text, owner.end, c.end):
            yield c._replace(start=owner.start, end=owner.end)
        else:
            yield c


def apart_from_place(text: str, candidates: Iterable[Candidate], places: Mapping[int, int]) -> Iterator[Candidate]:
    """The candidates, companies in short without one of the `places` (their ends by their starts) before their name,
    which tells where they are: 青山县 in 青山县云溪铝业. Such a place is a mention of its own."""
    for c in candidates:
        end = places.get(c.start, 0) if c.type == "Enterprise" else 0
        if end - c.start >= _LEAST_PLACE and text[end - 1] in _DIVISIONS and _short_name().fullmatch(text, end, c.end):
            yield Candidate(c.start, end, "Region", "region")
            yield c._replace(start=end)
        else:
            yield c


def _owner_in(
    text: str, c: Candidate, place_ends: Mapping[int, int], place_starts: Mapping[int, int]
) -> Candidate | None:
    """The company that a name begins with, alone or behind its place, before what it builds; a county before it tells
    where it is (青山县云溪铝业), a place in short, in the name or before it, belongs to it (青山云溪铝业)."""
    place_end = place_ends.get(c.start, c.start)
    for start in (c.start, place_end):
        found = _owner().match(text, start, c.end)
        found = found or (_owner_of_so_much().match(text, start, c.end) if c.type == "Project" else None)
        if found and c.end - found.end() >= _LEAST_REST and is_coined(found["brand"]):
            if start == c.start and text[start - 1] not in _DIVISIONS:
                start = place_starts.get(start, start)
            elif text[place_end - 1] not in _DIVISIONS:
                start = c.start
            return Candidate(start, found.end(), "Enterprise", "enterprise-owner")
    return None


def _owner_before(text: str, c: Candidate, place_ends: Container[int]) -> Iterator[Candidate]:
    """The company right before a project's name, at the head of its clause or behind a place."""
    found = _last_owner().search(text, max(0, c.start - _LONGEST), c.start)
    if found and is_coined(found["brand"]) and (found.start() in place_ends or _BREAK.match(text, found.start() - 1)):
        yield Candidate(found.start(), found.end("name"), "Enterprise", "enterprise-owner")


@cache
def _last_owner() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>(?P<brand>[\u4e00-\u9fff]{{{_BRAND}}})(?:{either(trades())}))的?$")


@cache
def _owner() -> re.Pattern[str]:
    """Brand and word of trade, no part of a longer word, a park or an industry."""
    after = "|".join(words("enterprises", "no_owner_before"))
    return re.compile(rf"(?P<brand>[\u4e00-\u9fff]{{{_BRAND}}})(?:{either(trades())})(?!{after})")


@cache
def _owner_of_so_much() -> re.Pattern[str]:
    """Brand and any word of trade, before how much is made: 远山储能年产6吉瓦时电芯项目."""
    return re.compile(
        rf"(?P<brand>[\u4e00-\u9fff]{{{_BRAND}}})(?:{either(_any_trades())})(?=[年日](?:产|处理|加工)|\d)"
    )


@cache
def _works_behind() -> re.Pattern[str]:
    return re.compile(rf"[^，。；、]*(?:{either(words('projects', 'works'))})$")


@cache
def _short_name() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff]{{0,3}}?(?P<brand>[\u4e00-\u9fff]{{{_BRAND}}})(?:{either(_any_trades())})")


@cache
def _any_trades() -> list[str]:
    """Words of trade, vague ones too, longest first."""
    return sorted({*trades(), *words("enterprises", "vague_trades")}, key=lambda word: (-len(word), word))


@cache
def _words_of_industries() -> frozenset[str]:
    return frozenset(a + b for name in load_industries().surfaces for a, b in pairwise(name))


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    lists = ("parks", "industries", "programmes", "projects", "enterprises")
    return frozenset(word for name in lists for word in words(name, "generic") if len(word) == _BRAND)
