"""Status and levels of a claim, from the words around it and the role of its section."""

from __future__ import annotations

import re
from functools import cache

from extract.relations.skeleton import Skeleton
from extract.rules import read_rules
from extract.structure import clause_around

_LEVEL_WORDS = {"国家": "国家", "全国": "国家", "省": "省", "自治区": "省", "全省": "省", "市": "市", "全市": "市", "州": "市", "县": "县", "区": "县", "全县": "县"}
_LEVEL = re.compile(
    r"((?:(?:国家|自治区|全国|全省|全市|全县|省|市|州|县|区)级?[、和及]?){1,3})"
    r"(?:[Xx×\d]{1,5}[年项个家]?度?|第[一二三四五六七八九十\d]+批|首批|新一批|“|重点|优秀|示范|认定的?|的)*$"
)
_ONE_LEVEL = re.compile(r"国家|自治区|全国|全省|全市|全县|省|市|州|县|区")


def status_of(text: str, skeleton: Skeleton, focus: int, fixed: str | None = None) -> str:
    """One of `ontology.records.STATUSES` for a claim whose object stands at `focus` of cleaned text.

    `fixed` is what the rule says; the heading of a section of plans still wins over it.
    """
    role = skeleton.sentence.role
    clause = text[slice(*clause_around(text, skeleton.sentence, focus, focus))]
    if role in ("plan", "demand") and not any(w in clause for w in _words("done")):
        return "planned"
    if fixed:
        return fixed
    for status, pattern in _cues():
        if pattern.search(clause):
            return status
    return str(read_rules("status")["default"][role])


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(read_rules("status")[key])


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((cue["status"], re.compile("|".join(map(re.escape, cue["words"])))) for cue in read_rules("status")["cues"])


def levels_before(text: str, start: int, surface: str) -> list[str]:
    """Levels said right before a name at `start` or at its head, in the order of LEVELS.

    >>> levels_before('获评省、市专精特新企业', 5, '专精特新企业')
    ['省', '市']
    """
    match = _LEVEL.search(text, max(0, start - 24), start)
    said = match.group(1) if match else ""
    head = re.match(r"(国家|省|市|县)级?|[\u4e00-\u9fff]{2,3}(省|市|县)", surface)
    if head:
        said += head.group(1) or head.group(2) or ""
    found = {_LEVEL_WORDS[w] for w in _ONE_LEVEL.findall(said)}
    return [level for level in ("国家", "省", "市", "县") if level in found]
