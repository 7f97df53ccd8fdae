"""The rules of force as data: patterns with the words that they are made of, and the times that their matches tell."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from extract.numerals import whole
from extract.places.time_shifts import moved, same_day
from extract.places.times import find_times
from extract.rules import RuleError, read_rules
from extract.rules.openings import quick

_NAME = "force"
_CLAUSE = r"(?:[^。；]{0,120}?[，,、：:（(])?[^，。；]{0,2}?"
# Words of the file that patterns are made of; later ones stand in earlier ones.
_WORDS = ("of", "term", "date", "coarse", "day", "year", "issued", "number")
SUBJECTS = ("own", "title", "that")
# Years between a text and the times that it is in force.
_FARTHEST = 15
# 年底 is in the year, 月初 in the month.
_EDGES = "初底末"


@dataclass(frozen=True, slots=True)
class ForceRule:
    """A pattern with one kind of subject: the text itself (`own`), a `title`, or one taken up (`that`).

    `effect` is from or until; what it tells may stand `anywhere`, also behind words that only cite a title.
    """

    id: str
    effect: str
    pattern: re.Pattern[str]
    subject: str
    anywhere: bool
    confidence: float


@cache
def compiled_rules() -> tuple[tuple[ForceRule, ...], ...]:
    """The rules, each with every kind of subject, the text itself first; raises RuleError naming a wrong one."""
    made: list[tuple[ForceRule, ...]] = []
    for rule in force_rules():
        try:
            made.append(tuple(_rule(rule, subject) for subject in SUBJECTS))
        except (KeyError, IndexError, re.error) as error:
            raise RuleError(f"{_NAME}.yaml: rule {rule.get('id')!r}: {error!r}") from error
    return tuple(made)


def force_rules() -> list[dict[str, Any]]:
    """The rules as they stand in the file, with their examples."""
    rules = read_rules(_NAME).get("rules")
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise RuleError(f"{_NAME}.yaml: a list of rules is expected under 'rules'")
    return rules


@cache
def force_pattern(name: str) -> re.Pattern[str]:
    """One of the file's patterns that are no rules."""
    return re.compile(quick(filled(str(read_rules(_NAME)[name]))))


def filled(pattern: str) -> str:
    """A pattern of the file with the words of the file in their places."""
    pattern = pattern.replace("{clause}", _CLAUSE)
    for name in _WORDS:
        pattern = pattern.replace(f"{{{name}}}", f"(?:{read_rules(_NAME)[name]})")
    return pattern


def confidence_of(measured: list[int]) -> float:
    """Smoothed precision of a rule of which [right, read] were read, with the prior of one never measured."""
    right, read = measured
    prior, weight = (float(read_rules("confidence")[name]) for name in ("prior", "prior_weight"))
    return round((right + prior * weight) / (read + weight), 3)


def told_time(match: re.Match[str], published: str | None) -> str | None:
    """The time that a match tells: a day, month or year of its own, else that of the issue, so much later."""
    groups = match.re.groupindex
    stated = next((match[name] for name in ("day", "coarse") if name in groups and match[name]), None)
    if stated is not None:
        return date_told(stated, published)
    if published is None or "after" not in groups or not match["after"]:
        return published
    if published.count("-") < 2:
        return None
    count = whole(match["after"])
    return same_day(published, count) if match["unit"] == "个月" else moved(published, count, "天")


def date_told(stated: str, published: str | None) -> str | None:
    """The time of an expression in EDTF; none where no calendar has it, or a text of that date cannot speak of it."""
    stated = stated.replace(" ", "").rstrip(_EDGES)
    (told, *_) = [*find_times(stated, published), None]
    if told is None or told.end - told.start < len(stated) or told.kind == "implausible":
        return None
    with suppress(ValueError):
        date(*([int(number) for number in told.edtf.split("-")] + [1, 1])[:3])
        near = published is None or abs(int(told.edtf[:4]) - int(published[:4])) <= _FARTHEST
        return told.edtf if near else None
    return None


def last_after(begun: str, months: int) -> str | None:
    """The last day of so many months from a day on; of a month or year, that month or year so much later."""
    if not 0 < months < 1200:
        return None
    if begun.count("-") == 2:
        return moved(same_day(begun, months), -1, "天")
    if "-" in begun:
        return moved(begun, months, "个月")
    return None if months % 12 else f"{int(begun) + months // 12:04}"


def _rule(rule: dict[str, Any], subject: str) -> ForceRule:
    if rule["effect"] not in ("from", "until"):
        raise RuleError(f"{_NAME}.yaml: rule {rule['id']!r}: {rule['effect']!r} is no effect")
    text = str(rule["pattern"]).replace("{subject}", f"(?P<subject>{read_rules(_NAME)[subject]})")
    pattern, anywhere = re.compile(filled(text)), bool(rule.get("anywhere"))
    return ForceRule(rule["id"], rule["effect"], pattern, subject, anywhere, confidence_of(rule["measured"]))
