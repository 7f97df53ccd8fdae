"""Which policies a text puts out of force and when: in sentences, in lists under an announcement, in rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.force import Named, Told, told_of_force
from extract.force_rules import confidence_of, date_told, force_pattern
from extract.relations.skeleton import LETTERS, MentionRef
from extract.rules import RuleError, read_rules, word_set

_NAME = "repeals"
_POLICY = LETTERS["Policy"]
_PART = re.compile(r"[^。；;\n]+[。；;\n]?")
_CELLS = re.compile(r"[\t\u3000]+| {2,}")
# Numbers of policies stand in brackets behind them; policies that are told together have nothing else between them.
_NUMBERS = r"(?:[（(][^（）()\n]{1,40}[）)])*"
_GLUE = re.compile(rf"{_NUMBERS}(?:、|，|和|与|及|以及)?")
_NUMBER = re.compile("号[）)]?$")
_ITEM = re.compile(
    r"[\s（()）、.．\d一二三四五六七八九十*·\-]{0,12}(?:[^，。；：]{1,12}[省市县区镇府委局办院厅部室会])?"
)
_SINCE = re.compile("(?:自|从)([^，。；]{2,24}?)(?:之日)?起")


@dataclass(frozen=True, slots=True)
class RepealRule:
    """A pattern over sentences with policies as letters, or over lines above a list."""

    id: str
    pattern: re.Pattern[str]
    confidence: float


def all_force(text: str, published: str | None, refs: Sequence[MentionRef], own: int | None) -> list[Told]:
    """All that a cleaned text says of when policies begin and end, and then of which are repealed; arguments as of
    `told_of_force`."""
    told = told_of_force(text, published, refs, own)
    return [*told, *told_of_repeals(text, published, refs, own, told)]


def told_of_repeals(
    text: str, published: str | None, refs: Sequence[MentionRef], own: int | None, told: Sequence[Told]
) -> Iterator[Told]:
    """The policies that a cleaned text says are out of force from some time on, each once, in order of the text.

    `told` has the beginnings that the text tells: what is repealed "at the same time" is so when the text comes into
    force, else when it is published (`published`, in EDTF). Where that is unknown nothing is told.
    """
    reader = _Reader(text, published, Named(refs, own), told)
    said: set[int | None] = {own}
    for one in reader.all():
        if one.policy not in said:
            said.add(one.policy)
            yield one


class _Reader:
    def __init__(self, text: str, published: str | None, named: Named, told: Sequence[Told]) -> None:
        self._text, self._published, self._named = text, published, named
        self._begun = {one.policy: one.time for one in told if one.effect == "from"}

    def all(self) -> Iterator[Told]:
        """What the text tells, part by part; an announcement holds for the items below it."""
        under: tuple[RepealRule, str | None] | None = None
        repeals = _pattern("{verb}").search(self._text) is not None
        for part in _PART.finditer(self._text) if repeals else ():
            policies = self._named.within(part.start(), part.end())
            head = part[0][: policies[0].start - part.start()] if policies else part[0]
            verdict = _verdict(part[0]) if policies else None
            announced = self._announced(head.strip(), bool(policies))
            if announced or (under and _pattern("kept").search(head.strip())):
                under = announced
            elif under and not (verdict or _may_be_listed(part[0], head, policies)):
                under = None
            if verdict or (under and policies and verdict is None):
                yield from self._listed(part, policies, under or (list_rules()[0], self._own_day()))
            elif policies and verdict is None:
                yield from self._in_sentence(part, policies)

    def _announced(self, words: str, naming: bool) -> tuple[RepealRule, str | None] | None:
        """The rule of an announcement, with the time that it tells; one that names policies ends with a colon."""
        says = _pattern("{verb}").search(words) is not None
        rule = next((rule for rule in list_rules() if says and rule.pattern.search(words)), None)
        if rule is None or (naming and not words.rstrip("0123456789.、（(").endswith(("：", ":"))):
            return None
        since = _SINCE.search(words)
        return rule, self._since(since[1]) if since else self._own_day()

    def _listed(
        self, part: re.Match[str], policies: list[MentionRef], under: tuple[RepealRule, str | None]
    ) -> Iterator[Told]:
        """The policies of an item or a row, by their titles where they have any."""
        rule, time = under
        titles = [ref for ref in policies if not _NUMBER.search(self._text[ref.start : ref.end])] or policies[:1]
        for ref in titles if time else ():
            if not _pattern("partial").search(self._text[ref.end : part.end()]):
                yield Told("repealed", time or "", ref.entity, *_stretch(part, ref), rule.id, rule.confidence)

    def _in_sentence(self, part: re.Match[str], policies: list[MentionRef]) -> Iterator[Told]:
        words, groups = _lettered(part, policies)
        for rule in sentence_rules():
            for match in rule.pattern.finditer(words):
                place = match.start("what")
                time = self._time(match, groups)
                if time and not _pattern("unless").search(words[:place]):
                    for ref in groups[place]:
                        yield Told("repealed", time, ref.entity, *_stretch(part, ref), rule.id, rule.confidence)

    def _time(self, match: re.Match[str], groups: Mapping[int, list[MentionRef]]) -> str | None:
        """When that is: the time that is told, the day of another policy that stands before, else that of the text."""
        if match.groupdict().get("when"):
            return self._since(match["when"], groups)
        earlier = [ref for at, group in groups.items() if at < match.start("what") for ref in group]
        return next((time for ref in earlier if (time := self._begun.get(ref.entity))), self._own_day())

    def _since(self, words: str, groups: Mapping[int, list[MentionRef]] | None = None) -> str | None:
        """A day in words: a date, that of another policy's beginning, of the text's issue, or of its beginning."""
        if dated := _pattern("date").search(words):
            return date_told(dated[0], self._published)
        if _POLICY in words and groups:
            return next((t for group in groups.values() for ref in group if (t := self._begun.get(ref.entity))), None)
        issued = self._published if force_pattern("issued").search(words) else None
        return issued or self._own_day()

    def _own_day(self) -> str | None:
        """When the text comes into force, else when it is published."""
        return self._begun.get(self._named.own) or self._begun.get(None) or self._published


def _may_be_listed(part: str, head: str, policies: Sequence[MentionRef]) -> bool:
    """Whether a line may stand in a list or a table: it opens with a policy, or is no sentence."""
    return _ITEM.fullmatch(head) is not None if policies else not re.search("[，。：]", part)


def _verdict(row: str) -> bool | None:
    """What a cell of a row says of its policy: whether it is repealed; None where no cell says it."""
    cells = [cell.strip() for cell in _CELLS.split(row.strip())]
    if len(cells) < 2:
        return None
    said = [name for name in ("repealed", "kept") if any(cell in word_set(_NAME, "cells", name) for cell in cells)]
    return said[0] == "repealed" if said else None


def _stretch(part: re.Match[str], ref: MentionRef) -> tuple[int, int]:
    """The sentence or row, which is the evidence."""
    lead = len(part[0]) - len(part[0].lstrip())
    return part.start() + lead, max(ref.end, part.start() + len(part[0].rstrip()))


def _lettered(part: re.Match[str], policies: Sequence[MentionRef]) -> tuple[str, dict[int, list[MentionRef]]]:
    """The part with a letter for policies that are told together, without the numbers behind them; these by the place
    of the letter."""
    groups: dict[int, list[MentionRef]] = {}
    words, at = "", part.start()
    for ref in policies:
        between = part.string[at : ref.start]
        if words.endswith(_POLICY) and _GLUE.fullmatch(between):
            groups[len(words) - 1].append(ref)
        else:
            words += re.sub(f"^{_NUMBERS}", "", between) + _POLICY
            groups[len(words) - 1] = [ref]
        at = ref.end
    return words + re.sub(f"^{_NUMBERS}", "", part.string[at : part.end()]), groups


@cache
def sentence_rules() -> tuple[RepealRule, ...]:
    """The rules for sentences; raises RuleError naming the rule that is wrong."""
    return tuple(_rule(rule) for rule in repeal_rules("sentences"))


@cache
def list_rules() -> tuple[RepealRule, ...]:
    """The rules for what stands above a list; raises RuleError naming the rule that is wrong."""
    return tuple(_rule(rule) for rule in repeal_rules("lists"))


def repeal_rules(kind: str) -> list[dict[str, Any]]:
    """The rules for `sentences` or `lists` as they stand in the file, with their examples."""
    rules = read_rules(_NAME).get(kind)
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise RuleError(f"{_NAME}.yaml: a list of rules is expected under {kind!r}")
    return rules


def _rule(rule: dict[str, Any]) -> RepealRule:
    try:
        return RepealRule(rule["id"], re.compile(_filled(rule["pattern"])), confidence_of(rule["measured"]))
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise RuleError(f"{_NAME}.yaml: rule {rule.get('id')!r}: {error!r}") from error


@cache
def _pattern(name: str) -> re.Pattern[str]:
    if name == "date":
        return force_pattern(name)
    return re.compile(_filled(name if name.startswith("{") else str(read_rules(_NAME)[name])))


def _filled(pattern: str) -> str:
    for name in ("verb", "adverb"):
        pattern = pattern.replace(f"{{{name}}}", str(read_rules(_NAME)[name]))
    return pattern.replace("Ⓟ", _POLICY)
