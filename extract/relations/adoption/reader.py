"""From sentences to readings: clause by clause, with what a paragraph goes on about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.places import TimeMention
from extract.relations.adoption.actors import WHO, actors
from extract.relations.adoption.pairs import in_pairs, level_of, lies_in
from extract.relations.adoption.readings import (
    TOLD,
    finding,
    left,
    listed,
    programmes_in,
    readings,
    told_by,
    within,
)
from extract.relations.adoption.thread import Clause, Said, Thread
from extract.relations.adoption.topic import topic_of
from extract.relations.adoption.words import (
    Step,
    doers,
    goes_on,
    is_plain,
    pattern,
    relative,
    step_of,
    tells,
    time_alone,
    waits,
)
from extract.relations.claims import is_background
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton, build_skeleton
from extract.structure import Sentence

# 率先推行的，是襄阳市 is one clause; the dateline 南昌6月8日电 is one of its own.
_CLAUSE = re.compile(r"(?:[^，；：。！？\n 　]|(?<![电讯])[ 　]|(?<=的)，(?=[则就便正]?(?:是|当属|要数)))+")
_DATED = ("date", "month", "year", "relative", "vague")
_TRIAL = re.compile("试点|试行|试[了过]?起来")
# Rules by which a clause names who acts itself.
_NAMED = ("adoption", "adoption-origin", "adoption-reached", "adoption-any")
# What a row tells whose heading has no verb (链长制进度表).
_ROW = Step("achieved", 0, 0, without_object=True)
# The date under a policy stands on one of the last lines, alone.
_MAX_DATE_LINE = 16


def adoption_findings(
    view: DocumentView, skeletons: Iterable[Skeleton], times: Sequence[TimeMention], published: str | None = None
) -> Iterator[Finding]:
    """Readings of `implements`, with status and time, for the regions and agencies that clauses name as acting, and
    for the own region where a clause tells a time and names nobody else.

    What tells no time of an office is left to the rules for the own region. `published` (EDTF) tells what is still to
    come.
    """
    dated = [t for t in times if _is_dated(t) and not is_background(view.text, t)]
    thread, skeletons = Thread(published=published, topic=topic_of(view)), list(skeletons)
    telling = {s.sentence.paragraph for s in skeletons if _may_tell(view, s)}
    for skeleton in _with_bare(view, skeletons, dated):
        thread.enter(skeleton)
        thread.by_level |= _ranked(view, skeleton) if thread.in_heading else {}
        if thread.programmes or skeleton.sentence.paragraph in telling:
            clauses = (Clause(skeleton, *match.span()) for match in _CLAUSE.finditer(skeleton.text))
            found = [f for clause in clauses for f in _read(view, clause, dated, thread)]
            found += left(found, thread)
            thread.read |= bool(found)
            yield from _settled(view, found)
        if view.own_policy is not None:
            yield from _issued(view, skeleton, dated)


def _is_dated(time: TimeMention) -> bool:
    """Whether a time may be that of an adoption: no plan of five years, and of ranges only parts of a year."""
    return time.kind in _DATED or (time.kind == "range" and "-" in time.edtf)


def _may_tell(view: DocumentView, skeleton: Skeleton) -> bool:
    """Whether a sentence names what may be a programme, or an office that one is named in."""
    offices = (g[0] for g in skeleton.groups if g[0].type == "Agency")
    return any(letter in skeleton.text for letter in TOLD) or any(told_by(view, office) for office in offices)


def _ranked(view: DocumentView, skeleton: Skeleton) -> dict[str, MentionRef]:
    """The regions that a heading names, by level."""
    return {level: ref for group in skeleton.groups for ref in group if (level := level_of(view, ref))}


def _with_bare(view: DocumentView, skeletons: Iterable[Skeleton], dated: Sequence[TimeMention]) -> Iterator[Skeleton]:
    """The skeletons, and between them those of sentences that name nothing but tell a time (省级方案2月就已印发)."""
    known, paragraph = {s.sentence.start: s for s in skeletons}, -1
    for sentence in view.sentences:
        if skeleton := known.get(sentence.start):
            paragraph = sentence.paragraph
            yield skeleton
        elif sentence.paragraph == paragraph and _tells_time(sentence, dated):
            yield build_skeleton(view.text, sentence, ())


def _tells_time(sentence: Sentence, dated: Sequence[TimeMention]) -> bool:
    low, high = (bisect_left(dated, at, key=lambda t: t.start) for at in (sentence.start, sentence.end))
    return high > low


def _settled(view: DocumentView, found: Sequence[Finding]) -> Iterator[Finding]:
    """The readings of a sentence; what one actor did at one time has one status: on trial where a clause says 试点,
    else the furthest (成立领导小组，全面启动某行动)."""
    told: dict[tuple[object, ...], set[str]] = {}
    for f in found:
        trial = f.status == "ongoing" and _TRIAL.search(view.text, f.start, f.end)
        said = "any" if f.rule == "adoption-any" else "trial" if trial else f.status or ""
        told.setdefault((f.subject, f.object, f.time), set()).add(said)
    for f in found:
        statuses = told[f.subject, f.object, f.time]
        if f.time and f.status in ("ongoing", "achieved"):
            done = "trial" not in statuses and ("achieved" in statuses or statuses == {"any"})
            f = replace(f, status="achieved" if done else "ongoing")
        yield f


def _read(view: DocumentView, clause: Clause, dated: Sequence[TimeMention], thread: Thread) -> Iterator[Finding]:
    """The readings of one clause; the thread goes on with what it tells."""
    low, high = (bisect_left(dated, end, key=lambda t: t.start) for end in clause.span)
    inside = dated[low:high]
    if match := relative().search(clause.text):
        yield from within(view, clause, match, inside, thread)
        return
    if (match := doers().match(clause.text)) and (rest := _did(view, clause, match, inside, thread)):
        yield rest
        clause = replace(clause, start=clause.start + match.start("who"))
        inside = [t for t in inside if t.start >= clause.span[0]]
    if inside and thread.untimed and time_alone().fullmatch(clause.text):
        thread.tell(inside[0].edtf, inside, further=False)
        yield from readings(view, thread.untimed._replace(inside=inside), thread)
        return
    for _, group in clause.groups(WHO):
        thread.by_level |= {level: ref for ref in group if (level := level_of(view, ref))}
    said = _said(view, clause, inside, thread)
    if not said.who and _unknown_acts(view, clause):
        thread.who = ()
    _go_on(said, thread)
    if said.step is None or not said.who:
        thread.step = said.step if said.step and said.named else thread.step
        yield from _without_verb(view, said, thread)
        return
    thread.untimed = said if thread.time is None else None
    thread.step = said.step
    if thread.waiting and (said.rule == "adoption-carried" or _hold_those_waiting(view, said, thread)):
        said = said._replace(who=tuple(ref for group, _ in thread.waiting for ref in group))
    if _tells(said, thread):
        yield from readings(view, said, thread)


def _did(
    view: DocumentView, clause: Clause, match: re.Match[str], inside: Sequence[TimeMention], thread: Thread
) -> Finding | None:
    """What a clause tells first of the region that it then goes on about: 与2020年6月就建立链长制的合肥相比."""
    head = replace(clause, end=clause.start + match.end("did"))
    step, named = step_of(head.text), programmes_in(view, head)
    time = _time_in(head, [t for t in inside if t.start < head.span[1]], step)
    (who, *others) = clause.skeleton.group_at(clause.start + match.start("who"))
    if step is None or time is None or not named or others or not view.codes.get(who.entity):
        return None
    thread.programmes = tuple(dict.fromkeys(r.entity for r in named))
    return finding(head, who, named[0].entity, "adoption-doer", named[0].start, step.status, time)


def _hold_those_waiting(view: DocumentView, said: Said, thread: Thread) -> bool:
    """Whether who acts is only where those are of whom only the time was told: 嘉兴的县市一个接一个用上了."""
    waiting = [ref for group, _ in thread.waiting for ref in group]
    return len(said.who) == 1 and all(lies_in(view, ref, said.who[0]) for ref in waiting)


def _said(view: DocumentView, clause: Clause, inside: Sequence[TimeMention], thread: Thread) -> Said:
    """What a clause says, with what it leaves out taken from the thread, which takes up the time that it tells."""
    named = programmes_in(view, clause)
    step = step_of(clause.text) or _step_in_name(view, clause, named)
    apart = pattern("each").search(clause.text) is not None
    if time := _time_in(clause, inside, step):
        thread.tell(time, inside, further=apart)
    who, rule = actors(view, clause, step, thread, bool(named))
    if thread.heads and inside and not who and waits().fullmatch(clause.text):
        who, rule = thread.heads, "adoption"  # 安徽，2020年7月；江西，2020年4月。
    thread.heads = who if who and not inside and waits().fullmatch(clause.text) else ()
    if rule == "adoption" and len(inside) > 1 and (pairs := in_pairs(view, _regions(view, clause), inside)):
        refs, times = zip(*pairs, strict=True)
        return _of_a_row(Said(clause, inside, refs, rule, step, named, times), thread)
    if (
        step is None
        and rule == "adoption"
        and named
        and (time or _due(thread))
        and not thread.in_heading
        and _tells_of_it(view, clause, who)
    ):
        step, rule = Step("achieved", len(clause.text), len(clause.text), without_object=False), "adoption-any"
    if apart and rule == "adoption-carried" and len(thread.times) <= len(who):
        who = who[len(thread.times) - 1 :][:1]
    if step is None and named and not who and thread.step:
        step, who, rule = thread.step._replace(at=len(clause.text)), thread.who, "adoption-carried"
    elif step and step.status == "planned" and rule == "adoption-carried" and _issued_before(clause, thread):
        step = step._replace(status="achieved")
    said = Said(clause, inside, who, rule, step, named)
    fresh = time or (_due(thread) and waits().fullmatch(clause.text))
    return _of_a_row(said, thread) if who and fresh else said


def _due(thread: Thread) -> bool:
    """Whether a time was told before that is nobody's yet."""
    return thread.time is not None and not thread.dated


def _tells_of_it(view: DocumentView, clause: Clause, who: Sequence[MentionRef]) -> bool:
    """Whether a clause that names who, what and when tells of an adoption, by whatever verb: who acts heads it, and
    nobody else is spoken of."""
    others = any(True for _ in clause.groups(LETTERS["Enterprise"] + LETTERS["Project"] + LETTERS["Park"]))
    at = next((at for at, group in clause.groups(WHO) if who[0] in group), None)
    heads = at is not None and goes_on().fullmatch(clause.text, 0, at) is not None
    return heads and not others and all(r.entity not in view.towns for r in who) and tells(clause.text)


def _regions(view: DocumentView, clause: Clause) -> list[MentionRef]:
    return [ref for _, group in clause.groups(LETTERS["Region"]) for ref in group if view.codes.get(ref.entity)]


def _of_a_row(said: Said, thread: Thread) -> Said:
    """What a clause with nothing but who and when says, by its heading or the verb before it; else it waits."""
    if said.step is not None:
        return said
    if thread.in_heading and not said.named:
        return said._replace(rule="adoption-row", step=thread.rows)
    if waits().fullmatch(said.clause.text):
        if thread.step:
            thread.who = said.who
            return said._replace(rule="adoption-row", step=thread.step)
        times = said.times or (thread.time or "",) * len(said.who)
        thread.waiting += [((ref,), time) for ref, time in zip(said.who, times, strict=True)]
    return said


def _unknown_acts(view: DocumentView, clause: Clause) -> bool:
    """Whether a place that is no division heads a clause: 西海岸新区已经先行一步."""
    head = next(((at, group) for at, group in clause.groups(LETTERS["Region"])), None)
    return (
        head is not None
        and not view.codes.get(head[1][0].entity)
        and goes_on().fullmatch(clause.text, 0, head[0]) is not None
    )


def _go_on(said: Said, thread: Thread) -> None:
    """Take up who acts and which programmes are named."""
    if thread.in_heading and (said.named or (thread.programmes and not thread.rows)):
        thread.rows = said.step or _ROW if pattern("rows").search(said.clause.text) else None
    if said.who and said.rule in _NAMED:
        if thread.dated and not said.inside and said.who != thread.who:
            thread.time = None
        thread.who = said.who
    if said.named:
        thread.programmes = tuple(dict.fromkeys(r.entity for r in said.named))


def _without_verb(view: DocumentView, said: Said, thread: Thread) -> Iterator[Finding]:
    """What a clause tells without a verb; who and when are kept for the end of the sentence."""
    found = list(listed(view, said.clause, said.inside, thread))
    if said.who and said.inside and not found and waits().fullmatch(said.clause.text):
        thread.bare.append((said.clause, said.who, tuple(t.edtf for t in said.inside)))
    yield from found


def _tells(said: Said, thread: Thread) -> bool:
    """Whether an adoption may be read: a time is told, now or before in the sentence, or the clause names a region."""
    named = said.rule in _NAMED
    return bool(thread.time or thread.dated) or (
        named and all(r.type == "Region" and r.entity != OWN for r in said.who)
    )


def _issued_before(clause: Clause, thread: Thread) -> bool:
    """Whether a clause tells what a paper asks for that the one before it issues: 下发通知，要求推行“最多跑一次”."""
    before = thread.step
    issued = before is not None and before.status == "achieved" and before.without_object
    return issued and pattern("demands").match(clause.text) is not None


def _step_in_name(view: DocumentView, clause: Clause, named: Sequence[MentionRef]) -> Step | None:
    """What a name says itself where the recogniser took the verb into it: “探索推行链长制”."""
    for at, group in clause.groups(LETTERS["Programme"]) if named and is_plain(clause.text) else ():
        if step := step_of(view.text[group[0].start : group[0].end]):
            return step._replace(at=at)
    return None


def _time_in(clause: Clause, inside: Sequence[TimeMention], step: Step | None) -> str | None:
    """The last time told in a clause before its verb, else the first after it."""
    verb = clause.skeleton.offsets[clause.start + step.at] if step else clause.span[1]
    before = [t for t in inside if t.start < verb]
    chosen = before[-1] if before else inside[0] if inside else None
    return chosen.edtf if chosen else None


def _issued(view: DocumentView, skeleton: Skeleton, dated: Sequence[TimeMention]) -> Iterator[Finding]:
    """A policy about a programme takes it up on the day under it."""
    signed = dated[-1] if dated else None
    if signed is None or signed.kind != "date" or not _stands_alone(view.text, signed):
        return
    for ref in (ref for group in skeleton.groups for ref in group):
        if ref.type == "Policy" and ref.entity == view.own_policy:
            clause, own = Clause(skeleton, 0, len(skeleton.text)), MentionRef(ref.start, ref.start, "Region", OWN)
            for inner in told_by(view, ref):
                yield finding(clause, own, inner.entity, "adoption-issued", inner.start, "achieved", signed.edtf)


def _stands_alone(text: str, time: TimeMention) -> bool:
    line = text[text.rfind("\n", 0, time.start) + 1 :].split("\n", 1)[0]
    return "\n" in text[: time.start] and len(line.strip()) <= _MAX_DATE_LINE
