"""`wording.yaml`: how texts say where a programme came from, and who claims to be first; checked as it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.places.divisions import divisions
from kg.trace.places import CITY, NATIONAL, PROVINCE
from ontology.vocabulary.source import Row, read_yaml

PATH = Path(__file__).with_name("wording.yaml")
_GROUPS = {"firsts": ("scope",), "borrowed": ("place",), "grounded": ("title", "above")}
_LISTS = ("national_issuers", "national_numbers", "province_offices")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression with sentences that it must find and must not find."""

    regex: re.Pattern[str]
    finds: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns for claims to be first, for borrowed experience and for what is carried out; words for those above,
    each with its level; beginnings of titles and numbers of national policies; characters of provinces with codes."""

    firsts: tuple[Pattern, ...]
    borrowed: tuple[Pattern, ...]
    grounded: tuple[Pattern, ...]
    above: Mapping[str, str]
    national_issuers: tuple[str, ...]
    national_numbers: tuple[str, ...]
    province_characters: Mapping[str, str]
    province_offices: tuple[str, ...]


@cache
def wording() -> Wording:
    """The file, read once a process; raises VocabularyError naming file and line where it breaks its form."""
    row = read_yaml(PATH)
    row.only((*_GROUPS, "above", "province_characters", *_LISTS))
    issuers, numbers, offices = (tuple(sorted(row.words(name), key=len, reverse=True)) for name in _LISTS)
    patterns = {name: tuple(_pattern(child, g) for child in row.children(name)) for name, g in _GROUPS.items()}
    return Wording(
        firsts=patterns["firsts"],
        borrowed=patterns["borrowed"],
        grounded=patterns["grounded"],
        above=_above(row),
        national_issuers=issuers,
        national_numbers=numbers,
        province_characters=_characters(row),
        province_offices=offices,
    )


def _pattern(row: Row, groups: tuple[str, ...]) -> Pattern:
    row.only(("pattern", "finds", "not"))
    try:
        regex = re.compile(row.text("pattern"))
    except re.error as error:
        raise row.error(f"no regular expression: {error}", "pattern") from error
    if not set(groups) & set(regex.groupindex):
        raise row.error(f"needs a group called {' or '.join(groups)}", "pattern")
    return Pattern(regex, row.words("finds"), row.words("not"))


def _above(row: Row) -> dict[str, str]:
    levels = row.child("above")
    if levels is None:
        raise row.error("'above' is missing", "above")
    levels.only((NATIONAL, PROVINCE, CITY))
    return {word: level for level in (NATIONAL, PROVINCE, CITY) for word in levels.words(level)}


def _characters(row: Row) -> dict[str, str]:
    found = row.child("province_characters")
    if found is None:
        raise row.error("'province_characters' is missing", "province_characters")
    for character in found.values:
        division = divisions().get(found.text(character))
        if len(character) != 1 or division is None or division.level != PROVINCE:
            raise found.error(f"{character!r} must be one character with the code of a province", character)
    return {character: found.text(character) for character in found.values}
