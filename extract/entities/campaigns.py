"""Campaigns by plain words, as the whole of what is carried out: 实施种业振兴行动, 早餐工程启动实施."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import any_number
from extract.rules import any_of, words


def find_campaigns(text: str) -> Iterator[Candidate]:
    """Candidates of type Programme in cleaned text: what a verb of carrying out has for its object, or what stands
    at the head of a clause before such a verb."""
    for pattern in (_carried_out(), _under_way()):
        for match in pattern.finditer(text):
            if _names_one(match["modifier"], match["head"]):
                yield Candidate(*match.span("name"), "Programme", "programme-campaign")


@cache
def _carried_out() -> re.Pattern[str]:
    verbs = "|".join(words("campaigns", "verbs"))
    return re.compile(rf"(?:{verbs}){_name()}(?=[，。；！）\n]|$)")


@cache
def _under_way() -> re.Pattern[str]:
    ways, deeds = "|".join(words("campaigns", "ways")), "|".join(words("campaigns", "deeds"))
    return re.compile(rf"(?<![^，。；\n　]){_name()}(?=(?:{ways})*(?:{deeds})[，。；])")


def _name() -> str:
    lead, heads = "|".join(words("campaigns", "lead")), "|".join(words("campaigns", "heads"))
    return rf"(?:{lead})*(?P<name>(?P<modifier>[\u4e00-\u9fffA-Za-z]{{2,16}}?)(?P<head>{heads}))"


def _names_one(modifier: str, head: str) -> bool:
    """Whether a modifier tells one campaign from others: no kind of works, no count, no order of office, no list."""
    works = head == "工程" and modifier.endswith(words("campaigns", "works"))
    return not (works or _general().fullmatch(modifier) or any_of("campaigns", "no_names").search(modifier))


@cache
def _general() -> re.Pattern[str]:
    return any_number(words("campaigns", "generic"))
