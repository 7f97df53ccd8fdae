"""The programme that a short text tells the spread of, where no vocabulary knows one in it: what is quoted and taken up
(甲市上线“码上办”), and what is named again and was taken up, or quoted in the head of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.no_programmes import is_no_programme
from extract.rules import words

# In characters: a longer text tells of more than one thing.
_SHORT = 1200
_TIMES, _LEAST_TIMES = re.compile(r"\d{1,2}月|\d{4}年|[去今前明]年"), 2
# Lengths of names without quotes.
_LEAST, _MOST = 4, 10
_QUOTED = re.compile(r"“(?P<name>[\u4e00-\u9fffA-Za-z0-9+]{2,10})”")
# Where a text begins, it says what it is about.
_HEAD = 60
_FIRST = "(?:首[批宗张块单]|第一[批宗张块单])?"


def find_spread(text: str) -> Iterator[Candidate]:
    """Candidates of type Programme: every mention of the names that `text` (cleaned) says are taken up, and repeats."""
    if len(text) > _SHORT or len(_TIMES.findall(text)) < _LEAST_TIMES:
        return
    named = {match["name"] for pattern in _quoted() for match in pattern.finditer(text)}
    again = {_repeated(text, *match.span("name")) for match in _taken_up().finditer(text)}
    again |= {match["name"] for match in _QUOTED.finditer(text, 0, _HEAD)}
    for name in sorted(n for n in named | {n for n in again if text.count(n) > 1} if _may_be_one(n)):
        for match in re.finditer(re.escape(name), text):
            yield Candidate(*match.span(), "Programme", "programme-carried-out", name=name)


def _may_be_one(name: str) -> bool:
    ends = (*words("programmes", "not_begun"), *words("programmes", "not_taken_up"))
    heads = words("programmes", "not_taken_up_heads")
    return bool(name) and not (is_no_programme(name) or name.endswith(ends) or name.startswith(heads))


def _repeated(text: str, start: int, end: int) -> str:
    """The longest name from `start` on that stands elsewhere too, and closes where something else begins; empty where
    there is none."""
    for stop in range(end, start + _LEAST - 1, -1):
        name = text[start:stop]
        if text.count(name) > 1 and any(_closes().match(text, m.end()) for m in re.finditer(re.escape(name), text)):
            return name
    return ""


@cache
def _quoted() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Quoted names behind a verb of taking up, and before a word for what is taken up."""
    verbs, kinds = ("|".join(words("programmes", key)) for key in ("taken_up_verbs", "taken_up_kinds"))
    name = _QUOTED.pattern
    return re.compile(rf"(?:{verbs})[了起过]?{_FIRST}{name}"), re.compile(rf"{name}(?:{kinds})")


@cache
def _taken_up() -> re.Pattern[str]:
    verbs = "|".join(words("programmes", "taken_up_verbs"))
    return re.compile(rf"(?:{verbs})[了起过]?{_FIRST}(?P<name>[\u4e00-\u9fff]{{{_LEAST},{_MOST}}})")


@cache
def _closes() -> re.Pattern[str]:
    return re.compile(rf"[^\u4e00-\u9fff]|$|{'|'.join(words('programmes', 'closes_taken_up'))}")
