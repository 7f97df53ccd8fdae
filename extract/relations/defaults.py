"""Readings that need no rule: what the region's own report says by naming a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from extract.places import divisions
from extract.relations.adoption.words import tells
from extract.relations.carriers import agency_level, is_own_agency
from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.implemented import implemented
from extract.relations.schemes import sets_up
from extract.relations.skeleton import MentionRef, Skeleton
from extract.rules import any_of, words
from extract.structure import clause_around

# Levels of what lies in a region of that level.
_BELOW = MappingProxyType({"province": ("city", "county"), "city": ("county",)})
# So far behind a title a bracket may say that it is a draft.
_BRACKET = 10
_LOCATED = ("Park", "Enterprise", "Agency", "Project")
# What a name says of a name in it: the predicate, the rule, and whether the outer name is the subject.
_READINGS = MappingProxyType(
    {
        ("Policy", "Programme"): ("establishes", "title-programme", True),
        ("Policy", "Industry"): ("supports", "title-industry", True),
        ("Programme", "Industry"): ("supports", "programme-industry", True),
        ("Project", "Enterprise"): ("undertakes", "project-owner", False),
        ("Project", "Park"): ("inPark", "project-park", True),
    }
)


def default_findings(view: DocumentView, skeletons: Iterable[Skeleton], found: Iterable[Finding]) -> Iterator[Finding]:
    """Programmes carried out, and where parks, companies, agencies and projects are, besides what rules `found`."""
    found = list(found)
    told = {(f.skeleton.sentence.start, f.object) for f in found if f.predicate in ("implements", "recognisedAs")}
    placed = {f.subject for f in found if f.predicate == "locatedIn" and not _inside_own(view, f)}
    issued = {f.object for f in found if f.predicate == "issues"}
    own_issued = {f.object for f in found if f.predicate == "issues" and f.subject == OWN}
    for skeleton in skeletons:
        yield from implemented(view, skeleton, told)
        for group in skeleton.groups:
            for ref in group:
                yield from _nested(view, skeleton, ref)
                if ref.type == "Policy" and (ref.entity in own_issued or _bears_own_name(view, ref)):
                    yield from _schemes(view, skeleton, ref, told)
                if ref.type == "Policy" and ref.entity not in issued and (rule := _issued_here(view, ref)):
                    issued.add(ref.entity)
                    status = _issue_status(view, ref, rule)
                    yield Finding(OWN, "issues", ref.entity, rule, ref.start, ref.end, ref.start, skeleton, status)
                if ref.type == "Park":
                    yield from _named_for(view, skeleton, ref)
                for one in (ref, *_owners(view, ref), *_parks_in_title(view, ref)):
                    if one.type in _LOCATED and one.entity not in placed:
                        placed.add(one.entity)
                        yield from _located(view, skeleton, one)


def _named_for(view: DocumentView, skeleton: Skeleton, ref: MentionRef) -> Iterator[Finding]:
    """The industries of the text that a park bears in its name right before what makes it a park: 长江造船基地."""
    made = any_of("defaults", "park_for").search(view.text, ref.start, ref.end)
    end = made.start() if made else ref.start
    while trade := next((w for w in view.trades if view.text.endswith(w, ref.start, end)), ""):
        end -= len(trade)
        yield Finding(ref.entity, "develops", view.trades[trade], "park-name", ref.start, ref.end, ref.start, skeleton)


def _owners(view: DocumentView, ref: MentionRef) -> Iterator[MentionRef]:
    """The companies that a project is named after."""
    if ref.type == "Project":
        yield from (inner for inner in view.nested_in(ref) if inner.type == "Enterprise")


def _parks_in_title(view: DocumentView, ref: MentionRef) -> Iterator[MentionRef]:
    """The parks that a policy is for which is told of in plain words: 制定青山新片区“五大行动”方案."""
    if ref.type == "Policy" and not view.text.startswith("《", ref.start):
        yield from (inner for inner in view.nested_in(ref) if inner.type == "Park")


def by_named_owner(view: DocumentView, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that say of a project named after one company that another undertakes it alone."""
    for f in findings:
        if f.rule in ("undertakes-of", "undertakes-own-work"):
            ref = next((r for g in f.skeleton.groups for r in g if r.start == f.focus and r.type == "Project"), None)
            owners = {owner.entity for owner in _owners(view, ref)} if ref else set()
            if owners and f.subject not in owners:
                continue
        yield f


def _inside_own(view: DocumentView, f: Finding) -> bool:
    """Whether a rule puts something in a part of the own region: it is in the own region too."""
    own, codes = view.own, view.codes.get(f.object, ())
    if f.object == OWN or own is None or not codes or view.is_own(f.object):
        return False
    inner, outer = divisions().get(codes[0]), divisions().get(own.code)
    return inner is not None and outer is not None and divisions().within(inner, outer)


def _issued_here(view: DocumentView, ref: MentionRef) -> str:
    """The rule by which a policy is the own region's, '' where none says so: the text is this policy, or it has the
    region's name."""
    if view.title and view.title.start == ref.start:
        return "issues-own-title"
    return "issues-own-name" if _bears_own_name(view, ref) else ""


def _issue_status(view: DocumentView, ref: MentionRef, rule: str) -> str | None:
    """A policy in whose title the text stands is there, but for a draft; else the words around tell."""
    draft = any_of("defaults", "drafts").search(view.text, ref.start, ref.end + _BRACKET) is not None
    return "achieved" if rule == "issues-own-title" and not draft else None


def _bears_own_name(view: DocumentView, ref: MentionRef) -> bool:
    """Whether a policy's title begins with the name of the own region: 《青山县招商引资管理办法》."""
    own = divisions().get(view.own.code) if view.own and view.own.resolved else None
    return own is not None and view.text.startswith((own.name, own.short), ref.start + (view.text[ref.start] == "《"))


def _nested(view: DocumentView, skeleton: Skeleton, ref: MentionRef) -> Iterator[Finding]:
    """What a name says by the names in it: a policy's title its programme and industry, a project its owner."""
    for inner in view.nested_in(ref) if ref.type in ("Policy", "Programme", "Project") else ():
        if ref.type == "Programme" and not _for_industry(view, ref, inner):
            continue
        if inner.type == "Park" and _park_itself(view, ref, inner):
            continue
        if ref.type == "Policy" and inner.type == "Industry" and _not_aimed_at(view, ref, inner):
            continue
        if ref.type == "Policy" and inner.type == "Programme" and not sets_up(view, ref, inner):
            continue
        if told := _READINGS.get((ref.type, inner.type)):
            predicate, rule, outer_first = told
            ends = (ref.entity, inner.entity) if outer_first else (inner.entity, ref.entity)
            yield Finding(ends[0], predicate, ends[1], rule, ref.start, ref.end, ref.start, skeleton)


def _not_aimed_at(view: DocumentView, ref: MentionRef, inner: MentionRef) -> bool:
    """Whether a title names an industry only as what a technical standard is for, or within another name."""
    technical = any_of("defaults", "technical_standards").search(view.text, inner.end, ref.end) is not None
    return technical or _part_of_title(view, ref, inner)


def _part_of_title(view: DocumentView, ref: MentionRef, inner: MentionRef) -> bool:
    """Whether an industry in a policy's title is a part of a programme's name alone: 制造业单项冠军, “金种子”企业."""
    named = [r for r in view.nested_in(ref) if r.type == "Programme"]
    return any(r.start == inner.end or (r.start <= inner.start and inner.end < r.end - 2) for r in named)


def _park_itself(view: DocumentView, ref: MentionRef, inner: MentionRef) -> bool:
    """Whether a project is the building of the park in its name, not something in it: 某产业园二期建设项目."""
    rest = view.text[inner.end : ref.end]
    return re.fullmatch("|".join(words("defaults", "park_itself")), rest) is not None


def _for_industry(view: DocumentView, ref: MentionRef, inner: MentionRef) -> bool:
    """Whether a programme is there for the industry in its name: 茯茶产业发展专项资金, 商业保理试点."""
    name, industry = view.text[ref.start : ref.end].rstrip("”’）"), view.text[inner.start : inner.end]
    if not any(word in name for word in words("defaults", "for_the_public")) and (
        any_of("defaults", "tried_in").search(name)
        or view.groups[ref.entity].name.endswith(words("conflicts", "reforming"))
        or any_of("defaults", "reforms_of").fullmatch(view.text, inner.end, ref.end)
    ):
        return True
    headed = industry.endswith("产业") or view.text.startswith(("产业", "行业"), inner.end)
    return headed and name.endswith(words("defaults", "for_industry"))


def _schemes(view: DocumentView, skeleton: Skeleton, ref: MentionRef, told: set[tuple[int, int]]) -> Iterator[Finding]:
    """A region that issues a scheme for a programme carries it out: 《蚌埠市“四送一服”专项行动实施方案》."""
    start, end = clause_around(view.text, skeleton.sentence, ref.start, ref.end)
    for inner in view.nested_in(ref):
        told_here = (skeleton.sentence.start, inner.entity) in told
        if inner.type == "Programme" and not told_here and sets_up(view, ref, inner):
            talk = not tells(skeleton.between(start, end))
            yield Finding(
                OWN, "implements", inner.entity, "implements-own-scheme", start, end, ref.start, skeleton, talk=talk
            )


def _located(view: DocumentView, skeleton: Skeleton, ref: MentionRef) -> Iterator[Finding]:
    target = _home(view, ref)
    if target is not None:
        start, end = clause_around(view.text, skeleton.sentence, ref.start, ref.end)
        rule = "located-own" if target == OWN else "located-prefix"
        yield Finding(ref.entity, "locatedIn", target, rule, start, end, ref.start, skeleton, _where_status(ref))


def _where_status(ref: MentionRef) -> str | None:
    return "achieved" if ref.type in ("Agency", "Enterprise") else None


def _home(view: DocumentView, ref: MentionRef) -> int | None:
    """The Region entity that a thing is in, OWN, or None where it belongs elsewhere or above."""
    if view.own is not None and view.own.level is None and view.own.code == "000000":
        return None
    codes = view.prefixes.get(ref.start)
    if codes and not any_of("defaults", "named_after_place").match(view.text, view.place_ends.get(ref.start, ref.end)):
        return _home_by_prefix(view, ref, codes)
    said = view.text[ref.start : ref.end]
    if ref.type == "Agency" and (said.endswith(words("defaults", "party")) or not _in_own(view, said)):
        return None
    return OWN


def _in_own(view: DocumentView, agency: str) -> bool:
    """Whether an agency named by level or office alone is the region's own, or of a place in it."""
    level = view.own.level if view.own else None
    within = level is not None and agency_level(agency) in _BELOW.get(level, ())
    return within or is_own_agency(view, agency)


def _home_by_prefix(view: DocumentView, ref: MentionRef, codes: tuple[str, ...]) -> int | None:
    inner = [r for r in view.nested_in(ref) if r.type == "Region" and r.start == ref.start]
    if view.own is None:
        return inner[-1].entity if inner else OWN
    if view.own.resolved and view.own.code in codes:
        return OWN
    table = divisions()
    own, place = table.get(view.own.code), table.get(codes[0])
    if own is not None and place is not None and table.within(own, place):
        return None if ref.type == "Agency" else OWN
    if inner:
        return inner[-1].entity
    return OWN if own is not None and place is not None and table.within(place, own) else None
