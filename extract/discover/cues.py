"""The rules of discovery (`extract/rules/discover.yaml`), typed, and checked when they are loaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar

from extract.rules import RuleError, read_rules
from ontology.records import ENTITY_TYPES
from ontology.vocabulary.programmes import FORMS, HOLDERS, SCOPES

_T = TypeVar("_T")
_FILE = "discover.yaml"
_ALLOWED: Mapping[str, tuple[str, ...]] = {"form": FORMS, "holder": HOLDERS, "scope": SCOPES}


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for one value of a facet: in the name (`heads`, `within`) or around a mention of it."""

    facet: str
    value: str
    heads: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    def in_name(self, name: str) -> bool:
        """Whether the name itself speaks for the value."""
        return name.endswith(self.heads) or any(word in name for word in self.within)

    def in_context(self, before: str, after: str, sentence: str) -> bool:
        """Whether the words around a mention do: of its clause, right behind it, or of its sentence."""
        if after.startswith(self.after) or any(word in before for word in self.before):
            return True
        return any(word in sentence for word in self.near)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against a name; `factor` is what its score is multiplied by.

    `near` are words in most of its sentences, the other lists look at the name. `but_quoted`: not where texts quote it.
    """

    id: str
    factor: float
    heads: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    but_quoted: bool = False

    def holds(self, name: str, sentences: Sequence[str] = ()) -> bool:
        """Whether the name (without quotes), or most of the sentences that it stands in, give reason for this doubt."""
        if 2 * sum(any(word in s for word in self.near) for s in sentences) > len(sentences):
            return True
        if name in self.exact or name.startswith(self.starts) or name.endswith((*self.heads, *self.ends)):
            return True
        return any(word in name for word in self.within) or any(re.search(p, name) for p in self.patterns)


@dataclass(frozen=True, slots=True)
class DiscoverRules:
    """All of the file, field by field as it stands there."""

    prefixes: tuple[str, ...]
    tails: tuple[str, ...]
    quoted_tails: tuple[str, ...]
    titled: tuple[str, ...]
    least_core: int
    least_name: int
    longest_name: int
    cues: tuple[Cue, ...]
    holders_by_type: Mapping[str, str]
    national: tuple[str, ...]
    far_scopes: tuple[str, ...]
    general_words: tuple[str, ...]
    general_factor: float
    slogan_factor: float
    doubts: tuple[Doubt, ...]


@cache
def load_rules() -> DiscoverRules:
    """The rules of discovery; raises RuleError, naming file and entry, where they break their form."""
    return parse_rules(read_rules("discover"))


def parse_rules(data: Mapping[str, Any]) -> DiscoverRules:
    """The rules that a mapping states; raises RuleError for a missing or unknown field or facet, or a wrong kind."""
    names = [field.name for field in fields(DiscoverRules)]
    _same_fields(data, names, "the file", needed=names)
    by_type = data["holders_by_type"]
    if not isinstance(by_type, dict):
        raise _wrong("holders_by_type", "must be a mapping of types to holders")
    for kind, holder in by_type.items():
        if kind not in ENTITY_TYPES or holder not in HOLDERS:
            raise _wrong("holders_by_type", f"{kind}: {holder} names no type or no holder")
    return DiscoverRules(
        prefixes=_longest_first(_words(data["prefixes"], "prefixes")),
        tails=_longest_first(_words(data["tails"], "tails")),
        quoted_tails=_words(data["quoted_tails"], "quoted_tails"),
        titled=_longest_first(_words(data["titled"], "titled")),
        least_core=_number(data["least_core"], "least_core"),
        least_name=_number(data["least_name"], "least_name"),
        longest_name=_number(data["longest_name"], "longest_name"),
        cues=_entries(data["cues"], "cues", _cue),
        holders_by_type=dict(by_type),
        national=_words(data["national"], "national"),
        far_scopes=_scopes(data["far_scopes"]),
        general_words=_words(data["general_words"], "general_words"),
        general_factor=_factor(data["general_factor"], "general_factor"),
        slogan_factor=_factor(data["slogan_factor"], "slogan_factor"),
        doubts=_entries(data["doubts"], "doubts", _doubt),
    )


def _scopes(data: Any) -> tuple[str, ...]:
    found = _words(data, "far_scopes")
    if unknown := [scope for scope in found if scope not in SCOPES]:
        raise _wrong("far_scopes", f"{', '.join(unknown)} is no scope")
    return found


def _cue(entry: Mapping[str, Any], where: str) -> Cue:
    lists = ("heads", "within", "before", "after", "near")
    _same_fields(entry, {"facet", "value", *lists}, where, needed=("facet", "value"))
    facet, value = entry["facet"], entry["value"]
    if value not in _ALLOWED.get(facet, ()):
        raise _wrong(where, f"{facet}: {value} is no facet of programmes")
    found = {name: _words(entry[name], f"{where}.{name}") for name in lists if name in entry}
    if not found:
        raise _wrong(where, "needs words")
    return Cue(facet, value, **found)


def _doubt(entry: Mapping[str, Any], where: str) -> Doubt:
    lists = ("heads", "within", "starts", "ends", "exact", "patterns", "near")
    _same_fields(entry, {"id", "factor", "but_quoted", *lists}, where, needed=("id", "factor"))
    factor = _factor(entry["factor"], f"{where}.factor")
    found = {name: _words(entry[name], f"{where}.{name}") for name in lists if name in entry}
    if not found:
        raise _wrong(where, "needs words")
    for pattern in found.get("patterns", ()):
        _check_pattern(pattern, where)
    return Doubt(str(entry["id"]), factor, but_quoted=bool(entry.get("but_quoted")), **found)


def _check_pattern(pattern: str, where: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise _wrong(where, f"{pattern!r} is no regular expression: {error}") from error


def _entries(data: Any, where: str, parse: Callable[[Mapping[str, Any], str], _T]) -> tuple[_T, ...]:
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        raise _wrong(where, "must be a list of mappings")
    return tuple(parse(entry, f"{where}, entry {number}") for number, entry in enumerate(data, 1))


def _same_fields(data: Mapping[str, Any], known: Iterable[str], where: str, needed: Iterable[str]) -> None:
    if missing := sorted(set(needed) - data.keys()):
        raise _wrong(where, f"misses {', '.join(missing)}")
    if unknown := sorted(map(str, data.keys() - set(known))):
        raise _wrong(where, f"has unknown fields: {', '.join(unknown)}")


def _words(data: Any, where: str) -> tuple[str, ...]:
    if not isinstance(data, list) or not all(isinstance(word, str) and word for word in data):
        raise _wrong(where, "must be a list of words")
    if len(set(data)) < len(data):
        raise _wrong(where, f"has a word twice: {', '.join(sorted({w for w in data if data.count(w) > 1}))}")
    return tuple(data)


def _number(data: Any, where: str) -> int:
    if not isinstance(data, int) or data < 1:
        raise _wrong(where, "must be a number from 1")
    return data


def _factor(data: Any, where: str) -> float:
    if not isinstance(data, float) or not 0 < data < 1:
        raise _wrong(where, "must be a number between 0 and 1")
    return data


def _longest_first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _wrong(where: str, reason: str) -> RuleError:
    return RuleError(f"{_FILE}: {where}: {reason}")
