"""The readings of a clause: one for each who acts, each programme and each time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.places import TimeMention
from extract.relations.adoption.actors import behind
from extract.relations.adoption.pairs import unnamed_code
from extract.relations.adoption.thread import Clause, Said, Thread
from extract.relations.adoption.words import Step, is_plain, pattern
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import LETTERS, MentionRef
from extract.relations.spot import spot_of
from extract.relations.status import status_of

# What may name a programme.
TOLD = LETTERS["Programme"] + LETTERS["Policy"]
# What was on trial before (由试点转入全面实施) is not any more.
_TRIAL, _TRIAL_REACH = re.compile("(?<![由从经])试点"), 3
# So far behind a programme a title tells that it is a draft's, in characters.
_DRAFT_REACH = 16
_AND = re.compile("[、和与及]")


def readings(view: DocumentView, said: Said, thread: Thread) -> Iterator[Finding]:
    """What a clause with a step tells of the programmes that it names, or of those of the thread."""
    clause, step = said.clause, said.step
    if step is None:
        return
    taken_up = thread.programmes if said.named or _elides_object(said, step, thread) else ()
    times = _one_by_one(view, said, step, thread)
    thread.dated |= bool(taken_up)
    for entity in taken_up:
        ref = next((r for r in said.named if r.entity == entity), None)
        status = _on_trial(view, ref, step.status)
        focus = ref.start if ref else clause.span[0] + min(step.at, len(clause.text) - 1)
        for actor, time in zip(said.who, times, strict=True):
            due = _is_due(view, said, time, thread.published)
            rule = "adoption-by" if thread.at_latest else said.rule
            yield finding(clause, actor, entity, rule, focus, "planned" if due else status, time)


def _is_due(view: DocumentView, said: Said, time: str | None, published: str | None) -> bool:
    """Whether a time is one to have something done by, after the document appeared: 2021年底前建立."""
    if published is None or time is None or pattern("done").search(said.clause.text):
        return False
    if "/" in time:
        first, last = time.split("/")
        return first <= published[:7] < last and "了" not in said.clause.text
    if published[: len(time)] > time[: len(published)]:
        return False
    return any(t.edtf == time and pattern("due").match(view.text, t.end) for t in said.inside)


def _elides_object(said: Said, step: Step, thread: Thread) -> bool:
    """Whether a clause that names no programme speaks of those of the thread: its verb may stand alone, and it names
    who acts or a time of its own, or has the only time of the sentence."""
    if said.rule == "adoption-row":
        return True
    own = said.rule in ("adoption", "adoption-reached") or bool(said.inside) or not thread.dated
    return step.without_object and own and thread.time is not None


def within(
    view: DocumentView, clause: Clause, match: re.Match[str], inside: Sequence[TimeMention], thread: Thread
) -> Iterator[Finding]:
    """What a relative clause tells: 为贯彻省政府今年1月印发的《关于深化某改革的指导意见》; of a paper without a name it
    tells the programmes of the thread."""
    who = clause.skeleton.group_at(clause.start + match.start("who"))
    last = "what" if match["what"] else "paper"
    what = clause.skeleton.group_at(clause.start + match.start("what")) if match["what"] else ()
    begin, end = (clause.skeleton.offsets[clause.start + match.start(key)] for key in ("who", last))
    time = next((t.edtf for t in inside if begin <= t.start < end), None)
    named = [r for ref in what for r in told_by(view, ref)]
    titled = any(view.text.startswith("《", ref.start) for ref in what)
    thread.programmes = tuple(dict.fromkeys(r.entity for r in named)) or thread.programmes
    status = "planned" if match["verb"] == "提出" else "achieved"
    for entity in thread.programmes if time and (named or not titled) else ():
        focus, done = next(((r.start, r.end) for r in named if r.entity == entity), (begin, end))
        reading = finding(clause, behind(view, who[0], thread), entity, "adoption-relative", focus, status, time)
        yield replace(reading, start=begin, end=max(done, end))


def listed(view: DocumentView, clause: Clause, inside: Sequence[TimeMention], thread: Thread) -> Iterator[Finding]:
    """Regions with a time in brackets each, in a clause that says no more of them: 另外三个是泉州（2020年8月）和龙岩
    （2021年3月）."""
    refs = [ref for _, group in clause.groups(LETTERS["Region"]) for ref in group]
    timed = [(ref, time) for ref in refs if (time := _bracketed(view, ref, inside))]
    for ref, time in timed if len(timed) > 1 and len(timed) == len(refs) and is_plain(clause.text) else ():
        for entity in thread.programmes:
            yield finding(clause, ref, entity, "adoption-listed", ref.start, "achieved", time)


def left(found: Sequence[Finding], thread: Thread) -> Iterator[Finding]:
    """What is left at the end of a sentence: who and when without any verb, in a paragraph that tells of adoptions."""
    told = {f.subject for f in found}
    if not (thread.read or found or len(thread.bare) > 1):
        return
    for clause, who, times in thread.bare:
        each = times if len(times) == len(who) else (times[-1],) * len(who)
        for ref, time in zip(who, each, strict=True):
            for entity in thread.programmes if ref.entity not in told else ():
                yield finding(clause, ref, entity, "adoption-listed", clause.span[0], "achieved", time)
    thread.bare = []


def finding(
    clause: Clause, actor: MentionRef, programme: int, rule: str, focus: int, status: str, time: str | None
) -> Finding:
    """One reading; words of plan and of ending in the clause outrank the step's own status."""
    start, end = clause.span
    inside = clause.skeleton.sentence.start <= actor.start < start
    said = status_of(spot_of(clause.skeleton, focus), "implements", actor.type)
    plain = rule not in ("adoption-relative", "adoption-issued")
    open_still = plain and said.said and said.value in ("planned", "ended") and not pattern("done").search(clause.text)
    fixed = said.value if open_still else status
    first = actor.start if inside else start
    place = unnamed_code(actor.entity) if actor.entity < OWN else ""
    return Finding(
        max(actor.entity, OWN), "implements", programme, rule, first, end, focus, clause.skeleton, fixed, time=time,
        told=True, place=place,
    )  # fmt: skip


def programmes_in(view: DocumentView, clause: Clause) -> list[MentionRef]:
    """The programmes that a clause names, by themselves or in the title of a policy or an office."""
    offices = clause.groups(LETTERS["Agency"]) and pattern("offices").search(clause.text)
    told = TOLD + LETTERS["Agency"] if offices else TOLD
    return [r for _, group in clause.groups(told) for ref in group for r in told_by(view, ref)]


def told_by(view: DocumentView, ref: MentionRef) -> list[MentionRef]:
    """The programmes of a mention: itself, or those in it, each with the one that it carries out."""
    named = [ref] if ref.type == "Programme" else [r for r in view.nested_in(ref) if r.type == "Programme"]
    return [*named, *(r._replace(entity=view.broader[r.entity]) for r in named if r.entity in view.broader)]


def _on_trial(view: DocumentView, ref: MentionRef | None, status: str) -> str:
    """A programme whose name closes with 试点 is on trial, whatever the verb, one in the title of a draft planned."""
    if ref is not None and pattern("draft").search(view.text, ref.end, ref.end + _DRAFT_REACH):
        return "planned"
    trial = ref is not None and _TRIAL.search(view.text, ref.start, ref.end + _TRIAL_REACH)
    return "ongoing" if trial and status == "achieved" else status


def _one_by_one(view: DocumentView, said: Said, step: Step, thread: Thread) -> Sequence[str | None]:
    """When each of those who act did: one after another where the text says so and tells as many times, or each as it
    was told before the verb, or behind its name."""
    if len(said.times) == len(said.who):
        return said.times
    in_turn = pattern("in_turn").search(said.clause.text, 0, step.at) or _in_a_row(view, said.inside)
    if in_turn and len(thread.times) == len(said.who) > 1:
        return thread.times
    waited = [time for group, time in thread.waiting for _ in group]
    if len(waited) == len(said.who):
        return waited
    return [_bracketed(view, ref, said.inside) or thread.time for ref in said.who]


def _in_a_row(view: DocumentView, inside: Sequence[TimeMention]) -> bool:
    """Whether the times of a clause stand side by side: 在2月、3月出台."""
    return len(inside) > 1 and all(
        _AND.fullmatch(view.text, a.end, b.start) for a, b in zip(inside, inside[1:], strict=False)
    )


def _bracketed(view: DocumentView, ref: MentionRef, inside: Sequence[TimeMention]) -> str | None:
    """The time in brackets right behind a name: 长沙（2017年11月）."""
    opens = view.text.startswith(("（", "("), ref.end)
    return next((t.edtf for t in inside if opens and t.start == ref.end + 1), None)
