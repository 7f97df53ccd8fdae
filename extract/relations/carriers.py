"""Who carries a programme out that a clause names: an office or a region at its head, or at that of a clause before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from extract.places import divisions
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton
from extract.rules import read_rules, words

_BESIDE = re.compile(rf"{LETTERS['Region']}(?:省|市|县)?的?“?$")
_WHO = re.compile(f"[{LETTERS['Agency']}{LETTERS['Region']}]")
_HEAD_AFTER = re.compile("[，：]")
# So far before a programme its subject may stand, in characters of the skeleton.
_REACH = 400


def subjects_of(view: DocumentView, skeleton: Skeleton, position: int) -> tuple[MentionRef, ...]:
    """The agencies or regions that carry out what stands at `position` of the skeleton: the head of its clause, or
    of the nearest clause before it in the sentence that has such a head, unless somebody else is spoken of from there
    on. A region right before it owns it (学习浙江“最多跑一次”经验)."""
    low = max(0, position - _REACH)
    if not _WHO.search(skeleton.text, low, position):
        return ()
    if _own_before().search(skeleton.text, max(low, position - 12), position):
        return ()
    beside = _BESIDE.search(skeleton.text, low, position)
    if beside:
        return skeleton.group_at(beside.start())[-1:]
    starts = [low, *(m.end() for m in _HEAD_AFTER.finditer(skeleton.text, low, position))]
    for start in reversed(starts):
        match = _subject().match(skeleton.text, start, position)
        if match:
            who = skeleton.group_at(match.start("who"))
            return who if start == starts[-1] else tuple(r for r in who if _acts_on(view, r))
        if _others_head().match(skeleton.text, start, position):
            return ()
    return ()


@cache
def _own_before() -> re.Pattern[str]:
    """Words right before a name that make it the own region's: 我县首创的, 县里的."""
    letters = "".join(LETTERS.values())
    own = "|".join(words("defaults", "own_region"))
    return re.compile(rf"(?:(?:{own})[^，。；{letters}]{{0,6}}|[县市区]里)的[“‘]?$")


def _acts_on(view: DocumentView, who: MentionRef) -> bool:
    """Whether who heads an earlier clause may still be the subject: an office of the own region, or a region that is
    a division."""
    return bool(view.codes.get(who.entity)) if who.type == "Region" else own_office(view, who)


@cache
def _subject() -> re.Pattern[str]:
    who = LETTERS["Agency"] + LETTERS["Region"]
    letters = "".join(LETTERS.values())
    after = "|".join(words("defaults", "not_subject_before"))
    before = "".join(f"(?<!{word})" for word in words("defaults", "not_subject_after"))
    opening = rf"(?:（[^（）]*）)?[^，。；{letters}]{{0,12}}?"
    return re.compile(rf"{opening}{before}(?P<who>[{who}])(?!{after})")


@cache
def _others_head() -> re.Pattern[str]:
    """A clause that opens with somebody else: a company, a park, 全县, 园区."""
    named = "".join(LETTERS[kind] for kind in ("Enterprise", "Park", "Project", "Policy"))
    free = rf"(?:(?!{'|'.join(words('ellipsis', 'objects'))}|[到在])[^，。；：]){{0,4}}?"
    return re.compile(rf"{free}[{named}]|“?(?:{'|'.join(words('defaults', 'other_subjects'))})")


def for_region(view: DocumentView, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, besides with the own region where an office of it headed an earlier clause than the one that names
    the programme: it may be the region that goes on. A general office that sent something out acted for its region
    alone."""
    for f in findings:
        kind = "Region" if f.subject == OWN else view.groups[f.subject].type
        office = _heads_before(view, f) if f.predicate == "implements" and kind == "Agency" else None
        if office is None:
            yield f
            continue
        name = view.text[office.start : office.end]
        alone = f.told and name.endswith(words("defaults", "general_offices"))
        alone |= _clauses_between(f, office) and name.endswith(words("defaults", "governments"))
        if not alone:
            yield f
        if alone or _clauses_between(f, office):
            yield replace(f, subject=OWN, rule="implements-own-office")


def at_own_level(view: DocumentView, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, with the own region for one around it that only tells whose programme it carries out
    (我县抓好四川省“政策落地工程”), or for an office that only helps."""
    for f in findings:
        if f.predicate != "implements" or f.subject == OWN:
            yield f
        elif view.groups[f.subject].type == "Agency":
            yield replace(f, subject=OWN) if _only_helps(f) else f
        else:
            yield replace(f, subject=OWN) if is_around(view, f.subject) and _tells_whose(f) else f


def is_around(view: DocumentView, subject: int) -> bool:
    """Whether a subject is a region that the own one lies in."""
    codes = view.codes.get(subject, ())
    if view.groups[subject].type != "Region" or view.own is None or not codes or view.is_own(subject):
        return False
    own, around = divisions().get(view.own.code), divisions().get(codes[0])
    return own is not None and around is not None and divisions().within(own, around)


def _last_place(f: Finding) -> int | None:
    """Where the subject is last named before the object."""
    skeleton = f.skeleton
    at = bisect_left(skeleton.offsets, f.focus)
    first, last = (bisect_left(skeleton.positions, place) for place in (max(0, at - _REACH), at))
    near = zip(skeleton.positions[first:last], skeleton.groups[first:last], strict=True)
    return max((place for place, group in near if group[-1].entity == f.subject), default=None)


def _only_helps(f: Finding) -> bool:
    """Whether the clause leaves out who acts, and names the subject only as one who helps (联合县财政局推广某产品)."""
    at = _last_place(f)
    return at is not None and _helping().search(f.skeleton.text, max(0, at - 16), at) is not None


@cache
def _helping() -> re.Pattern[str]:
    verbs = "|".join(words("defaults", "helping"))
    return re.compile(rf"(?:^|[，。；：、\n])[^，。；：{''.join(LETTERS.values())}]{{0,10}}(?:{verbs})$")


def _tells_whose(f: Finding) -> bool:
    """Whether the last mention of the subject before the object stands right before a programme, behind its verb."""
    at = _last_place(f)
    return at is not None and _taken_up().search(f.skeleton.text, max(0, at - 12), at + 6) is not None


@cache
def _taken_up() -> re.Pattern[str]:
    verbs, region = "|".join(words("defaults", "taking_up")), LETTERS["Region"]
    return re.compile(
        rf"(?:{verbs})[^，。；：]{{0,8}}{region}(?:省|市|县)?(?!实行|推行|实施|建立)[^，。；：{region}]{{0,2}}[“‘]?{LETTERS['Programme']}"
    )


def _heads_before(view: DocumentView, f: Finding) -> MentionRef | None:
    """The last mention of the finding's subject before its object, if that is an office of the own region."""
    refs = [r for group in f.skeleton.groups for r in group if r.entity == f.subject and r.start < f.focus]
    return refs[-1] if refs and own_office(view, refs[-1]) else None


def _clauses_between(f: Finding, office: MentionRef) -> bool:
    first, last = (bisect_left(f.skeleton.offsets, at) for at in (office.start, f.focus))
    return _HEAD_AFTER.search(f.skeleton.text, first, last) is not None


def own_office(view: DocumentView, ref: MentionRef) -> bool:
    """Whether an agency is one of the own region, by the place at the head of its name, or by its rank alone."""
    codes = view.prefixes.get(ref.start)
    if not codes:
        return is_own_agency(view, view.text[ref.start : ref.end])
    return view.own is not None and view.own.resolved and view.own.code in codes


def is_own_agency(view: DocumentView, name: str) -> bool:
    """Whether an agency named by level or office alone (县经信局, 省厅, 工信部) is the region's own."""
    level, said = view.own.level if view.own else None, agency_level(name)
    if said in (None, level):
        return True
    if level is None:
        return said not in ("nation", "province")
    # A county may be a city, and so may a province: 上海市.
    return said == "city" and level in ("county", "province") and view.own is not None and view.own.path.endswith("市")


def agency_level(name: str) -> str | None:
    """Level of an agency by its name alone: nation, province, city or county; None where the name does not tell.

    >>> agency_level('省工业和信息化厅'), agency_level('县经信局'), agency_level('经信局')
    ('province', 'county', None)
    """
    superior = read_rules("defaults")["superior"]
    if name.startswith(tuple(superior["nation"])) or (name.endswith("部") and len(name) <= 6):
        return "nation"
    if name.startswith("省") or name.endswith(("厅", "省委", "省政府")):
        return "province"
    heads = read_rules("defaults")["level_heads"]
    return next((kind for kind, marks in heads.items() if name.startswith(tuple(marks))), None)
