"""Who is in an industry because a heading that names it stands over them: ——医药化工。某药业、某化工两家企业……"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton
from extract.rules import any_of
from extract.structure import heading_level

_INDUSTRY = LETTERS["Industry"]
_MEMBERS = ("Enterprise", "Project")
# The level of a heading without an enumerator, among those that have one: whatever is numbered may stand under it.
_BARE = 1
# So many lines go under one heading.
_MOST = 40
# How the rule is named by which these readings go.
UNDER_HEADING = "industry-under-heading"


@dataclass(frozen=True, slots=True)
class _Heading:
    """An industry, the line of the text where its heading stands and that line's level; `alone` where all of the line
    is heading, so that the lines under it are what it is over."""

    industry: MentionRef
    paragraph: int
    level: int
    alone: bool

    def over(self, paragraph: int, level: int | None) -> bool:
        """Whether a line of that number and level stands under it."""
        if not self.alone or paragraph == self.paragraph:
            return paragraph == self.paragraph
        return (level is None or level > self.level) and paragraph - self.paragraph <= _MOST


def headed_findings(view: DocumentView, skeletons: Sequence[Skeleton]) -> Iterator[Finding]:
    """Companies and projects under a heading that names one industry and nothing else, or behind one in its line."""
    heading: _Heading | None = None
    for number, skeleton in enumerate(skeletons):
        paragraph = skeleton.sentence.paragraph
        new = skeletons[number - 1].sentence.paragraph != paragraph if number else True
        level = heading_level(_line_head(view.text, skeleton)) if new else None
        found = _heading_of(view, skeleton, level, new)
        if found is not None:
            heading = found
        elif heading is not None and not heading.over(paragraph, level):
            heading = None
        if heading is not None:
            for ref in _members(view, skeleton):
                yield _finding(ref, heading.industry, skeleton)


def _line_head(text: str, skeleton: Skeleton) -> str:
    """The beginning of the line that a sentence stands in."""
    start = text.rfind("\n", 0, skeleton.sentence.start) + 1
    return text[start : start + 8].lstrip()


def _heading_of(view: DocumentView, skeleton: Skeleton, level: int | None, new: bool) -> _Heading | None:
    """The heading that a sentence is, or opens with; None where it has none that names just one industry."""
    match = _pattern().match(skeleton.text) if new or skeleton.text.startswith("—") else None
    if match is None:
        return None
    group = skeleton.group_at(skeleton.text.index(_INDUSTRY))
    if len(group) != 1:
        return None
    alone = view.text[skeleton.sentence.end - 1] != "。" and match.end() >= len(skeleton.text.rstrip())
    alone = alone and view.text[skeleton.sentence.end : skeleton.sentence.end + 1] in ("\n", "")
    return _Heading(group[0], skeleton.sentence.paragraph, _BARE if level is None else level, alone)


def _members(view: DocumentView, skeleton: Skeleton) -> Iterator[MentionRef]:
    """Those of a sentence who act in it or are listed."""
    for at, group in zip(skeleton.positions, skeleton.groups, strict=True):
        if group[0].type in _MEMBERS and _named_for_themselves().search(skeleton.text, 0, at):
            for ref in group:
                if not any_of("industry_headings", "outsiders").search(view.text, ref.start, ref.end):
                    yield ref


@cache
def _pattern() -> re.Pattern[str]:
    """A heading: a mark, an industry and what may stand around it; one without a mark, as a cell of a table may look
    too, only before a colon."""
    before, behind = (any_of("industry_headings", key).pattern for key in ("before", "behind"))
    enumerator = r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+"
    # Possessive, as 产业链 is 产业 and 链, too: each way to take a row of them apart would be tried.
    name = rf"“?{_INDUSTRY}”?(?:{behind})*+"
    return re.compile(rf"\s*(?:(?:{enumerator}|{before})++\s*{name}(?:[。：:]|\s*$)|{name}[：:])")


@cache
def _named_for_themselves() -> re.Pattern[str]:
    words = any_of("industry_headings", "named_after").pattern
    names = "".join(LETTERS[kind] for kind in ("Region", "Park", *_MEMBERS))
    return re.compile(rf"(?:^[\s\d.、．（()）]*|[，；：:、。\n（(]|{words})[{names}“的市县区]{{0,3}}$")


def _finding(member: MentionRef, industry: MentionRef, skeleton: Skeleton) -> Finding:
    start, end = min(industry.start, member.start), member.end
    return Finding(
        member.entity, "inIndustry", industry.entity, UNDER_HEADING, start, end, member.start, skeleton, "achieved"
    )
