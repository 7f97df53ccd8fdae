"""Firms that a text says had another name, without that name, and of which all else that is told is told of another."""

from __future__ import annotations

from kg.resolve.match.particulars import agreeing, disagree
from kg.resolve.match.profile import Profile
from kg.resolve.match.words import words

_LEADERS = ("legal", "head", "chair", "founder")
_TOLD = ("several", "many")


def renamed_silently(a: Profile, b: Profile) -> bool:
    """Whether one is said to have had another name, and before that the other was led by the same person at the same
    address or of the same size, in words that few things share."""
    if a.type != "Enterprise" or a.documents & b.documents or not (_turned(a, b) or _turned(b, a)):
        return False
    if a.overlap(b) not in _TOLD or disagree(a.type, a.particulars, b.particulars):
        return False
    led, else_told = (
        agreeing(*({k: v for k, v in p.particulars.items() if (k in _LEADERS) == people} for p in (a, b)))
        for people in (True, False)
    )
    return bool(led and else_told)


def _turned(new: Profile, old: Profile) -> bool:
    """Whether a sentence on `new` says that it had another name, and `old` is told of no later."""
    years = [{int(year) for year in p.particulars.get("told", ())} for p in (new, old)]
    if not all(years) or min(years[0]) < max(years[1]):
        return False
    return any(words().patterns["other_name_before"].search(text) for text in new.nameless)
