"""What a table's row, a sidecar, front matter or a page states about a document, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from extract.document import Metadata
from extract.read.dates import to_edtf

COLUMNS = ("title", "date", "region", "tier", "url", "notice", "number", "issuers")
TIERS = ("official", "gazette", "press", "repost", "sharing", "internal")
_MAX_LENGTH = 1000
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_NAMES_APART = re.compile(r"[、,，;；|\s]+")
_URL = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)


def stated(values: Mapping[str, object]) -> tuple[Metadata, tuple[str, ...]]:
    """Metadata from values under the names of `COLUMNS`; others are passed over, blank ones say nothing.

    A value that cannot be right (a date of no calendar, a tier of no list, a link of no web page) is left
    out, with a sentence that says so.
    """
    problems: list[str] = []
    found: dict[str, Any] = {}
    for name in COLUMNS:
        try:
            value = as_text(values.get(name))
            if value is not None:
                checked = _checked(name, value)
                found["published" if name == "date" else name] = _names(checked) if name == "issuers" else checked
        except ValueError as error:
            problems.append(f"its {name} is left out: {error}")
    return Metadata(**found), tuple(problems)


def as_text(value: object) -> str | None:
    """A text or a whole number as one line of text, None where blank; raises ValueError for anything else."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("it is not text")
    line = " ".join(str(value).split())
    if len(line) > _MAX_LENGTH:
        raise ValueError(f"it is longer than {_MAX_LENGTH:,} characters")
    if _UNPRINTABLE.search(line):
        raise ValueError("it has characters that cannot be printed")
    return line or None


def _checked(name: str, value: str) -> str:
    if name == "date":
        return to_edtf(value)
    if name == "tier" and value not in TIERS:
        raise ValueError(f"{value!r} is none of {', '.join(TIERS)}")
    if name == "url" and not _URL.match(value):
        raise ValueError(f"{value!r} is not an http address")
    return value


def _names(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in _NAMES_APART.split(value) if name))


def merged(first: Metadata, second: Metadata) -> Metadata:
    """Both statements in one; where both speak, `first` holds."""
    names = [field.name for field in fields(Metadata)]
    return Metadata(**{name: getattr(first, name) or getattr(second, name) for name in names})
