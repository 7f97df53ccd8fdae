"""When policies come into force and expire, as texts say of themselves or of a policy that they name.

A day that depends on the issue of the text (自发布之日起) is that of its publication. Spans count from the first day
on: five years from 2021-01-01 end with 2025-12-31.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.force_rules import SUBJECTS, ForceRule, compiled_rules, force_pattern, last_after, told_time
from extract.numerals import whole
from extract.relations.skeleton import MentionRef
from ontology.records import OWN_DOCUMENT, Force, Record, stable_id

# A sentence that begins with a term goes on with what the one before it says.
_SENTENCE = re.compile(r"[^。；;\n]+(?:[。；;][ \u3000]*(?=有效期|试行期|执行期)[^。；;\n]*)?")
_STOPS = str.maketrans("。；;", "，，，")
_MONTHS = {"年": 12, "个月": 1, "月": 1}


@dataclass(frozen=True, slots=True)
class Told:
    """What one stretch of a text says: that the policy (an entity's number; None: the text itself) is in force `from`
    or `until` a time (EDTF), or is `repealed` then. `confidence` is the smoothed precision of the rule."""

    effect: str
    time: str
    policy: int | None
    start: int
    end: int
    rule: str
    confidence: float


def told_of_force(text: str, published: str | None, refs: Sequence[MentionRef], own: int | None) -> list[Told]:
    """All that a cleaned text says of when policies begin and end, in order of the text, each once.

    `published` is the date of the text in EDTF, `own` the number of the entity that the text itself is. What depends on
    an unknown date is left out.
    """
    found: list[Told] = []
    spans: list[tuple[int, Told]] = []
    named = Named(refs, own)
    for rule, match, offset in _matches(text):
        known, policy = named.policy(text, rule, match, offset)
        if not known:
            continue
        place = policy, match.start() + offset, match.end() + offset, rule.id, rule.confidence
        if "count" in match.re.groupindex:
            spans.append((whole(match["count"]) * _MONTHS[match["span"]], Told(rule.effect, "", *place)))
        elif time := told_time(match, published):
            found.append(Told(rule.effect, time, *place))
    for months, told in spans:
        begun = next((one.time for one in found if one.effect == "from" and one.policy == told.policy), published)
        if begun and (time := last_after(begun, months)):
            found.append(replace(told, time=time))
    once = {(one.effect, one.time, one.policy): one for one in reversed(found)}
    return sorted(once.values(), key=lambda one: (one.start, one.end, one.effect))


def repeals(record: Record) -> Iterator[Force]:
    """The end of the policies that claims of the record repeal, but for those of whose end its text tells itself: when
    what repeals them comes into force, else the time that is told of it, else the day of the text."""
    begun = {force.policy: force.time for force in record.force if force.effect == "from"}
    told = {force.policy for force in record.force if force.effect == "repealed"}
    said: dict[tuple[str, str], Force] = {}
    for relation in record.relations:
        time = begun.get(relation.subject) or begun.get(OWN_DOCUMENT) or relation.time or record.published
        stands = relation.kind == "repeals" and relation.status in ("ongoing", "achieved")
        if stands and time and relation.object not in told:
            key = stable_id(record.id, relation.object, "repealed", time)
            force = Force(key, relation.object, "repealed", time, relation.confidence, relation.evidence)
            said.setdefault((relation.object, time), force)
    yield from said.values()


class Named:
    """The policies that a text names, by their places, and the one that it is (`own`, None where it has no name)."""

    def __init__(self, refs: Sequence[MentionRef], own: int | None) -> None:
        self.own = own
        self._refs = sorted(ref for ref in refs if ref.type == "Policy" and not ref.nested)
        self._starts = [ref.start for ref in self._refs]

    def at(self, start: int) -> int | None:
        """The policy that is named there."""
        near = self._refs[max(0, bisect_left(self._starts, start + 2) - 2) :][:3]
        return next((ref.entity for ref in near if ref.start <= start + 1 < ref.end), None)

    def before(self, start: int) -> int | None:
        """The one that was named last, but for the text itself."""
        earlier = self._refs[: bisect_left(self._starts, start)]
        return next((ref.entity for ref in reversed(earlier) if ref.entity != self.own), None)

    def within(self, start: int, end: int) -> list[MentionRef]:
        """Those that are named there, in order."""
        return self._refs[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def policy(self, text: str, rule: ForceRule, match: re.Match[str], offset: int) -> tuple[bool, int | None]:
        """Whether it is known of which policy a match tells, and which that is."""
        start = match.start("subject") + offset
        if rule.subject == "title" and not force_pattern("short").fullmatch(match["subject"]):
            policy = self.at(start)
            return policy is not None, policy
        if rule.subject == "that" or force_pattern("quoted").search(text[max(0, start - 12) : start]):
            policy = self.before(start)
            return policy is not None, policy
        return True, self.own


def _matches(text: str) -> Iterator[tuple[ForceRule, re.Match[str], int]]:
    """Every rule where it fires; of a sentence about itself no title is the subject."""
    told, spoken_of = force_pattern("told"), [m.start() for m in force_pattern("spoken_of").finditer(text)]
    for sentence in _SENTENCE.finditer(text) if spoken_of else ():
        start, end = sentence.span()
        if bisect_left(spoken_of, start) == bisect_left(spoken_of, end) or not told.search(text, start, end):
            continue
        words = sentence[0].translate(_STOPS)
        subjects = {name for name in SUBJECTS if force_pattern(name).search(words)}
        for rules in compiled_rules():
            told_of = (rule for rule in rules if rule.subject in subjects)
            hit = next(((rule, match) for rule in told_of if (match := _fired(rule, words))), None)
            if hit:
                yield *hit, sentence.start()


def _fired(rule: ForceRule, words: str) -> re.Match[str] | None:
    match = rule.pattern.search(words)
    if match is None or force_pattern("others").search(match[0]):
        return None
    cited = rule.subject == "title" and not rule.anywhere and force_pattern("cited").search(words[: match.start()])
    return None if cited else match
