"""What can be seen of a region and a time that may be those of an adoption, as features of a log-linear model.

As in the second reader of relations: runs of characters stand for words; beside them order, distance, rivals, and what
clauses say by the lists of the rules (`adoption.yaml`). In runs ⓣ is the time, ⓤ another one, Ⓑ the region.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from extract.relations.adoption.second.candidates import Candidate, is_within
from extract.relations.adoption.second.marked import TIME, Span
from extract.relations.adoption.words import pattern, statuses_in, step_of
from extract.relations.second.pairs import SHOWN
from extract.rules import words

_OTHER_TIME, _REGION = "ⓤ", "Ⓑ"
_STEPS = (1, 2, 3, 5, 8, 12, 20, 35, 60)
_SHAPE = re.compile(f"[^{TIME}{_OTHER_TIME}{_REGION}{''.join(SHOWN.values())}，；。：、]")
_BETWEEN, _BEHIND, _CLAUSE = 12, 20, 120
# So far apart a region and a time are only far apart.
_WIDE = 200
_ELSEWHERE = SHOWN["Enterprise"] + SHOWN["Project"]
_REMEMBERED = 1024


def features(one: Candidate) -> set[str]:
    """The features of a candidate; the same one has the same features in any process."""
    relation = _relation(one)
    found = {*_of_time(one), *_of_clauses(one, relation), *_of_text(one)}
    return found | {*(_of_nobody(one) if one.who.at is None else _of_region(one, one.who.at, relation))}


def _relation(one: Candidate) -> str:
    """Where the region stands: in the clause of the time (C), its sentence (S), before it (P), before or behind."""
    where = one.who.at
    if where is None:
        return "none"
    nearest = "C" if _in(where, one.clause) else "S" if _in(where, one.sentence) else "P"
    return nearest + ("<" if where < one.at else ">")


def _shown(one: Candidate, start: int, end: int) -> str:
    """A stretch of the text with the candidate's time and region told from others."""
    start, end = max(0, start), min(end, len(one.scene.text))
    letters = list(one.scene.text[start:end])
    for number, letter in enumerate(letters):
        if letter == TIME and start + number != one.at:
            letters[number] = _OTHER_TIME
    for place in one.scene.places_in((start, end)):
        if place.code == one.who.code and letters[place.at - start] == SHOWN["Region"]:
            letters[place.at - start] = _REGION
    return "".join(letters)


def _of_time(one: Candidate) -> Iterator[str]:
    """The time, beside the day of the text, and what stands around it."""
    time, at = one.time, one.at
    yield f"kind-{time.kind}"
    yield f"digits{len(time.edtf)}"
    first, published = time.edtf.split("/")[0], one.scene.published or ""
    exact = min(len(first), len(published))
    order = (first[:exact] > published[:exact]) - (first[:exact] < published[:exact])
    yield f"when{order},{exact}"
    if first[:7] == published[:7]:
        yield "same-month"
    for size in (1, 2):
        yield f"before-time{_shown(one, at - size, at)}"
        yield f"behind-time{_shown(one, at + 1, at + 1 + size)}"
    yield f"time-at{min(3, at - one.clause[0])}"
    yield from [f"behind{run}" for run in _runs(_shown(one, at + 1, min(one.clause[1], at + _BEHIND)), 1, 2)]
    times = [where for where, _ in one.scene.times_in(one.sentence)]
    yield f"times{min(3, len(times))},{min(3, len(one.scene.times_in(one.clause)))}"
    yield f"first-time{times[0] == at}"


def _of_clauses(one: Candidate, relation: str) -> Iterator[str]:
    """What the clause of the time says, and those beside it in the sentence."""
    clause, sentence = one.clause, one.sentence
    said = _said(one, clause)
    rivals = min(1, len([p for p in one.scene.places_in(clause) if p.code != one.who.code]))
    yield from [f"says-{kind}" for kind in said]
    yield from [f"{relation[0]}-says-{kind}" for kind in said]
    yield from [f"{relation}{rivals}-says-{kind}" for kind in said if kind.startswith("step") or kind == "nothing"]
    yield from [f"clause{run}" for run in _runs(_shown(one, *clause)[:_CLAUSE], 1, 2)]
    if clause[1] < sentence[1]:
        following = one.scene.clause(clause[1] + 1)
        yield from [f"next-{kind}" for kind in _said(one, following)]
        yield from [f"next{run}" for run in _runs(_shown(one, *following)[:_CLAUSE], 2, 2)]
        yield f"next-region{bool(one.scene.places_in(following))}"
    if clause[0] > sentence[0]:
        before = one.scene.clause(clause[0] - 1)
        yield from [f"last-{kind}" for kind in _said(one, before)]
        yield from [f"last{run}" for run in _runs(_shown(one, *before)[-_CLAUSE:], 2, 2)]


def _of_region(one: Candidate, where: int, relation: str) -> Iterator[str]:
    """Where the region stands, what around it and between it and the time, and who else may be meant."""
    scene, at = one.scene, one.at
    first, last = sorted((where, at))
    between = (first + 1, last)
    yield f"region-{relation}"
    yield f"apart{relation}{bisect_right(_STEPS, last - first)}"
    regions, times = scene.places_in(between), scene.times_in(between)
    yield f"regions-between{relation}{min(2, len(regions))}"
    yield f"times-between{relation}{min(2, len(times))}"
    shape = _SHAPE.sub("", _shown(one, first + 1, min(last, first + _WIDE)))
    yield f"shape{relation}{shape[:8]}"
    near = _shown(one, first + 1, min(last, first + 1 + _BETWEEN)), _shown(one, max(first + 1, last - _BETWEEN), last)
    yield from [f"between{relation}{run}" for run in _runs(near[0], 1, 2) | _runs(near[1], 1, 2)]
    for size in (1, 2):
        yield f"before-region{_shown(one, where - size, where)}"
        yield f"behind-region{_shown(one, where + 1, where + 1 + size)}"
    clause = scene.clause(where)
    yield f"region-at{min(3, where - clause[0])}"
    yield f"region-as{_shown(one, where, where + 1)}"
    if clause != one.clause:
        yield from [f"there-{kind}" for kind in _said(one, clause)]
    yield from _rivals(one, where, relation)


def _rivals(one: Candidate, where: int, relation: str) -> Iterator[str]:
    """Other regions nearer to the time, other times nearer to the region, and a region within this one beside it."""
    scene, apart = one.scene, abs(where - one.at)
    others = [p for p in scene.places_in(one.sentence) if p.code != one.who.code]
    yield f"nearer{relation}{min(2, len([p for p in others if abs(p.at - one.at) < apart]))}"
    ahead = [p for p in others if one.clause[0] <= p.at < one.at]
    yield f"ahead{relation}{min(2, len(ahead))}"
    times = scene.times_in((where - apart, where + apart))
    yield f"times-nearer{relation}{min(2, len([t for t, _ in times if t != one.at and abs(t - where) < apart]))}"
    if any(is_within(p.code, one.who.code) for p in others if where < p.at <= where + 2):
        yield "outer"


def _of_nobody(one: Candidate) -> Iterator[str]:
    """Who else is named, where the region that speaks is not."""
    here, scene = (one.line[0], one.at), one.scene
    yield f"named-in-sentence{min(2, len(scene.places_in(one.sentence)))}"
    yield f"named-in-clause{min(2, len(scene.places_in(one.clause)))}"
    yield f"named-before{min(2, len({p.code for p in scene.places_in(here)}))}"


def _of_text(one: Candidate) -> Iterator[str]:
    """Where the programme stands, how many there are, and whether the region is the one that speaks."""
    scene = one.scene
    spans = (("C", one.clause), ("S", one.sentence), ("P", one.line))
    yield f"programme-{next((where for where, span in spans if scene.programmes_in(span)), 'T')}"
    yield f"programmes{min(3, len({p.entity for p in scene.programmes}))}"
    yield f"long{bisect_right(_STEPS, len(scene.text) // 20)}"
    for name, span in (("clause", one.clause), ("sentence", one.sentence)):
        yield f"regions-in-{name}{min(3, len({p.code for p in scene.places_in(span)}))}"
    if any(letter in scene.text[slice(*one.clause)] for letter in _ELSEWHERE):
        yield "elsewhere"
    own = scene.view.own
    if own is not None and own.resolved and own.code == one.who.code:
        yield "own"


def _in(at: int, span: Span) -> bool:
    return span[0] <= at < span[1]


def _runs(text: str, least: int, most: int) -> set[str]:
    """All runs of `least` to `most` characters."""
    return {text[i : i + size] for size in range(least, most + 1) for i in range(len(text) - size + 1)}


def _said(one: Candidate, span: Span) -> tuple[str, ...]:
    return _kinds(one.scene.worded((span[0], min(span[1], span[0] + _CLAUSE))))


@lru_cache(maxsize=_REMEMBERED)
def _kinds(clause: str) -> tuple[str, ...]:
    """What a clause says by the lists of the rules: its step, all its words of steps, and cues that it is none."""
    step = step_of(clause)
    said = [f"step-{step.status}", f"alone{step.without_object}"] if step else ["nothing"]
    said += [f"word-{status}" for status in statuses_in(clause)]
    return (*said, *(key for key in words("adoption_model", "classes") if pattern(key).search(clause)))
