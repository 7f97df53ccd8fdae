"""Programmes that no vocabulary knows and nothing marks as names: by what a text tells is done with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.no_programmes import is_no_programme
from extract.rules import words

_EXPLAINED = re.compile(r"(?P<name>[\u4e00-\u9fff]{4,10})，?是指")


def find_carried_out(text: str) -> Iterator[Candidate]:
    """Candidates of type Programme: what is carried out from a day on (自8月1日起在全省推行…), and what a text begins
    by explaining and then tells the introduction of (某某住房，是指…。某市推出首批某某住房)."""
    named = [match.span("name") for match in _begun().finditer(text)]
    if explained := _EXPLAINED.match(text):
        named += [m.span("name") for m in _introduced(explained["name"]).finditer(text)]
    for start, end in named:
        name = text[start:end]
        if not (is_no_programme(name) or name.endswith(words("programmes", "not_begun"))):
            yield Candidate(start, end, "Programme", "programme-carried-out")


@cache
def _begun() -> re.Pattern[str]:
    verbs = "|".join(words("programmes", "begun_verbs"))
    return re.compile(
        rf"[自从](?:[\d年月日今去本上同次翌]{{2,12}}|即日)起，?[^，。；：“”]{{0,10}}?(?:{verbs})了?"
        r"(?P<name>[\u4e00-\u9fff]{4,10}?)(?:试点|制度)?(?=[，。；])"
    )


def _introduced(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('programmes', 'begun_verbs'))})了?(?:首批|第一批)?(?P<name>{name})")
