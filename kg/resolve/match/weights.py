"""The weights of observations and the names of rules, `weights.yaml`, checked as they are read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.vocabulary.source import Row, VocabularyError, read_yaml


@dataclass(frozen=True, slots=True)
class Level:
    """One value that a feature may have: its weight in log-odds, and what it is called."""

    weight: float
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that no weight overrides; `absolute` where a person's judgement does not either, `ask` where a person is
    asked all the same, `wanting` where it stands only as long as nothing ties the two."""

    absolute: bool
    ask: bool
    wanting: bool
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The prior log-odds, the two thresholds as probabilities, features by name and level, rules by name."""

    prior: float
    merge: float
    suggest: float
    features: Mapping[str, Mapping[str, Level]]
    bars: Mapping[str, Rule]


@cache
def weights() -> Weights:
    """The weights; raises VocabularyError naming file and line where `weights.yaml` breaks its form."""
    row = read_yaml(Path(__file__).with_name("weights.yaml"))
    row.only(("prior", "merge", "suggest", "features", "bars"))
    prior = _probability(row, "prior")
    features = {name: {key: _level(at) for key, at in _rows(rows)} for name, rows in _rows(_child(row, "features"))}
    bars = {name: _rule(at) for name, at in _rows(_child(row, "bars"))}
    merge, suggest = _probability(row, "merge"), _probability(row, "suggest")
    if suggest >= merge:
        raise row.error("'suggest' must be less than 'merge'", "suggest")
    return Weights(math.log(prior / (1 - prior)), merge, suggest, features, bars)


def _level(row: Row) -> Level:
    row.only(("m", "u", "zh", "en"))
    return Level(math.log(_probability(row, "m") / _probability(row, "u")), row.text("zh"), row.text("en"))


def _rule(row: Row) -> Rule:
    row.only(("absolute", "ask", "wanting", "zh", "en"))
    return Rule(row.flag("absolute"), row.flag("ask"), row.flag("wanting"), row.text("zh"), row.text("en"))


def _child(row: Row, field: str) -> Row:
    child = row.child(field)
    if child is None:
        raise row.error(f"{field!r} is missing", field)
    return child


def _rows(row: Row) -> list[tuple[str, Row]]:
    return [(name, _child(row, name)) for name in row.values]


def _probability(row: Row, field: str) -> float:
    text = row.text(field)
    try:
        value = float(text)
    except ValueError as error:
        raise row.error(f"{field!r} must be a number", field) from error
    if not 0 < value < 1:
        raise VocabularyError(row.path, row.lines.get(field, row.line), f"{field!r} must lie between 0 and 1")
    return value
