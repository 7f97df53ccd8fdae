"""From clauses to readings: who took which programme up, when, how far."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.places import TimeMention
from extract.relations.adoption.actors import actors, behind, level_of
from extract.relations.adoption.thread import Clause, Thread
from extract.relations.adoption.words import Step, pattern, relative, step_of
from extract.relations.claims import is_background
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton
from extract.relations.status import status_of

_CLAUSE = re.compile(r"[^，；：。！？\n]+")
_TOLD = LETTERS["Programme"] + LETTERS["Policy"]
_DATED = ("date", "month", "year", "relative", "vague")
_TRIAL = "试点"
# The date under a policy stands on one of the last lines, alone.
_MAX_DATE_LINE = 16


def adoption_findings(
    view: DocumentView, skeletons: Iterable[Skeleton], times: Sequence[TimeMention]
) -> Iterator[Finding]:
    """Readings of `implements`, with status and time, for the regions and agencies that clauses name as acting, and
    for the own region where a clause tells a time and names nobody else.

    What tells no time of an office is left to the rules for the own region.
    """
    dated = [t for t in times if t.kind in _DATED and not is_background(view.text, t)]
    thread = Thread()
    skeletons = list(skeletons)
    telling = {s.sentence.paragraph for s in skeletons if any(letter in s.text for letter in _TOLD)}
    for skeleton in skeletons:
        thread.enter(skeleton)
        if thread.programmes or skeleton.sentence.paragraph in telling:
            for match in _CLAUSE.finditer(skeleton.text):
                yield from _read(view, Clause(skeleton, *match.span()), dated, thread)
        if view.own_policy is not None:
            yield from _issued(view, skeleton, dated)


def _read(view: DocumentView, clause: Clause, dated: Sequence[TimeMention], thread: Thread) -> Iterator[Finding]:
    """The readings of one clause; the thread goes on with what it tells."""
    low, high = (bisect_left(dated, end, key=lambda t: t.start) for end in clause.span)
    inside = dated[low:high]
    if within := relative().search(clause.text):
        yield from _within(view, clause, within, inside, thread)
        return
    for _, group in clause.groups(LETTERS["Region"]):
        thread.by_level |= {level: ref for ref in group if (level := level_of(view, ref))}
    named, step = _programmes(view, clause), step_of(clause.text)
    if said := _time_in(clause, inside, step):
        thread.tell(said, inside)
    who, rule = actors(view, clause, step, thread, bool(named))
    if step is None and named and not who and thread.step:
        step, who, rule = thread.step._replace(at=len(clause.text)), thread.who, "adoption-carried"
    if who and rule in ("adoption", "adoption-origin"):
        if thread.dated and not said:
            thread.time = None
        thread.who = who
    if named:
        thread.programmes = tuple(dict.fromkeys(r.entity for r in named))
    if step is None or not who:
        return
    thread.step = step
    if _tells(who, rule, thread):
        yield from _readings(view, clause, step, who, rule, named, bool(said), thread)


def _tells(who: Sequence[MentionRef], rule: str, thread: Thread) -> bool:
    """Whether an adoption may be read: a time is told, now or before in the sentence, or the clause names a region."""
    regions = rule in ("adoption", "adoption-origin") and all(r.type == "Region" and r.entity != OWN for r in who)
    return bool(thread.time or thread.dated or regions)


def _readings(
    view: DocumentView,
    clause: Clause,
    step: Step,
    who: Sequence[MentionRef],
    rule: str,
    named: Sequence[MentionRef],
    said: bool,
    thread: Thread,
) -> Iterator[Finding]:
    """What a clause tells of the programmes that it names, or of those of the thread where it `said` a time itself."""
    bare = step.without_object and (rule == "adoption" or said) and thread.time
    taken_up = thread.programmes if named or bare else ()
    times = _one_by_one(clause, step, who, thread)
    thread.dated |= bool(taken_up)
    for entity in taken_up:
        ref = next((r for r in named if r.entity == entity), None)
        status = _on_trial(view, ref, step.status)
        focus = ref.start if ref else clause.span[0] + min(step.at, len(clause.text) - 1)
        for actor, time in zip(who, times, strict=True):
            yield _finding(clause, actor, entity, rule, focus, status, time)


def _on_trial(view: DocumentView, ref: MentionRef | None, status: str) -> str:
    """A programme whose name closes with 试点 is on trial, whatever the verb."""
    trial = ref is not None and _TRIAL in view.text[ref.start : ref.end + len(_TRIAL) + 1]
    return "ongoing" if trial and status == "achieved" else status


def _within(
    view: DocumentView, clause: Clause, match: re.Match[str], inside: Sequence[TimeMention], thread: Thread
) -> Iterator[Finding]:
    """What a relative clause tells: 为贯彻省政府今年1月印发的《关于深化某改革的指导意见》."""
    who = clause.skeleton.group_at(clause.start + match.start("who"))
    what = clause.skeleton.group_at(clause.start + match.start("what"))
    begin, end = (clause.skeleton.offsets[clause.start + match.start(key)] for key in ("who", "what"))
    time = next((t.edtf for t in inside if begin <= t.start < end), None)
    named = [r for ref in what for r in _told_by(view, ref)]
    thread.programmes = tuple(dict.fromkeys(r.entity for r in named)) or thread.programmes
    status = "planned" if match["verb"] == "提出" else "achieved"
    for ref in named if time else ():
        actor = behind(view, who[0], thread)
        reading = _finding(clause, actor, ref.entity, "adoption-relative", ref.start, status, time)
        yield replace(reading, start=begin, end=max(ref.end, end))


def _issued(view: DocumentView, skeleton: Skeleton, dated: Sequence[TimeMention]) -> Iterator[Finding]:
    """A policy about a programme takes it up on the day under it."""
    signed = dated[-1] if dated else None
    if signed is None or signed.kind != "date" or not _stands_alone(view.text, signed):
        return
    for group in skeleton.groups:
        for ref in group:
            if ref.type == "Policy" and ref.entity == view.own_policy:
                for inner in _told_by(view, ref):
                    clause = Clause(skeleton, 0, len(skeleton.text))
                    yield _finding(
                        clause, MentionRef(ref.start, ref.start, "Region", OWN), inner.entity, "adoption-issued",
                        inner.start, "achieved", signed.edtf,
                    )  # fmt: skip


def _stands_alone(text: str, time: TimeMention) -> bool:
    line = text[text.rfind("\n", 0, time.start) + 1 :].split("\n", 1)[0]
    return "\n" in text[: time.start] and len(line.strip()) <= _MAX_DATE_LINE


def _finding(
    clause: Clause, actor: MentionRef, programme: int, rule: str, focus: int, status: str, time: str | None
) -> Finding:
    """One reading; words of plan and of ending in the clause outrank the step's own status."""
    start, end = clause.span
    inside = clause.skeleton.sentence.start <= actor.start < start
    said = status_of(clause.skeleton, focus, "implements", actor.type)
    plain = rule not in ("adoption-relative", "adoption-issued")
    fixed = said.value if plain and said.said and said.value in ("planned", "ended") else status
    first = actor.start if inside else start
    return Finding(
        actor.entity, "implements", programme, rule, first, end, focus, clause.skeleton, fixed, time=time, told=True
    )


def _programmes(view: DocumentView, clause: Clause) -> list[MentionRef]:
    """The programmes that a clause names, by themselves or in the title of a policy."""
    return [r for _, group in clause.groups(_TOLD) for ref in group for r in _told_by(view, ref)]


def _told_by(view: DocumentView, ref: MentionRef) -> list[MentionRef]:
    return [ref] if ref.type == "Programme" else [r for r in view.nested_in(ref) if r.type == "Programme"]


def _one_by_one(clause: Clause, step: Step, who: Sequence[MentionRef], thread: Thread) -> Sequence[str | None]:
    """When each of those who act did: one after another where the text says so and tells as many times."""
    in_turn = len(thread.times) == len(who) > 1 and pattern("in_turn").search(clause.text, 0, step.at)
    return thread.times if in_turn else [thread.time] * len(who)


def _time_in(clause: Clause, inside: Sequence[TimeMention], step: Step | None) -> str | None:
    """The last time told in a clause before its verb, else the first after it."""
    verb = clause.skeleton.offsets[clause.start + step.at] if step else clause.span[1]
    before = [t for t in inside if t.start < verb]
    chosen = before[-1] if before else inside[0] if inside else None
    return chosen.edtf if chosen else None
