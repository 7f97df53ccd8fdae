"""Quarters: parts of a town for business that are called neither zone nor park: 某外滩, 汽车城, 微电子产业基地."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import either
from extract.entities.lists import Enumeration
from extract.entities.parks import is_general_park
from extract.rules import any_of, word_set, words
from ontology.vocabulary import load_industries

_QUOTES = "“”"
_MASK = re.compile(r"[Xx×*]{1,}|某")
_BASE = "基地"
# A clause has so many characters before the word for a base, at most, that matter.
_CLAUSE = 60
_LONGEST_TRADE = 5
_STOPS = re.compile(r"[，。；：！？\n（）]")
# What a company builds is a project of its own.
_OWNER = re.compile("公司|集团|企业|投资")
# What is counted by its fields is none, and in a list of works it is one of them.
_BEHIND = re.compile(r"[\d一二三四五六七八九十]|[^，。；：\n]{0,20}?等[^，。；]{0,6}(?:项目|工程)")
_QUOTED = 2, 8


def find_quarters(text: str, enumerations: Sequence[Enumeration]) -> Iterator[Candidate]:
    """Candidates of type Park in cleaned text: items of lists whose head says that they are places of business, the
    one place of its kind that a town has, and bases that are built for an industry."""
    for enumeration in enumerations:
        last = enumeration.items[-1][1]
        headed = text.startswith("等", last) and _list_head().match(text, last) is not None
        if headed or enumeration.kind == "Park":
            for a, b in enumeration.items:
                name = text[a:b].strip(_QUOTES)
                if _is_place(name) or (headed and _is_quoted(text[a:b])):
                    yield Candidate(a, b, "Park", "park-list", name=name)
    for match in _by_itself().finditer(text):
        yield Candidate(*match.span("name"), "Park", "park-list")
    yield from _bases(text)


def is_waterfront(name: str) -> bool:
    """Whether a place is a waterfront or a harbour quarter of a town, which is no division.

    >>> is_waterfront('北外滩'), is_waterfront('临港地区'), is_waterfront('外滩'), is_waterfront('滨江区')
    (True, True, False, False)
    """
    return any_of("quarters", "waterfronts").search(name) is not None


def _bases(text: str) -> Iterator[Candidate]:
    """Bases for one industry, with its place before it or not, behind a verb of building or in a list behind one."""
    done = 0
    while (at := text.find(_BASE, done)) >= 0:
        done = at + len(_BASE)
        low = max((m.end() for m in _STOPS.finditer(text, max(0, at - _CLAUSE), at)), default=max(0, at - _CLAUSE))
        found = _built().search(text, low, at)
        elsewhere = _OWNER.search(text, low, at) or _BEHIND.match(text, done)
        if found and not elsewhere and _is_trade(found["trade"], bool(found["all"])):
            yield Candidate(found.start("name"), done, "Park", "park-base")


def _is_trade(trade: str, called_one: bool) -> bool:
    """Whether a base is for one industry, none that grows or digs: known, or called one (微电子|产业)."""
    if any_of("quarters", "no_base").search(trade) or trade in word_set("industries", "broad"):
        return False
    if is_general_park(trade + "产业园"):
        return False
    known = load_industries().surfaces
    return called_one and len(trade) <= _LONGEST_TRADE or any(trade[n:] in known for n in range(len(trade) - 1))


@cache
def _built() -> re.Pattern[str]:
    kinds = either(words("quarters", "of_what_kind"))
    return re.compile(
        rf"(?:{either(words('quarters', 'builds'))})(?:[^，。；：、和的]{{2,14}}[、和与]){{0,6}}"
        rf"(?P<name>(?:{kinds})?(?P<trade>(?:(?![等向和与及的])[\u4e00-\u9fff]){{2,7}}?)(?P<all>产业)?)\Z"
    )


@cache
def _by_itself() -> re.Pattern[str]:
    """The one place of its kind, as all that a verb of building governs or a clause is about."""
    before, after = (either(words("quarters", f"{side}_itself")) for side in ("before", "after"))
    return re.compile(
        rf"(?:[，。；：、和\n]|{before})(?P<name>{either(words('quarters', 'by_itself'))})"
        rf"(?=[，。；、和]|{after})"
    )


@cache
def _list_head() -> re.Pattern[str]:
    heads = "|".join(sorted(words("quarters", "list_heads"), key=len, reverse=True))
    return re.compile(rf"等[^，。；：、“”]{{0,8}}?(?:{heads})")


def _is_quoted(item: str) -> bool:
    return item.startswith("“") and item.endswith("”") and _QUOTED[0] <= len(item) - 2 <= _QUOTED[1]


def _is_place(item: str) -> bool:
    """Whether an item of such a list is called like a place, and not like what is made there."""
    if item in words("quarters", "by_itself"):
        return True
    placed = any_of("quarters", "places").search(item) is not None
    return placed and _MASK.search(item) is None and not is_general_park(item)
