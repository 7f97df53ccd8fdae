"""What a sentence takes over from the one before: 这批企业 of a list just announced, 该项目, 园区."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton

_ANNOUNCED = re.compile(rf"(?:公示|公布|发布|认定|入选|入围|获评|上榜)[^。]{{0,40}}{LETTERS['Programme']}|{LETTERS['Programme']}[^。]{{0,40}}(?:入选|入围|上榜|公布|公示|名单)")
_THESE = re.compile(r"这批|这些|上述|该批|入选企业|上榜企业|入围企业|获评企业|其中")
_THE_PROJECT = re.compile(rf"(?:该|本|这一|这个)?项目(?:总?占地[^，。]*，)?(?:建在|位于|选址|落户|坐落于?|落地)(?:于|在)?(?P<park>{LETTERS['Park']})")
_THE_PARK = re.compile(r"园区|全区|区内|园内|开发区")
_NEAR = 3


def carried_findings(view: DocumentView, skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """Readings that need an earlier sentence: titles of 这批企业, the place of 该项目, the park that a text is about."""
    yield from _titles(skeletons)
    yield from _projects(skeletons)
    yield from _park_of_document(skeletons)


def owners_park(findings: Sequence[Finding]) -> list[Finding]:
    """A project is in the park that one sentence puts its owner in (园里，某公司的某项目投产)."""
    park_of = {(f.skeleton.sentence.start, f.subject): f for f in findings if f.predicate == "inPark"}
    owned = [(f, park_of.get((f.skeleton.sentence.start, f.subject))) for f in findings if f.predicate == "undertakes"]
    return [
        Finding(f.object, "inPark", at.object, "park-of-owner", min(f.start, at.start), max(f.end, at.end), f.focus, f.skeleton)
        for f, at in owned
        if at is not None
    ]


def _titles(skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    announced: tuple[int, MentionRef] | None = None
    for number, skeleton in enumerate(skeletons):
        companies = _refs(skeleton, "Enterprise")
        titles = _refs(skeleton, "Programme")
        if announced and companies and not titles and _THESE.search(skeleton.text) and number - announced[0] <= _NEAR:
            for company in companies:
                yield Finding(
                    company.entity, "recognisedAs", announced[1].entity, "recognised-these",
                    skeleton.sentence.start, max(company.end, skeleton.sentence.end - 1), company.start, skeleton, "achieved",
                )  # fmt: skip
        if titles and _ANNOUNCED.search(skeleton.text):
            announced = (number, titles[0])


def _projects(skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    last: tuple[int, MentionRef] | None = None
    for number, skeleton in enumerate(skeletons):
        match = _THE_PROJECT.search(skeleton.text)
        if match and last and number - last[0] <= _NEAR:
            park = skeleton.group_at(match.start("park"))[0]
            start = skeleton.offsets[match.start()]
            yield Finding(last[1].entity, "inPark", park.entity, "park-the-project", start, park.end, park.start, skeleton)
        for project in _refs(skeleton, "Project"):
            last = (number, project)


def _park_of_document(skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """A text that opens with one park and then says 园区 is about it: the companies it names are in it."""
    first = next((s for s in skeletons if s.groups), None)
    if first is None or first.sentence.start > 80 or first.groups[0][0].type != "Park":
        return
    park = first.groups[0][0]
    if len(first.groups[0]) > 1 or not any(_THE_PARK.search(s.text) for s in skeletons):
        return
    if sum(1 for s in skeletons for r in _refs(s, "Park") if r.entity != park.entity) > 2:
        return
    for skeleton in skeletons:
        for company in _refs(skeleton, "Enterprise"):
            yield Finding(
                company.entity, "inPark", park.entity, "park-of-document", skeleton.sentence.start,
                max(company.end, skeleton.sentence.end - 1), company.start, skeleton,
            )  # fmt: skip


def _refs(skeleton: Skeleton, kind: str) -> list[MentionRef]:
    return [r for group in skeleton.groups for r in group if r.type == kind]
