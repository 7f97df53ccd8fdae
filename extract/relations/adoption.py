"""Who took a programme up, when and how far, as a text tells it of any region (链长制最早出现在湖南长沙；2018年7月，
湖南省全面推开): clause by clause, with subject, programme and time carried on where a clause leaves them out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.places import TimeMention, divisions
from extract.relations.defaults import agency_level
from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.rules import compile_pattern
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton
from extract.relations.status import status_of
from extract.rules import RuleError, read_rules, words
from ontology.records import STATUSES

_FILE = "adoption.yaml"
_CLAUSE = re.compile(r"[^，；：。！？\n]+")
_WHO = LETTERS["Region"] + LETTERS["Agency"]
_TOLD = LETTERS["Programme"] + LETTERS["Policy"]
_DATED = ("date", "month", "year", "relative", "vague")
_TIME = "〇○零一二三四五六七八九十0-9年月日号底初末春夏秋冬上下半中旬前后以来期间的"


class _Step(NamedTuple):
    """What a clause says of a programme: the status, and where the words that say so begin."""

    status: str
    at: int
    without_object: bool


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause: `[start, end)` of the text of its skeleton."""

    skeleton: Skeleton
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.skeleton.text[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the cleaned text."""
        return self.skeleton.offsets[self.start], self.skeleton.offsets[self.end]

    def groups(self, letters: str) -> Iterator[tuple[int, tuple[MentionRef, ...]]]:
        """Position in the clause, and mentions, of each group with one of these letters, in order."""
        first, last = (bisect_left(self.skeleton.positions, end) for end in (self.start, self.end))
        for at, group in zip(self.skeleton.positions[first:last], self.skeleton.groups[first:last], strict=True):
            if LETTERS[group[0].type] in letters:
                yield at - self.start, group


@dataclass(slots=True)
class _Thread:
    """What a paragraph goes on about: the programmes last named, who was last said to act, and the times last told,
    of which `time` counts; `dated` tells whether that was already somebody's."""

    paragraph: int = -1
    programmes: tuple[int, ...] = ()
    who: tuple[MentionRef, ...] = ()
    time: str | None = None
    times: tuple[str, ...] = ()
    dated: bool = False

    def enter(self, skeleton: Skeleton) -> None:
        """Begin a sentence: a new paragraph keeps only the programmes that a heading before it names."""
        sentence = skeleton.sentence
        if sentence.paragraph != self.paragraph:
            keeps = self.programmes if self.paragraph == -2 else ()
            self.paragraph, self.programmes, self.who = sentence.paragraph, keeps, ()
        self.time, self.times, self.dated = None, (), False
        if sentence.is_heading:
            self.paragraph = -2


def adoption_findings(
    view: DocumentView, skeletons: Iterable[Skeleton], times: Sequence[TimeMention]
) -> Iterator[Finding]:
    """Readings of `implements`, with status and time, for the regions and agencies that clauses name as acting.

    A clause that tells no time of an office, and one whose subject is named neither in it nor right before it, are
    left to the rules for the own region.
    """
    dated = [t for t in times if t.kind in _DATED]
    thread = _Thread()
    for skeleton in skeletons:
        thread.enter(skeleton)
        for match in _CLAUSE.finditer(skeleton.text):
            yield from _read(view, _Clause(skeleton, *match.span()), dated, thread)


def _read(view: DocumentView, clause: _Clause, dated: Sequence[TimeMention], thread: _Thread) -> Iterator[Finding]:
    """The readings of one clause; the thread goes on with what it tells."""
    step, named = _step(clause.text), _programmes(view, clause)
    low, high = (bisect_left(dated, end, key=lambda t: t.start) for end in clause.span)
    inside = dated[low:high]
    if said := _time_in(clause, inside, step):
        thread.time, thread.times, thread.dated = said, tuple(t.edtf for t in inside), False
    who, rule = _who(view, clause, step, thread, bool(named))
    if who and rule != "adoption-carried":
        if thread.dated and not said:
            thread.time = None
        thread.who = who
    if named:
        thread.programmes = tuple(dict.fromkeys(r.entity for r in named))
    regions = rule != "adoption-carried" and all(r.type == "Region" for r in who)
    if step is None or not who or not (thread.time or thread.dated or regions):
        return
    taken_up = thread.programmes if named or (step.without_object and thread.time and rule == "adoption") else ()
    times = _one_by_one(clause, step, who, thread)
    thread.dated |= bool(taken_up)
    for entity in taken_up:
        focus = next((r.start for r in named if r.entity == entity), clause.span[0] + step.at)
        for actor, time in zip(who, times, strict=True):
            yield _finding(clause, actor, entity, rule, focus, step.status, time)


def _finding(
    clause: _Clause, actor: MentionRef, programme: int, rule: str, focus: int, status: str, time: str | None
) -> Finding:
    """One reading; words of plan and of ending in the clause outrank the step's own status."""
    start, end = clause.span
    inside = clause.skeleton.sentence.start <= actor.start < start
    said = status_of(clause.skeleton, focus, "implements", actor.type)
    fixed = said.value if said.said and said.value in ("planned", "ended") else status
    first = actor.start if inside else start
    return Finding(
        actor.entity, "implements", programme, rule, first, end, focus, clause.skeleton, fixed, time=time, told=True
    )


def _programmes(view: DocumentView, clause: _Clause) -> list[MentionRef]:
    """The programmes that a clause names, by themselves or in the title of a policy."""
    found: list[MentionRef] = []
    for _, group in clause.groups(_TOLD):
        for ref in group:
            found += [ref] if ref.type == "Programme" else [r for r in view.nested_in(ref) if r.type == "Programme"]
    return found


def _one_by_one(clause: _Clause, step: _Step, who: Sequence[MentionRef], thread: _Thread) -> Sequence[str | None]:
    """When each of those who act did: one after another where the text says so and tells as many times."""
    in_turn = len(thread.times) == len(who) > 1 and _pattern("in_turn").search(clause.text, 0, step.at)
    return thread.times if in_turn else [thread.time] * len(who)


def _time_in(clause: _Clause, inside: Sequence[TimeMention], step: _Step | None) -> str | None:
    """The last time told in a clause before its verb, else the first after it."""
    verb = clause.skeleton.offsets[clause.start + step.at] if step else clause.span[1]
    before = [t for t in inside if t.start < verb]
    chosen = before[-1] if before else inside[0] if inside else None
    return chosen.edtf if chosen else None


def _who(
    view: DocumentView, clause: _Clause, step: _Step | None, thread: _Thread, names: bool
) -> tuple[tuple[MentionRef, ...], str]:
    """Who acts in a clause, and the rule that tells."""
    text, groups = clause.text, list(clause.groups(_WHO))
    if origin := _pattern("origin").search(text):
        after = [(at, g) for at, g in groups if at >= origin.end()]
        return (_actors(view, text, after, thread), "adoption-origin") if after else ((), "")
    if begun := _pattern("begins").search(text):
        return _actors(view, text, [(at, g) for at, g in groups if at < begun.start()], thread), "adoption-origin"
    able = [(at, g) for at, g in groups if (step is None or at < step.at) and _may_act(text, at)]
    if able:
        return _actors(view, text, able, thread), "adoption"
    if step and thread.who and names and _goes_on().fullmatch(text[: step.at]):
        return thread.who, "adoption-carried"
    return (), ""


def _may_act(text: str, at: int) -> bool:
    """Whether the region or agency at `at` can be the subject of its clause."""
    before, after = _pattern("not_subject_after"), _pattern("not_subject_before")
    held = any(m.end() == at for m in before.finditer(text, max(0, at - 4), at))
    return not held and not after.match(text, at + 1)


def _actors(
    view: DocumentView, text: str, groups: Sequence[tuple[int, tuple[MentionRef, ...]]], thread: _Thread
) -> tuple[MentionRef, ...]:
    """The mentions of the first group that acts; of a chain (湖北省黄石市) the inmost, of an office without a place
    (省政府) the region of its rank that the text speaks of, if it does."""
    if not groups:
        return ()
    chosen = 0
    while chosen + 1 < len(groups) and _goes_deeper(view, groups[chosen], groups[chosen + 1]):
        chosen += 1
    first, *others = groups[chosen][1]
    return (_behind(view, first, thread), *(r for r in others if r.type == "Region" or r.start in view.prefixes))


def _goes_deeper(
    view: DocumentView, outer: tuple[int, tuple[MentionRef, ...]], inner: tuple[int, tuple[MentionRef, ...]]
) -> bool:
    """Whether a group stands right behind a region, and is a region or an office with its own place."""
    if inner[0] != outer[0] + 1 or outer[1][0].type != "Region":
        return False
    return inner[1][0].type == "Region" or inner[1][0].start in view.prefixes


def _behind(view: DocumentView, ref: MentionRef, thread: _Thread) -> MentionRef:
    if ref.type != "Agency" or ref.start in view.prefixes:
        return ref
    level = agency_level(view.text[ref.start : ref.end])
    return next((r for r in thread.who if r.type == "Region" and _level(view, r) == level), ref)


def _level(view: DocumentView, ref: MentionRef) -> str | None:
    codes = view.codes.get(ref.entity, ())
    division = divisions().get(codes[0]) if codes else None
    return division.level if division else None


def _step(text: str) -> _Step | None:
    """What a clause says, None where it says nothing or tells of no adoption."""
    if _pattern("none").search(text):
        return None
    whole = _pattern("without_object").search(text) is not None
    for status, pattern in _steps():
        if found := pattern.search(text):
            return _Step(status, found.start(), whole)
    origin = _pattern("origin").search(text) or _pattern("begins").search(text)
    return _Step("achieved", origin.start(), False) if origin else None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return compile_pattern("|".join(words("adoption", key)), _FILE)


@cache
def _steps() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The lists of steps with their status; raises RuleError for a status that there is not."""
    found = []
    for number, step in enumerate(read_rules("adoption")["steps"], 1):
        if step["status"] not in STATUSES:
            raise RuleError(f"{_FILE}: steps, list {number}: unknown status {step['status']!r}")
        found.append((step["status"], compile_pattern("|".join(step["words"]), _FILE)))
    return tuple(found)


@cache
def _goes_on() -> re.Pattern[str]:
    letters = "".join(LETTERS.values())
    return re.compile(rf"(?:{'|'.join(words('adoption', 'goes_on'))}|[{_TIME}{letters}“”])*")
