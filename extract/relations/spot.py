"""The place of a claim's object in its sentence: the clause around it, and the clauses beside that."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from extract.relations.skeleton import LETTERS, Skeleton

# So far the words around an object are looked at, on either side.
_REACH = 400
_STOPS = "，。；！？\n"
_STOP = re.compile(f"[{_STOPS}]")
NAMELESS = re.compile(rf"[^{_STOPS}{''.join(LETTERS.values())}]+")


class Spot(NamedTuple):
    """Where the object of a claim stands: at `at` of a skeleton's `text`, in the clause `[start, end)`; the sentence is
    looked at from `low` on."""

    skeleton: Skeleton
    text: str
    at: int
    low: int
    start: int
    end: int

    @property
    def role(self) -> str:
        """The role of the section."""
        return self.skeleton.sentence.role

    @property
    def role_by(self) -> str:
        """What gives the role: a heading, the kind of the text, the register of the sentences, or nothing."""
        return self.skeleton.sentence.by

    @property
    def clause(self) -> str:
        """The clause, with names left out."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The clauses before it in the sentence."""
        return self.text[self.low : self.start]

    @property
    def up_to(self) -> str:
        """The clause as far as the object."""
        return self.text[self.start : self.at]

    def following(self, reach: int = _REACH) -> str:
        """The next clause as far as `reach` from the object, empty where there is none."""
        high = min(self.at + reach, len(self.text))
        return self.text[self.end + 1 : _stop_after(self.text, self.end + 1, high)]


def spot_of(skeleton: Skeleton, focus: int) -> Spot:
    """The spot of a claim whose object stands at `focus` of cleaned text."""
    text = skeleton.text
    # The letter of the group that the name at `focus` belongs to.
    at = bisect_right(skeleton.offsets, focus) - 1
    low = max(0, at - _REACH)
    start = clause_start(text, low, at)
    return Spot(skeleton, text, at, low, start, _stop_after(text, at, min(at + _REACH, len(text))))


def clause_start(text: str, low: int, at: int) -> int:
    """Where the clause that `at` stands in begins, at `low` at the earliest."""
    start = low
    for mark in _STOPS:
        if (stop := text.rfind(mark, start, at)) >= 0:
            start = stop + 1
    return start


def _stop_after(text: str, start: int, end: int) -> int:
    """Where the clause that goes on at `start` closes, at `end` at the latest."""
    stop = _STOP.search(text, start, end)
    return stop.start() if stop else max(start, end)
