"""Which facets the name and its contexts speak for, each value with the number of contexts that do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.discover.cues import load_rules
from extract.discover.sightings import Sighting

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_GRANTORS = {"国家": "national", "省": "provincial", "市": "city", "县": "county"}
# A value that fewer of the contexts speak for than this share of the leading one's is noise.
_LEAST_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value of a facet, how many contexts speak for it, and whether the name itself does."""

    value: str
    contexts: int
    by_name: bool = False


def contexts_of(seen: Sequence[Sighting]) -> list[Sighting]:
    """One sighting a sentence: what is printed again elsewhere, with other figures or marks, says nothing new."""
    return list({_NOT_LETTERS.sub("", s.sentence): s for s in reversed(seen)}.values())[::-1]


def suggest(facet: str, name: str, contexts: Sequence[Sighting]) -> tuple[Suggestion, ...]:
    """The values of `form`, `holder` or `scope` that anything speaks for, strongest first.

    The name's own words weigh as much as all its contexts together: these tell what is done with a programme at one
    time or another, the name what it was made as.
    """
    votes = Counter(value for s in contexts for kind, value in s.said if kind == facet)
    named = {c.value for c in load_rules().cues if c.facet == facet and c.in_name(name)}
    weight = {v: votes[v] + len(contexts) * (v in named) for v in {*votes, *named}}
    top = max(weight.values(), default=0)
    kept = sorted((v for v in weight if weight[v] >= top * _LEAST_SHARE), key=lambda v: (-weight[v], v))
    return tuple(Suggestion(v, votes[v], v in named) for v in kept)


def levels_of(contexts: Iterable[Sighting]) -> tuple[Suggestion, ...]:
    """The levels of government that the name was seen with, highest first."""
    votes = Counter(level for s in contexts for level in s.levels)
    return tuple(Suggestion(level, votes[level]) for level in _GRANTORS if votes[level])


def grantors_of(levels: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Who grants at these levels."""
    return tuple(Suggestion(_GRANTORS[level.value], level.contexts) for level in levels)
