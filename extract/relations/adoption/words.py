"""The words of `adoption.yaml` as patterns over clauses of skeletons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extract.relations.rules import compile_pattern
from extract.relations.skeleton import LETTERS
from extract.rules import RuleError, read_rules, words
from ontology.records import STATUSES

_FILE = "adoption.yaml"
_TIME = "即内〇○零一二三四五六七八九十0-9年月日号个底初末春夏秋冬上下本今去同当次翌半中旬前后内以来期间的　 "
# A clause is asked of by several readers, one soon after the other.
_REMEMBERED = 1024
_LEVELS = ("nation", "province", "city", "county")


class Step(NamedTuple):
    """What a clause says of a programme: the status, where the words that say so begin and end, and whether they may
    stand without an object."""

    status: str
    at: int
    end: int
    without_object: bool


@lru_cache(maxsize=_REMEMBERED)
def step_of(text: str) -> Step | None:
    """What a clause says, None where it says nothing or tells of no adoption."""
    if any_step().search(text) is None or not is_plain(text):
        return None
    whole = pattern("without_object").search(text) is not None
    for status, words_of_step in _steps():
        found = words_of_step.search(text)
        if found and not (status == "ongoing" and _acts_before(text, found.start())):
            return Step(status, *found.span(), whole or _closed().match(text, found.end()) is not None)
    if other := pattern("origin").search(text) or pattern("begins").search(text):
        return Step("achieved", *other.span(), whole)
    reached = reaching().search(text)
    return Step("achieved", *reached.span(), without_object=True) if reached else None


def statuses_in(text: str) -> list[str]:
    """The statuses of which a clause has any word, whatever else it says."""
    return [status for status, words_of_step in _steps() if words_of_step.search(text)]


def _acts_before(text: str, at: int) -> bool:
    """Whether what is told as under way is only what something done is about: 印发深化某改革的方案."""
    return pattern("acts").search(text, 0, at) is not None and not pattern("tries").match(text, at)


@lru_cache(maxsize=_REMEMBERED)
def is_plain(text: str) -> bool:
    """Whether a clause tells of no visit, wish or rumour, which are no adoption."""
    return pattern("none").search(text) is None and pattern("hearsay").search(text) is None


def tells(text: str) -> bool:
    """Whether a clause that names who, what and when tells of an adoption by whatever verb: it says nothing else."""
    return is_plain(text) and pattern("idle").search(text) is None


@cache
def pattern(key: str) -> re.Pattern[str]:
    """The words under `key`, any of them."""
    return _compiled(words("adoption", key))


@cache
def reaching() -> re.Pattern[str]:
    """Where something comes to a region, not only further (延伸到乡镇)."""
    return compile_pattern(f"(?:{'|'.join(words('adoption', 'reaches'))})(?={LETTERS['Region']})", _FILE)


@cache
def _closed() -> re.Pattern[str]:
    """What leaves nothing open behind a verb, so that it has no object of its own: 2020年8月就照搬了过来."""
    return re.compile(rf"(?:{'|'.join(words('adoption', 'closed'))})(?:[在于自从到是](?=[{_TIME}])[{_TIME}起]+)?$")


@cache
def time_alone() -> re.Pattern[str]:
    """A clause that only tells when the one before it was: 时间是2017年11月."""
    return re.compile(rf"(?:{'|'.join(words('adoption', 'time_alone'))})[{_TIME}]+(?:的事|间)?")


@cache
def doers() -> re.Pattern[str]:
    """A clause that opens with who did what when: 2017年6月全面建立河长制的玉林市, 自2019年起推行的玉林市; groups `did`
    and `who`."""
    named = LETTERS["Programme"] + LETTERS["Policy"]
    return re.compile(
        rf"(?P<did>[^{LETTERS['Region']}{named}]*[{named}][^，{LETTERS['Region']}]{{0,6}}"
        rf"|[自从早][{_TIME}]+起?[^，的{LETTERS['Region']}{named}]{{0,10}})的(?P<who>[{LETTERS['Region']}])"
    )


def _compiled(alternatives: Sequence[str]) -> re.Pattern[str]:
    """Any of these, with letters for the types that they name and the signs of a time for {TIME}."""
    return compile_pattern("|".join(alternatives).replace("{TIME}", f"[{_TIME}]*"), _FILE)


@cache
def ranks() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What stands for a region by its level (市里, 省级), with that level; raises RuleError for an unknown level."""
    table = read_rules("adoption")["ranks"]
    if unknown := set(table) - set(_LEVELS):
        raise RuleError(f"{_FILE}: ranks: unknown level {sorted(unknown)[0]!r}")
    return tuple((compile_pattern("|".join(table[level]), _FILE), level) for level in table)


@cache
def reach() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What tells the level of who acts by how far it goes (全市), with that level."""
    table = read_rules("adoption")["reach"]
    return tuple((compile_pattern("|".join(table[level]), _FILE), level) for level in table)


@cache
def goes_on() -> re.Pattern[str]:
    """What may stand before the verb of a clause that leaves its subject out."""
    letters = "".join(LETTERS.values())
    return re.compile(rf"(?:{'|'.join(words('adoption', 'goes_on'))}|[{_TIME}{letters}“”])*")


@cache
def waits() -> re.Pattern[str]:
    """A clause with nothing but regions and a time."""
    region, others = LETTERS["Region"], "|".join(map(re.escape, words("adoption", "waits")))
    return re.compile(rf"(?:[^，{region}]{{1,12}}的(?={region}))?(?:{others}|[{_TIME}{region}])*")


@cache
def owned() -> re.Pattern[str]:
    """What stands behind a region that has what the clause tells of: 山东省的版本."""
    example, things = "|".join(words("adoption", "example")), "|".join(words("adoption", "owned"))
    return re.compile(
        rf"的[^，]{{0,6}}?(?:[{LETTERS['Programme']}{LETTERS['Policy']}](?!”?[^，]{{0,4}}(?:{example}))|{things})"
    )


@cache
def relative() -> re.Pattern[str]:
    """A clause within a clause: 省政府今年1月印发的“某行动”实施意见; groups `who`, `verb`, `what`."""
    who, what = LETTERS["Region"] + LETTERS["Agency"], LETTERS["Programme"] + LETTERS["Policy"]
    verbs, papers = "|".join(words("adoption", "relative_verbs")), "|".join(words("adoption", "papers"))
    return re.compile(
        rf"(?P<who>[{who}])[^，{who}{what}]{{0,24}}?(?P<verb>{verbs})的[^，{who}{what}]{{0,12}}?"
        rf"“?(?:(?P<what>[{what}])|(?P<paper>{papers}))"
    )


@cache
def any_step() -> re.Pattern[str]:
    """All that a clause may say, in one pattern: most say nothing."""
    reaches = f"(?:{'|'.join(words('adoption', 'reaches'))})(?={LETTERS['Region']})"
    steps = [word for step in read_rules("adoption")["steps"] for word in step["words"]]
    return _compiled([*steps, *words("adoption", "origin"), *words("adoption", "begins"), reaches])


@cache
def _steps() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The lists of steps with their status; raises RuleError for a status that there is not."""
    found = []
    for number, step in enumerate(read_rules("adoption")["steps"], 1):
        if step["status"] not in STATUSES:
            raise RuleError(f"{_FILE}: steps, list {number}: unknown status {step['status']!r}")
        found.append((step["status"], _compiled(step["words"])))
    return tuple(found)
