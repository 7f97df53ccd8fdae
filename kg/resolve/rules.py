"""The data of resolution, `rules.yaml`, checked as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.vocabulary.source import Row, read_yaml

_FIELDS = ("legal_forms", "shortest_name", "rank_words")


@dataclass(frozen=True, slots=True)
class Rules:
    """Legal forms and words of rank, the longest first, and how short a full name may be."""

    legal_forms: tuple[str, ...]
    shortest_name: int
    rank_words: tuple[str, ...]


@cache
def load_rules() -> Rules:
    """The rules; raises VocabularyError naming file and line where `rules.yaml` breaks its form."""
    row = read_yaml(Path(__file__).with_name("rules.yaml"))
    row.only(_FIELDS)
    return Rules(_longest_first(row, "legal_forms"), _number(row, "shortest_name"), _longest_first(row, "rank_words"))


def _longest_first(row: Row, field: str) -> tuple[str, ...]:
    return tuple(sorted(row.words(field), key=lambda word: (-len(word), word)))


def _number(row: Row, field: str) -> int:
    text = row.text(field)
    if not text.isdigit():
        raise row.error(f"{field!r} must be a number", field)
    return int(text)
