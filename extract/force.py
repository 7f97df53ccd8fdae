"""When policies come into force, expire and are repealed, as texts say of themselves or of a policy that they name.

A day that depends on the issue of the text (自发布之日起) is that of its publication. Spans count from the first day
on: five years from 2021-01-01 end with 2025-12-31.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from extract.numerals import whole
from extract.places.time_shifts import moved, same_day
from extract.relations.skeleton import MentionRef
from extract.rules import RuleError, read_rules
from ontology.records import OWN_DOCUMENT, Force, Record, stable_id

_NAME = "force"
# A sentence that begins with a term goes on with what the one before it says.
_SENTENCE = re.compile(r"[^。；;\n]+(?:[。；;][ \u3000]*(?=有效期|试行期|执行期)[^。；;\n]*)?")
_CLAUSE = r"(?:[^。；]{0,120}?[，,、：:（(])?[^，。；]{0,2}?"
# Years between a text and the times that it is in force.
_FARTHEST = 15
_STOPS = str.maketrans("。；;", "，，，")


@dataclass(frozen=True, slots=True)
class Told:
    """What one stretch of a text says: that the policy (an entity's number; None: the text itself) is in force `from`
    or `until` a time (EDTF). `confidence` is the smoothed precision of the rule."""

    effect: str
    time: str
    policy: int | None
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern with one kind of subject."""

    id: str
    effect: str
    pattern: re.Pattern[str]
    named: bool
    confidence: float


def told_of_force(text: str, published: str | None, refs: Sequence[MentionRef], own: int | None) -> list[Told]:
    """All that a cleaned text says of when policies are in force, in order of the text, each once.

    `published` is the date of the text in EDTF, `own` the number of the entity that the text itself is. What depends on
    an unknown date is left out.
    """
    found: list[Told] = []
    spans: list[tuple[int, Told]] = []
    for rule, match, offset in _matches(text):
        short = rule.named and _pattern("short").fullmatch(match["subject"])
        policy = own if short or not rule.named else _policy(match.start("subject") + offset, refs)
        if rule.named and policy is None:
            continue
        place = policy, match.start() + offset, match.end() + offset, rule.id, rule.confidence
        if "years" in match.re.groupindex:
            spans.append((whole(match["years"]), Told(rule.effect, "", *place)))
        elif (time := _time(match, published)) and _plausible(time, published):
            found.append(Told(rule.effect, time, *place))
    for years, told in spans:
        begun = next((one.time for one in found if one.effect == "from" and one.policy == told.policy), published)
        if begun and (time := _after(begun, years)):
            found.append(replace(told, time=time))
    once = {(one.effect, one.time, one.policy): one for one in reversed(found)}
    return sorted(once.values(), key=lambda one: (one.start, one.end, one.effect))


def repeals(record: Record) -> Iterator[Force]:
    """The end of the policies that the record's text repeals: when what repeals them comes into force, else the time
    that is told of it, else the day of the text."""
    begun = {force.policy: force.time for force in record.force if force.effect == "from"}
    said: dict[tuple[str, str], Force] = {}
    for relation in record.relations:
        time = begun.get(relation.subject) or begun.get(OWN_DOCUMENT) or relation.time or record.published
        if relation.kind == "repeals" and relation.status in ("ongoing", "achieved") and time:
            key = stable_id(record.id, relation.object, "repealed", time)
            force = Force(key, relation.object, "repealed", time, relation.confidence, relation.evidence)
            said.setdefault((relation.object, time), force)
    yield from said.values()


def _matches(text: str) -> Iterator[tuple[_Rule, re.Match[str], int]]:
    """Every rule where it fires; of a sentence about itself no title is the subject."""
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0].translate(_STOPS)
        if not _worth(words):
            continue
        for id in dict.fromkeys(rule.id for rule in _rules()):
            rules = (rule for rule in _rules() if rule.id == id)
            hit = next(((rule, match) for rule in rules if (match := _fired(rule, words))), None)
            if hit:
                yield *hit, sentence.start()


def _worth(words: str) -> bool:
    return any(word in words for word in ("行", "实施", "生效", "期")) and any(c in words for c in "本》")


def _fired(rule: _Rule, words: str) -> re.Match[str] | None:
    match = rule.pattern.search(words)
    if match is None or _pattern("others").search(match[0]):
        return None
    return None if rule.named and _pattern("cited").search(words[: match.start()]) else match


def _policy(start: int, refs: Iterable[MentionRef]) -> int | None:
    """The policy that is named there."""
    near = [ref for ref in refs if ref.type == "Policy" and not ref.nested and ref.start <= start + 1 < ref.end]
    return near[0].entity if near else None


def _time(match: re.Match[str], published: str | None) -> str | None:
    if match["day"]:
        year, month, *day = map(int, re.findall(r"\d+", match["day"]))
        return _edtf(year, month, *day)
    groups = match.re.groupindex
    if published is None or "after" not in groups or not match["after"]:
        return published
    if published.count("-") < 2:
        return None
    count = whole(match["after"])
    return same_day(published, count) if match["unit"] == "个月" else moved(published, count, "天")


def _plausible(time: str, published: str | None) -> bool:
    """Whether a text can speak of a time; digits that were misread or substituted lead far away."""
    return published is None or abs(int(time[:4]) - int(published[:4])) <= _FARTHEST


def _edtf(year: int, month: int, day: int | None = None) -> str | None:
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def _after(begun: str, years: int) -> str | None:
    """The last day of so many years from a day on; of a month or year, that month or year so much later."""
    year, _, rest = begun.partition("-")
    if not 0 < years < 100:
        return None
    if begun.count("-") < 2:
        return f"{int(year) + years:04}{'-' if rest else ''}{rest}"
    return moved(same_day(begun, 12 * years), -1, "天")


@cache
def _rules() -> tuple[_Rule, ...]:
    """The rules, of each the one about the text itself first; raises RuleError naming the rule that is wrong."""
    made: list[_Rule] = []
    for rule in force_rules():
        try:
            made += (_rule(rule, subject) for subject in ("own", "title"))
        except (KeyError, IndexError, re.error) as error:
            raise RuleError(f"{_NAME}.yaml: rule {rule.get('id')!r}: {error!r}") from error
    return tuple(made)


def force_rules() -> list[dict[str, Any]]:
    """The rules as they stand in the file, with their examples."""
    rules = read_rules(_NAME).get("rules")
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise RuleError(f"{_NAME}.yaml: a list of rules is expected under 'rules'")
    return rules


def _rule(rule: dict[str, Any], subject: str) -> _Rule:
    if rule["effect"] not in ("from", "until"):
        raise RuleError(f"{_NAME}.yaml: rule {rule['id']!r}: {rule['effect']!r} is no effect")
    words = {name: read_rules(_NAME)[name] for name in ("issued", "date", "number")}
    text = str(rule["pattern"]).replace("{subject}", f"(?P<subject>{read_rules(_NAME)[subject]})")
    text = text.replace("{clause}", _CLAUSE)
    for name, pattern in words.items():
        text = text.replace(f"{{{name}}}", f"(?:{pattern})")
    return _Rule(rule["id"], rule["effect"], re.compile(text), subject == "title", _precision(*rule["measured"]))


def _precision(right: int, read: int) -> float:
    """As confidences of claims are: with the prior of a rule that was never measured."""
    prior, weight = (float(read_rules("confidence")[name]) for name in ("prior", "prior_weight"))
    return round((right + prior * weight) / (read + weight), 3)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(str(read_rules(_NAME)[name]))
