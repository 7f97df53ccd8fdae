"""Who acts in a clause: a region or an office that it names, one that words take up, or who acted before."""

from __future__ import annotations

from collections.abc import Sequence

from extract.places import divisions
from extract.relations.adoption.pairs import division_of, in_line, level_of, lies_in
from extract.relations.adoption.thread import Clause, Thread
from extract.relations.adoption.words import Step, goes_on, owned, pattern, ranks, reach
from extract.relations.carriers import agency_level
from extract.relations.document import DocumentView
from extract.relations.engine import OWN
from extract.relations.skeleton import LETTERS, MentionRef

WHO = LETTERS["Region"] + LETTERS["Agency"]
_OTHERS = LETTERS["Enterprise"] + LETTERS["Park"] + LETTERS["Project"]
_REGION = (LETTERS["Region"],)
_Group = tuple[int, tuple[MentionRef, ...]]


def actors(
    view: DocumentView, clause: Clause, step: Step | None, thread: Thread, names: bool
) -> tuple[tuple[MentionRef, ...], str]:
    """The mentions of who acts in a clause, and the rule that tells; `names` is whether the clause names a programme.

    A mention of entity OWN stands for the region that the document speaks for.
    """
    text, groups = clause.text, [(at, g) for at, g in clause.groups(WHO) if _known(view, g[0])]
    for key, ahead in (("origin", False), ("begins", True)):
        if found := pattern(key).search(text):
            beside = [(at, g) for at, g in groups if (at < found.start() if ahead else at >= found.end())]
            if beside:
                return _first(view, beside, thread), "adoption-origin"
    if reached := _reached(view, groups, text):
        return reached, "adoption-reached"
    able = [(at, g) for at, g in groups if (step is None or at < step.at) and _may_act(text, at)]
    if speaker := _speaker(view, clause, step, able, thread):
        return (speaker,), "adoption"
    standing = [(at, g) for at, g in able if not text.endswith("在", 0, at)]
    if standing or (able and step is None):
        return _first(view, standing or able, thread), "adoption"
    if step is None and not (names and pattern("rank_owns").search(text)):
        return (), ""
    if taken_up := _taken_up(view, clause, step, thread):
        return taken_up, "adoption"
    if able:
        return _first(view, able, thread), "adoption"
    if step and thread.who and (names or step.without_object) and _goes_on(view, clause, step, thread):
        return _as_far(view, clause, thread), "adoption-carried"
    if step and names and (titled := _titled(view, clause)):
        return (titled,), "adoption-titled"
    alone = (
        step is not None
        and names
        and not any(pattern(key).search(clause.text, 0, step.at) for key in ("another", "others"))
        and not groups
        and not _foreign(view, thread)
        and not any(at < step.at for at, _ in clause.groups(_OTHERS))
    )
    return ((_own(clause),), "adoption-own") if alone and thread.time and view.own else ((), "")


def _as_far(view: DocumentView, clause: Clause, thread: Thread) -> tuple[MentionRef, ...]:
    """Who acted before, or where the clause reaches further (全市推行) the region of that level that was named."""
    for words, level in reach():
        if words.search(clause.text) and len(thread.who) == 1 and level_of(view, thread.who[0]) not in (level, None):
            wider = thread.by_level.get(level) or _above(view, clause, thread.who[0], level)
            if wider is None and level == "province":
                return ()
            return (wider,) if wider and lies_in(view, thread.who[0], wider) else thread.who
    return thread.who


def _reached(view: DocumentView, groups: Sequence[_Group], text: str) -> tuple[MentionRef, ...]:
    """Whom something came to, or who is said to have done it: 2020年5月烧到了鄂州; 最早推行某制度的是长沙."""
    for key in ("reaches", "cleft"):
        for found in pattern(key).finditer(text):
            behind_it = next((i for i, (at, _) in enumerate(groups) if at == found.end()), None)
            acting = any(
                at < found.start() and _may_act(text, at) and not text.endswith("在", 0, at) for at, _ in groups
            )
            if behind_it is not None and (key == "cleft" or not acting):
                return tuple(in_line(view, groups, behind_it))
    return ()


def _titled(view: DocumentView, clause: Clause) -> MentionRef | None:
    """The region that the title of a policy begins with: 《淄博市“亩均论英雄”评价办法》7月1日起施行."""
    for _, group in clause.groups(LETTERS["Policy"]):
        codes = view.prefixes.get(group[0].start) or view.prefixes.get(group[0].start + 1)
        if codes and (ref := _standing_for(view, clause, codes[0])):
            return ref
    return None


def _foreign(view: DocumentView, thread: Thread) -> bool:
    """Whether the text speaks of somebody who is neither the own region nor an office of no place."""
    return any(not (view.is_own(r.entity) if r.type == "Region" else r.start not in view.prefixes) for r in thread.who)


def _goes_on(view: DocumentView, clause: Clause, step: Step, thread: Thread) -> bool:
    """Whether a clause without a subject goes on with who acted before: in the same sentence where nobody else may."""
    before = clause.text[: step.at]
    if pattern("nominal").match(clause.text):
        return False
    if goes_on().fullmatch(before):
        return True
    here = any(r.start >= clause.skeleton.sentence.start for r in thread.who)
    return here and not pattern("others").search(before) and not _others_act(view, clause, step, thread)


def _others_act(view: DocumentView, clause: Clause, step: Step, thread: Thread) -> bool:
    """Whether a company, a park, a project or a place that is no division stands before the verb, or what another
    region has."""
    groups = [(at, group) for at, group in clause.groups(_OTHERS + LETTERS["Region"]) if at < step.at]
    acting = [(at, group[0]) for at, group in groups if not clause.text.endswith(("在", "对", "把", "将", "为"), 0, at)]
    return any(
        ref.type != "Region" or not _known(view, ref) or _has_another(view, clause, at, thread) for at, ref in acting
    )


def _has_another(view: DocumentView, clause: Clause, at: int, thread: Thread) -> bool:
    """Whether a clause tells of what a region has in which those who acted before do not lie."""
    ref = clause.skeleton.group_at(clause.start + at)[0]
    return clause.text.startswith("的", at + 1) and not all(lies_in(view, who, ref) for who in thread.who)


def _known(view: DocumentView, ref: MentionRef) -> bool:
    """Whether a mention is of an office, or of a region that there is."""
    return ref.type == "Agency" or bool(view.codes.get(ref.entity))


def _own(clause: Clause) -> MentionRef:
    return MentionRef(clause.span[0], clause.span[0], "Region", OWN)


def _taken_up(view: DocumentView, clause: Clause, step: Step | None, thread: Thread) -> tuple[MentionRef, ...]:
    """Who 该市, 它, 市里 and 省级 stand for."""
    before = clause.text[: step.at] if step else clause.text
    several = "same_many" if len(thread.who) > 1 else "same"
    if not thread.who and (found := pattern("same").search(before)) and found.group().startswith("该"):
        level = agency_level(found.group()[-1])
        return (thread.by_level[level],) if level in thread.by_level else ()
    if thread.who and (found := pattern(several).search(before)):
        level = agency_level(found.group()[-1]) if found.group().startswith("该") else None
        if level and view.text[: thread.who[-1].end].endswith(found.group()[-1]):
            return thread.who
        return (thread.by_level[level],) if level in thread.by_level else thread.who
    for words, level in ranks():
        if (found := words.search(clause.text)) and found.start() < len(before):
            if level in thread.by_level:
                return (thread.by_level[level],)
            if view.own and view.own.level == level:
                return (_own(clause),)
            inside = thread.who[:1] if found.group().endswith(("里", "上", "层面", "本级")) else ()
            return tuple(r for who in inside if (r := _above(view, clause, who, level)))
    return ()


def _above(view: DocumentView, clause: Clause, who: MentionRef, level: str) -> MentionRef | None:
    """The region of a level that another one lies in, where the text or its own region is that."""
    inner = division_of(view, who)
    above = next((d for d in divisions().chain(inner) if d.level == level), None) if inner else None
    return _standing_for(view, clause, above.code) if above else None


def _standing_for(view: DocumentView, clause: Clause, code: str) -> MentionRef | None:
    """A mention for the division of that code, if the text names it or speaks for it."""
    entity = next((e for e, known in view.codes.items() if code in known[:1]), None)
    if entity is not None:
        return MentionRef(clause.span[0], clause.span[0], "Region", entity)
    return _own(clause) if view.own and view.own.resolved and view.own.code == code else None


def _speaker(
    view: DocumentView, clause: Clause, step: Step | None, able: Sequence[_Group], thread: Thread
) -> MentionRef | None:
    """The region that speaks where 我市 stands before all others who may act."""
    said = pattern("own").search(clause.text, 0, step.at if step else len(clause.text))
    if said is None or (able and able[0][0] <= said.end()):
        return None
    if view.own is not None and view.own.resolved:
        return _own(clause)
    known = thread.by_level.get(agency_level(said.group()[-1]) or "")
    thread.who = thread.who if known else ()
    return known


def _may_act(text: str, at: int) -> bool:
    """Whether the region or agency at `at` can be the subject of its clause, by itself or by what it has."""
    held = any(m.end() == at for m in pattern("not_subject_after").finditer(text, max(0, at - 4), at))
    if held:
        return False
    holds = owned().match(text, at + 1) or (text.startswith("的", at + 1) and text[at + 2 : at + 3] in _REGION)
    return not pattern("not_subject_before").match(text, at + 1) or bool(holds)


def _first(view: DocumentView, groups: Sequence[_Group], thread: Thread) -> tuple[MentionRef, ...]:
    """The mentions of the first group that acts; of a chain (湖北省黄石市) the inmost, of an office without a place
    (省政府) the region of its rank that the text speaks of, if it does."""
    chosen = 0
    while chosen + 1 < len(groups) and _goes_deeper(view, groups[chosen], groups[chosen + 1]):
        chosen += 1
    first, *others = in_line(view, groups, chosen)
    return (behind(view, first, thread), *(r for r in others if r.type == "Region" or r.start in view.prefixes))


def _goes_deeper(view: DocumentView, outer: _Group, inner: _Group) -> bool:
    """Whether a group stands right behind a region, and is a region or an office with its own place."""
    if inner[0] != outer[0] + 1 or outer[1][0].type != "Region":
        return False
    return inner[1][0].type == "Region" or inner[1][0].start in view.prefixes


def behind(view: DocumentView, ref: MentionRef, thread: Thread) -> MentionRef:
    """The region for which an office without a place acts, where the paragraph names one of its rank."""
    if ref.type != "Agency" or ref.start in view.prefixes:
        return ref
    return thread.by_level.get(agency_level(view.text[ref.start : ref.end]) or "", ref)
