"""From a time to another one, so many days, months or years away, as EDTF."""

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import date, timedelta


def moved(told: str, by: int, unit: str) -> str | None:
    """So many years, months or days from `told`, as exact as the unit is; half a year is six months of a month."""
    if unit == "年":
        return f"{int(told[:4]) + by}" if told else None
    if unit == "个月":
        return in_month(told, by, None) if len(told) >= 7 else None
    with suppress(ValueError):
        return (date.fromisoformat(told) + timedelta(days=by)).isoformat()
    return None


def lies_within(time: str, wider: str) -> bool:
    """Whether a time is a part of a less exact one.

    >>> lies_within("2020-08", "2020"), lies_within("2020-08", "2020-07/2020-12"), lies_within("2020", "2020")
    (True, True, False)
    """
    if time == wider:
        return False
    if "/" not in wider:
        return all(end.startswith(f"{wider}-") for end in time.split("/"))
    first, last = wider.split("/")
    return all(first <= end[: len(first)] <= last and len(end) >= len(first) for end in time.split("/"))


def precise(time: str) -> str | None:
    """A time as a year, a month or a day: the year of a part of one; None of what goes over several.

    >>> precise("2021-05"), precise("2021-07/2021-12"), precise("2016/2020")
    ('2021-05', '2021', None)
    """
    first, _, last = time.partition("/")
    if not last:
        return first
    return first[:4] if first[:4] == last[:4] else None


def years_before(told: str, years: int) -> str:
    """The same day, month or year so many years earlier; of a 29 February the 28th."""
    day = f"{int(told[:4]) - years}{told[4:]}"
    with suppress(ValueError):
        return day if len(day) < len("2021-01-01") else date.fromisoformat(day).isoformat()
    return day[:-2] + "28"


def in_month(told: str, later: int, day: str | None) -> str:
    """The month so many after that of `told`, or a day of it."""
    months = int(told[:4]) * 12 + int(told[5:7]) - 1 + later
    month = f"{months // 12}-{months % 12 + 1:02}"
    return f"{month}-{int(day):02}" if day else month


def same_day(told: str, months: int) -> str:
    """The same day so many months later, or the last of a month that is too short."""
    first = date.fromisoformat(told)
    year, month = divmod(first.month - 1 + months, 12)
    last = calendar.monthrange(first.year + year, month + 1)[1]
    return date(first.year + year, month + 1, min(first.day, last)).isoformat()
