"""Titles that were asked for and not given (申报某称号落选, 尚未获评某称号), or are those of somebody blotted out or
of others who are only counted: what is said there is no claim."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.skeleton import LETTERS
from extract.rules import any_of, words
from extract.rules.openings import quick

_HELD = ("recognisedAs", "implements")
_REACH = 40
# So far before a title it is said what a place is to become.
_NEAR = 24


def without_refused(view: DocumentView, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but for those about a title which their sentence says was refused or is not yet held, is only what a
    place is to become, or is that of somebody in it."""
    for f in findings:
        if f.predicate == "recognisedAs" and (_only_aspired(view, f) or _within(view, f)):
            continue
        if f.predicate not in _HELD or not _refused(f):
            yield f
        elif f.predicate == "recognisedAs" and any_of("status", "anew").match(f.skeleton.text, _at(f) + 1):
            yield replace(f, status="ongoing")


def _at(f: Finding) -> int:
    """Where the object stands in the skeleton."""
    return bisect_left(f.skeleton.offsets, f.focus)


def _only_aspired(view: DocumentView, f: Finding) -> bool:
    """Whether the object is no title but what a place is to become: 打造世界级先进能源基地, 建成一流示范区."""
    at = _at(f)
    named = any_of("titles", "aspired").search(view.names[f.object]) is not None
    return named or _becoming().search(f.skeleton.text, max(0, at - _NEAR), at) is not None


def _within(view: DocumentView, f: Finding) -> bool:
    """Whether the title is that of somebody in the park named (园区内获批的研发中心), or one that firms alone hold."""
    if f.subject < 0 or view.groups[f.subject].type != "Park":
        return False
    if any(form.rstrip("”’").endswith(words("titles", "never_of_parks")) for form in view.groups[f.object].forms):
        return True
    at = _at(f)
    near = zip(f.skeleton.positions, f.skeleton.groups, strict=True)
    last = max((p for p, group in near if p < at and any(r.entity == f.subject for r in group)), default=at)
    return f.skeleton.text.startswith(words("titles", "inside"), last + 1)


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


@cache
def _becoming() -> re.Pattern[str]:
    becoming, aspired = (any_of("titles", kind).pattern for kind in ("becoming", "aspired"))
    return re.compile(rf"(?:{becoming})[^，。；：]{{0,10}}?(?:{aspired})[^，。；：]{{0,6}}$")
