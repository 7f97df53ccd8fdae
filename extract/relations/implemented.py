"""Who carries a programme out where no rule says so: the subject of its clause, or the region that speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.places.gazetteer import economic_regions
from extract.relations.adoption.words import is_plain, pattern, step_of
from extract.relations.carriers import is_around, subjects_of
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton
from extract.rules import any_of, words
from extract.rules.openings import quick
from extract.structure import clause_around

_BREAK = re.compile("[，：；]")
_STOP = re.compile("[，。；！？\\n]")
_LETTERS = "".join(LETTERS.values())
_DOING = LETTERS["Agency"] + LETTERS["Region"]
# So far before a title its clause is looked for, in characters of the skeleton.
_REACH = 400


def implemented(view: DocumentView, skeleton: Skeleton, told: set[tuple[int, int]]) -> Iterator[Finding]:
    """A sentence's programmes as carried out, but for those `told` in it, (start of the sentence, programme)."""
    for position, group in zip(skeleton.positions, skeleton.groups, strict=True):
        if group[0].type != "Programme" or _held_by_somebody(skeleton, position):
            continue
        counted = _counted(skeleton, position)
        if _lacking(skeleton, position) or _slogan(skeleton, position) or _not_done(skeleton, position):
            continue
        if skeleton.sentence.role == "problem" and not counted:
            continue
        for ref in group:
            ranked = view.text.endswith(words("defaults", "rankings"), ref.start, ref.end)
            if not counted and _addressed(view, skeleton, position, ref):
                continue
            if counted or not (ranked or (skeleton.sentence.start, ref.entity) in told):
                yield from _carried_out(view, skeleton, position, ref)


def _carried_out(view: DocumentView, skeleton: Skeleton, position: int, ref: MentionRef) -> Iterator[Finding]:
    start, end = clause_around(view.text, skeleton.sentence, ref.start, ref.end)
    before = view.text[start : ref.start]
    if _others(view, before):
        return
    mentioned = any(w in before for w in words("defaults", "only_mentioned"))
    behind = view.text[ref.end : end]
    if not any_of("defaults", "taken_up_elsewhere").match(behind):
        mentioned |= behind.startswith(words("defaults", "only_mentioned_before"))
    clause = skeleton.between(start, end)
    mentioned |= _springs_up(view, ref, end)
    mentioned |= pattern("hearsay").search(clause) is not None
    status = "mentioned" if mentioned else None
    doers = {OWN if _means_own(view, doer) else doer.entity: None for doer in subjects_of(view, skeleton, position)}
    for by in doers or (OWN,):
        rule = "implements-own" if by == OWN else "implements-subject"
        talk = not is_plain(clause) or _reported(skeleton, start) or (by == OWN and step_of(clause) is None)
        yield Finding(by, "implements", ref.entity, rule, start, end, ref.start, skeleton, status, talk=talk)


def _springs_up(view: DocumentView, ref: MentionRef, end: int) -> bool:
    """Whether the nation, or a province, only tells that practices like this one spring up in it."""
    wide = view.own is None or view.own.level not in ("city", "county")
    return wide and any_of("defaults", "springing_up").search(view.text, ref.end, end) is not None


def _reported(skeleton: Skeleton, start: int) -> bool:
    """Whether a clause before in the sentence makes hearsay or a wish of it: 坊间盛传，某省已推行某制度."""
    before = skeleton.between(max(skeleton.sentence.start, start - _REACH), start)
    return any(pattern("reported").search(clause) for clause in _BREAK.split(before))


def _held_by_somebody(skeleton: Skeleton, position: int) -> bool:
    """Whether the clause gives a title to one holder that it takes up or leaves out (该企业获评某称号): the region
    carries a title out where it tells how many have it."""
    text = skeleton.text
    low = max(0, position - _REACH)
    start = max((m.end() for m in _STOP.finditer(text, low, position)), default=low)
    stop = _STOP.search(text, position)
    clause = text[start : stop.start() if stop else len(text)]
    granted = _granted().search(text, max(start, position - 24), position)
    return granted is not None and not _of_many().search(clause)


def _lacking(skeleton: Skeleton, position: int) -> bool:
    """Whether the words after a title tell only that it is too little of it: 链主企业偏少."""
    filled = any_of("defaults", "filling").search(skeleton.text, max(0, position - 16), position)
    return not filled and any_of("defaults", "lacking_after").match(skeleton.text, position + 1) is not None


def _not_done(skeleton: Skeleton, position: int) -> bool:
    """Whether what is named is forbidden (不得发放“培训贷”), has a quota set, or stands in a definition."""
    low = max(0, position - _REACH)
    start = max((m.end() for m in _STOP.finditer(skeleton.text, low, position)), default=low)
    if any_of("defaults", "forbidden").match(skeleton.text, start, position):
        return True
    if any_of("defaults", "defining").search(skeleton.text, low, position):
        return True
    return any_of("defaults", "quota_after").match(skeleton.text, position + 1) is not None


def _addressed(view: DocumentView, skeleton: Skeleton, position: int, ref: MentionRef) -> bool:
    """Whether the clause only leads the holders of a title to do something else: 支持高新技术企业上市融资."""
    after = skeleton.text[position + 1 : position + 4]
    held = any_of("schemes", "holders").search(view.text[ref.start : ref.end]) is not None
    firms = re.match("[”’]?(?:中小)?企业", after)
    if not (held or firms) or not _addressing().search(skeleton.text, max(0, position - 14), position):
        return False
    return (
        any_of("defaults", "addressed_for").match(skeleton.text, position + 1 + (firms.end() if firms else 0))
        is not None
    )


def _slogan(skeleton: Skeleton, position: int) -> bool:
    """Whether work is only turned towards what is named: 紧扣“工业强县”主线."""
    after = any_of("defaults", "slogan_after").match(skeleton.text, position + 1) is not None
    return after and _turned_towards().search(skeleton.text, max(0, position - 8), position) is not None


def _counted(skeleton: Skeleton, position: int) -> bool:
    """Whether a title is told of once more with the number of its holders: 某公司获评某称号，全县已有6家."""
    return any_of("defaults", "counted_after").match(skeleton.text, position + 1) is not None


def _means_own(view: DocumentView, subject: MentionRef) -> bool:
    """Whether a region is the own one, or one around it that tells a title's level (新增湖北省企业技术中心3家), or
    an economic region, which carries nothing out."""
    if subject.type == "Region" and view.names[subject.entity] in economic_regions():
        return True
    return subject.type == "Region" and (view.is_own(subject.entity) or is_around(view, subject.entity))


def _others(view: DocumentView, before: str) -> bool:
    """Whether the clause has the province or the nation for its subject (省里去年建立链长制), in a text from below."""
    below = view.own is None or view.own.level in ("city", "county")
    return below and before.startswith(words("defaults", "superior_subjects"))


@cache
def _granted() -> re.Pattern[str]:
    """A grant right before a title."""
    verbs = "|".join(words("defaults", "granted"))
    return re.compile(quick(rf"(?:{verbs})[^，。；{_LETTERS}]{{0,14}}$"))


@cache
def _of_many() -> re.Pattern[str]:
    """The own region or an office, holders in number or masked, or a reward for whoever gets the title."""
    many = "|".join(words("defaults", "many_holders"))
    own = any_of("defaults", "own_region").pattern
    return re.compile(rf"{own}|{many}|[{_DOING}]")


@cache
def _addressing() -> re.Pattern[str]:
    verbs = "|".join(words("defaults", "addressing"))
    return re.compile(quick(rf"(?:{verbs})[^，。；\d{_LETTERS}]{{0,10}}$"))


@cache
def _turned_towards() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("defaults", "slogan_before")) + ")[“‘]?$")
