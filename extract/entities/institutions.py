"""Institutions that policy builds up, by plain words: 推行产品质量追溯制度、产品召回制度."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import any_number
from extract.entities.no_programmes import is_led
from extract.rules import any_of, words

# How far back firms that are told, or led, to keep an institution are looked for, and how far behind them it may stand.
_NEAR, _FAR, _APART = 10, 40, 24
_RULE = "programme-institution"


def find_institutions(text: str) -> Iterator[Candidate]:
    """Candidates of type Programme in cleaned text: objects of verbs of building, each of a list that is joined."""
    for match in _built().finditer(text):
        if _is_of_firms(text, match.start()):
            continue
        found: re.Match[str] | None = match
        while found:
            if _tells(found["modifier"]):
                yield Candidate(*found.span("name"), "Programme", _RULE)
            found = _joined().match(text, found.end())


def _is_of_firms(text: str, verb: int) -> bool:
    """Whether firms shall build what the object of the verb is, or are led to: 引导企业改制，建立现代企业制度."""
    told = _of_firms().search(text, max(0, verb - _NEAR), verb)
    return told is not None or is_led(text, max(0, verb - _FAR), verb, _APART)


def _tells(modifier: str) -> bool:
    """Whether a modifier tells one institution of the economy from others."""
    return not (_general().fullmatch(modifier) or any_of("institutions", "no_names").search(modifier))


def _name() -> str:
    heads, behind = ("|".join(words("institutions", key)) for key in ("heads", "behind"))
    return rf"(?P<name>(?P<modifier>[\u4e00-\u9fff]{{3,14}}?)(?:{heads}))(?=[，。；、！）\n]|$|{behind})"


@cache
def _built() -> re.Pattern[str]:
    verbs, lead = ("|".join(words("institutions", key)) for key in ("verbs", "lead"))
    return re.compile(rf"(?:{verbs})(?:{lead}){{0,2}}{_name()}")


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"(?:、|以及|和|与|及){_name()}")


@cache
def _of_firms() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('institutions', 'of_firms'))})$")


@cache
def _general() -> re.Pattern[str]:
    return any_number(words("institutions", "generic"))
