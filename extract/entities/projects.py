"""Projects: items of enumerations of projects, and names that tell what is built or made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lists import Enumeration
from extract.rules import words
from ontology.vocabulary import load_industries

_MAX_NAME = 32
_QUOTED_BEFORE = re.compile(r"“[^”\n]{2,20}”[^，。；：、“”\n]{0,10}$")
# 投资3亿元建设年产…: the money before is no part of the name.
_MONEY = re.compile(r"[\dXx×]+[万亿]?元[^，。；、]{0,4}$")
_LEAD = re.compile(r"该?公司的?|该?企业的?|其")
_OWN = re.compile(r"(?:(?<![\u4e00-\u9fff])其|该公司的?|该企业的?)\Z")
_LEAST_OWNED = 4
_COUNTED = re.compile(r"等[\dXx×一二三四五六七八九十百]+[个项]")
_YEARLY = re.compile(r"年(?:产|处理|加工|回收|生产)")


def find_projects(
    text: str, boundaries: Boundaries, enumerations: Sequence[Enumeration], company_ends: Sequence[int]
) -> Iterator[Candidate]:
    """Candidates of type Project in cleaned text; `company_ends` are where names of companies end."""
    ends = set(company_ends)
    for enumeration in enumerations:
        if enumeration.kind == "Project":
            yield from _from_list(text, enumeration, ends)
    for match in _suffix().finditer(text):
        start = _start(text, match.start(), boundaries, ends)
        name = text[start : match.start()]
        owned = _owner_before(text, start, ends)
        if 3 <= len(name) <= _MAX_NAME and not _generic(name) and (owned or _telling(text[start : match.end()])):
            yield Candidate(start, match.end(), "Project", "project-suffix")


def find_owned(text: str, boundaries: Boundaries, company_ends: Sequence[int]) -> Iterator[Candidate]:
    """Candidates of type Project right behind 其 or the name of a company, which end at `company_ends`; that they are
    somebody's tells them from all others."""
    ends = set(company_ends)
    for match in _suffix().finditer(text):
        start = _start(text, match.start(), boundaries, ends)
        name = text[start : match.start()]
        behind = (
            start in ends
            or (text[start - 1 : start] == "的" and start - 1 in ends)
            or _OWN.search(text, max(0, start - 4), start)
        )
        if behind and _LEAST_OWNED <= len(name) <= _MAX_NAME and not _generic(name):
            yield Candidate(start, match.end(), "Project", "project-owned")


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(
        "(?:" + "|".join(sorted(words("projects", "suffixes"), key=len, reverse=True)) + ")(?![库指名部经])"
    )


def _start(text: str, position: int, boundaries: Boundaries, company_ends: set[int]) -> int:
    start = boundaries.left_edge(position)
    quoted = _QUOTED_BEFORE.search(text, max(0, position - _MAX_NAME), position)
    if quoted:
        start = quoted.start()
    yearly = list(_YEARLY.finditer(text, max(boundaries.hard_edge(position), position - _MAX_NAME), position))
    if yearly:
        at = max(yearly[-1].start(), text.rfind("项目", yearly[-1].start(), position) + 2)
        start = at if _MONEY.search(text, start, at) else min(start, at)
    lead = _LEAD.match(text, start, position)
    start = lead.end() if lead else start
    inside = [e for e in company_ends if start < e < position]
    return max(inside) if inside else start


def _owner_before(text: str, start: int, company_ends: set[int]) -> bool:
    """Whether the clause names a company before the project."""
    clause = max(text.rfind(mark, 0, start) for mark in "，。；：\n")
    return any(clause < end <= start for end in company_ends)


def _generic(name: str) -> bool:
    pattern = _generic_pattern()
    return bool(pattern.fullmatch(name))


@cache
def _generic_pattern() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(words("projects", "generic"), key=len, reverse=True)) + r"|[\dXx×*.]+)*")


def _telling(name: str) -> bool:
    return any(word in name for word in words("projects", "telling")) and not re.search(r"\d+个|[Xx×]+个", name)


def _from_list(text: str, enumeration: Enumeration, company_ends: set[int]) -> Iterator[Candidate]:
    """Items of an enumeration of projects: any distinct name where they are counted, else one that tells."""
    counted = _COUNTED.match(text, enumeration.items[-1][1]) is not None
    for a, b in enumeration.items:
        owners = [e for e in company_ends if a < e < b]
        start = max(owners) if owners else a
        start += text[start:b].startswith("的")
        name = text[start:b]
        if b not in company_ends and (counted or owners or _telling(name)) and _distinct(name):
            yield Candidate(start, b, "Project", "project-list")


def _distinct(name: str) -> bool:
    """Whether a name may be one project's: no sector, no quality, no mask."""
    vague = name.endswith(("的", "和", "好", "强", "大")) or name in load_industries().surfaces
    return len(name) >= 4 and not vague and not _generic(name) and not re.search(r"[Xx×]{2}", name)
