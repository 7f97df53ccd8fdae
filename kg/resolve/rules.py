"""The data of resolution, `rules.yaml`, checked as it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.vocabulary.source import Row, read_yaml

_FIELDS = ("legal_forms", "shortest_name", "rank_words", "no_rank", "masks", "general_reports")
_LEVELS = ("province", "city", "county")


@dataclass(frozen=True, slots=True)
class Rules:
    """Legal forms, the longest first; how short a full name may be; words of rank with their levels, the longest
    first, and words that only begin like one; patterns of names put in place of names; what titles of general reports
    contain."""

    legal_forms: tuple[str, ...]
    shortest_name: int
    rank_words: Mapping[str, str]
    no_rank: tuple[str, ...]
    masks: tuple[re.Pattern[str], ...]
    general_reports: tuple[str, ...]


@cache
def load_rules() -> Rules:
    """The rules; raises VocabularyError naming file and line where `rules.yaml` breaks its form."""
    row = read_yaml(Path(__file__).with_name("rules.yaml"))
    row.only(_FIELDS)
    return Rules(
        legal_forms=_longest_first(row, "legal_forms"),
        shortest_name=_number(row, "shortest_name"),
        rank_words=_rank_words(row),
        no_rank=_longest_first(row, "no_rank"),
        masks=_masks(row),
        general_reports=_longest_first(row, "general_reports"),
    )


def is_masked(name: str) -> bool:
    """Whether a name stands in place of one (某公司, ××机械), and so means nothing beyond its text."""
    return any(pattern.search(name) for pattern in load_rules().masks)


def _masks(row: Row) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(map(re.compile, row.words("masks")))
    except re.error as error:
        raise row.error(f"'masks' has no regular expression: {error}", "masks") from error


def _rank_words(row: Row) -> dict[str, str]:
    ranks = row.child("rank_words")
    if ranks is None:
        raise row.error("'rank_words' is missing", "rank_words")
    ranks.only(_LEVELS)
    words = {word: level for level in _LEVELS for word in ranks.words(level)}
    return {word: words[word] for word in sorted(words, key=lambda word: (-len(word), word))}


def _longest_first(row: Row, field: str) -> tuple[str, ...]:
    return tuple(sorted(row.words(field), key=lambda word: (-len(word), word)))


def _number(row: Row, field: str) -> int:
    text = row.text(field)
    if not text.isdigit():
        raise row.error(f"{field!r} must be a number", field)
    return int(text)
