"""Provinces by their letter (甘2020年3月出台, 皖、苏两省), which is a word or a part of one nearly everywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from extract.places.divisions import Division, divisions
from ontology.vocabulary.source import read_csv

_PATH = Path(__file__).parent / "data" / "province_letters.csv"
_MANY = "两三四五六七八九"
_BEGINS = re.compile(r"[，。；：、！？（“\n\s]|[和与及而至]")


def letters_of_provinces(text: str) -> list[tuple[int, int, Division]]:
    """Start, end and province of each letter that stands for one, in order: several in a count of provinces, one with
    省 behind it, or one that tells when something was done there. A letter that is a common word needs another one
    beside it.

    Raises VocabularyError for a bad row of the table.
    """
    table = _table()
    places = {at for match in _counted().finditer(text) for at in _each(match)}
    dated = [m.start() for m in _dated().finditer(text) if not m.start() or _BEGINS.match(text, m.start() - 1)]
    places.update(at for at in dated if len(dated) > 1 or table[text[at]][1])
    named = {m.start() for m in _named().finditer(text) if table[m[0][0]][1]}
    return [(at, at + 1 + (at in named), table[text[at]][0]) for at in sorted(places | named)]


def _each(match: re.Match[str]) -> Iterator[int]:
    """Where the letters of a list stand that has as many as it says."""
    places = [match.start("list") + i for i, letter in enumerate(match["list"]) if letter != "、"]
    return iter(places if len(places) == _MANY.index(match["many"]) + 2 else ())


@cache
def _table() -> Mapping[str, tuple[Division, bool]]:
    """Each letter's province, and whether it hardly ever is a word."""
    found: dict[str, tuple[Division, bool]] = {}
    for row in read_csv(_PATH, ("letter", "province", "weight", "sure")):
        province, sure = divisions().get(row.text("province")), row.text("sure")
        if province is None or province.level != "province":
            raise row.error("no province has this code", "province")
        if sure not in ("yes", "no"):
            raise row.error("must be yes or no", "sure")
        found[row.text("letter")] = province, sure == "yes"
    return found


@cache
def _counted() -> re.Pattern[str]:
    letters = "".join(_table())
    return re.compile(rf"(?P<list>[{letters}](?:、?[{letters}])+)(?P<many>[{_MANY}])省")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<![\u4e00-\u9fff、])[{''.join(_table())}]省(?![内外委政级会份直际城])")


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        rf"[{''.join(_table())}](?=省?[则是于自从在早直]*(?:(?:19|20)\d\d年|[去今前]年\d|\d{{1,2}}月(?!份)))"
    )
