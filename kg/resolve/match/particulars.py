"""What sentences tell of a thing that another of its name would not share: people, towns, years, amounts, owners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kg.resolve.match.words import words

Particulars = Mapping[str, frozenset[str]]
# Of these a thing has one; who leads it and where it stands may change, and then a person is asked.
_SINGLE = {
    "Enterprise": ("legal", "head", "chair", "founder", "founded", "town"),
    "Project": ("owner",),
    "Policy": ("issued",),
    "Programme": ("level",),
}
# Smaller numbers are found with many things.
_TELLING_NUMBER = 20
_AGREEING = ("amount", "legal", "head", "chair", "founder", "town")
_STRONG = _AGREEING[:-1]
# Told of many kinds of things, and no conflict by itself.
_ALWAYS = ("amount", "product")
_FEWEST = 2
_RUN = re.compile(r"[0-9.]+|[一二两三四五六七八九〇零十百千万亿]")
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGITS = "零一二三四五六七八九"
_GREAT = 10**4


def particulars(kind: str, names: Iterable[str], sentences: Iterable[str]) -> Particulars:
    """What folded sentences tell of a thing of type `kind` with these names, by the kinds of `words.yaml`; sorted."""
    names = tuple(names)
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for name in names:
            if name in sentence:
                for what, value in _told(kind, sentence.replace(name, "\x01")):
                    found.setdefault(what, set()).add(value)
    return {what: frozenset(found[what]) for what in sorted(found)}


def disagree(kind: str, first: Particulars, second: Particulars) -> str | None:
    """The first kind of particular of which both are told and nothing is the same; None if there is none."""
    for what in _SINGLE.get(kind, ()):
        one, other = first.get(what, frozenset()), second.get(what, frozenset())
        if one and other and not any(_alike(what, x, y) for x in one for y in other):
            return what
    return None


def agreeing(first: Particulars, second: Particulars, *, strongly: bool = False) -> str:
    """A particular that both share, the first in order, '' if none; `strongly` without towns, which many share."""
    kinds = _STRONG if strongly else _AGREEING
    shared = (min(both) for what in kinds if (both := first.get(what, frozenset()) & second.get(what, frozenset())))
    return next(shared, "")


def other_products(first: Particulars, second: Particulars) -> bool:
    """Whether both are told to make something, and nothing of it is alike."""
    one, other = first.get("product", frozenset()), second.get("product", frozenset())
    return bool(one and other) and not any(_alike("product", x, y) for x in one for y in other)


def _alike(what: str, first: str, second: str) -> bool:
    """Owners and products are written long and short, so that two characters in a row tie them."""
    if what not in ("owner", "product"):
        return first == second
    grams = {first[at : at + _FEWEST] for at in range(len(first) - 1)}
    return any(second[at : at + _FEWEST] in grams for at in range(len(second) - 1))


def _told(kind: str, marked: str) -> Iterator[tuple[str, str]]:
    for what, patterns in words().particulars.items():
        if what in (*_ALWAYS, *_SINGLE.get(kind, ())):
            for pattern in patterns:
                for match in pattern.finditer(marked):
                    yield from _value(what, match)


def _value(what: str, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    if what == "amount":
        number = _number(match[1])
        if number is not None and number >= _TELLING_NUMBER:
            yield what, f"{number:g}{match[2]}"
    elif what == "owner":
        owner = words().patterns["not_owners"].sub("", match[1])
        if len(owner) >= _FEWEST:
            yield what, owner
    else:
        yield what, match[1]


@cache
def _number(text: str) -> float | None:
    """The value of 12, 3.6, 二百, 三百万, 1万; None where it is none."""
    total = part = 0.0
    for run in _RUN.findall(text):
        if run[0] in _UNITS:
            total, part = _scaled(total, part, _UNITS[run])
        elif run[0].isdigit():
            part = float(run) if run.count(".") < 2 and not run.endswith(".") else 0
        else:
            part = float(_DIGITS.index(run.replace("〇", "零").replace("两", "二")))
    return total + part or None


def _scaled(total: float, part: float, unit: int) -> tuple[float, float]:
    """万 and 亿 multiply all that stands before them, smaller ones only the last digit."""
    return ((total + part or 1) * unit, 0.0) if unit >= _GREAT else (total + (part or 1) * unit, 0.0)
