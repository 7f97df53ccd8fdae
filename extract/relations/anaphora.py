"""What a sentence takes over from the ones before: the titles of 这批企业, the park that a text is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.relations.document import DocumentView
from extract.relations.engine import OF_DOCUMENT, OWN, THIS_PARK, Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton
from extract.rules import words

_ANNOUNCED = re.compile(
    rf"(?:公示|公布|发布|认定|入选|入围|获评|上榜)[^。]{{0,40}}{LETTERS['Programme']}|{LETTERS['Programme']}[^。]{{0,40}}(?:入选|入围|上榜|公布|公示|名单|认定结果)"
)
_THESE = re.compile(
    rf"这批|这些|上述|该批|入选企业|上榜企业|入围企业|获评企业|其中|首家入选|{LETTERS['Enterprise']}等?(?:[\d一二三四五六七八九十]+[家户])?(?:企业|公司)?(?:成功|双双|均|同时)?(?:入选|上榜|榜上有名|入围|在列|名列其中)|有{LETTERS['Enterprise']}等?[\d一二三四五六七八九十]+[家户]"
)
# A line that names a title and little else, and lines under it that name companies alone.
_HEADING = re.compile(
    rf"[^，。；：{LETTERS['Enterprise']}]{{0,20}}{LETTERS['Programme']}[^，。；{LETTERS['Enterprise']}]{{0,16}}"
)
_LISTED = re.compile(
    rf"[\d一二三四五六七八九十（）().．、\s　·•-]*"
    rf"(?:{LETTERS['Enterprise']}(?:（[^（）{LETTERS['Programme']}]{{1,24}}）)?[、；\s　]*)+[；。]?\n?"
)
# … or behind the first of those who have it, in one line: 绿色工厂：甲公司；乙公司（公示期内）.
_ITEMS = re.compile(
    rf"[^，。；：]{{0,12}}{LETTERS['Programme']}[^，。；：]{{0,6}}：[^，。：]*{LETTERS['Enterprise']}[^，。：]*；$"
)
_ARRIVED = re.compile(
    rf"(?:走进|来到|走访|深入|前往|赶赴|抵达|转到|转往|移步|赴|到|在)(?:了|位于)?(?P<to>[{LETTERS['Park']}{LETTERS['Region']}])(?!的)"
)
_CALLED_ON = re.compile(
    rf"(?:^|[，；])[^，；{''.join(LETTERS.values())}]{{0,10}}(?:在|走进|来到|走访|走到|步入|察看|参观)了?(?P<who>{LETTERS['Enterprise']})"
)
# A sentence that ends with coming to a place, and one that opens with a company and what describes it.
_COMES_TO = re.compile(
    rf"(?:走进|来到|前往|赶赴|抵达|转到|转往|移步|转赴|赴|到|在)(?:了|位于)?{LETTERS['Park']}(?:，[^，。；]{{0,8}})?。"
)
_OTHER_NAMES = "".join(letter for kind, letter in LETTERS.items() if kind != "Industry")
_FIRST_CALLED_ON = re.compile(rf"[“\s]*(?:[^，；。：{_OTHER_NAMES}]{{1,16}}的)?(?P<who>{LETTERS['Enterprise']})")
_ALL_IN = re.compile(
    rf"(?:以上|上述|这些|该批|这批)[^，。；{LETTERS['Enterprise']}]{{0,8}}(?P<what>企业|公司|单位|项目)，?"
    rf"(?:除?(?P<but>[^，。；]{{1,24}}?)(?:外|以外|之外)，?)?"
    rf"(?:均|都|全部|全都)[^，。；{LETTERS['Enterprise']}]{{0,4}}"
    rf"(?:在|位于|落户|来自|坐落于?|集聚于?|集中于?|分布于?|选址|入驻|建)在?(?P<park>{LETTERS['Park']})"
)
_NEAR = 3
# So much of a name tells which one is meant.
_LEAST_PIECE = 4


def carried_findings(view: DocumentView, skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """Readings that need an earlier sentence: titles of 这批企业, companies under a heading that names a title, those
    called on in a park, those of the park that a text is about."""
    yield from _titles(skeletons)
    yield from _under_headings(skeletons)
    yield from _visited(skeletons)
    yield from _all_above(view, skeletons)
    yield from _companies_of_park(view, skeletons)


def with_park_spoken_of(
    view: DocumentView, skeletons: Sequence[Skeleton], findings: Iterable[Finding]
) -> Iterator[Finding]:
    """The findings, those of the park spoken of told of the one that was named last, in the sentence or one of the few
    before it; without them where several were named together, or none."""
    parks = [group for s in skeletons for group in s.groups if group[0].type == "Park"]
    ends = [group[-1].end for group in parks]
    starts = [s.start for s in view.sentences]
    alone = len({r.entity for group in parks for r in group}) == 1
    for f in findings:
        if f.object != THIS_PARK:
            yield f
            continue
        first = 0 if alone else starts[max(0, bisect_right(starts, f.focus) - 1 - _NEAR)]
        at = bisect_right(ends, f.focus) - 1
        if at >= 0 and len(parks[at]) == 1 and parks[at][0].start >= first:
            yield replace(f, object=parks[at][0].entity)
        elif view.park is not None and (at < 0 or parks[at][0].start < first):
            yield replace(f, object=view.park)


def of_park(view: DocumentView, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, in a text about a park with that park for the region where it is said what is developed, unless
    the sentence speaks of the region."""
    region = re.compile("|".join(words("anaphora", "of_region")))
    for f in findings:
        said_of_region = f.subject != OWN or region.search(f.skeleton.text)
        if view.park is None or f.predicate != "develops" or said_of_region:
            yield f
        else:
            yield replace(f, subject=view.park)


def owners_park(findings: Sequence[Finding]) -> list[Finding]:
    """A project is in the park that one sentence puts its owner in (园里，某公司的某项目投产)."""
    park_of = {
        (f.skeleton.sentence.start, f.subject): f
        for f in findings
        if f.predicate == "inPark" and f.rule not in OF_DOCUMENT
    }
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
    status = "achieved"
    for number, skeleton in enumerate(skeletons):
        companies = _refs(skeleton, "Enterprise")
        titles = _refs(skeleton, "Programme")
        if announced and companies and not titles and _THESE.search(skeleton.text) and number - announced[0] <= _NEAR:
            for company in companies:
                title, rule = announced[1].entity, "recognised-these"
                yield _reading(company, "recognisedAs", title, rule, skeleton, status)
        if titles and _ANNOUNCED.search(skeleton.text):
            announced = (number, titles[0]) if len({r.entity for r in titles}) == 1 else None
            status = "ongoing" if "公示" in skeleton.text else "achieved"


def _under_headings(skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """A list under a title: each line names a company that has it."""
    title: MentionRef | None = None
    line = -1
    for skeleton in skeletons:
        if skeleton.sentence.paragraph > line + 1:
            title = None
        line = skeleton.sentence.paragraph
        if listed := _LISTED.fullmatch(skeleton.text):
            if title is not None:
                held, status = title.entity, "ongoing" if "公示" in listed.group() else "achieved"
                for company in _refs(skeleton, "Enterprise"):
                    yield _reading(company, "recognisedAs", held, "recognised-under-heading", skeleton, status)
        else:
            heads = _HEADING.fullmatch(skeleton.text.strip("：:。\n")) or _ITEMS.match(skeleton.text)
            title = _refs(skeleton, "Programme")[0] if heads else None


def _all_above(view: DocumentView, skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """The companies, or projects, of the lines above of which a sentence says that all of them are in a park, but for
    those that it excepts: 以上企业除某公司外，均在某园区。"""
    above: list[MentionRef] = []
    line = -1
    for skeleton in skeletons:
        if skeleton.sentence.paragraph > line + 1:
            above = []
        line = skeleton.sentence.paragraph
        if told := _ALL_IN.search(skeleton.text):
            but = _excepted(view, skeleton, told, above)
            park = skeleton.group_at(told.start("park"))[0]
            at = skeleton.offsets[told.start()]
            kind = "Project" if told["what"] == "项目" else "Enterprise"
            for one in {r.entity: r for r in above if r.type == kind and r.entity not in but}.values():
                last = max(park.end, at + 1)
                yield Finding(one.entity, "inPark", park.entity, "park-of-all", at, last, park.start, skeleton)
            # Whoever was spoken of so is not among the next ones.
            above = []
        else:
            above += [*_refs(skeleton, "Enterprise"), *_refs(skeleton, "Project")]


def _excepted(view: DocumentView, skeleton: Skeleton, told: re.Match[str], above: Sequence[MentionRef]) -> set[int]:
    """The things that a sentence about all of those above excepts, by a mention or by a piece of their names."""
    if not told["but"]:
        return set()
    first, last = told.span("but")
    named = [r for p, g in zip(skeleton.positions, skeleton.groups, strict=True) if first <= p < last for r in g]
    said = view.text[skeleton.offsets[first] : skeleton.offsets[last]].removeprefix("除")[:_LEAST_PIECE]
    called = {r.entity for r in above if len(said) == _LEAST_PIECE and said in view.text[r.start : r.end]}
    return called | {r.entity for r in named}


def _visited(skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """Companies called on after the text has come to a park, up to the next place: 来到某园区。在某公司，……"""
    park: MentionRef | None = None
    last, arrived = 0, False
    for number, skeleton in enumerate(skeletons):
        if park is not None and number - last <= _NEAR:
            first = _FIRST_CALLED_ON.match(skeleton.text) if arrived else None
            for match in [*([first] if first else []), *_CALLED_ON.finditer(skeleton.text)]:
                for company in skeleton.group_at(match.start("who")):
                    yield _reading(company, "inPark", park.entity, "park-of-visit", skeleton)
                last = number
        for match in _ARRIVED.finditer(skeleton.text):
            group = skeleton.group_at(match.start("to"))
            park, last = (group[0] if group[0].type == "Park" and len(group) == 1 else None), number
        arrived = _COMES_TO.search(skeleton.text) is not None


def _reading(
    subject: MentionRef, predicate: str, target: int, rule: str, skeleton: Skeleton, status: str | None = None
) -> Finding:
    """What a sentence says of a mention in it by one before it; a title `ongoing` by that one was on public notice."""
    stage = "公示" if status == "ongoing" else None
    start, end = skeleton.sentence.start, max(subject.end, skeleton.sentence.end - 1)
    return Finding(subject.entity, predicate, target, rule, start, end, subject.start, skeleton, status, stage)


def _companies_of_park(view: DocumentView, skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """The companies and projects that a text about one park names are in it."""
    park = view.park
    if park is None:
        return
    for skeleton in skeletons:
        for kind, elsewhere in (("Enterprise", "elsewhere"), ("Project", "projects_elsewhere")):
            if not any(word in skeleton.text for word in words("anaphora", elsewhere)):
                for inside in _refs(skeleton, kind):
                    yield _reading(inside, "inPark", park, "park-of-document", skeleton)


def _refs(skeleton: Skeleton, kind: str) -> list[MentionRef]:
    return [r for group in skeleton.groups for r in group if r.type == kind]
