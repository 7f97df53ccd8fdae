"""Names that each say something of their own, of which sentences say so much alike that it may be one thing."""

from __future__ import annotations

from os.path import commonprefix

from kg.resolve.match.fold import nearly_equal
from kg.resolve.match.particulars import agreeing, grams
from kg.resolve.match.profile import Profile
from kg.resolve.match.words import words

_SHORT = 2
_TOLD = ("several", "many")
_TYPES = ("Enterprise", "Project")


def akin(a: Profile, b: Profile) -> bool:
    """Whether names of two firms have a beginning in common, other names a word, and sentences on both a person or an
    amount and several words that few do: 恒荣纺机 and 恒荣机械, of both of which 416 carding machines are told."""
    if a.type == "Project" and a.mark("capacity") & b.mark("capacity") and _same_goods(a, b):
        return True
    if a.type not in _TYPES or not agreeing(a.particulars, b.particulars, strongly=True):
        return False
    if a.type == "Project" and _one_head(a, b) and _same_goods(a, b):
        return True
    if a.overlap(b) not in _TOLD:
        return False
    return _one_head(a, b) or (a.type != "Enterprise" and _share_word(a, b))


def _one_head(a: Profile, b: Profile) -> bool:
    return any(len(commonprefix(pair)) >= _SHORT for pair in _pairs(a, b))


def _pairs(a: Profile, b: Profile) -> list[tuple[str, str]]:
    """The cores of both that do not differ in one character only."""
    cores = [[core.text for name in p.names for core in name.cores] for p in (a, b)]
    return [(x, y) for x in cores[0] for y in cores[1] if not nearly_equal(x, y)]


def _same_goods(a: Profile, b: Profile) -> bool:
    """Whether one project's name closes with what the other's has too: 醋酸, 风电."""
    return any((x[-_SHORT:] in y or y[-_SHORT:] in x) and _one_owner(x, y) for x, y in _pairs(a, b))


def _one_owner(first: str, second: str) -> bool:
    """Whether what two names have before their common end may be of one owner and place: not 华润风电, 大唐风电."""
    size = len(commonprefix((first[::-1], second[::-1])))
    one, other = first[: len(first) - size], second[: len(second) - size]
    return not one or not other or not set(one).isdisjoint(other)


def _share_word(a: Profile, b: Profile) -> bool:
    """Whether names have two characters in a row in common that are no common word."""
    return any(_telling_grams(x) & _telling_grams(y) and _one_owner(x, y) for x, y in _pairs(a, b))


def _telling_grams(name: str) -> set[str]:
    """Every two characters of a name that are no common word."""
    return {gram for part in words().common.sub("\x00", name).split("\x00") for gram in grams(part)}
