"""From a time to another one, so many days, months or years away, as EDTF; and numbers in Chinese."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0}


def moved(told: str, by: int, unit: str) -> str | None:
    """So many years, months or days from `told`, as exact as the unit is."""
    if unit == "年":
        return f"{int(told[:4]) + by}" if told else None
    if unit == "个月":
        return in_month(told, by, None) if len(told) >= 7 else None
    with suppress(ValueError):
        return (date.fromisoformat(told) + timedelta(days=by)).isoformat()
    return None


def count(text: str) -> int:
    """A number of months or years: 两, 三, 12."""
    return int(text) if text.isdigit() else 2 if text == "两" else DIGITS[text]


def in_month(told: str, later: int, day: str | None) -> str:
    """The month so many after that of `told`, or a day of it."""
    months = int(told[:4]) * 12 + int(told[5:7]) - 1 + later
    month = f"{months // 12}-{months % 12 + 1:02}"
    return f"{month}-{int(day):02}" if day else month


def number_of(text: str) -> int:
    """A month in figures or as 十二."""
    return int(text) if text.isdigit() else min(12, sum(DIGITS[c] for c in text))


def day_number(text: str) -> int:
    """A day of the month in figures or as 二十一."""
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    return (DIGITS[tens or "一"] * 10 if "十" in text else 0) + (DIGITS[ones] if ones else 0)
