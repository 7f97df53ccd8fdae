"""Sentences with the role that their register gives them, where headings and the kind of the text leave it open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from extract.register import shipped
from extract.register.decode import Said, registers
from extract.register.features import features
from extract.rules import read_rules
from extract.structure import Sentence

# A sentence in the role that headings and the kind of its text give it, and which of the `leanings` of
# `rules/register.yaml` that is; nothing where its role stands.
Leaning = tuple[Sentence, str]

_TITLE_YEAR = re.compile(r"[^\n。]{0,40}?((?:19|20)\d\d)年")


def settled(text: str, leanings: Sequence[Leaning], year: int | None) -> list[Sentence]:
    """The sentences of a text of `year`, in order, each in the role of its register or in the one it has."""
    year = year or year_of(text)
    return [s for _, run in groupby(leanings, key=_is_open) for s in _run(text, list(run), year)]


def _is_open(leaning: Leaning) -> bool:
    return leaning[1] != ""


def _run(text: str, run: Sequence[Leaning], year: int | None) -> Iterator[Sentence]:
    if not _is_open(run[0]):
        yield from (s for s, _ in run)
        return
    said = _said(text, run, year)
    for (s, _), intends in zip(run, registers(list(said)), strict=True):
        role = "plan" if intends else "report"
        yield s if s.role == role else s._replace(role=role, by=s.by or "register")


def _said(text: str, run: Sequence[Leaning], year: int | None) -> Iterator[Said]:
    within, between, most = _costs()
    leans: dict[str, float] = read_rules("register")["leanings"]
    model, paragraph, before = shipped(), -1, ""
    for s, leaning in run:
        # A change costs nothing where a heading says that it changes; a report reports from its start.
        free = leaning not in (before, "report")
        change = 0.0 if free else within if s.paragraph == paragraph else between
        # What a heading says in itself has been weighed already.
        odds = 0.0 if s.is_heading else model.raw(features(text[s.start : s.end], year))
        yield Said(max(-most, min(most, odds)) + leans[leaning], change)
        paragraph, before = s.paragraph, leaning


def year_of(text: str) -> int | None:
    """The year in the first line of a text, where that is short enough for a title."""
    found = _TITLE_YEAR.match(text)
    return int(found.group(1)) if found else None


@cache
def _costs() -> tuple[float, float, float]:
    rules = read_rules("register")
    return float(rules["change"]["within"]), float(rules["change"]["between"]), float(rules["most"])
