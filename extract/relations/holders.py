"""Titles that a sentence gives to a holder whom it names, whatever the verb (某公司续上了高新技术企业证书): the holder
has them, and the region that speaks carries nothing out by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract.relations.document import DocumentView
from extract.relations.engine import Finding
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton
from extract.relations.status import levels_before
from extract.relations.titles import is_of_places, is_title
from extract.rules import any_of, words
from extract.rules.openings import quick
from ontology.vocabulary import ProgrammeVocabulary

_HOLDERS = "".join(LETTERS[kind] for kind in ("Enterprise", "Park", "Project"))
_DOERS = LETTERS["Agency"] + LETTERS["Region"]
# What somebody says goes on with who says it.
_STOP = re.compile("[。；！？\n]|：(?!“)")
_CLAUSE = re.compile("[，,]")
_OWN_TITLE = re.compile("的(?P<level>(?:国家级?|自治区级?|省级?|市级?|县级)?)[“‘]?")
_REACH = 160
# Readings of somebody carrying a programme out that a named holder of it takes the ground from.
_CARRYING = (
    "implements-own", "implements-own-office", "implements-subject", "adoption", "adoption-own", "adoption-carried",
)  # fmt: skip


def with_holders(
    view: DocumentView, skeletons: Sequence[Skeleton], findings: Iterable[Finding], vocabulary: ProgrammeVocabulary
) -> Iterator[Finding]:
    """The findings, and besides those of titles that their sentence gives to a holder, in place of what makes somebody
    carry these titles out. `skeletons` are the sentences with their left-out subjects."""
    found = list(findings)
    told = {(f.skeleton.sentence.start, f.object) for f in found if f.predicate == "recognisedAs"}
    held: set[int] = set()
    is_held = {i: is_title(g, vocabulary) for i, g in enumerate(view.groups) if g.type == "Programme"}
    for skeleton in skeletons:
        for position, group in zip(skeleton.positions, skeleton.groups, strict=True):
            titles = [r for r in group if is_held.get(r.entity)]
            holder = _holder(skeleton, position) if titles and not _spoken_of(skeleton, position) else None
            if holder is None or not _has(view, skeleton, holder, position):
                continue
            held.update(r.start for r in titles)
            of_firm = skeleton.group_at(holder)[0].type == "Enterprise"
            for title in titles:
                if of_firm and is_of_places(view.groups[title.entity]):
                    continue
                if (skeleton.sentence.start, title.entity) not in told:
                    yield from _recognised(skeleton, holder, position, title)
    yield from (f for f in found if f.rule not in _CARRYING or f.focus not in held)


def owners_titles(view: DocumentView, findings: Sequence[Finding]) -> list[Finding]:
    """The titles of what a company makes or makes it with (其装配车间入选数字化车间) as the company's own."""
    owner = {f.object: f.subject for f in findings if f.predicate == "undertakes"}
    held = [f for f in findings if f.predicate == "recognisedAs" and f.subject in owner]
    return [
        replace(f, subject=owner[f.subject], rule="recognised-of-owner")
        for f in held
        if view.names[f.subject].endswith(words("holders", "parts_of_a_firm"))
    ]


def _recognised(skeleton: Skeleton, holder: int, position: int, title: MentionRef) -> Iterator[Finding]:
    for who in skeleton.group_at(holder):
        start, end = min(who.start, title.start), max(skeleton.offsets[position] + 1, title.end)
        start = start if who.start >= skeleton.sentence.start else skeleton.sentence.start
        yield Finding(who.entity, "recognisedAs", title.entity, "recognised-held", start, end, title.start, skeleton)


def _spoken_of(skeleton: Skeleton, position: int) -> bool:
    """Whether the words beside a title tell that it is a scheme which is spoken of, or one that several have."""
    before = skeleton.text[max(0, position - _REACH) : position]
    return bool(any_of("holders", "spoken_of_after").match(skeleton.text, position + 1) or _before().search(before))


def _holder(skeleton: Skeleton, position: int) -> int | None:
    """Where the holder stands of whom the clause of a title tells: the nearest company, park or project before it,
    unless somebody else comes in between or acts on that one."""
    text = skeleton.text
    low = max(0, position - _REACH)
    low = max([low, *(m.end() for m in _STOP.finditer(text, low, position))])
    at = max((i for i in range(low, position) if text[i] in _HOLDERS), default=None)
    if at is None or _not_itself().match(text, at + 1) or _others().search(text, at, position):
        return None
    clause = max([low, *(m.end() for m in _CLAUSE.finditer(text, low, at))])
    if _CLAUSE.search(text, at, position) and _acted_on().search(text, clause, at + 1):
        return None
    return at


def _has(view: DocumentView, skeleton: Skeleton, holder: int, position: int) -> bool:
    """Whether words in the clause of the title say that the holder has it, gets it or is after it, and not that so
    and so many have; a title of a level right behind its holder is its own (远山公司的省级企业技术中心)."""
    text, title = skeleton.text, skeleton.group_at(position)[0]
    if owned := _OWN_TITLE.fullmatch(text, holder + 1, position):
        ranked = owned["level"] or levels_before("", 0, view.text[title.start : title.end])
        if ranked or any_of("holders", "own_after").match(text, position + 1):
            return True
    start = max([holder + 1, *(m.end() for m in _CLAUSE.finditer(text, holder, position))])
    if start > holder + 1 and any_of("holders", "several").search(text, start, position):
        return False
    held = any_of("holders", "holding").search(text, start, position)
    # A clause of its own has a subject of its own where it does not open with its verb.
    said = held is not None and (start == holder + 1 or bool(_only_adverbs().fullmatch(text, start, held.start())))
    return said or any_of("holders", "holding_after").match(text, position + 1) is not None


@cache
def _only_adverbs() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words('ellipsis', 'adverbs'))})*[\\s“]*")


@cache
def _before() -> re.Pattern[str]:
    """Words right before a title, in its clause and behind no other name, by which it is only spoken of."""
    spoken = "|".join(words("holders", "spoken_of_before"))
    return re.compile(quick(rf"(?:{spoken})[^，。；{''.join(LETTERS.values())}]{{0,6}}$"))


@cache
def _not_itself() -> re.Pattern[str]:
    return re.compile("的?(?:" + "|".join(words("holders", "not_itself")) + ")")


@cache
def _others() -> re.Pattern[str]:
    """A clause that somebody else heads: an office or a region, 全县, 专班."""
    return re.compile(f"[，,][^，,{_HOLDERS}]{{0,4}}?(?:[{_DOERS}]|{'|'.join(words('holders', 'others'))})")


@cache
def _acted_on() -> re.Pattern[str]:
    return re.compile(quick(f"[{_DOERS}]|{'|'.join(words('holders', 'acted_on'))}"))
