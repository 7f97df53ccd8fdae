"""Relation rules as data: regular expressions over skeletons, each with examples that are its tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from extract.relations.skeleton import LETTERS
from extract.rules import RuleError
from extract.rules.data import parsed
from extract.rules.needed import needed
from extract.rules.openings import quick
from ontology.records import BASED_ON_KINDS, PREDICATES, STAGES, STATUSES

_SLOT = re.compile(r"\{(?:(S|O\+?):)?([A-Za-z|]+)\}")
# What `{O+:…}` has after its first group: more groups in the clause, each after a conjunction.
_SEVERAL = (
    r"(?P<more>(?:(?:（[^（）]{{0,60}}）|等|精神|要求|规定|有关|文件|的)*"
    r"(?:[、和与及]|以及|并)[^，。；、{0}]{{0,20}}?[{0}]){{0,9}})"
)
_LETTERS = re.compile(r"(?<![?P(])<([A-Z][a-z]+(?:\|[A-Z][a-z]+)*)>")
_FIELDS = {
    "id", "predicate", "kind", "pattern", "status", "stage", "pairing", "subject", "object", "examples", "unless",
    "more", "note",
}  # fmt: skip
# Subjects that the text of a sentence need not name: the region that speaks, the policy that the document is, and the
# policy whose title the rule reads.
SUBJECTS = ("@region", "@policy", "@title")
# Objects that it need not name: the park that the text speaks of there.
OBJECTS = ("@park",)
PAIRINGS = ("all", "clear", "nearest", "each", "chain", "ladder")


# A rule is itself alone: identity is quick to hash, and ids are unique.
@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule; `pattern` has the groups S and O, or only O where the subject is `subject` ('@region'); it needs the
    letters of `needs`, one of each, and one of the characters `words`, where there are any.

    `pairing`: `all` pairs every subject with every object, `clear` too, but where both are several, `nearest` too, but
    with the first alone of several objects right behind it, `each` the first with the first and so on where both have
    as many, `chain` every object with the next one of the same group, `ladder` every rung with the next one, the
    subjects being the lower ones. `more` is what may follow a match, again and again, with further objects of the same
    subject. `implied` is the subject where the pattern has none, one of SUBJECTS, `target` the object, one of OBJECTS;
    `kind` says how a policy is based on the other.
    """

    id: str
    predicate: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    words: frozenset[str]
    status: str | None
    stage: str | None
    pairing: str
    own_subject: bool
    unless: re.Pattern[str] | None
    more: re.Pattern[str] | None
    examples: tuple[dict[str, Any], ...]
    implied: str | None = None
    kind: str | None = None
    target: str | None = None


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules of `extract/rules/relations/*.yaml`, by file and order.

    Raises RuleError naming file and rule for an unknown field, predicate or type, a pattern that does not
    compile, a repeated id, or a rule without an example that fires.
    """
    return read_rule_folder(files("extract.rules").joinpath("relations"))


@cache
def sentence_rules() -> tuple[Rule, ...]:
    """The rules that read sentences."""
    return tuple(rule for rule in load_rules() if rule.implied != "@title")


@cache
def title_rules() -> tuple[Rule, ...]:
    """The rules that read the titles of policies."""
    return tuple(rule for rule in load_rules() if rule.implied == "@title")


def read_rule_folder(folder: Traversable) -> tuple[Rule, ...]:
    """The rules of the YAML files in `folder`, checked; raises RuleError as `load_rules` does."""
    rules: dict[str, Rule] = {}
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        for number, entry in enumerate(_entries(path), 1) if path.name.endswith(".yaml") else ():
            _check(isinstance(entry, dict), path.name, f"entry {number} is no mapping")
            where = f"{path.name}: {entry.get('id') or f'entry {number}'!r}"
            rule = _rule(entry, where)
            _check(rule.id not in rules, where, "the id stands twice")
            rules[rule.id] = rule
    return tuple(rules.values())


def _entries(path: Traversable) -> list[Any]:
    try:
        entries = parsed(path.read_text(encoding="utf-8")) or []
    except yaml.YAMLError as err:
        raise RuleError(f"{path.name}: {err}") from err
    _check(isinstance(entries, list), path.name, "a list of rules is expected")
    return list(entries)


def _rule(entry: dict[str, Any], where: str) -> Rule:
    if unknown := set(entry) - _FIELDS:
        raise RuleError(f"{where}: unknown field {sorted(map(str, unknown))[0]!r}")
    for key in ("id", "pattern"):
        _check(isinstance(entry.get(key), str) and entry[key] != "", where, f"{key} is missing")
    _check(entry.get("predicate") in PREDICATES, where, f"unknown predicate {entry.get('predicate')!r}")
    _check(entry.get("status") in (None, *STATUSES), where, f"unknown status {entry.get('status')!r}")
    _check(entry.get("stage") in (None, *STAGES), where, f"unknown stage {entry.get('stage')!r}")
    _check(entry.get("pairing", "all") in PAIRINGS, where, f"unknown pairing {entry.get('pairing')!r}")
    _check(any(e.get("finds") for e in entry.get("examples", ())), where, "an example that fires is needed")
    implied = entry.get("subject")
    _check(implied in (None, *SUBJECTS), where, f"unknown subject {implied!r}")
    kinds = BASED_ON_KINDS if entry["predicate"] == "basedOn" else ()
    by_policy = implied == "@policy" and entry["predicate"] in ("establishes", "supports")
    told = bool(kinds) or by_policy or implied in (None, "@region")
    _check(told, where, f"{implied} is the subject of what policies say alone")
    _check(entry.get("kind") in (None, *kinds), where, f"unknown kind {entry.get('kind')!r}")
    pattern = compile_pattern(str(entry["pattern"]), where)
    chain = entry.get("pairing") == "chain"
    target = entry.get("object")
    _check(target in (None, *OBJECTS), where, f"unknown object {target!r}")
    _check(
        (target or "O" in pattern.groupindex) and (implied or chain or "S" in pattern.groupindex),
        where,
        "slots {S:…} and {O:…} are needed",
    )
    unless, more = (compile_pattern(entry[key], where) if entry.get(key) else None for key in ("unless", "more"))
    return Rule(
        str(entry["id"]), entry["predicate"], pattern, _needs(str(entry["pattern"])),
        needed(pattern.pattern, frozenset(LETTERS.values())), entry.get("status"), entry.get("stage"),
        entry.get("pairing", "all"), implied == "@region", unless, more, tuple(entry["examples"]),
        implied, entry.get("kind"), target,
    )  # fmt: skip


def _check(holds: bool, where: str, why: str) -> None:
    if not holds:
        raise RuleError(f"{where}: {why}")


def compile_pattern(pattern: str, where: str) -> re.Pattern[str]:
    """A rule's pattern with its slots replaced: `{S:Enterprise|Park}` is the subject, `{Programme}` any programme,
    `[^，。<Park|Region>]` anything but a comma, a stop, a park or a region; `{O+:Policy}` are several objects of
    one clause.

    Raises RuleError naming `where` for an unknown type or a pattern that is no regular expression.
    """

    def slot(match: re.Match[str]) -> str:
        kinds = match.group(match.re.groups).split("|")
        for kind in kinds:
            _check(kind in LETTERS, where, f"unknown type {kind!r}")
        letters = "".join(LETTERS[k] for k in kinds)
        if match.re is _LETTERS:
            return letters
        name = match.group(1)
        if name is None:
            return f"[{letters}]"
        return f"(?P<{name[0]}>[{letters}])" + (_SEVERAL.format(letters) if name == "O+" else "")

    try:
        return re.compile(quick(_LETTERS.sub(slot, _SLOT.sub(slot, pattern))))
    except re.error as err:
        raise RuleError(f"{where}: pattern {pattern!r}: {err}") from err


def _needs(pattern: str) -> tuple[str, ...]:
    """For each slot that the pattern cannot do without, the letters that may fill it."""
    found = [m for m in _SLOT.finditer(pattern) if m.group(1) and not pattern.startswith("?", m.end())]
    return tuple("".join(LETTERS[k] for k in m.group(2).split("|")) for m in found)
