"""EDTF times in order: when a stretch of time begins, and how exactly it is known."""

from __future__ import annotations

from datetime import date

from kg.resolve.intervals import bounds

PRECISIONS = {4: "year", 7: "month", 10: "day"}


def lower(time: str | None) -> str | None:
    """The beginning of an EDTF time or interval, as exact as it is given.

    >>> lower('2016/2020'), lower('2017-11'), lower(None)
    ('2016', '2017-11', None)
    """
    return None if not time else time.partition("/")[0]


def precision(time: str | None) -> str | None:
    """`year`, `month` or `day`; `interval` for two ends; None where there is no time."""
    if not time:
        return None
    return "interval" if "/" in time else PRECISIONS.get(len(time))


def not_after(limit: str, *times: str | None) -> bool:
    """Whether the first of `times` that there is begins by the end of `limit`; unknown times do not.

    >>> not_after('2018', '2018-05-03'), not_after('2018-04', '2018-05-03'), not_after('2018', None)
    (True, False, False)
    """
    begin = next((begin for begin in map(lower, times) if begin), None)
    return begin is not None and begin[: len(limit)] <= limit


def year(time: str | None) -> int | None:
    """The year in which a time begins, None for what is no date."""
    days = bounds(time)
    return int(days[0][:4]) if days else None


def months_between(earlier: str, later: str) -> float:
    """Months from the first day of one time to the first day of another, by days of 1/30.4375 month; may be negative.

    >>> months_between('2017-11-23', '2018-04')
    4.2
    """
    first, last = bounds(earlier), bounds(later)
    if first is None or last is None:
        raise ValueError(f"not two dates: {earlier!r}, {later!r}")
    return round((date.fromisoformat(last[0]) - date.fromisoformat(first[0])).days / 30.4375, 1)
