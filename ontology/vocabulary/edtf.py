"""Dates as the vocabulary writes them: the part of EDTF (ISO 8601-2) that the record contract uses."""

from __future__ import annotations

import re
from datetime import date

from ontology.vocabulary.source import Row

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_edtf(text: str) -> bool:
    """Whether `text` is a year, month, day, or an interval of two such.

    >>> is_edtf("2017-11-23"), is_edtf("2016/2020"), is_edtf("2017-13")
    (True, True, False)
    """
    parts = text.split("/")
    return len(parts) <= 2 and all(map(_is_date, parts)) and parts == sorted(parts)


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def parse_date(row: Row, field: str = "date") -> str | None:
    """The date in a field, None if missing; raises VocabularyError if it is not well formed."""
    text = row.optional(field)
    if text is not None and not is_edtf(text):
        raise row.error(f"{field!r} must be a date like 2017, 2017-11, 2017-11-23 or 2016/2020, not {text!r}", field)
    return text
