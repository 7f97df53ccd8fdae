"""Status and levels of a claim, from the words around it and the role of its section."""

from __future__ import annotations

import re
from functools import cache

from extract.relations.progress import Status, by_profile
from extract.relations.skeleton import LETTERS
from extract.relations.spot import NAMELESS, Spot
from extract.rules import any_of, read_rules, words
from extract.rules.openings import quick
from ontology.records import LEVELS

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
# Somebody issued a policy, and shall not only do so.
_ISSUED = re.compile(
    rf"[{LETTERS['Agency']}{LETTERS['Region']}][^，。；将拟要应须]{{0,16}}?(?:印发|发布|公布|出台|颁布)了?[^，。；]{{0,10}}?{LETTERS['Policy']}"
)
# What a policy document says of itself and of other policies.
_OF_POLICIES = ("issues", "supports", "establishes")
# What a list on notice says of who shall have a title, and of the title.
_OF_TITLES = ("recognisedAs", "implements")
# Which list of cues tells what goes on whatever else is planned.
_GOES_ON = 1
_ONE_LEVEL = re.compile(r"国家|自治区|全国|全省|全市|全县|省|市|州|县|区")


def status_of(spot: Spot, predicate: str, subject: str, fixed: str | None = None) -> Status:
    """Status of a claim whose object stands at `spot`; `subject` is its subject's type.

    `fixed` is what the rule says; the heading of a section of plans still wins over it.
    """
    if fixed == "mentioned":
        return Status(fixed, said=True, why="mentioned")
    profile = _profile(predicate, subject)
    if profile is not None:
        return by_profile(spot, profile, subject)
    if _ends_after(spot):
        return Status("ended", said=True, why="ended")
    return _in_section(spot, predicate, subject, fixed) or _in_clause(spot, predicate, subject, fixed)


def _in_section(spot: Spot, predicate: str, subject: str, fixed: str | None) -> Status | None:
    """Status by the role of the section and by the clauses around; None where they leave it to the clause itself."""
    clause, before, role = spot.clause, spot.before, spot.role
    if role == "provision" and (told := _provided(spot, predicate, subject, fixed)):
        return told
    if predicate in _OF_POLICIES and _applied(spot):
        return Status("achieved", said=True, why="applied")
    settled = predicate in ("supports", "establishes") and role == "report"
    if settled and not any_of("status", "unsettled").search(before + clause):
        return Status(fixed or "achieved", said=True, why="settled")
    if _done_after(spot):
        return Status("achieved", said=True, why="done_after")
    if predicate in _OF_TITLES and role == "report" and any_of("status", "on_notice").search(before + clause):
        return Status("ongoing", said=True, why="on_notice")
    plans = role in ("plan", "demand")
    carried = plans or any_of("status", "carried").search(before + spot.up_to) is not None
    if carried and not any(w in clause for w in words("status", "done")):
        # What goes on is only planned where a heading, or the kind of the text, puts it so.
        keeps = (role == "report" or (role == "plan" and spot.role_by == "register")) and _cue_index(clause) == _GOES_ON
        return Status("ongoing" if keeps else "planned", said=True, why="plans" if plans else "carried")
    return None


def _in_clause(spot: Spot, predicate: str, subject: str, fixed: str | None) -> Status:
    """Status by the words of the clause."""
    clause = spot.clause
    if predicate == "recognisedAs" and _striven_for(spot):
        return Status("planned", said=True, why="striving")
    if predicate == "recognisedAs" and (_pending(spot) or _waits_after(spot)):
        return Status("ongoing", said=True, why="pending")
    if fixed:
        return Status(fixed, said=True, why="rule")
    if predicate == "develops":
        lasting = words("status", "of_parks") if subject == "Park" else ()
        under_way = any(w in clause for w in words("status", "develops_ongoing") if w not in lasting)
        return Status("ongoing" if under_way else "achieved", said=under_way, why="develops" if under_way else "")
    if predicate == "issues" and _not_yet_approved(spot):
        return Status("ongoing", said=True, why="to_be_approved")
    if spot.role == "report" and spot.role_by == "kind" and any_of("status", "reviewed").search(spot.up_to):
        return Status("achieved", said=True, why="reviewed")
    index = _cue_index(clause)
    if index is not None:
        return Status(_cues()[index][0], said=True, why=f"cue{index}")
    reported = predicate == "implements" and spot.role == "report"
    done = reported and any_of("status", "deeds").search(spot.up_to) is not None
    return Status(str(read_rules("status")["default"][spot.role]), said=done, why="deed" if done else "")


def _provided(spot: Spot, predicate: str, subject: str, fixed: str | None) -> Status | None:
    """Status of a claim in a policy document: what it says of policies holds with it, all else is intended, also the
    titles of those whom it promises something; an office that awards a title goes on to do so, a programme whose policy
    somebody has issued is there, and None is for what else its words tell of as there already."""
    clause, before = spot.clause, spot.before
    if predicate in _OF_POLICIES:
        drafted = predicate != "issues" and any_of("status", "drafting").search(clause)
        return Status("planned", said=True, why="drafting") if drafted else _fixed(fixed)
    if predicate == "implements" and subject == "Agency" and any_of("status", "awarded").search(clause):
        return Status("ongoing", said=True, why="awarded")
    if predicate == "implements" and _ISSUED.search(clause):
        return Status("achieved", said=True, why="issued")
    if any_of("status", "existing").search(before + clause) and not any_of("status", "conditions").search(clause):
        return _fixed(fixed)
    return Status("planned", said=True, why="provision")


def _fixed(status: str | None) -> Status | None:
    return Status(status, said=True, why="rule") if status else None


def _applied(spot: Spot) -> bool:
    """Whether the words before a policy say that it is applied, so that it is there: 兑现《某办法》各项承诺."""
    return any_of("status", "applied").search(spot.text, max(0, spot.at - 24), spot.at) is not None


def _ends_after(spot: Spot) -> bool:
    """Whether the next clause, which names nothing else, ends it: 原先申报的“某企业”，文件到期后已不再受理新申报."""
    said = spot.following()
    return NAMELESS.fullmatch(said) is not None and _cues()[0][1].search(said) is not None


def _profile(predicate: str, subject: str) -> str | None:
    if predicate == "undertakes" or (predicate in ("locatedIn", "inPark") and subject == "Project"):
        return "project"
    if predicate == "basedOn":
        return "document"
    if predicate == "locatedIn":
        return "place" if subject == "Park" else "existing"
    return "settled" if predicate == "inPark" else None


def _done_after(spot: Spot) -> bool:
    """Whether the next clause, which names nothing else, says that it was done: 报告提出的某行动，年底前已全部落实."""
    said = spot.following(80)
    return NAMELESS.fullmatch(said) is not None and any_of("status", "done_after").search(said) is not None


def _not_yet_approved(spot: Spot) -> bool:
    """Whether a policy was handed on by its clause, or by the next one where it is drawn up:
    起草了某规划，已报县政府审定。"""
    after = spot.following(80)
    if LETTERS["Policy"] in after:
        after = ""
    if any_of("status", "not_issued").search(after):
        return True
    here = spot.text[spot.at + 1 : min(spot.end, spot.at + 80)]
    drawn_up = any_of("status", "drawn_up").search(spot.up_to) is not None
    return any(any_of("status", "to_be_approved").search(said) for said in (here, after if drawn_up else ""))


def _striven_for(spot: Spot) -> bool:
    """Whether the words before a title in its clause, up to the name before it, say that somebody strives for it."""
    before = NAMELESS.findall(spot.up_to + LETTERS["Programme"])
    said = before[-1] if before else ""
    if any_of("status", "filed").search(spot.clause + "，" + spot.following(80)):
        return False
    return any_of("status", "striving").search(said) is not None and not any(w in said for w in words("status", "done"))


def _pending(spot: Spot) -> bool:
    """Whether the clause of a title, or the one behind it that names no other, says that it is not granted yet."""
    after = spot.following(80)
    behind = spot.text[spot.at + 1 : spot.end] + after
    another = LETTERS["Programme"] in behind or LETTERS["Enterprise"] in after
    filed = not another and any_of("status", "filed").search(after) is not None
    return filed or any_of("status", "pending").search(spot.clause) is not None


def _waits_after(spot: Spot) -> bool:
    """Whether the words after a title make it a list of those who may have it one day: 列入某称号培育名单."""
    return any_of("status", "waiting_after").match(spot.text, spot.at + 1) is not None


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((c["status"], re.compile(quick("|".join(c["words"])))) for c in read_rules("status")["cues"])


def _cue_index(clause: str) -> int | None:
    return next((i for i, (_, pattern) in enumerate(_cues()) if pattern.search(clause)), None)


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
