"""What pairs taught of the evidence that any two things have, `learnt.csv`: the prior, the odds from which a pair is
one, and a weight for each level of each observation."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.resolve.match.weights import Level
from ontology.vocabulary.source import Row, read_csv

LEARNT = Path(__file__).with_name("learnt.csv")
COLUMNS = ("observation", "level", "weight", "zh", "en")
# Rows without levels.
_PRIOR, _MERGE = "prior", "merge"


@dataclass(frozen=True, slots=True)
class Learnt:
    """The prior log-odds, the probability from which a pair is one, and the levels of each observation in the order
    of the file: what speaks least for one thing first, but for `type`."""

    prior: float
    merge: float
    features: Mapping[str, Mapping[str, Level]]


@cache
def learnt() -> Learnt:
    """The table; raises VocabularyError naming file and line where `learnt.csv` breaks its form."""
    rows = list(read_csv(LEARNT, COLUMNS))
    single = {row.text("observation"): _number(row) for row in rows if not row.optional("level")}
    features: dict[str, dict[str, Level]] = {}
    for row in rows:
        if level := row.optional("level"):
            features.setdefault(row.text("observation"), {})[level] = Level(
                _number(row), row.text("zh"), row.text("en")
            )
    if single.keys() != {_PRIOR, _MERGE} or not 0 < single[_MERGE] < 1:
        raise rows[0].error("there must be a 'prior', and a 'merge' between 0 and 1")
    return Learnt(single[_PRIOR], single[_MERGE], features)


def _number(row: Row) -> float:
    try:
        value = float(row.text("weight"))
    except ValueError as error:
        raise row.error("'weight' must be a number", "weight") from error
    if not math.isfinite(value):
        raise row.error("'weight' must be finite", "weight")
    return value
