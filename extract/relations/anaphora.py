"""What a sentence takes over from the ones before: the titles of 这批企业, the park that a text is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton

_ANNOUNCED = re.compile(
    rf"(?:公示|公布|发布|认定|入选|入围|获评|上榜)[^。]{{0,40}}{LETTERS['Programme']}|{LETTERS['Programme']}[^。]{{0,40}}(?:入选|入围|上榜|公布|公示|名单|认定结果)"
)
_THESE = re.compile(
    rf"这批|这些|上述|该批|入选企业|上榜企业|入围企业|获评企业|其中|首家入选|有{LETTERS['Enterprise']}等?[\d一二三四五六七八九十]+[家户]"
)
_NEAR = 3


def carried_findings(view: DocumentView, skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """Readings that need an earlier sentence: titles of 这批企业, companies of the park that a text is about."""
    yield from _titles(skeletons)
    yield from _companies_of_park(view, skeletons)


def owners_park(findings: Sequence[Finding]) -> list[Finding]:
    """A project is in the park that one sentence puts its owner in (园里，某公司的某项目投产)."""
    park_of = {(f.skeleton.sentence.start, f.subject): f for f in findings if f.predicate == "inPark"}
    owned = [(f, park_of.get((f.skeleton.sentence.start, f.subject))) for f in findings if f.predicate == "undertakes"]
    return [
        Finding(
            f.object,
            "inPark",
            at.object,
            "park-of-owner",
            min(f.start, at.start),
            max(f.end, at.end),
            f.focus,
            f.skeleton,
        )
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
                start, end = skeleton.sentence.start, max(company.end, skeleton.sentence.end - 1)
                title, rule = announced[1].entity, "recognised-these"
                yield Finding(
                    company.entity, "recognisedAs", title, rule, start, end, company.start, skeleton, "achieved"
                )
        if titles and _ANNOUNCED.search(skeleton.text):
            announced = (number, titles[0])


def _companies_of_park(view: DocumentView, skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """The companies that a text about one park names are in it."""
    park = view.park
    if park is None:
        return
    for skeleton in skeletons:
        for company in _refs(skeleton, "Enterprise"):
            yield Finding(
                company.entity, "inPark", park, "park-of-document", skeleton.sentence.start,
                max(company.end, skeleton.sentence.end - 1), company.start, skeleton,
            )  # fmt: skip


def _refs(skeleton: Skeleton, kind: str) -> list[MentionRef]:
    return [r for group in skeleton.groups for r in group if r.type == kind]
