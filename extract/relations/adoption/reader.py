"""From sentences to readings: clause by clause, with what a paragraph goes on about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.places import TimeMention
from extract.relations.adoption.actors import WHO, stranger_acts
from extract.relations.adoption.compared import Ledger, comparison_in
from extract.relations.adoption.issued import issued
from extract.relations.adoption.pairs import level_of, lies_in, pair_in, same_regions
from extract.relations.adoption.readings import TOLD, left, listed, readings, told_by, within
from extract.relations.adoption.said import done_before, said_in
from extract.relations.adoption.settled import in_sentence, settled, without_announced, without_fizzled
from extract.relations.adoption.thread import Clause, Said, Thread
from extract.relations.adoption.topic import short_names, topic_of
from extract.relations.adoption.words import Step, doers, is_plain, pattern, ranks, relative, time_alone, waits
from extract.relations.claims import is_background
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import MentionRef, Skeleton, build_skeleton
from extract.structure import Sentence

# 率先推行的，是襄阳市 is one clause; the dateline 南昌6月8日电 is one of its own, and so is the label 【政策解读】.
_CLAUSE = re.compile(
    r"(?:[^，；：。！？】\n 　—]+|—(?!—)(?<!——)|(?<![电讯])[ 　]|(?<=的)，(?=[则就便正]?(?:是|当属|要数)))+"
)
_DATED = ("date", "month", "year", "relative", "vague")
# Rules by which a clause names who acts itself.
_NAMED = ("adoption", "adoption-origin", "adoption-reached", "adoption-any")
# What a row tells whose heading has no verb (链长制进度表).
_ROW = Step("achieved", 0, 0, without_object=True)


def adoption_findings(
    view: DocumentView, skeletons: Iterable[Skeleton], times: Sequence[TimeMention], published: str | None = None
) -> Iterator[Finding]:
    """Readings of `implements`, with status and time, for the regions and agencies that clauses name as acting, and
    for the own region where a clause tells a time and names nobody else.

    What tells no time of an office is left to the rules for the own region. `published` (EDTF) tells what is still to
    come.
    """
    yield from settled(view, list(_all_findings(view, skeletons, times, published)))


def _all_findings(
    view: DocumentView, skeletons: Iterable[Skeleton], times: Sequence[TimeMention], published: str | None
) -> Iterator[Finding]:
    dated = [t for t in times if _is_dated(t) and not is_background(view.text, t)]
    thread = Thread(published=published, topic=topic_of(view), shorts=short_names(view))
    skeletons = list(skeletons)
    ledger = Ledger()
    telling = {s.sentence.paragraph for s in skeletons if _may_tell(view, s)}
    read = list(_with_bare(view, skeletons, dated, bool(thread.topic)))
    acting = {s.sentence.paragraph for s in read if _may_act(view, s, dated)}
    for skeleton in read:
        thread.enter(skeleton)
        thread.by_level |= _ranked(view, skeleton) if thread.in_heading else {}
        paragraph = skeleton.sentence.paragraph
        if (thread.programmes or paragraph in telling) and (thread.follows_heading or paragraph in acting):
            found = [f for clause in _clauses(skeleton) for f in _read(view, clause, dated, thread, ledger)]
            found += left(found, thread)
            thread.read |= bool(found)
            found = without_fizzled(view, without_announced(view, found, published))
            found = list(in_sentence(view, found))
            ledger.note(view, found)
            yield from found
        if view.own_policy is not None:
            yield from issued(view, skeleton, dated)
    yield from ledger.settle(view)


def _clauses(skeleton: Skeleton) -> Iterator[Clause]:
    """The clauses of a sentence; a row of a table is one."""
    if skeleton.text.count("|") > 1:
        yield Clause(skeleton, 0, len(skeleton.text))
    else:
        yield from (Clause(skeleton, *match.span()) for match in _CLAUSE.finditer(skeleton.text))


def _is_dated(time: TimeMention) -> bool:
    """Whether a time may be that of an adoption: no plan of five years, and of ranges only parts of a year."""
    return time.kind in _DATED or (time.kind == "range" and "-" in time.edtf)


def _may_tell(view: DocumentView, skeleton: Skeleton) -> bool:
    """Whether a sentence names what may be a programme, or an office that one is named in."""
    offices = (g[0] for g in skeleton.groups if g[0].type == "Agency")
    return any(letter in skeleton.text for letter in TOLD) or any(told_by(view, office) for office in offices)


def _may_act(view: DocumentView, skeleton: Skeleton, dated: Sequence[TimeMention]) -> bool:
    """Whether a sentence tells when, or whom: by name, by rank (省里, 我市), or by the number of a paper. A paragraph
    with nothing of it adopts nothing, and there are many."""
    text = skeleton.text
    if _tells_time(skeleton.sentence, dated) or any(letter in text for letter in WHO):
        return True
    if any(ref.start in view.prefixes for group in skeleton.groups for ref in group):
        return True
    return any(words.search(text) for words in (pattern("own"), pattern("number"), *(words for words, _ in ranks())))


def _ranked(view: DocumentView, skeleton: Skeleton) -> dict[str, MentionRef]:
    """The regions that a heading names, by level."""
    return {level: ref for group in skeleton.groups for ref in group if (level := level_of(view, ref))}


def _with_bare(
    view: DocumentView, skeletons: Iterable[Skeleton], dated: Sequence[TimeMention], everywhere: bool
) -> Iterator[Skeleton]:
    """The skeletons, and between them those of sentences that name nothing but tell a time (省级方案2月就已印发), in
    paragraphs that name something or `everywhere`."""
    known, paragraph = {s.sentence.start: s for s in skeletons}, -1
    for sentence in view.sentences:
        if skeleton := known.get(sentence.start):
            paragraph = sentence.paragraph
            yield skeleton
        elif (everywhere or sentence.paragraph == paragraph) and _tells_time(sentence, dated):
            yield build_skeleton(view.text, sentence, ())


def _tells_time(sentence: Sentence, dated: Sequence[TimeMention]) -> bool:
    low, high = (bisect_left(dated, at, key=lambda t: t.start) for at in (sentence.start, sentence.end))
    return high > low


def _read(
    view: DocumentView, clause: Clause, dated: Sequence[TimeMention], thread: Thread, ledger: Ledger
) -> Iterator[Finding]:
    """The readings of one clause; the thread goes on with what it tells."""
    low, high = (bisect_left(dated, end, key=lambda t: t.start) for end in clause.span)
    inside = dated[low:high]
    if match := pattern("put_off").match(clause.text):
        clause = replace(clause, start=clause.start + match.end())
        inside = [t for t in inside if t.start >= clause.span[0]]
    if clause.named and (match := relative().search(clause.text)):
        yield from within(view, clause, match, inside, thread)
        return
    if comparison := comparison_in(view, clause, inside, thread):
        ledger.comparisons.append(comparison)
        if comparison.only:
            return
    if (match := doers().match(clause.text)) and (rest := done_before(view, clause, match, inside, thread)):
        yield rest
        clause = replace(clause, start=clause.start + match.start("who"))
        inside = [t for t in inside if t.start >= clause.span[0]]
    if inside and thread.untimed and time_alone().fullmatch(clause.text):
        thread.tell(inside[0].edtf, inside, further=False)
        yield from readings(view, thread.untimed._replace(inside=inside), thread)
        return
    for _, group in clause.groups(WHO) if is_plain(clause.text) else ():
        thread.by_level |= {level: ref for ref in group if (level := level_of(view, ref))}
    thread.pair = pair_in(view, clause) or thread.pair
    said = said_in(view, clause, inside, thread)
    thread.reported |= pattern("reported").search(clause.text) is not None
    if not said.who and stranger_acts(view, clause):
        thread.who = ()
    _go_on(view, said, thread)
    if said.step is None or not said.who:
        thread.step = said.step if said.step and said.named else thread.step
        yield from _without_verb(view, said, thread)
        return
    thread.untimed = said if thread.time is None else None
    thread.step = said.step
    if thread.reported:
        return
    if thread.waiting and (said.rule == "adoption-carried" or _hold_those_waiting(view, said, thread)):
        said = said._replace(who=tuple(ref for group, _ in thread.waiting for ref in group))
    if _tells(said, thread):
        yield from readings(view, said, thread)


def _hold_those_waiting(view: DocumentView, said: Said, thread: Thread) -> bool:
    """Whether who acts is only where those are of whom only the time was told: 嘉兴的县市一个接一个用上了."""
    waiting = [ref for group, _ in thread.waiting for ref in group]
    return len(said.who) == 1 and all(lies_in(view, ref, said.who[0]) for ref in waiting)


def _go_on(view: DocumentView, said: Said, thread: Thread) -> None:
    """Take up who acts and which programmes are named."""
    if thread.in_heading and (said.named or (thread.programmes and not thread.rows)):
        thread.rows = said.step or _ROW if pattern("rows").search(said.clause.text) else None
    if said.who and said.rule in _NAMED:
        if (thread.dated or thread.claimed) and not said.inside and not same_regions(view, said.who, thread.who):
            thread.time = None
        thread.who = said.who
        thread.claimed |= said.step is None and thread.time is not None
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
