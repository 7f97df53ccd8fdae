"""EDTF times in order: when a stretch of time begins, and how exactly it is known."""

from __future__ import annotations

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


def order(*times: str | None) -> tuple[bool, str]:
    """A sort key by the first of `times` that there is: earlier first, unknown last."""
    begin = next((begin for begin in map(lower, times) if begin), None)
    return (begin is None, begin or "")


def not_after(limit: str, *times: str | None) -> bool:
    """Whether the first of `times` that there is begins by the end of `limit`; unknown times do not.

    >>> not_after('2018', '2018-05-03'), not_after('2018-04', '2018-05-03'), not_after('2018', None)
    (True, False, False)
    """
    begin = next((begin for begin in map(lower, times) if begin), None)
    return begin is not None and begin[: len(limit)] <= limit
