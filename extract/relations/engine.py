"""Apply the rules to the skeletons of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.relations.rules import Rule
from extract.relations.skeleton import MentionRef, Skeleton

OWN = -1
OF_DOCUMENT = ("park-of-document",)


@dataclass(frozen=True, slots=True)
class Finding:
    """One reading of one sentence: entity numbers (`OWN` is the document's own region), and where it is said.

    `start` and `end` bound the evidence in cleaned text; `focus` is where the object stands, for status and level.
    """

    subject: int
    predicate: str
    object: int
    rule: str
    start: int
    end: int
    focus: int
    skeleton: Skeleton
    status: str | None = None
    stage: str | None = None


def apply_rules(skeleton: Skeleton, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    """What the rules read in one sentence, rule by rule, in order of position."""
    for rule in rules:
        if not all(any(letter in skeleton.text for letter in need) for need in rule.needs):
            continue
        if rule.unless and rule.unless.search(skeleton.text):
            continue
        for match in rule.pattern.finditer(skeleton.text):
            yield from _findings(skeleton, rule, match, match)
            for further in _further(skeleton, rule, match.end()):
                yield from _findings(skeleton, rule, match, further)


def _further(skeleton: Skeleton, rule: Rule, position: int) -> Iterator[re.Match[str]]:
    while rule.more and (match := rule.more.match(skeleton.text, position)):
        yield match
        position = match.end()


def _findings(skeleton: Skeleton, rule: Rule, match: re.Match[str], last_match: re.Match[str]) -> Iterator[Finding]:
    """What a match says of the object in it, or in `last_match`, which goes on from it."""
    objects = skeleton.group_at(last_match.start("O"))
    start = skeleton.offsets[match.start()]
    end = skeleton.offsets[last_match.end() - 1] + 1
    for subject, target in _pairs(skeleton, rule, match, objects):
        last = max(end, target.end, subject.end if subject else 0)
        first = min(start, subject.start if subject else start)
        number = subject.entity if subject else OWN
        if number != target.entity:
            yield Finding(
                number,
                rule.predicate,
                target.entity,
                rule.id,
                first,
                last,
                target.start,
                skeleton,
                rule.status,
                rule.stage,
            )


def _pairs(
    skeleton: Skeleton, rule: Rule, match: re.Match[str], objects: tuple[MentionRef, ...]
) -> Iterator[tuple[MentionRef | None, MentionRef]]:
    if rule.pairing == "chain":
        yield from zip(objects, objects[1:], strict=False)
        return
    if rule.own_subject:
        yield from ((None, target) for target in objects)
        return
    subjects = skeleton.group_at(match.start("S"))
    if rule.pairing == "each":
        if len(subjects) == len(objects):
            yield from zip(subjects, objects, strict=True)
        return
    yield from ((subject, target) for subject in subjects for target in objects)


def named_over_own(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that give the own region an industry which the sentence gives to somebody named,
    or put a company in the park of the document where a sentence puts it in another."""
    found = list(findings)
    given = {
        (f.skeleton.sentence.start, f.object)
        for f in found
        if f.predicate in ("develops", "inIndustry") and f.subject != OWN
    }
    housed = {f.subject for f in found if f.predicate == "inPark" and f.rule not in OF_DOCUMENT}
    for f in found:
        if f.rule in OF_DOCUMENT and f.subject in housed:
            continue
        if not (f.predicate == "develops" and f.subject == OWN and (f.skeleton.sentence.start, f.object) in given):
            yield f
