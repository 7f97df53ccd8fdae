"""What in a sentence tells whether it reports or intends: heads and ends of clauses, marks of either, and years.

A clause that reports has a subject and ends in what came of it (……取得进展, ……增长8%), one that intends begins with a
bare verb (强化……, 支持……) or an adverb before it; neither alone decides, so that the weights are learned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.rules import any_of

_CLAUSE = re.compile(r"[^，：；。！？\n\s（）]{2,}")
# What may open a clause before its first word.
_OPENING = "“‘”’《》、—-．.0123456789一二三四五六七八九十"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_DIGITS = re.compile(r"\d+")
_FURTHEST = 2
_LONG_MARK = 5
# A clause of no more has no second word.
_SHORT = 3


def features(said: str, year: int | None) -> set[str]:
    """Features of a sentence in a text of `year`, where that is known.

    >>> sorted(features("2021年要完善制度。", 2020))
    ['e制度', 'h年要', 'm要', 's完善', 'y1']
    """
    found = set(_of_clauses(said))
    for key in ("marks", "figures"):
        found.update(["m" + _name(mark) for mark in any_of("register", key).findall(said)])
    if year is not None and "年" in said:
        for told in _YEAR.findall(said):
            found.add(f"y{max(-_FURTHEST, min(_FURTHEST, int(told) - year))}")
    return found


def _of_clauses(said: str) -> Iterator[str]:
    for clause in _CLAUSE.findall(said):
        words = clause.lstrip(_OPENING)
        if len(words) > 1:
            yield "h" + words[:2]
            yield "e" + words[-2:]
        if len(words) > _SHORT:
            yield "s" + words[2:4]


def _name(mark: str) -> str:
    """A mark with any number for another, a long one by its ends alone."""
    bare = _DIGITS.sub("0", mark)
    return bare if len(bare) <= _LONG_MARK else bare[0] + bare[-1]
