"""Campaigns by plain words, as the whole of what is carried out: 实施种业振兴行动, 早餐工程启动实施."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import any_number
from extract.rules import any_of, words

_JOINT = re.compile("[、和]")
# Fewest characters of what a strategy pursues, and of the name of a river.
_LEAST, _LEAST_PLACE = 4, 2


def find_campaigns(text: str) -> Iterator[Candidate]:
    """Candidates of type Programme in cleaned text: what a verb of carrying out has for its object, or what stands
    at the head of a clause before such a verb."""
    for pattern in (_carried_out(), _under_way()):
        for match in pattern.finditer(text):
            if _names_one(match["modifier"], match["head"]):
                yield Candidate(*match.span("name"), "Programme", "programme-campaign")
    for match in _shared().finditer(text):
        yield from _items(text, match)


def _items(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    """Each of the items that share a head, with it: 以质取胜|战略 of 以质取胜和市场多元化战略, 甲河|流域综合治理."""
    head, at = match["head"], match.start("items")
    for joint in [*_JOINT.finditer(text, *match.span("items")), None]:
        end = joint.start() if joint else match.end("items")
        item, stop = text[at:end], end if joint else match.end("head")
        told = len(item) >= (_LEAST if head == "战略" else _LEAST_PLACE) and not _vague().search(item)
        if told and not _general().fullmatch(item):
            yield Candidate(at, stop, "Programme", "programme-campaign", name=item.removesuffix(head) + head)
        at = joint.end() if joint else end


@cache
def _carried_out() -> re.Pattern[str]:
    verbs = "|".join(words("campaigns", "verbs"))
    return re.compile(rf"(?:{verbs}){_name()}(?=[，。；！）\n]|$)")


@cache
def _shared() -> re.Pattern[str]:
    verbs, heads = "|".join(words("campaigns", "verbs")), "|".join(words("campaigns", "shared_heads"))
    lead = "|".join(words("campaigns", "lead"))
    return re.compile(
        rf"(?:{verbs})(?:{lead})*(?P<items>[\u4e00-\u9fff]{{2,14}}?(?:[、和][\u4e00-\u9fff]{{2,12}}?){{0,3}})"
        rf"等?(?P<head>{heads})(?=[，。；！\n]|$)"
    )


@cache
def _vague() -> re.Pattern[str]:
    return re.compile("|".join(words("campaigns", "vague")))


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
