"""Status and levels of a claim, from the words around it and the role of its section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from extract.relations.skeleton import LETTERS, Skeleton
from extract.rules import any_of, read_rules
from extract.rules.openings import quick
from ontology.records import LEVELS

# So far the words around an object are looked at, on either side.
_REACH = 400
_CLAUSE_STOP = re.compile(r"[，。；！？\n]")
_LEVEL_WORDS = {"全国": "国家", "自治区": "省", "全省": "省", "全市": "市", "州": "市", "区": "县", "全县": "县"}
# A level is none as the end of a longer word: 试验区, 城市, 跨省.
_LEVEL_WORD = (
    r"(?:国家|自治区|全国|全省|全市|全县|省|(?<![城都上股超集])市|州|县"
    r"|(?<![园发验新片社山景城地校业小郊矿林税范心])区)级?"
)
_LEVEL = re.compile(
    rf"(?<![我该本各跨弟])(?<!跨省)((?:{_LEVEL_WORD}[、和及]?){{1,3}})"
    r"(?:[Xx×\d]{1,5}[年项个家]?度?|第[一二三四五六七八九十\d]+批|首批|新一批|“|重点|优秀|示范|认定的?|的)*$"
)
_LEVEL_HEAD = re.compile(
    r"(国家|省|市(?!场|民|值)|县)级?|[\u4e00-\u9fff]{2,3}(省|(?<![城都上])市(?!场|民|值|政|容)|县)"
)
_NAMELESS = re.compile(rf"[^，。；！？\n{''.join(LETTERS.values())}]+")
# Somebody issued a policy, and shall not only do so.
_ISSUED = re.compile(
    rf"[{LETTERS['Agency']}{LETTERS['Region']}][^，。；将拟要应须]{{0,16}}?(?:印发|发布|公布|出台|颁布)了?[^，。；]{{0,10}}?{LETTERS['Policy']}"
)
# What a policy document says of itself and of other policies.
_OF_POLICIES = ("issues", "supports", "establishes")
# Sections of what is intended, asked for or prescribed.
_INTENDING = ("plan", "demand", "provision")
# What an agreement that was just signed leaves to come.
_OF_SIGNED = ("project", "settled")
_ONE_LEVEL = re.compile(r"国家|自治区|全国|全省|全市|全县|省|市|州|县|区")


class Status(NamedTuple):
    """One of `ontology.records.STATUSES`, and whether words say it or only the default does."""

    value: str
    said: bool


def status_of(skeleton: Skeleton, focus: int, predicate: str, subject: str, fixed: str | None = None) -> Status:
    """Status of a claim whose object stands at `focus` of cleaned text; `subject` is its subject's type.

    `fixed` is what the rule says; the heading of a section of plans still wins over it.
    """
    if fixed == "mentioned":
        return Status(fixed, said=True)
    profile = _profile(predicate, subject)
    if profile is not None:
        return _by_profile(skeleton, focus, profile, subject)
    clause, before = _clause(skeleton, focus)
    if _ends_after(skeleton, focus):
        return Status("ended", said=True)
    if skeleton.sentence.role == "provision" and (told := _provided(clause, before, predicate, fixed)):
        return told
    if predicate in _OF_POLICIES and _applied(skeleton, focus):
        return Status("achieved", said=True)
    settled = predicate in ("supports", "establishes") and skeleton.sentence.role == "report"
    if settled and not any_of("status", "unsettled").search(before + clause):
        return Status(fixed or "achieved", said=True)
    if _done_after(skeleton, focus):
        return Status("achieved", said=True)
    said_before = before + _up_to(skeleton, focus)
    if (
        predicate == "recognisedAs"
        and any_of("status", "on_notice").search(before + clause)
        and skeleton.sentence.role == "report"
    ):
        return Status("ongoing", said=True)
    plans = skeleton.sentence.role in ("plan", "demand") or any_of("status", "carried").search(said_before) is not None
    if plans and not any(w in clause for w in _words("done")):
        keeps = skeleton.sentence.role == "report" and _first_cue(clause) == "ongoing" and _cue_index(clause) == 1
        return Status("ongoing" if keeps else "planned", said=True)
    if predicate == "recognisedAs" and _striven_for(skeleton, focus):
        return Status("planned", said=True)
    if predicate == "recognisedAs" and (any_of("status", "pending").search(clause) or _waits_after(skeleton, focus)):
        return Status("ongoing", said=True)
    if fixed:
        return Status(fixed, said=True)
    if predicate == "develops":
        under_way = any(w in clause for w in _words("develops_ongoing"))
        return Status("ongoing" if under_way else "achieved", said=under_way)
    if predicate == "issues" and _not_yet_approved(skeleton, focus):
        return Status("ongoing", said=True)
    cue = _first_cue(clause)
    return Status(cue or str(read_rules("status")["default"][skeleton.sentence.role]), said=cue is not None)


def _provided(clause: str, before: str, predicate: str, fixed: str | None) -> Status | None:
    """Status of a claim in a policy document: what it says of policies holds with it, all else is intended, also the
    titles of those whom it promises something; a programme whose policy somebody has issued is there, and None is for
    what else its words tell of as there already."""
    if predicate in _OF_POLICIES:
        drafted = predicate != "issues" and any_of("status", "drafting").search(clause)
        return Status("planned", said=True) if drafted else Status(fixed, said=True) if fixed else None
    if predicate == "implements" and _ISSUED.search(clause):
        return Status("achieved", said=True)
    if any_of("status", "existing").search(before + clause) and not any_of("status", "conditions").search(clause):
        return Status(fixed, said=True) if fixed else None
    return Status("planned", said=True)


def _applied(skeleton: Skeleton, focus: int) -> bool:
    """Whether the words before a policy say that it is applied, so that it is there: 兑现《某办法》各项承诺."""
    at = _letter(skeleton, focus)
    return any_of("status", "applied").search(skeleton.text, max(0, at - 24), at) is not None


def _ends_after(skeleton: Skeleton, focus: int) -> bool:
    """Whether the next clause, which names nothing else, ends it: 原先申报的“某企业”，文件到期后已不再受理新申报."""
    at = _letter(skeleton, focus)
    rest = _CLAUSE_STOP.split(skeleton.text[at + 1 :], maxsplit=2)[1:2]
    return bool(rest) and _NAMELESS.fullmatch(rest[0]) is not None and _cues()[0][1].search(rest[0]) is not None


def _profile(predicate: str, subject: str) -> str | None:
    if predicate == "undertakes" or (predicate in ("locatedIn", "inPark") and subject == "Project"):
        return "project"
    if predicate == "basedOn":
        return "document"
    if predicate == "locatedIn":
        return "place" if subject == "Park" else "existing"
    return "settled" if predicate == "inPark" else None


def _done_after(skeleton: Skeleton, focus: int) -> bool:
    """Whether the next clause, which names nothing else, says that it was done: 报告提出的某行动，年底前已全部落实."""
    at = _letter(skeleton, focus)
    clauses = _CLAUSE_STOP.split(skeleton.text[at + 1 : at + 80])
    following = clauses[1] if len(clauses) > 1 else ""
    return _NAMELESS.fullmatch(following) is not None and any_of("status", "done_after").search(following) is not None


def _by_profile(skeleton: Skeleton, focus: int, profile: str, subject: str) -> Status:
    table = read_rules("status")["profiles"][profile]
    at = _letter(skeleton, focus)
    clause, before = _clause(skeleton, focus)
    next_clause = "，".join(skeleton.text[at : at + 40].split("；")[0].split("，")[1:2])
    named_before = subject == "Enterprise" and LETTERS["Enterprise"] in _up_to(skeleton, focus)
    if named_before and LETTERS["Enterprise"] in next_clause:
        next_clause = ""
    said = [_beside(skeleton.text, at)] if profile == "place" else [clause, next_clause]
    if skeleton.sentence.role in _INTENDING and not any(w in part for part in said for w in _words("done")):
        intended = table.get("in_plans", {})
        if any(w in clause for w in table.get("to_start", ())):
            return Status("planned", said=True)
        for part, status in ((p, s) for p in said for s in ("ongoing", "planned")):
            if any(w in part for w in intended.get(status, ())):
                return Status(status, said=True)
    told = next((stage for part in said if (stage := _stage_in(part, table))), None)
    signed = (
        told is None
        and profile in _OF_SIGNED
        and _only_signed(skeleton, before + _up_to(skeleton, focus), "，".join(said))
    )
    return Status(told or ("planned" if signed else table["default"]), said=told is not None or signed)


def _stage_in(said: str, table: Mapping[str, Any]) -> str | None:
    """How far something is by the words of one clause, or None where they do not tell."""
    not_yet = any(w in said for w in table["not_yet"])
    if not_yet and any(w in said for w in table.get("to_start", ())):
        return "planned"
    stages = (s for s in ("planned", "achieved", "ongoing", "agreed") if any(w in said for w in table.get(s, ())))
    told = next((s for s in stages if not (s == "achieved" and not_yet)), None)
    return "planned" if told == "agreed" else told


def _only_signed(skeleton: Skeleton, before: str, around: str) -> bool:
    """Whether the clauses before, or the line above, tell of a signing, and nothing of what came of it."""
    told = skeleton.sentence.role == "signed" or any_of("status", "signed").search(before) is not None
    return (
        told
        and not any_of("status", "long_since").search(around)
        and not any(w in before + around for w in _words("signed_on"))
    )


def _beside(text: str, at: int) -> str:
    """What is said of the name at `at` alone: the words around it up to another name or a comma; nothing where it
    is only the place in which something else happens."""
    before = _NAMELESS.findall(text[:at])
    after = _NAMELESS.match(text, at + 1)
    if text[:at].endswith(_words("venues")) or (after and after.group().startswith(_words("later_parts"))):
        return ""
    return (before[-1] if before and text[:at].endswith(before[-1]) else "") + (after.group() if after else "")


def _letter(skeleton: Skeleton, focus: int) -> int:
    """Where the letter stands, in the skeleton, of the group that the name at `focus` belongs to."""
    return bisect_right(skeleton.offsets, focus) - 1


def _clause(skeleton: Skeleton, focus: int) -> tuple[str, str]:
    """The clause around `focus`, and the clauses before it in the sentence, with names left out."""
    at = _letter(skeleton, focus)
    low, high = max(0, at - _REACH), at + _REACH
    stops = [m.end() for m in _CLAUSE_STOP.finditer(skeleton.text, low, at)]
    start = stops[-1] if stops else low
    after = _CLAUSE_STOP.search(skeleton.text, at, high)
    return skeleton.text[start : after.start() if after else high], skeleton.text[low:start]


def _up_to(skeleton: Skeleton, focus: int) -> str:
    """The clause that `focus` stands in as far as that."""
    at = _letter(skeleton, focus)
    return _CLAUSE_STOP.split(skeleton.text[max(0, at - _REACH) : at])[-1]


def _not_yet_approved(skeleton: Skeleton, focus: int) -> bool:
    """Whether a policy was handed on by its clause, or by the next one where it is drawn up:
    起草了某规划，已报县政府审定。"""
    at = _letter(skeleton, focus)
    here, *following = _CLAUSE_STOP.split(skeleton.text[at + 1 : at + 80])[:2]
    drawn_up = any_of("status", "drawn_up").search(_up_to(skeleton, focus)) is not None
    return any(any_of("status", "to_be_approved").search(said) for said in (here, *(following if drawn_up else ())))


def _striven_for(skeleton: Skeleton, focus: int) -> bool:
    """Whether the words before a title in its clause, up to the name before it, say that somebody strives for it."""
    before = _NAMELESS.findall(_up_to(skeleton, focus) + LETTERS["Programme"])
    said = before[-1] if before else ""
    return any_of("status", "striving").search(said) is not None and not any(w in said for w in _words("done"))


def _waits_after(skeleton: Skeleton, focus: int) -> bool:
    """Whether the words after a title make it a list of those who may have it one day: 列入某称号培育名单."""
    return any_of("status", "waiting_after").match(skeleton.text, _letter(skeleton, focus) + 1) is not None


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(read_rules("status")[key])


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((c["status"], re.compile(quick("|".join(c["words"])))) for c in read_rules("status")["cues"])


def _cue_index(clause: str) -> int | None:
    return next((i for i, (_, pattern) in enumerate(_cues()) if pattern.search(clause)), None)


def _first_cue(clause: str) -> str | None:
    index = _cue_index(clause)
    return None if index is None else _cues()[index][0]


def levels_before(text: str, start: int, surface: str) -> list[str]:
    """Levels said right before a name at `start` or at its head, in the order of LEVELS.

    >>> levels_before('获评省、市专精特新企业', 5, '专精特新企业'), levels_before('试验区“离岸通”', 3, '“离岸通”')
    (['省', '市'], [])
    """
    match = _LEVEL.search(text, max(0, start - 24), start)
    said = match.group(1) if match else ""
    head = _LEVEL_HEAD.match(surface)
    if head:
        said += head.group(1) or head.group(2) or ""
    found = {_LEVEL_WORDS.get(w, w) for w in _ONE_LEVEL.findall(said)}
    return [level for level in LEVELS if level in found]
