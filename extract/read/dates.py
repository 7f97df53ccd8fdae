"""Dates as people state them, into EDTF."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_TIME_OF_DAY = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_FORMS = tuple(
    re.compile(form + r"\Z")
    for form in (
        r"(?P<y>\d{4})(?:年度?)?",
        r"(?P<y>\d{4})(?P<m>\d{2})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?" + _TIME_OF_DAY,
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})",
        r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})" + _TIME_OF_DAY,
    )
)
# The People's Republic's documents, and nothing later than a plan could be dated.
_YEARS = range(1949, 2101)
# Years that a text may speak of: history, and far plans.
_LIKELY_YEARS = range(600, 2101)
_LEAP_YEAR = 2000


def to_edtf(stated: str) -> str:
    """`stated` as EDTF, as exact as it is: a year, a month or a day; a time of day is dropped.

    Raises ValueError where it is not a date of the calendar, its order is unclear, or the year is
    implausible (outside 1949-2100).

    >>> to_edtf("2021年5月3日"), to_edtf("2021/05"), to_edtf("20211015")
    ('2021-05-03', '2021-05', '2021-10-15')
    """
    plain = unicodedata.normalize("NFKC", stated).strip()
    found = next((match for form in _FORMS if (match := form.match(plain))), None)
    if found is None or not plain.isascii() and "年" not in plain:
        raise ValueError(f"{stated!r} is not a date")
    parts = [int(part) for name in "ymd" if (part := found.groupdict().get(name))]
    if parts[0] not in _YEARS:
        raise ValueError(f"{stated!r} has an implausible year")
    try:
        date(*(parts + [1, 1])[:3])
    except ValueError as error:
        raise ValueError(f"{stated!r} is not a date of the calendar") from error
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


# A year that cannot be, or a month or day that no calendar has. 5000年 and 1200年 alone are spans of history.
# A digit comes first, as it is quick to look for.
_WRITTEN = re.compile(r"(?P<y>\d(?<![\d.,].)\d{3})年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?)?")
_MONTH_AND_DAY = re.compile(r"(?P<m>\d(?<![\d年].)\d?)月(?P<d>\d{1,2})日")
_ROUND = 100


def impossible_dates(text: str) -> tuple[str, ...]:
    """Dates in a text that cannot be, as they stand there, each once: 5355年65月06日, 13月45日.

    Where they are, digits were substituted throughout, and no figure of the text can be trusted.

    >>> impossible_dates("有效期至5355年65月06日；中华5000年文明；2021年5月3日起")
    ('5355年65月06日',)
    """
    found = [m.group() for m in _WRITTEN.finditer(text) if _is_impossible(m)]
    found += [m.group() for m in _MONTH_AND_DAY.finditer(text) if not _fits(int(m["m"]), int(m["d"]))]
    return tuple(dict.fromkeys(unicodedata.normalize("NFKC", date) for date in found))


def _is_impossible(match: re.Match[str]) -> bool:
    year, month, day = (int(part) if part else None for part in match.group("y", "m", "d"))
    if month is None:
        return year not in _LIKELY_YEARS and year is not None and year % _ROUND != 0
    return year not in _LIKELY_YEARS or not _fits(month, day or 1)


def _fits(month: int, day: int) -> bool:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True
