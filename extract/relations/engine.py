"""Apply the rules to the skeletons of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from extract.relations.rules import Rule
from extract.relations.skeleton import LETTERS, MentionRef, Skeleton

# An enumeration of industries, and the one that sums it up.
_SUMMED = re.compile(rf"{LETTERS['Industry']}等{LETTERS['Industry']}")
_IN_TURN = re.compile("分别|分获|分属|各获|依次")
OWN = -1
# The policy that the document is, or whose title is read, before it is told which that is.
THIS_POLICY = -2
# The park that a text speaks of, before it is told which that is.
THIS_PARK = -3
# An industry of the own region that is built on at a park is the region's still.
_ALSO_OWN = "develops-park-of-industry"
# What these rules read counts of programmes alone that no vocabulary knows.
OF_NEW = ("establishes-carries-out",)
OF_DOCUMENT = ("park-of-document", "park-of-visit", "park-next-door", "park-entered", "park-moved-in-here")


@dataclass(frozen=True, slots=True)
class Finding:
    """One reading of one sentence: entity numbers (`OWN` is the document's own region), and where it is said.

    `start` and `end` bound the evidence in cleaned text; `focus` is where the object stands, for status and level.
    `kind` says how a policy is based on the other; `time` is when, where the reading itself tells; `told` ones stand
    apart from readings of another status. `place` is the code of a division that the text does not name (省里), for
    which OWN then stands; `talk` tells that the clause only talks of a programme. `confidence` is how likely it is,
    where that is not the precision of its rule.
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
    kind: str | None = None
    time: str | None = None
    told: bool = False
    place: str = ""
    talk: bool = False
    confidence: float | None = None


def apply_rules(skeleton: Skeleton, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    """What the rules read in one sentence, rule by rule, in order of position."""
    kinds = sorted(group[0].type for group in skeleton.groups)
    # Two of a type are as good as many.
    named = tuple(kind for i, kind in enumerate(kinds) if i < 2 or kinds[i - 2] != kind)
    there = frozenset(skeleton.text)
    for rule in _applicable(rules, named):
        if rule.words and there.isdisjoint(rule.words):
            continue
        for number, match in enumerate(rule.pattern.finditer(skeleton.text)):
            if number == 0 and rule.unless and rule.unless.search(skeleton.text):
                break
            yield from _findings(skeleton, rule, match, match)
            for further in _further(skeleton, rule, match.end()):
                yield from _findings(skeleton, rule, match, further)


@lru_cache(maxsize=4096)
def _applicable(rules: tuple[Rule, ...], kinds: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules that a sentence can fill which mentions just these types, named twice where it has several of one."""
    letters, repeated = {LETTERS[kind] for kind in kinds}, {LETTERS[kind] for kind in kinds if kinds.count(kind) > 1}
    return tuple(rule for rule in rules if _fillable([letters.intersection(n) for n in rule.needs], repeated))


def _fillable(fillers: Sequence[set[str]], repeated: set[str]) -> bool:
    """Whether every slot has something to fill it, and no two have only the same one mention."""
    alone = [filler for filler in fillers if len(filler) == 1 and not filler <= repeated]
    return all(fillers) and all(one != other for one, other in combinations(alone, 2))


def _further(skeleton: Skeleton, rule: Rule, position: int) -> Iterator[re.Match[str]]:
    while rule.more and (match := rule.more.match(skeleton.text, position)):
        yield match
        position = match.end()


def _findings(skeleton: Skeleton, rule: Rule, match: re.Match[str], last_match: re.Match[str]) -> Iterator[Finding]:
    """What a match says of the object in it, or in `last_match`, which goes on from it."""
    if rule.target:
        yield from _in_context(skeleton, rule, match)
        return
    objects = _objects(skeleton, last_match)
    start = skeleton.offsets[match.start()]
    end = skeleton.offsets[last_match.end() - 1] + 1
    for subject, target in _pairs(skeleton, rule, match, objects):
        last = max(end, target.end, subject.end if subject else 0)
        first = min(start, subject.start if subject else start)
        number = subject.entity if subject else OWN if rule.own_subject else THIS_POLICY
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
                rule.kind,
            )


def _in_context(skeleton: Skeleton, rule: Rule, match: re.Match[str]) -> Iterator[Finding]:
    """What a match says of its subjects and the park that the text speaks of."""
    start, end = skeleton.offsets[match.start()], skeleton.offsets[match.end() - 1] + 1
    for ref in skeleton.group_at(match.start("S")):
        yield Finding(
            ref.entity, rule.predicate, THIS_PARK, rule.id, min(start, ref.start), max(end, ref.end), ref.start,
            skeleton, rule.status, rule.stage,
        )  # fmt: skip


def _objects(skeleton: Skeleton, match: re.Match[str]) -> tuple[MentionRef, ...]:
    """The objects of a match: the group at O, those after it where the pattern takes several, and the industry that
    sums up those at O (航运金融、邮轮经济等高端服务业)."""
    first = match.start("O")
    rest = range(*match.span("more")) if "more" in match.re.groupindex else ()
    further = [ref for at in rest if skeleton.text[at] == skeleton.text[first] for ref in skeleton.group_at(at)]
    if summed := _SUMMED.match(skeleton.text, first):
        further += [ref for ref in skeleton.group_at(summed.end() - 1) if ref not in further]
    return (*skeleton.group_at(first), *further)


def _pairs(
    skeleton: Skeleton, rule: Rule, match: re.Match[str], objects: tuple[MentionRef, ...]
) -> Iterator[tuple[MentionRef | None, MentionRef]]:
    if rule.pairing == "chain":
        yield from zip(objects, objects[1:], strict=False)
        return
    if rule.implied:
        yield from ((None, target) for target in objects)
        return
    subjects = skeleton.group_at(match.start("S"))
    if rule.pairing == "ladder":
        rungs = (*subjects, *objects)
        yield from zip(rungs, rungs[1:], strict=False)
        return
    if rule.pairing == "each" or _respectively(skeleton, match, len(subjects) == len(objects) > 1):
        if len(subjects) == len(objects):
            yield from zip(subjects, objects, strict=True)
        return
    if rule.pairing == "clear" and len(subjects) > 1 and len(objects) > 1:
        return
    if rule.pairing == "nearest" and skeleton.text[match.start("S") + 1 : match.start("O")] in ("", "的"):
        objects = objects[:1]
    yield from ((subject, target) for subject in subjects for target in objects)


def _respectively(skeleton: Skeleton, match: re.Match[str], as_many: bool) -> bool:
    """Whether 分别 or its like stands between as many subjects as objects: the first has the first, and so on."""
    return as_many and _IN_TURN.search(skeleton.text, match.start("S"), match.start("O")) is not None


def named_over_own(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that give the own region an industry which the sentence gives to somebody named,
    or put a company in the park of the document where a sentence puts it in another."""
    found = list(findings)
    given = {
        (f.skeleton.sentence.start, f.object)
        for f in found
        if f.predicate in ("develops", "inIndustry") and f.subject != OWN and f.rule != _ALSO_OWN
    }
    housed: dict[int, set[int]] = {}
    for f in found:
        if f.predicate == "inPark" and f.rule not in OF_DOCUMENT:
            housed.setdefault(f.subject, set()).add(f.object)
    for f in found:
        if f.rule in OF_DOCUMENT and f.object not in housed.get(f.subject, {f.object}):
            continue
        if not (f.predicate == "develops" and f.subject == OWN and (f.skeleton.sentence.start, f.object) in given):
            yield f
