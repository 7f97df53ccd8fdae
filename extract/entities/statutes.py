"""Policies by their bare names: laws (实施企业所得税法), plans of five years (“十五”计划), documents that are out
(某纲要颁布), and measures by what they give (落实还本付息政策)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import either
from extract.rules import any_of, read_rules, words

_PLAIN = r"[^，。；：、！？\n《》“”（）的等]"
_WORD = r"[^，。；：、！？\n《》“”（）的等和与及]"


def find_statutes(text: str) -> Iterator[Candidate]:
    """Candidates of type Policy in cleaned text that stand without 《》."""
    if "法" in text:
        yield from _laws(text)
    for match in _five_years().finditer(text) if "五" in text else ():
        yield Candidate(*match.span("name"), "Policy", "policy-five-year")
    for pattern in (_issued(), _measures()):
        for match in pattern.finditer(text):
            if any_of("policies", "not_drawn_up").search(match["name"]) is None:
                yield Candidate(*match.span("name"), "Policy", "policy-out")


def _laws(text: str) -> Iterator[Candidate]:
    """Laws behind a verb of making or keeping them, and those that are joined to one."""
    for first in _law_after_verb().finditer(text):
        match: re.Match[str] | None = first
        while match is not None:
            yield Candidate(*match.span("name"), "Policy", "policy-law")
            match = _law_joined().match(text, match.end())


@cache
def _law() -> str:
    before, behind = read_rules("policies")["no_law"], "|".join(words("policies", "law_before"))
    return rf"(?P<name>(?![新本该其各此]|修订|修改|制定)[\u4e00-\u9fff]{{2,14}}?{before}法)(?={behind})"


@cache
def _law_after_verb() -> re.Pattern[str]:
    verbs, new = either(words("policies", "law_verbs")), "|".join(words("policies", "law_new"))
    return re.compile(rf"(?:{verbs})(?:{new}){{0,3}}{_law()}")


@cache
def _law_joined() -> re.Pattern[str]:
    return re.compile(f"[、和与及]{_law()}")


@cache
def _five_years() -> re.Pattern[str]:
    """The plan of five years itself: not the one of a sector (西部大开发“十三五”规划), nor what it is a period of."""
    before = "|".join(words("policies", "five_years_after"))
    return re.compile(rf"(?:^|\n|[，。；：、\s]|{before})(?P<name>“十[一二三四]?五”(?:规划纲要|规划|计划)(?!期))")


@cache
def _issued() -> re.Pattern[str]:
    """What heads a clause, or is told by one before it, and is said to be out."""
    nouns, out = either(words("policies", "drawn_nouns")), either(words("policies", "out"))
    adverbs = "|".join(words("policies", "out_adverbs"))
    return re.compile(rf"[，。；\n　 的](?P<name>{_PLAIN}{{4,28}}?(?:{nouns}))(?:{adverbs}){{0,3}}(?:{out})")


@cache
def _measures() -> re.Pattern[str]:
    """A policy by what it gives, right behind a verb of carrying it out."""
    verbs, gifts = either(words("policies", "measure_verbs")), either(words("policies", "measures"))
    fillers, general = ("|".join(words("policies", f"measure_{key}")) for key in ("fillers", "general"))
    return re.compile(
        rf"(?:{verbs})(?:{fillers}){{0,3}}(?P<name>(?!{general}){_WORD}{{1,12}}?(?:{gifts})政策)"
        r"(?=[，。；、和与及等的]|措施|到位|效应|$)"
    )
