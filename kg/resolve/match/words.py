"""The words of `words.yaml`, checked and compiled as they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path

from ontology.vocabulary.source import Row, read_yaml

_LISTS = (
    "forms", "groups", "branches", "country", "municipalities", "generic", "programme_tails", "programme_levels",
    "project_tails", "about", "cited", "cues", "pieces", "loose_roles", "sidelines", "policy_fillers",
    "programme_ways", "bureaus", "policy_light", "units", "vague_trades", "goods", "means", "more_trades",
    "industries", "reforms", "stocks", "distinct", "common_words", "office_fillers", "trade_ends", "tiers",
    "naming", "programme_neutral", "works", "project_fillers", "policy_weak", "policy_slack", "park_fillers",
    "before_offices", "common_places", "park_empty", "park_endings", "park_themes", "park_levels",
    "project_changes", "hosts", "builds", "of_the_state", "other_things",
)  # fmt: skip
_PATTERNS = (
    "national_titles",
    "phases",
    "years",
    "plans",
    "names_after",
    "not_owners",
    "quantity",
    "becomes",
    "issuer_before",
    "unnamed",
    "rank",
    "national_bodies",
    "articles",
    "capacity",
    "sections",
    "parts",
    "ordinals",
    "has_articles",
    "head_offices",
    "sent_offices",
    "corps",
    "spans",
    "edition",
    "revised",
    "renewed",
    "issued_now",
    "turned_into",
    "naming_shown",
    "naming_sign",
    "name_goes_on",
    "rank_0",
    "rank_1",
    "rank_2",
    "takes_part",
    "own_thing",
    "cites",
    "repealed",
    "numeral",
    "other_name_before",
    "sole",
    "trial",
    "dated",
    "any_park",
    "ranked_issuer",
    "naming_cues",
    "naming_after",
    "turning_cues",
    "naming_from",
    "naming_before",
    "owner_after",
    "ties",
    "town_head",
    "national_numbers",
)
_PATTERN_LISTS = ("policy_wraps", "policy_issuers")
_NUMBERS = "[零一二三四五六七八九十百千万亿两]{2,}"
_PARTS_OF_STATEMENTS = ("free", "gap", "head", "place")
STATEMENTS = ("alias", "renamed", "owns", "listed", "takes")


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words, the longest first; patterns; what sentences say of two names, as templates; words of trade that
    stand for each other; short forms of words in offices; what sentences tell of a thing, by kind; how kinds of parks
    are written alike, and which kinds are one; words for kinds of policies, the longest first, and
    which kind each means; units as they are written out; characters of names
    given for luck."""

    lists: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, re.Pattern[str]]
    pattern_lists: Mapping[str, tuple[re.Pattern[str], ...]]
    statements: Mapping[str, tuple[str, ...]]
    trades: tuple[frozenset[str], ...]
    offices: Mapping[str, str]
    particulars: Mapping[str, tuple[re.Pattern[str], ...]]
    park_forms: Mapping[str, str]
    park_families: Mapping[str, str]
    policy_kinds: Mapping[str, str]
    units: Mapping[str, str]
    lucky: frozenset[str]
    ordinary: frozenset[str]
    common: re.Pattern[str]

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.lists[name]


@cache
def words() -> Words:
    """The words; raises VocabularyError naming file and line where `words.yaml` breaks its form."""
    row = read_yaml(Path(__file__).with_name("words.yaml"))
    row.only(
        (
            *_LISTS,
            *_PATTERNS,
            *_PATTERN_LISTS,
            *STATEMENTS,
            *_PARTS_OF_STATEMENTS,
            "trades",
            "offices",
            "particulars",
            "surnames",
            "common_characters",
            "park_forms",
            "park_families",
            "policy_kinds",
            "measures",
            "lucky_characters",
            "ordinary_characters",
        )
    )
    return Words(
        {name: tuple(sorted(row.words(name), key=lambda word: (-len(word), word))) for name in _LISTS},
        {name: _compiled(row, name, row.text(name)) for name in _PATTERNS},
        {name: tuple(_compiled(row, name, text) for text in row.words(name)) for name in _PATTERN_LISTS},
        {name: _templates(row, name) for name in STATEMENTS},
        _groups(row, "trades"),
        _mapping(row, "offices"),
        _particulars(row),
        _mapping(row, "park_forms"),
        _mapping(row, "park_families"),
        dict(sorted(_mapping(row, "policy_kinds").items(), key=lambda pair: (-len(pair[0]), pair))),
        _mapping(row, "measures"),
        frozenset(row.text("lucky_characters")),
        frozenset("".join(row.words("ordinary_characters"))),
        _common(row),
    )


def _common(row: Row) -> re.Pattern[str]:
    """What sentences on many things share: whole words, and characters that say nothing by themselves."""
    known = sorted(row.words("common_words"), key=lambda word: (-len(word), word))
    return _compiled(
        row, "common_words", f"{'|'.join(map(re.escape, known))}|{_NUMBERS}|[{row.text('common_characters')}]"
    )


def _particulars(row: Row) -> dict[str, tuple[re.Pattern[str], ...]]:
    rows = row.child("particulars")
    if rows is None:
        raise row.error("'particulars' is missing", "particulars")
    surname = f"[{row.text('surnames')}]"
    return {
        name: tuple(_compiled(rows, name, text.replace("{surname}", surname)) for text in rows.words(name))
        for name in rows.values
    }


def _mapping(row: Row, name: str) -> dict[str, str]:
    rows = row.child(name)
    if rows is None:
        raise row.error(f"{name!r} is missing", name)
    return {key: rows.text(key) for key in rows.values}


def _groups(row: Row, name: str) -> tuple[frozenset[str], ...]:
    value = row.values.get(name)
    if not isinstance(value, list) or not all(isinstance(group, list) and len(group) > 1 for group in value):
        raise row.error(f"{name!r} must be lists of words", name)
    return tuple(frozenset(map(str, group)) for group in value)


def _templates(row: Row, name: str) -> tuple[str, ...]:
    found = tuple(
        reduce(lambda filled, part: filled.replace(f"{{{part}}}", row.text(part)), _PARTS_OF_STATEMENTS, text)
        for text in row.words(name)
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
