"""What sentences tell of a thing that another of its name would not share: people, towns, years, amounts, owners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from extract.numerals import number
from kg.resolve.match.words import words

Particulars = Mapping[str, frozenset[str]]
# Of these a thing has one; who leads it and where it stands may change, and then a person is asked.
_SINGLE = {
    "Enterprise": ("legal", "head", "chair", "founder", "founded", "stock", "address", "town"),
    "Project": ("owner",),
    "Policy": ("issued", "version", "replaces", "ends"),
    "Programme": ("level",),
}
# Smaller numbers are found with many things.
_TELLING_NUMBER = 20
_AGREEING = ("amount", "legal", "head", "chair", "founder", "stock", "address", "town")
_STRONG = _AGREEING[:-1]
# Told of many kinds of things, and no conflict by itself.
_ALWAYS = ("amount", "product")
# Told in the sentence of a thing, and true of another one.
_OF_OTHERS = ("replaces", "ends")
_FEWEST = 2
# People are counted by either word.
_UNITS = {"名": "人"}


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
        if what in _OF_OTHERS:
            continue
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
    return bool(set(grams(first)) & set(grams(second)))


def grams(text: str) -> list[str]:
    """Every two characters in a row."""
    return [text[at : at + _FEWEST] for at in range(len(text) - 1)]


def _told(kind: str, marked: str) -> Iterator[tuple[str, str]]:
    for what, patterns in words().particulars.items():
        if what in (*_ALWAYS, *_SINGLE.get(kind, ())):
            for pattern in patterns:
                for match in pattern.finditer(marked):
                    yield from _value(what, match)


def _value(what: str, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    if what == "amount":
        value = number(match[1])
        if value is not None and value >= _TELLING_NUMBER:
            yield what, f"{value:g}{_UNITS.get(match[2], match[2])}"
    elif what == "owner":
        owner = words().patterns["not_owners"].sub("", match[1])
        if sum(map(str.isalpha, owner)) >= _FEWEST:
            yield what, owner
    else:
        yield what, match[1]
