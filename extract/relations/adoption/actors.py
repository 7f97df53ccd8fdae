"""Who acts in a clause: a region or an office that it names, one that words take up, or who acted before."""

from __future__ import annotations

from collections.abc import Sequence

from extract.places import divisions
from extract.places.own_region import NATION_CODE
from extract.relations.adoption.pairs import division_of, in_line, is_elsewhere, level_of, lies_in, standing_for
from extract.relations.adoption.thread import Clause, Thread
from extract.relations.adoption.words import Step, goes_on, owned, pattern, ranks, reach, reaching, waits
from extract.relations.carriers import agency_level
from extract.relations.document import DocumentView
from extract.relations.engine import OWN
from extract.relations.skeleton import LETTERS, MentionRef

WHO = LETTERS["Region"] + LETTERS["Agency"]
_OTHERS = LETTERS["Enterprise"] + LETTERS["Park"] + LETTERS["Project"]
_REGION = (LETTERS["Region"],)
# What ends so is the level around who acted before, where the text names none.
_OF_WHOM = ("里", "上", "层面", "本级", "自治区")
_Group = tuple[int, tuple[MentionRef, ...]]


def actors(
    view: DocumentView, clause: Clause, step: Step | None, thread: Thread, names: bool
) -> tuple[tuple[MentionRef, ...], str]:
    """The mentions of who acts in a clause, and the rule that tells; `names` is whether the clause names a programme.

    A mention of entity OWN stands for the region that the document speaks for.
    """
    text, groups = clause.text, _who_may_act(view, clause)
    if beside := _at_the_origin(text, groups):
        return _first(view, beside, thread), "adoption-origin"
    if reached := _reached(view, groups, text):
        return reached, "adoption-reached"
    if groups and step is None and pattern("introduces").fullmatch(text):
        return _first(view, groups, thread), "adoption"
    able = [(at, g) for at, g in groups if (step is None or at < step.at) and _may_act(text, at)]
    if speaker := _speaker(view, clause, step, able, thread):
        return (speaker,), "adoption"
    if step and step.status == "ongoing" and (tried := _tried_in(view, clause, able, step)):
        return tried, "adoption"
    standing = [(at, g) for at, g in able if not text.endswith("在", 0, at)]
    if standing or (able and step is None):
        return _first(view, standing or able, thread), "adoption"
    if step is None and not (pattern("rank_owns").search(text) or waits().fullmatch(text)):
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
        step is not None and thread.time and view.own and not groups and _left_to_own(view, clause, step, thread, names)
    )
    return ((_own(clause),), "adoption-own") if alone else ((), "")


def _who_may_act(view: DocumentView, clause: Clause) -> list[_Group]:
    """The regions and offices that a clause names, by themselves or before a programme in one name: 铜官区链长制."""
    groups = [(at, g) for at, g in clause.groups(WHO) if _known(view, g[0])]
    for at, (ref, *_) in clause.groups(LETTERS["Programme"]):
        if codes := view.prefixes.get(ref.start):
            groups.append((at, (standing_for(view, codes[0], ref.start),)))
    return sorted(groups, key=lambda group: group[0]) if len(groups) > 1 else groups


def _is_autonomous(view: DocumentView, ref: MentionRef | None) -> bool:
    """Whether a region is an autonomous one, of which 全区 may be said as of a district."""
    division = division_of(view, ref) if ref else None
    return division is not None and division.name.endswith("自治区")


def _at_the_origin(text: str, groups: Sequence[_Group]) -> list[_Group]:
    """The names beside words that tell where a programme comes from: behind 发源于, before 始于."""
    if not groups:
        return []
    for key, ahead in (("origin", False), ("begins", True)):
        found = pattern(key).search(text)
        before = [(at, g) for at, g in groups if found and at < found.start()]
        behind = [(at, g) for at, g in groups if found and at >= found.end()]
        right_behind = behind if found and behind and behind[0][0] == found.end() else []
        if beside := (before or right_behind) if ahead else behind:
            return beside
    return []


def _left_to_own(view: DocumentView, clause: Clause, step: Step, thread: Thread, names: bool) -> bool:
    """Whether what a clause without a subject tells is of the region that speaks: nobody else is spoken of."""
    text = clause.text
    elided = step.without_object and thread.programmes and goes_on().fullmatch(text, 0, step.at)
    others = any(pattern(key).search(text, 0, step.at) for key in ("another", "others"))
    named = any(at < step.at for at, _ in clause.groups(_OTHERS))
    return bool(names or elided) and not others and not named and not _foreign(view, thread)


def _as_far(view: DocumentView, clause: Clause, thread: Thread) -> tuple[MentionRef, ...]:
    """Who acted before, or where the clause reaches further (全市推行) the region of that level that was named."""
    for words, level in reach():
        found = words.search(clause.text)
        if found and len(thread.who) > 1:
            whole = thread.by_level.get(level) or above(view, clause, thread.who[0], level)
            return (whole,) if whole and all(lies_in(view, who, whole) for who in thread.who) else thread.who
        if found and level_of(view, thread.who[0]) not in (level, None):
            city = division_of(view, thread.who[0])
            if level == "city" and city is not None and city.name.endswith("市"):
                return thread.who
            wider = thread.by_level.get(level) or above(view, clause, thread.who[0], level)
            if found.group().startswith("全区") and not _is_autonomous(view, wider):
                return thread.who
            if wider is None and level == "province":
                return ()
            return (wider,) if wider and lies_in(view, thread.who[0], wider) else thread.who
    return thread.who


def _reached(view: DocumentView, groups: Sequence[_Group], text: str) -> tuple[MentionRef, ...]:
    """Whom something came to, or who is said to have done it: 2020年5月烧到了鄂州; 最早推行某制度的是长沙."""
    if not groups:
        return ()
    for key in ("reaches", "cleft"):
        for found in pattern(key).finditer(text):
            behind_it = next((i for i, (at, _) in enumerate(groups) if at == found.end()), None)
            acting = any(
                at < found.start() and _may_act(text, at) and not text.endswith("在", 0, at) for at, _ in groups
            )
            if behind_it is not None and (key == "cleft" or not acting):
                return tuple(in_line(view, groups, behind_it))
    return ()


def _tried_in(view: DocumentView, clause: Clause, able: Sequence[_Group], step: Step) -> tuple[MentionRef, ...]:
    """Where somebody tries something out in a part of it: 吐鲁番市在高昌区试点."""
    inner = next((g for at, g in reversed(able) if clause.text.endswith("在", 0, at)), None)
    tries = pattern("tries").match(clause.text, step.at)
    return inner if inner and tries and len(able) == 2 and lies_in(view, inner[0], able[0][1][0]) else ()


def _titled(view: DocumentView, clause: Clause) -> MentionRef | None:
    """The region that the title of a policy begins with: 《淄博市“亩均论英雄”评价办法》7月1日起施行."""
    for _, group in clause.groups(LETTERS["Policy"]):
        codes = view.prefixes.get(group[0].start) or view.prefixes.get(group[0].start + 1)
        if codes:
            return standing_for(view, codes[0], group[0].start)
    return None


def _foreign(view: DocumentView, thread: Thread) -> bool:
    """Whether the text speaks of somebody who is neither the own region nor an office of no place."""
    return any(not (view.is_own(r.entity) if r.type == "Region" else r.start not in view.prefixes) for r in thread.who)


def _goes_on(view: DocumentView, clause: Clause, step: Step, thread: Thread) -> bool:
    """Whether a clause without a subject goes on with who acted before: in the same sentence where nobody else may."""
    before = clause.text[: step.at]
    if pattern("nominal").match(clause.text) or reaching().search(clause.text):
        return False
    if _others_act(view, clause, step, thread):
        return False
    if goes_on().fullmatch(before):
        return True
    here = any(r.start >= clause.skeleton.sentence.start for r in thread.who)
    return here and not pattern("others").search(before)


def _others_act(view: DocumentView, clause: Clause, step: Step, thread: Thread) -> bool:
    """Whether a company, a park, a project or a place that is no division stands before the verb, or what another
    region has."""
    groups = [(at, group) for at, group in clause.groups(_OTHERS + LETTERS["Region"]) if at < step.at]
    acting = [(at, group[0]) for at, group in groups if not clause.text.endswith(("在", "对", "把", "将", "为"), 0, at)]
    return any(
        ref.type != "Region" or is_elsewhere(view, ref) or _has_another(view, clause, at, thread) for at, ref in acting
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
    here = any(r.start >= clause.skeleton.sentence.start for r in thread.who)
    if here and pattern("they").search(before):
        return thread.who
    if len(thread.pair) > 1 and (found := pattern("of_two").search(before)):
        return thread.pair[found.group().startswith("后") :][:1]
    several = "same_many" if len(thread.who) > 1 else "same"
    if not thread.who and (found := pattern("same").search(before)) and found.group().startswith(("该", "这")):
        level = agency_level(found.group()[-1])
        return (thread.by_level[level],) if level in thread.by_level else ()
    if thread.who and (found := pattern(several).search(before)):
        level = agency_level(found.group()[-1]) if found.group().startswith("该") else None
        if level and view.text[: thread.who[-1].end].endswith(found.group()[-1]):
            return thread.who
        return (thread.by_level[level],) if level in thread.by_level else thread.who
    for words, level in ranks():
        if (found := words.search(clause.text)) and found.start() < len(before):
            if level == "nation":
                return (standing_for(view, NATION_CODE, clause.span[0]),)
            if level in thread.by_level:
                return (thread.by_level[level],)
            if view.own and view.own.level == level:
                return (_own(clause),)
            inside = (*thread.who[:1], _own(clause)) if found.group().endswith(_OF_WHOM) else ()
            return tuple(r for who in inside if (r := above(view, clause, who, level)))[:1]
    return () if thread.who else _as_a_whole(before, thread)


def _as_a_whole(before: str, thread: Thread) -> tuple[MentionRef, ...]:
    """The region last named of a level that a clause says all of: 宁德市亮点纷呈。5月，全市推行某改革."""
    levels = (level for words, level in reach() if words.search(before))
    return tuple(thread.by_level[level] for level in levels if level in thread.by_level)[:1]


def above(view: DocumentView, clause: Clause, who: MentionRef, level: str) -> MentionRef | None:
    """The region of a level that another one lies in."""
    inner = division_of(view, who)
    outer = next((d for d in divisions().chain(inner) if d.level == level), None) if inner else None
    return standing_for(view, outer.code, clause.span[0]) if outer else None


def _speaker(
    view: DocumentView, clause: Clause, step: Step | None, able: Sequence[_Group], thread: Thread
) -> MentionRef | None:
    """The region that speaks where 我市 stands before all others who may act."""
    said = pattern("own").search(clause.text, 0, step.at if step else len(clause.text))
    if said is None or (able and able[0][0] <= said.end()):
        return None
    if view.own is not None and view.own.resolved:
        return _own(clause)
    known = _first_of(view, agency_level(said.group()[-1]))
    thread.who = thread.who if known else ()
    return known


def _first_of(view: DocumentView, level: str | None) -> MentionRef | None:
    """The region of a level that the text names first, or an office of one."""
    named = (r for r in view.refs if r.type in ("Region", "Agency"))
    return next((r for r in named if level and level_of(view, r) == level), None)


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


def stranger_acts(view: DocumentView, clause: Clause) -> bool:
    """Whether a place that is no division heads a clause: 西海岸新区已经先行一步."""
    head = next(((at, group) for at, group in clause.groups(LETTERS["Region"])), None)
    return (
        head is not None and is_elsewhere(view, head[1][0]) and goes_on().fullmatch(clause.text, 0, head[0]) is not None
    )
