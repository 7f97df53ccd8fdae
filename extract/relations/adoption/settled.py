"""What several readings of one adoption come to: of its status, of rough and exact times."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.places.time_shifts import lies_within
from extract.relations.adoption.compared import code_read
from extract.relations.adoption.words import pattern
from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.skeleton import LETTERS

_TRIAL = re.compile("试点|试行|试[了过]?起来")
# So far behind a reading its sentence may tell that nothing came of it, in characters of the skeleton.
_FIZZLES = 60
# Rules that say the least: that something was done, and that something was done by a day.
_LOOSE, _LATEST = "adoption-begun", "adoption-by"


def settled(view: DocumentView, found: Sequence[Finding]) -> Iterator[Finding]:
    """All readings of a text; what a paragraph tells roughly, then exactly (去年推行，8月启动) has the exact time."""
    kept, exact = _without_doubles(view, found), dict[tuple[object, ...], set[str]]()
    for f in kept:
        exact.setdefault(_in_paragraph(view, f), set()).update([f.time] if f.time else [])
    for f in kept:
        exactly = [time for time in exact[_in_paragraph(view, f)] if f.time and lies_within(time, f.time)]
        yield replace(f, time=min(exactly)) if exactly else f


def _without_doubles(view: DocumentView, found: Sequence[Finding]) -> list[Finding]:
    """The readings without those by any verb of regions of which more is told; what is told to be done by some day at
    the latest was done when that tells."""
    more: dict[tuple[object, ...], str | None] = {}
    for f in found:
        if f.rule not in (_LOOSE, _LATEST):
            more.setdefault(_of(view, f), f.time)
    kept = []
    for f in found:
        if f.rule == _LATEST:
            kept.append(replace(f, time=more.get(_of(view, f)) or f.time))
        elif f.rule != _LOOSE or _of(view, f) not in more:
            kept.append(f)
            more.setdefault(_of(view, f), f.time)
    return kept


def _of(view: DocumentView, f: Finding) -> tuple[object, ...]:
    return (code_read(view, f) or f.subject, f.object)


def _in_paragraph(view: DocumentView, f: Finding) -> tuple[object, ...]:
    return (f.skeleton.sentence.paragraph, *_of(view, f), f.status)


def without_announced(view: DocumentView, found: Sequence[Finding], published: str | None) -> list[Finding]:
    """The readings but for papers of which the sentence tells that what they ask for is still to begin: 某市发布通知，6
    月起设立."""
    to_come = [f for f in found if f.time and (f.status == "planned" or (published and f.time[:7] > published[:7]))]
    ahead = {(f.subject, f.place, f.object): f.focus for f in to_come}
    return [
        f
        for f in found
        if f.status != "achieved"
        or ahead.get((f.subject, f.place, f.object), -1) <= f.focus
        or not pattern("announces").search(view.text, f.start, f.end)
    ]


def without_fizzled(view: DocumentView, found: Sequence[Finding]) -> list[Finding]:
    """The readings of a sentence but for what it goes on to say came to nothing, of nobody else:
    5月开过动员会，至今没有下文."""
    kept = []
    for f in found:
        rest = f.skeleton.text[bisect_left(f.skeleton.offsets, f.end) :].split("；")[0][:_FIZZLES]
        passed = pattern("fizzled").search(rest)
        if passed is None or LETTERS["Region"] in rest[: passed.start()]:
            kept.append(f)
    return kept


def in_sentence(view: DocumentView, found: Sequence[Finding]) -> Iterator[Finding]:
    """The readings of a sentence; what one actor did at one time has one status: on trial where a clause says 试点,
    else the furthest (成立领导小组，全面启动某行动)."""
    told: dict[tuple[object, ...], set[str]] = {}
    for f in found:
        trial = f.status == "ongoing" and _TRIAL.search(view.text, f.start, f.end)
        said = "any" if f.rule == "adoption-any" else "trial" if trial else f.status or ""
        told.setdefault((f.subject, f.place, f.object, f.time), set()).add(said)
    for f in found:
        statuses = told[f.subject, f.place, f.object, f.time]
        if f.time and f.status in ("ongoing", "achieved"):
            done = "trial" not in statuses and ("achieved" in statuses or statuses == {"any"})
            f = replace(f, status="achieved" if done else "ongoing")
        yield f
