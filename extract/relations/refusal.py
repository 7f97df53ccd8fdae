"""Titles that were asked for and not given (申报某称号落选, 尚未获评某称号), or are those of somebody blotted out or
of others who are only counted: what is said there is no claim."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from extract.relations.engine import Finding
from extract.relations.skeleton import LETTERS
from extract.rules import any_of, words
from extract.rules.openings import quick

_HELD = ("recognisedAs", "implements")
_REACH = 40


def without_refused(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for those about a title which their sentence says was refused or is not yet held."""
    for f in findings:
        if f.predicate not in _HELD or not _refused(f):
            yield f
        elif f.predicate == "recognisedAs" and any_of("status", "anew").match(f.skeleton.text, _at(f) + 1):
            yield replace(f, status="ongoing")


def _at(f: Finding) -> int:
    """Where the object stands in the skeleton."""
    return bisect_left(f.skeleton.offsets, f.focus)


def _refused(f: Finding) -> bool:
    text = f.skeleton.text
    at = _at(f)
    start = bisect_left(f.skeleton.offsets, f.start)
    if f.predicate == "recognisedAs" and (_masked().search(text, start, at) or _others().search(text, start, at)):
        return True
    return bool(_after().match(text, at + 1) or _before().search(text, max(0, at - _REACH), at))


@cache
def _masked() -> re.Pattern[str]:
    """A clause whose subject is blotted out (XX重工正在申报): what it holds is nobody's who was named before."""
    return re.compile(
        r"[，：](?:[XxＸ×*]{2,}|某)[\u4e00-\u9fff]{2,14}?(?:公司|集团|" + "|".join(words("status", "masked_acts")) + ")"
    )


@cache
def _others() -> re.Pattern[str]:
    """The clause of a title, if it opens with so and so many others than those named before."""
    letters = "".join(LETTERS[kind] for kind in ("Enterprise", "Park", "Project"))
    return re.compile(f"[，；](?:{'|'.join(words('status', 'others_counted'))})[^，；{letters}]*$")


@cache
def _after() -> re.Pattern[str]:
    """A refusal after a title: in its clause or the one after, before another name."""
    again = "|".join(words("status", "tries_again"))
    gap = rf"(?:(?!，[^，]{{0,4}}(?:{again}))[^；。{''.join(LETTERS.values())}]){{0,{_REACH}}}?"
    return re.compile(gap + "(?:" + "|".join(words("status", "refused_after")) + ")")


@cache
def _before() -> re.Pattern[str]:
    """A denial before a title, in its clause."""
    letters = "".join(LETTERS.values())
    denials = "|".join(words("status", "refused_before"))
    return re.compile(quick(f"(?:{denials})[^，。；{letters}]{{0,10}}$"))
