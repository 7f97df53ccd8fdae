"""The data of resolution, `rules.yaml`, checked as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.vocabulary.source import Row, read_yaml

_FIELDS = ("legal_forms", "shortest_name", "rank_words", "no_rank")
_LEVELS = ("province", "city", "county")


@dataclass(frozen=True, slots=True)
class Rules:
    """Legal forms, the longest first; how short a full name may be; words of rank with their levels, the longest
    first, and words that only begin like one."""

    legal_forms: tuple[str, ...]
    shortest_name: int
    rank_words: Mapping[str, str]
    no_rank: tuple[str, ...]


@cache
def load_rules() -> Rules:
    """The rules; raises VocabularyError naming file and line where `rules.yaml` breaks its form."""
    row = read_yaml(Path(__file__).with_name("rules.yaml"))
    row.only(_FIELDS)
    no_rank = _longest_first(row, "no_rank")
    return Rules(_longest_first(row, "legal_forms"), _number(row, "shortest_name"), _rank_words(row), no_rank)


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
