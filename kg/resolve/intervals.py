"""When something began, as far as can be told: bounds of EDTF times, and intervals between silence and evidence."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_EDTF = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
# What is achieved at a time began then; what is under way at a time may have begun long before.
_BEGINS_THEN = ("achieved", "planned", "ended")


@dataclass(frozen=True, slots=True)
class Interval:
    """The days, both included, between which something began; None where that end is open.

    `silent` is the id of the document whose silence gives the lower end, None where the text itself does.
    """

    lower: str | None
    upper: str | None
    silent: str | None = None


@lru_cache(maxsize=1 << 14)
def bounds(time: str | None) -> tuple[str, str] | None:
    """First and last day of an EDTF time or stretch; None for no time, and for one that is no date.

    >>> bounds('2017-02'), bounds('2016/2020'), bounds('5355'), bounds('2017-13')
    (('2017-02-01', '2017-02-28'), ('2016-01-01', '2020-12-31'), None, None)
    """
    first, _, last = (time or "").partition("/")
    begin, end = _days(first), _days(last or first)
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _days(time: str) -> tuple[str, str] | None:
    match = _EDTF.fullmatch(time)
    if match is None:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    last = calendar.monthrange(year, month or 12)[1]
    if day > last:
        return None
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or last:02}"


def began(status: str, time: str | None, published: str | None, silences: Iterable[tuple[str, str]] = ()) -> Interval:
    """When what is told with this status, `time` and date of publication (EDTF) began.

    The upper end is the last day of the time that the text gives, and no later than the publication of what is
    done or under way; without a time, that publication. The lower end is the first day of that time where the status
    says that it began then; else the day of the last of `silences`, documents of the same region that cover the topic
    and do not mention it, as pairs (date of publication in EDTF, id), that was out before the upper end.

    >>> began('achieved', '2017-11', '2018'), began('ongoing', None, '2018-05-01', [('2016', 'a')])
    (Interval(lower='2017-11-01', upper='2017-11-30', silent=None), \
Interval(lower='2016-12-31', upper='2018-05-01', silent='a'))
    """
    said, out = bounds(time), bounds(published)
    upper = said[1] if said else out[1] if out else None
    if said and out and status != "planned" and out[1] >= said[0]:
        upper = min(said[1], out[1])
    if said and status in _BEGINS_THEN:
        return Interval(said[0], upper)
    days = sorted(
        (day[1], key) for date, key in silences if (day := bounds(date)) and (upper is None or day[1] < upper)
    )
    return Interval(*((days[-1][0], upper, days[-1][1]) if days else (None, upper)))


def precedes(earlier: str | None, later: str | None) -> float | None:
    """1 where one time (EDTF) is over before the other begins, a half where they overlap, None where it is not before.

    >>> precedes('2017', '2018-05'), precedes('2018', '2018-05'), precedes('2019', '2018'), precedes(None, '2018')
    (1.0, 0.5, None, None)
    """
    first, last = bounds(earlier), bounds(later)
    if first is None or last is None:
        return None
    if first[1] < last[0]:
        return 1.0
    return 0.5 if first[0] <= last[1] and last[0] <= first[1] else None
