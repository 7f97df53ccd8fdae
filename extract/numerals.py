"""Numbers as sentences and titles write them: 12, 3.6, 二百, 三百万, 1万."""

from __future__ import annotations

import re
from functools import lru_cache

_RUN = re.compile(r"[0-9.]+|[一二两三四五六七八九〇零○十百千万亿]")
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0, "两": 2}
_GREAT, _GREATER = 10**4, 10**8


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """The value of 12, 3.6, 二百, 三百万, 1万; None where it is none.

    >>> number("三亿六千万"), number("三百万")
    (360000000.0, 3000000.0)
    """
    total = part = 0.0
    for run in _RUN.findall(text):
        if run[0] in _UNITS:
            total, part = _scaled(total, part, _UNITS[run])
        elif run[0].isdigit():
            part = float(run) if run.count(".") < 2 and not run.endswith(".") else 0
        else:
            part = float(_DIGITS[run])
    return total + part or None


def whole(text: str) -> int:
    """The same of a number that has no fraction; 0 where it is none.

    >>> whole("二十一"), whole("十"), whole("两"), whole("07")
    (21, 10, 2, 7)
    """
    return int(number(text) or 0)


def spelled(text: str) -> str:
    """Digits written one by one, as of a year.

    >>> spelled("二〇一七")
    '2017'
    """
    return "".join(str(_DIGITS[c]) for c in text)


def decimal(text: str) -> str:
    """A number in digits, the text itself where it is none.

    >>> decimal("三十"), decimal("30")
    ('30', '30')
    """
    value = number(text)
    return text if value is None else f"{value:g}"


def _scaled(total: float, part: float, unit: int) -> tuple[float, float]:
    """万 and 亿 multiply all that stands before them, but 万 no 亿 (三亿六千万); smaller ones only the last digit."""
    if unit < _GREAT:
        return total + (part or 1) * unit, 0.0
    lower = total % _GREATER if unit < _GREATER else total
    return total - lower + (lower + part or 1) * unit, 0.0
