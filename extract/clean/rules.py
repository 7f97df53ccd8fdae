"""The pattern files of cleaning: loading, and checking that every entry is what it should be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from extract.rules.data import parsed
from extract.rules.openings import quick

_SCOPES = ("span", "line", "tail")
_TAIL = 500
# Sets without the line break, and what else may match one.
_WITHIN_LINE = re.compile(r"\[\^[^\]]*\\n[^\]]*\]")
_MAY_LEAVE_LINE = re.compile(r"\\[nsDW]|\[\^")


@dataclass(frozen=True, slots=True)
class Furniture:
    """One kind of thing that pages and sites put around a text (`furniture.yaml` tells the fields)."""

    name: str
    scope: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    drops: tuple[tuple[str, str], ...]
    keeps: tuple[str, ...]
    within: int = _TAIL
    # Whether it matches nothing but whole lines that have a hint.
    in_line: bool = False


@dataclass(frozen=True, slots=True)
class MaskRule:
    """One way to blot out a name or a figure; `finds` are examples with the masks in them."""

    name: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    finds: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def furniture() -> tuple[Furniture, ...]:
    """All entries of `furniture.yaml`; raises ValueError naming file and entry where one is malformed."""
    return tuple(_furniture(entry) for entry in _entries("furniture.yaml"))


@cache
def mask_rules() -> tuple[MaskRule, ...]:
    """All entries of `masks.yaml`; raises ValueError naming file and entry where one is malformed."""
    return tuple(_mask_rule(entry) for entry in _entries("masks.yaml"))


def _entries(file: str) -> list[dict[str, Any]]:
    entries = parsed(resources.files(__package__).joinpath(file).read_text("utf-8"))
    if not isinstance(entries, list) or not all(isinstance(e, dict) and "name" in e for e in entries):
        raise ValueError(f"{file}: expected a list of entries, each with a name")
    return [{**entry, "file": file} for entry in entries]


def _furniture(entry: dict[str, Any]) -> Furniture:
    _check(entry, {"scope", "hints", "pattern", "drops", "keeps"}, {"within"})
    if entry["scope"] not in _SCOPES:
        raise ValueError(f"{_where(entry)}: scope must be one of {', '.join(_SCOPES)}, not {entry['scope']!r}")
    pattern = entry["pattern"] if entry["scope"] == "span" else f"^(?:{entry['pattern']})[ \t\u3000]*$"
    return Furniture(
        name=entry["name"],
        scope=entry["scope"],
        pattern=_compiled(entry, pattern),
        hints=tuple(map(str, entry["hints"])),
        drops=tuple((old, new) for old, new in entry["drops"]),
        keeps=tuple(map(str, entry["keeps"])),
        within=entry.get("within", _TAIL),
        in_line=entry["scope"] == "line" and not _MAY_LEAVE_LINE.search(_WITHIN_LINE.sub("", entry["pattern"])),
    )


def _mask_rule(entry: dict[str, Any]) -> MaskRule:
    _check(entry, {"hints", "pattern", "finds"}, set())
    finds = tuple((str(text), tuple(map(str, masks))) for text, masks in entry["finds"])
    return MaskRule(entry["name"], _compiled(entry, entry["pattern"]), tuple(map(str, entry["hints"])), finds)


def _check(entry: dict[str, Any], needed: set[str], allowed: set[str]) -> None:
    fields = set(entry) - {"name", "file"}
    if missing := sorted(needed - fields):
        raise ValueError(f"{_where(entry)}: missing {', '.join(missing)}")
    if unknown := sorted(fields - needed - allowed):
        raise ValueError(f"{_where(entry)}: unknown {', '.join(unknown)}")


def _compiled(entry: dict[str, Any], pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(quick(pattern), re.MULTILINE)
    except re.error as error:
        raise ValueError(f"{_where(entry)}: the pattern is no regular expression: {error}") from error


def _where(entry: dict[str, Any]) -> str:
    return f"{entry['file']}, entry {entry['name']}"
