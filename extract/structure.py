"""Sections, sentences and their role, from headings and enumerators of cleaned text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.characters import Characters, cut_after
from extract.rules import any_of, read_rules, words

# The roles that headings give; the kind of the text gives one more, `provision` (`text_kind`).
ROLES = ("plan", "problem", "demand", "report")
_ENUMERATORS = (
    re.compile(r"(?:第[一二三四五六七八九十]+[章节部分]{1,2}|[一二三四五六七八九十]{1,3}、)"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\d{1,2}[.、．](?!\d)"),
    re.compile(r"（\d{1,2}）"),
)
_SENTENCE_STOPS = "。！？；"
# A heading in brackets that its paragraph goes on from: 【下步】.
_LABEL = re.compile(r"【([^】\n]{2,16})】")
# What an enumerator may begin with.
_OPENING = frozenset("第（一二三四五六七八九十")
_CLAUSE_STOP = re.compile(r"[，。；！？】\n]")
_HEADING_STOP = re.compile(r"[。！？；：]")
_MAX_HEADING = 60
# The level of a heading without an enumerator: it stands above all that have one.
_BARE = -1
# A clause goes no further than this on either side of what it is about.
_REACH = 200


class Sentence(NamedTuple):
    """A sentence `[start, end)` of cleaned text, the role of its section, and its nearest heading.

    `is_heading` is whether it is a heading itself; `paragraph` numbers the line it stands in; `by` is what gives the
    role: `heading` (or words that turn to plans), `kind` of the text, `register` of the sentences, or nothing, the
    default.
    """

    start: int
    end: int
    role: str
    heading: str
    is_heading: bool
    paragraph: int
    by: str = ""


def split_sentences(text: str) -> list[Sentence]:
    """Sentences of cleaned text, in order; they cover all of it but blank lines."""
    stack: list[tuple[int, str | None]] = []
    heading = ""
    out: list[Sentence] = []
    stops = _sentence_stops().places(text)
    openers = [m.end() - 1 for m in _plan_opener().finditer("\n" + text)]
    for number, (start, end) in enumerate(_lines(text)):
        level = heading_level(text[start:end])
        if level is None and number and (bare := bare_role(text[start:end].strip())):
            stack = [(_BARE, bare)]
        elif label := _LABEL.match(text, start, end):
            stack = [(_BARE, role_of(label.group(1)))]
        head_end = start
        if level is not None:
            head_end = _heading_end(text, start, end)
            heading = text[start:head_end].strip("。！？；")
            stack = [item for item in stack if item[0] < level]
            stack.append((level, role_of(heading)))
        by_heading = next((r for _, r in reversed(stack) if r), None)
        role = by_heading or "report"
        at = bisect_left(openers, start) if role in ("report", "problem") else len(openers)
        planned = openers[at] if at < len(openers) else len(text)
        for first, last in cut_after(stops, start, end):
            # What a sentence says before it turns to plans is none; its own words carry them on from there.
            turned = first >= planned
            by = "heading" if turned or by_heading else ""
            out.append(Sentence(first, last, "plan" if turned else role, heading, last <= head_end, number, by))
    return out


def clause_around(text: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause of `sentence` that holds the stretch `[start, end)`, without the mark that closes it.

    >>> text = "一季度平稳，新增企业6家，增速回落。"
    >>> clause_around(text, split_sentences(text)[0], 8, 10)
    (6, 12)
    """
    low, high = max(sentence.start, start - _REACH), min(sentence.end, end + _REACH)
    stops = [m.end() for m in _CLAUSE_STOP.finditer(text, low, start)]
    after = _CLAUSE_STOP.search(text, end, high)
    return (stops[-1] if stops else low), (after.start() if after else high)


def heading_level(line: str) -> int | None:
    """0 for 一、, 1 for （一）, 2 for 1., 3 for （1）; None where the line opens with no enumerator.

    >>> heading_level('（二）主要做法')
    1
    """
    if not line or not (line[0] in _OPENING or line[0].isdecimal()):
        return None
    return next((level for level, pattern in enumerate(_ENUMERATORS) if pattern.match(line)), None)


def role_of(heading: str) -> str | None:
    """The role that a heading gives to its section, or None.

    >>> role_of('三、下一步工作措施'), role_of('四、存在的问题'), role_of('（四）补齐民生短板')
    ('plan', 'problem', None)
    """
    if any_of("sections", "plan_headings").search(heading):
        return "plan"
    met = any_of("sections", "not_problem").search(heading) is not None
    return next((r for r, words in _role_words() if not (met and r == "problem") and words.search(heading)), None)


def bare_role(line: str) -> str | None:
    """The role of a line that is a heading without an enumerator, or None.

    >>> bare_role('2024年重点工作')
    'plan'
    """
    ahead = any_of("sections", "plan_headings").fullmatch(line.rstrip("：:"))
    return "plan" if ahead else next((role for role, pattern in _bare_headings() if pattern.fullmatch(line)), None)


@cache
def _sentence_stops() -> Characters:
    return Characters(_SENTENCE_STOPS)


@cache
def _bare_headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = read_rules("sections")["bare_headings"]
    return tuple((role, re.compile("|".join(words("sections", "bare_headings", role)))) for role in found)


@cache
def _role_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, re.compile("|".join(map(re.escape, words("sections", "roles", role))))) for role in ROLES)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield match.start(), match.end()


def _heading_end(text: str, start: int, end: int) -> int:
    stop = _HEADING_STOP.search(text, start, end)
    if stop and stop.end() - start <= _MAX_HEADING:
        return stop.end()
    return end if end - start <= _MAX_HEADING else start


@cache
def _plan_opener() -> re.Pattern[str]:
    """The mark before a clause or sentence that opens with plans."""
    openers, times = ("|".join(words("sections", key)) for key in ("plan_openers", "plan_times"))
    return re.compile(f"[，。！？；\\n](?:(?={openers})|(?<=[。！？\\n])(?={times}))")
