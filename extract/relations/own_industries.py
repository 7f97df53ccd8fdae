"""Industries that a text names and gives to nobody: they are those of the region that speaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from extract.relations.document import DocumentView
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton
from extract.rules import any_of, word_set, words

_GIVING = ("develops", "inIndustry", "supports")
_TELLING = ("report", "signed", "plan")
_NATION = "000000"
_CLAUSE = re.compile(r"[^，；：。！？\n]+")
# Names of these types in a clause may be what its industry is of.
_OWNERS = "".join(LETTERS[kind] for kind in ("Enterprise", "Project", "Policy", "Park"))


def own_industries(view: DocumentView, skeletons: Iterable[Skeleton], found: Iterable[Finding]) -> Iterator[Finding]:
    """The own region's part in each industry that no rule has `found` to be anybody's, read where a clause names it
    tells how it fares, beside no company, project, policy, park or other place, and not as what something else is of
    (建材企业); and in each that the policy which the text is furthers by its title."""
    if view.own is None or view.own.code == _NATION:
        return
    found, skeletons = list(found), list(skeletons)
    given = {f.object for f in found if f.predicate in _GIVING}
    told = {f.object for f in found if f.predicate == "develops"}
    for finding in _free_industries(view, skeletons, given):
        told.add(finding.object)
        yield finding
    for skeleton in skeletons:
        for ref in (ref for group in skeleton.groups for ref in group if ref == view.title):
            for inner in _furthered(view, ref, told):
                told.add(inner.entity)
                yield Finding(
                    OWN, "develops", inner.entity, "develops-own-title", ref.start, ref.end, ref.start, skeleton
                )


def _furthered(view: DocumentView, policy: MentionRef, told: Collection[int]) -> Iterator[MentionRef]:
    """The industries that a policy's title says it furthers, besides those `told` of."""
    for inner in view.nested_in(policy):
        furthered = any_of("defaults", "furthered_in_title").match(view.text, inner.end, policy.end) is not None
        if furthered and inner.type == "Industry" and inner.entity not in told:
            yield inner


def _free_industries(view: DocumentView, skeletons: Iterable[Skeleton], given: set[int]) -> Iterator[Finding]:
    """What clauses tell of industries that are not `given` to anybody yet."""
    for skeleton in skeletons:
        for start, end in _free_clauses(view, skeleton):
            for ref in _industries(view, skeleton, start, end):
                if ref.entity not in given:
                    given.add(ref.entity)
                    yield _finding(skeleton, ref, start, end)


def _finding(skeleton: Skeleton, ref: MentionRef, start: int, end: int) -> Finding:
    first, last = skeleton.offsets[start], max(skeleton.offsets[end - 1] + 1, ref.end)
    return Finding(OWN, "develops", ref.entity, "develops-own-named", first, last, ref.start, skeleton)


def _free_clauses(view: DocumentView, skeleton: Skeleton) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence of deeds or plans that tell how an industry fares and name nobody else."""
    if skeleton.sentence.role in _TELLING and LETTERS["Industry"] in skeleton.text:
        for clause in _CLAUSE.finditer(skeleton.text):
            said = clause.group().strip()
            if (
                any_of("defaults", "how_an_industry_fares").search(said)
                and not _of_others(view, skeleton, clause)
                and not any_of("defaults", "no_part_in_industry").search(said)
            ):
                yield clause.span()


def _of_others(view: DocumentView, skeleton: Skeleton, clause: re.Match[str]) -> bool:
    places = (at for at in range(*clause.span()) if skeleton.text[at] == LETTERS["Region"])
    return any(letter in _OWNERS for letter in clause.group()) or any(
        not view.is_own(ref.entity) for at in places for ref in skeleton.group_at(at)
    )


def _industries(view: DocumentView, skeleton: Skeleton, start: int, end: int) -> Iterator[MentionRef]:
    """The industries named in `[start, end)` of the skeleton for their own sake; sectors of the whole economy are
    none, but where they sum up others (信息咨询、电子商务等现代服务业)."""
    broad = word_set("industries", "broad")
    for at in range(start, end):
        if skeleton.text[at] == LETTERS["Industry"] and not _only_attributes().match(skeleton.text, at + 1, end):
            group = skeleton.group_at(at)
            yield from (r for r in group if view.text[r.start : r.end] not in broad or view.text[r.start - 1] == "等")


@cache
def _only_attributes() -> re.Pattern[str]:
    return re.compile("[^，。；]{0,12}?(?:" + "|".join(words("defaults", "of_an_industry")) + ")")
