"""Which facts stand: what the claim that is latest in time says.

Only claims that say whether a thing *is* have a voice: for a title (`recognisedAs`) and a policy's issue
(`issues`) `achieved` and `ended`, for all else `ongoing` too. A plan for next year, or an application for
renewal, neither asserts a fact nor takes away what an earlier claim achieved. Of two claims of the same time
the one that is further along has the last word: ongoing, achieved, ended; a thing ends after it began.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.resolve.times import Instant

_GRANTED = ("recognisedAs", "issues")
_COURSE = ("ongoing", "achieved", "ended")


@dataclass(frozen=True, slots=True)
class Word:
    """What one claim says of a fact: its status, as of a time."""

    status: str
    time: Instant


def has_voice(predicate: str, status: str) -> bool:
    """Whether a claim with this status can assert or take away a fact of this predicate."""
    return status in (_COURSE[1:] if predicate in _GRANTED else _COURSE)


def stands(predicate: str, words: Iterable[Word]) -> bool:
    """Whether the fact stands after all that is said of it; without a word that has a voice it does not."""
    voiced = [word for word in words if has_voice(predicate, word.status)]
    if not voiced:
        return False
    return max(voiced, key=lambda word: (word.time, _COURSE.index(word.status))).status != "ended"
