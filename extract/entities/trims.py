"""What does not belong to a candidate's name at its ends, and parks that are titles: 列为自治区A类产业园区."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import either
from extract.rules import any_of, words

# Marks of a list and pictures open a line, no name.
_MARKS = re.compile(r"[^\w\s“‘《〈（(\[【]+\ufe0f?\s*")
# What a company makes, behind its name in a list: 远山科技（铜箔）、大河铝业（门窗）.
_NOTE = re.compile(r"（[^（）]{1,8}）$")
_REACH = 14
# The verb of a clause that begins behind the name of works: 标准厂房三期（12万平方米）|计划年内开工.
_GOING_ON = re.compile(r"(?:（[^（）]{1,16}）)?(?:计划|预计|正在|即将|拟|将|已)$")
_LATER = re.compile(
    r"[于在]?(?:年内|年底|今年|明年|上半年|下半年|\d|[一二三四]季度|开工|动工|竣工|投产|建成|启动|开建|复工)"
)

# A strategy that a document is joined to: 区域发展总体战略和|全国主体功能区规划.
_STRATEGY = re.compile(r"[^《》“”，。；、和与及]{2,16}战略[和与及](?=[^，。；、]{6})")


def trimmed(text: str, c: Candidate) -> Candidate:
    """The candidate without a mark before its name; a company without a note behind it, works without the verb of the
    clause, a title without the company that is after it (远山机械参评|制造业单项冠军)."""
    start, end = c.start, c.end
    if mark := _MARKS.match(text, start, end):
        start = mark.end()
    if c.type == "Enterprise" and not c.name and (note := _NOTE.search(text, start, end)):
        told = any_of("enterprises", "own_brackets").search(note[0]) is None
        end = note.start() if told and note.start() - start > 1 else end
    if c.type == "Project" and (verb := _GOING_ON.search(text, start, end)) and _LATER.match(text, end):
        end = verb.start()
    if c.type == "Policy" and not c.name and (strategy := _STRATEGY.match(text, start, end)):
        start = strategy.end()
    if c.type == "Programme" and not c.name and (asks := _asks_for().match(text, start, end)):
        start = asks.end()
    return c if (start, end) == (c.start, c.end) or end - start < 2 else c._replace(start=start, end=end)


@cache
def _asks_for() -> re.Pattern[str]:
    """A name and a verb of being after a title, before it."""
    verbs, levels = either(words("parks", "asking_verbs")), either(words("parks", "title_levels"))
    return re.compile(rf"[^“”，。；、]{{2,12}}(?:{verbs})(?:{levels})?(?=[^”，。；、]{{3}})")


def as_title(text: str, c: Candidate, places: Collection[int]) -> Candidate:
    """A park that a level and a verb of granting before it make a title, as a programme; anything else as it is.

    `places` are where names of places begin: a park called by its place is one, be it granted a rank.
    """
    if c.type != "Park" or c.source == "gazetteer-park":
        return c
    level = _level().match(text, c.start, c.end)
    start = level.end() if level else c.start
    if start in places or c.end - start < 2 or not _granted().search(text, max(0, start - _REACH), start):
        return c
    return Candidate(start, c.end, "Programme", "programme-title")


@cache
def _level() -> re.Pattern[str]:
    return re.compile(f"(?:{either(words('parks', 'title_levels'))}|[\u4e00-\u9fff]{{2,3}}省级?)")


@cache
def _granted() -> re.Pattern[str]:
    verbs, levels = either(words("parks", "title_verbs")), either(words("parks", "title_levels"))
    return re.compile(f"(?:{verbs})[“]?(?:{levels}|[\u4e00-\u9fff]{{2,3}}省级?)$")
