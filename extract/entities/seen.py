"""Names that the statistical recogniser sees, mended or refused by their form and the words right around them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extract.rules import any_of, read_rules, words

_REACH = 8
_LEVEL = re.compile(r"(?:国家|[省市县]级?)$")


class Seen(NamedTuple):
    """A stretch of a text, and the type of what it names."""

    start: int
    end: int
    type: str


def mended(text: str, seen: Seen) -> Seen | None:
    """The name at its true edges and of its true type; None where form or surroundings say that it is none.

    >>> text = "争取国家增材制造创新中心二期落户"
    >>> mended(text, Seen(4, 12, "Programme")), mended("超微“云海”商标", Seen(2, 8, "Programme"))
    (Seen(start=2, end=14, type='Project'), None)
    """
    start, end, kind = seen
    if _is_none(text, seen):
        return None
    if kind == "Programme":
        return _programme(text, seen)
    facility = kind == "Enterprise" and text[start:end].endswith(words("seen", "facilities"))
    return seen._replace(type="Project") if facility and text.endswith("的", 0, start) else seen


def _is_none(text: str, seen: Seen) -> bool:
    start, end, kind = seen
    by_form, before, behind = (_against(key, kind) for key in ("no_names", "before", "behind"))
    if by_form is not None and by_form.search(text[start:end]):
        return True
    if before is not None and before.search(text[max(0, start - _REACH) : start]):
        return True
    if behind is None or not behind.match(text, end):
        return False
    return kind != "Region" or not text[start:end].endswith(words("seen", "divisions"))


def _programme(text: str, seen: Seen) -> Seen:
    """A title with its grade and the word for its list; a project where a phase is built."""
    start, end, _ = seen
    phase = _pattern("phases").match(text, end)
    if phase and text[start:end].endswith(words("seen", "phased")):
        level = _LEVEL.search(text, max(0, start - 2), start)
        return Seen(level.start() if level else start, phase.end(), "Project")
    grade = _pattern("grades").search(text, max(0, start - 4), start)
    listed = _pattern("lists").match(text, end)
    return Seen(grade.start() if grade else start, listed.end() if listed else end, "Programme")


@cache
def _against(key: str, kind: str) -> re.Pattern[str] | None:
    """What speaks against a name of a type: its own words, or those before or behind it."""
    return any_of("seen", key, kind) if kind in read_rules("seen")[key] else None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(str(read_rules("seen")[key]))
