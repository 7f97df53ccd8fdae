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
_MONEY = "元"
# So much of a programme's name stands in the other, in whatever order.
_ALIKE = 0.6


def akin(a: Profile, b: Profile) -> bool:
    """Whether names of two firms have a beginning in common, other names a word, and sentences on both a person or an
    amount and several words that few do: 恒荣纺机 and 恒荣机械, of both of which 416 carding machines are told."""
    if a.type == "Project" and a.mark("capacity") & b.mark("capacity") and _same_goods(a, b):
        return True
    if a.type == "Enterprise" and _both_sole(a, b):
        return True
    if not (told := agreeing(a.particulars, b.particulars, strongly=True)):
        return False
    if a.type == "Programme":
        return not a.documents & b.documents and _one_aim(a, b, told)
    if a.type not in _TYPES:
        return False
    if a.type == "Project" and _one_head(a, b) and _same_goods(a, b):
        return True
    if a.overlap(b) not in _TOLD:
        return False
    return _one_head(a, b) or (a.type != "Enterprise" and _share_word(a, b))


def _both_sole(a: Profile, b: Profile) -> bool:
    """Whether texts say of both that they are the only one of what several words of both tell, and half of what one is
    called stands in the other: 硬质刀具创新, 硬刃创新."""
    if a.overlap(b) not in _TOLD or a.documents & b.documents:
        return False
    sole = words().patterns["sole"]
    if not all(any(sole.search(text) for text in p.nameless) for p in (a, b)):
        return False
    local = {c for gram in a.local | b.local for c in gram}
    return any(2 * len((x & y) - local) >= min(len(x - local), len(y - local)) for x in a.spelt for y in b.spelt)


def _one_aim(a: Profile, b: Profile, told: str) -> bool:
    """Whether two programmes that tell one amount go by one word, and it is no sum of money, which many have; or by
    several words with characters that few have."""
    named = {core.text for name in a.names for core in name.cores} & {
        core.text for name in b.names for core in name.cores
    }
    if not told.endswith(_MONEY) and any(len(text) > _SHORT for text in named):
        return True
    alike = ((x, y) for x, y in _pairs(a, b) if len(set(x) & set(y)) >= _ALIKE * min(len(set(x)), len(set(y))))
    rare = {gram for x, y in alike for gram in _telling_grams(x) & _telling_grams(y)}
    return a.overlap(b) in _TOLD and sum(not set(gram) <= words().ordinary for gram in rare) >= _SHORT


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
