"""What a clause says, with what it leaves out taken from what the paragraph goes on about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extract.numerals import whole
from extract.places import TimeMention
from extract.places.time_shifts import years_before
from extract.relations.adoption.actors import WHO, actors
from extract.relations.adoption.pairs import in_pairs
from extract.relations.adoption.readings import finding, programmes_in
from extract.relations.adoption.thread import Clause, Said, Thread
from extract.relations.adoption.words import Step, goes_on, is_plain, pattern, step_of, tells, waits
from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.skeleton import LETTERS, MentionRef

# So far before a time a word for it stands.
_BESIDE = 6
# A word that is only quoted names nothing: 当“河长”管太湖水, 《林长手记》.
_OPENING = ("“", "《")
_ELSEWHERE = LETTERS["Enterprise"] + LETTERS["Project"] + LETTERS["Park"]


def said_in(view: DocumentView, clause: Clause, inside: Sequence[TimeMention], thread: Thread) -> Said:
    """What a clause says; the thread takes up the time that it tells. `inside` are the times told in it."""
    named = programmes_in(view, clause) or _called(clause, thread)
    step = step_of(clause.text) or _step_in_name(view, clause, named) or _begun(clause, inside, thread, named)
    loose = step is None and (step := _begun_somehow(clause, inside, thread)) is not None
    apart = pattern("each").search(clause.text) is not None
    if time := time_in(clause, inside, step) or _year_of_number(clause, step, thread):
        thread.tell(time, inside, further=apart)
        begin = inside[0].start if inside else 0
        thread.at_latest = pattern("at_latest").search(view.text, max(0, begin - _BESIDE), begin) is not None
    if thread.time and (passed := pattern("anniversary").search(clause.text)):
        thread.time = years_before(thread.time, whole(passed["years"]))
    who, rule = _who(view, clause, step, inside, thread, bool(named))
    rules = ("adoption", "adoption-carried") if time and "-" in time else ("adoption",)
    if loose and (rule not in rules or not _is_of_sentence(clause, who)):
        step, (who, rule) = None, _who(view, clause, None, inside, thread, bool(named))
    elif loose:
        rule = "adoption-begun"
    if rule == "adoption" and len(inside) > 1 and (pairs := in_pairs(view, _regions(view, clause), inside)):
        refs, times = zip(*pairs, strict=True)
        return _of_a_row(Said(clause, inside, refs, rule, step, named, times), thread)
    if apart and rule == "adoption-carried" and len(thread.times) <= len(who):
        who = who[len(thread.times) - 1 :][:1]
    said = _with_step(view, Said(clause, inside, who, rule, step, named), thread)
    fresh = time or (_due(thread) and waits().fullmatch(clause.text))
    return _of_a_row(said, thread) if who and fresh else said


def _year_of_number(clause: Clause, step: Step | None, thread: Thread) -> str | None:
    """The year in the number of the paper that a clause tells the issue of, where no time is told."""
    issued = step is not None and step.status == "achieved" and thread.time is None
    number = pattern("number").search(clause.text) if issued else None
    return number["year"] if number else None


def _who(
    view: DocumentView, clause: Clause, step: Step | None, inside: Sequence[TimeMention], thread: Thread, names: bool
) -> tuple[tuple[MentionRef, ...], str]:
    """Who acts and by which rule; in a clause that only tells when, who stood alone before: 安徽，2020年7月."""
    who, rule = actors(view, clause, step, thread, names)
    bare = waits().fullmatch(clause.text) is not None
    if thread.heads and inside and not who and bare:
        who, rule = thread.heads, "adoption"
    thread.heads = who if who and not inside and bare else ()
    return who, rule


def _with_step(view: DocumentView, said: Said, thread: Thread) -> Said:
    """What is said, with the verb of the clause before where a clause has none, or none needed."""
    if said.step is None and _tells_of_it(view, said, thread):
        end = len(said.clause.text)
        return said._replace(step=Step("achieved", end, end, without_object=False), rule="adoption-any")
    if said.step is None and said.named and not said.who and thread.step:
        step = thread.step._replace(at=len(said.clause.text))
        return said._replace(step=step, who=thread.who, rule="adoption-carried")
    asked = said.step is not None and said.step.status == "planned" and said.rule == "adoption-carried"
    if said.step and asked and _issued_before(said.clause, thread):
        return said._replace(step=said.step._replace(status="achieved"))
    return said


def _tells_of_it(view: DocumentView, said: Said, thread: Thread) -> bool:
    """Whether a clause that names who, what and when tells of an adoption, by whatever verb: who acts heads it, and
    nobody else is spoken of."""
    dated = bool(said.inside) or _due(thread)
    if said.rule != "adoption" or not programmes_in(view, said.clause) or not dated or thread.in_heading:
        return False
    clause = said.clause
    at = next((at for at, group in clause.groups(WHO) if said.who[0] in group), None)
    heads = at is not None and goes_on().fullmatch(clause.text, 0, at) is not None
    others = any(True for _ in clause.groups(_ELSEWHERE))
    return heads and not others and all(r.entity not in view.towns for r in said.who) and tells(clause.text)


def _due(thread: Thread) -> bool:
    """Whether a time was told before that is nobody's yet."""
    return thread.time is not None and not thread.dated


def _regions(view: DocumentView, clause: Clause) -> list[MentionRef]:
    return [ref for _, group in clause.groups(LETTERS["Region"]) for ref in group if view.codes.get(ref.entity)]


def _of_a_row(said: Said, thread: Thread) -> Said:
    """What a clause with nothing but who and when says, by its heading or the verb before it; else it waits."""
    if said.step is not None:
        return said
    if thread.in_heading and not said.named:
        trial = thread.rows and pattern("on_trial").search(said.clause.skeleton.text)
        rows = thread.rows._replace(status="ongoing") if thread.rows and trial else thread.rows
        return said._replace(rule="adoption-row", step=rows)
    if waits().fullmatch(said.clause.text):
        if step := thread.step or _before(said.clause, thread):
            thread.who = said.who
            return said._replace(rule="adoption-row", step=step)
        times = said.times or (thread.time or "",) * len(said.who)
        thread.waiting += [((ref,), time) for ref, time in zip(said.who, times, strict=True)]
    return said


def _before(clause: Clause, thread: Thread) -> Step | None:
    """What the sentences before tell, where this one says nothing but who and when: 5月，黄石。6月，宜昌。"""
    fragment = all(waits().fullmatch(part) for part in re.split("[，；：。！]", clause.skeleton.text))
    return thread.told if fragment else None


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


def _called(clause: Clause, thread: Thread) -> list[MentionRef]:
    """The programme whose people a clause names, where its sentence does not name itself: 通山的林长去年7月到位."""
    text, offsets = clause.text, clause.skeleton.offsets
    itself = {ref.entity for group in clause.skeleton.groups for ref in group}
    shorts = {name: ref for name, ref in thread.shorts.items() if name in text and ref.entity not in itself}
    found = [(text.find(name), ref) for name, ref in shorts.items()]
    found = [(at, ref) for at, ref in found if not text.startswith(_OPENING, max(0, at - 1))]
    places = [(offsets[clause.start + at], ref) for at, ref in sorted(found)[:1]]
    return [ref._replace(start=at, end=at + 1) for at, ref in places]


def _begun(clause: Clause, inside: Sequence[TimeMention], thread: Thread, named: Sequence[MentionRef]) -> Step | None:
    """What an adverb of beginning behind a time tells by any verb where the text is about one programme (吉安性子急，
    2019年11月就落了笔); in a row of a table, what is promised for later."""
    if not inside or not (named or (thread.topic and thread.programmes == thread.topic)):
        return None
    at = bisect_left(clause.skeleton.offsets, inside[-1].end) - clause.start
    if "|" in clause.text:
        due = thread.published is not None and inside[-1].edtf > thread.published
        promised = pattern("promises").search(clause.text) if due else None
        return Step("planned", promised.start(), promised.end(), without_object=True) if promised else None
    return _by_any_verb("begun", clause, at)


def _begun_somehow(clause: Clause, inside: Sequence[TimeMention], thread: Thread) -> Step | None:
    """What any words behind an exact time tell in such a text, where they are all that is told of somebody."""
    exact = inside and "/" not in inside[-1].edtf and inside[-1].kind != "vague"
    if not exact or not thread.topic or thread.programmes != thread.topic or thread.in_heading:
        return None
    at = bisect_left(clause.skeleton.offsets, inside[-1].end) - clause.start
    return _by_any_verb("begun_any", clause, at)


def _by_any_verb(key: str, clause: Clause, at: int) -> Step | None:
    found = pattern(key).fullmatch(clause.text, at)
    if found is None or not tells(clause.text) or any(True for _ in clause.groups(_ELSEWHERE)):
        return None
    return Step("achieved", at, len(clause.text), without_object=True)


def _is_of_sentence(clause: Clause, who: Sequence[MentionRef]) -> bool:
    return all(ref.type == "Region" and ref.start >= clause.skeleton.sentence.start for ref in who)


def time_in(clause: Clause, inside: Sequence[TimeMention], step: Step | None) -> str | None:
    """The time right behind the verb of a clause (推迟到9月), else the last before it, else the first after it."""
    behind = clause.skeleton.offsets[clause.start + step.end :][:1] if step else ()
    if right := [t for t in inside if t.start in behind]:
        return right[0].edtf
    verb = clause.skeleton.offsets[clause.start + step.at] if step else clause.span[1]
    before = [t for t in inside if t.start < verb]
    chosen = before[-1] if before else inside[0] if inside else None
    return chosen.edtf if chosen else None


def done_before(
    view: DocumentView, clause: Clause, match: re.Match[str], inside: Sequence[TimeMention], thread: Thread
) -> Finding | None:
    """What a clause tells first of the region that it then goes on about: 与2020年6月就建立链长制的合肥相比."""
    head = replace(clause, end=clause.start + match.end("did"))
    step, named = step_of(head.text), programmes_in(view, head)
    time = time_in(head, [t for t in inside if t.start < head.span[1]], step)
    (who, *others) = clause.skeleton.group_at(clause.start + match.start("who"))
    if step is None or time is None or others or not view.codes.get(who.entity):
        return None
    if named:
        thread.programmes = tuple(dict.fromkeys(r.entity for r in named))
    if not thread.programmes or not (named or step.without_object):
        return None
    focus = named[0].start if named else head.span[0]
    return finding(head, who, thread.programmes[0], "adoption-doer", focus, step.status, time)
