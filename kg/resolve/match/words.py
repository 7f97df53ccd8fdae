"""The words of `words.yaml`, checked and compiled as they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.vocabulary.source import Row, read_yaml

_LISTS = (
    "forms", "groups", "branches", "country", "municipalities", "generic", "programme_tails", "programme_levels",
    "project_tails", "about", "cited", "cues", "pieces", "loose_roles", "sidelines",
)  # fmt: skip
_PATTERNS = ("national_titles", "phases", "years", "plans", "names_after", "names_before")
_PATTERN_LISTS = ("policy_wraps", "policy_issuers")
STATEMENTS = ("alias", "renamed", "owns")


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words, the longest first; patterns; what sentences say of two names, as templates; words of trade that
    stand for each other; short forms of words in offices."""

    lists: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, re.Pattern[str]]
    pattern_lists: Mapping[str, tuple[re.Pattern[str], ...]]
    statements: Mapping[str, tuple[str, ...]]
    trades: tuple[frozenset[str], ...]
    offices: Mapping[str, str]

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.lists[name]


@cache
def words() -> Words:
    """The words; raises VocabularyError naming file and line where `words.yaml` breaks its form."""
    row = read_yaml(Path(__file__).with_name("words.yaml"))
    row.only((*_LISTS, *_PATTERNS, *_PATTERN_LISTS, *STATEMENTS, "gap", "head", "trades", "offices"))
    offices = row.child("offices")
    if offices is None:
        raise row.error("'offices' is missing", "offices")
    return Words(
        {name: tuple(sorted(row.words(name), key=lambda word: (-len(word), word))) for name in _LISTS},
        {name: _compiled(row, name, row.text(name)) for name in _PATTERNS},
        {name: tuple(_compiled(row, name, text) for text in row.words(name)) for name in _PATTERN_LISTS},
        {name: _templates(row, name) for name in STATEMENTS},
        _groups(row, "trades"),
        {name: offices.text(name) for name in offices.values},
    )


def _groups(row: Row, name: str) -> tuple[frozenset[str], ...]:
    value = row.values.get(name)
    if not isinstance(value, list) or not all(isinstance(group, list) and len(group) > 1 for group in value):
        raise row.error(f"{name!r} must be lists of words", name)
    return tuple(frozenset(map(str, group)) for group in value)


def _templates(row: Row, name: str) -> tuple[str, ...]:
    found = tuple(
        text.replace("{gap}", row.text("gap")).replace("{head}", row.text("head")) for text in row.words(name)
    )
    for text in found:
        if "{a}" not in text or "{b}" not in text:
            raise row.error(f"{name!r} must name {{a}} and {{b}}: {text}", name)
        _compiled(row, name, text.replace("{a}", "x").replace("{b}", "y"))
    return found


def _compiled(row: Row, name: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise row.error(f"{name!r} has no regular expression: {error}", name) from error
