"""Enterprises: full names by legal form, short names in enumerations and by trade word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lists import Enumeration
from extract.rules import words

_MAX_NAME = 30
_MASK = re.compile(r"[Xx×]{1,}(?![A-Za-z])|\*+|某|＊+")
_BRACKETED = re.compile(r"（[^（）]{1,10}）$")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·（）]+")


def find_enterprises(text: str, boundaries: Boundaries, enumerations: Sequence[Enumeration]) -> Iterator[Candidate]:
    """Candidates of type Enterprise in cleaned text; masked and generic names are none."""
    yield from _by_legal_form(text, boundaries)
    for enumeration in enumerations:
        yield from _by_list(text, enumeration)


def is_masked(name: str) -> bool:
    """Whether the distinctive part of a name is blotted out.

    >>> is_masked('XX新材料股份有限公司'), is_masked('TCL科技'), is_masked('朝辉印刷')
    (True, False, False)
    """
    return bool(_MASK.search(re.sub(r"[A-Za-z]{3,}", "", name) if not re.search(r"[Xx]{3,}", name) else name))


def is_generic(name: str) -> bool:
    """Whether a name says only what kind of company it is (上市公司, 龙头企业)."""
    return bool(_generic().fullmatch(_legal_form().sub("", name)))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(words("enterprises", "generic"), key=len, reverse=True)) + "|[\\d一二三四五六七八九十两几]+)*")


@cache
def _legal_form() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(words("enterprises", "legal_forms"), key=len, reverse=True)) + ")")


def _by_legal_form(text: str, boundaries: Boundaries) -> Iterator[Candidate]:
    for match in _legal_form().finditer(text):
        start = _name_start(text, match.start(), boundaries)
        name = text[start : match.end()]
        brand = text[start : match.start()]
        if len(brand) < 2 or len(name) > _MAX_NAME or is_masked(brand) or is_generic(name):
            continue
        if not _HAN.fullmatch(name):
            continue
        yield Candidate(start, match.end(), "Enterprise", "enterprise-legal-form")


def _name_start(text: str, position: int, boundaries: Boundaries) -> int:
    """Left edge of a company name whose legal form begins at `position`; a place in brackets belongs to it."""
    bracket = _BRACKETED.search(text, max(0, position - 12), position)
    if bracket:
        return boundaries.left_edge(bracket.start() - 1) if bracket.start() else 0
    start = boundaries.left_edge(position)
    if start and text[start - 1] == "）":
        bracket = _BRACKETED.search(text, max(0, start - 12), start)
        if bracket and bracket.start() and position - start <= 12:
            return boundaries.left_edge(bracket.start() - 1)
    return start


def _by_list(text: str, enumeration: Enumeration) -> Iterator[Candidate]:
    items = [(a, b) for a, b in enumeration.items if _short_name(text[a:b])]
    traded = sum(bool(_trade().search(text[a:b])) for a, b in items)
    if enumeration.kind == "Enterprise" or (enumeration.kind in ("", "Project") and items and traded == len(items) >= 2):
        for a, b in items:
            if enumeration.kind == "Enterprise" or _trade().search(text[a:b]):
                yield Candidate(a, b, "Enterprise", "enterprise-list")


def _short_name(item: str) -> bool:
    return 3 <= len(item) <= 12 and bool(_HAN.fullmatch(item)) and not is_masked(item) and not is_generic(item)


@cache
def _trade() -> re.Pattern[str]:
    return re.compile("[\u4e00-\u9fffA-Za-z]{2,4}(?:" + "|".join(sorted(words("enterprises", "trades"), key=len, reverse=True)) + ")$")
