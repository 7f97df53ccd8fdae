"""EDTF times in order: which of two claims speaks of the later time."""

from __future__ import annotations

from ontology.records import Record, Relation

_LATEST_MONTH_AND_DAY = (12, 31)
Instant = tuple[int, int, int]
NEVER: Instant = (0, 0, 0)


def last_instant(time: str | None) -> Instant:
    """The last day that an EDTF time covers, day 31 for any month; before everything where there is none.

    "2021" ends after "2021-05": what is said of a whole year is said at its end.

    >>> last_instant('2021') > last_instant('2021-05') > last_instant('2016/2020') > last_instant(None)
    True
    """
    numbers = [int(part) for part in (time or "").rpartition("/")[2].split("-") if part.isdigit()]
    if not numbers:
        return NEVER
    year, month, day = (*numbers, *_LATEST_MONTH_AND_DAY[len(numbers) - 1 :])[:3]
    return year, month, day


def first_instant(time: str | None) -> Instant:
    """The first day that an EDTF time covers; before everything where there is none.

    >>> first_instant('2016/2020'), first_instant('2021-05')
    ((2016, 1, 1), (2021, 5, 1))
    """
    numbers = [int(part) for part in (time or "").partition("/")[0].split("-") if part.isdigit()]
    if not numbers:
        return NEVER
    year, month, day = (*numbers, 1, 1)[:3]
    return year, month, day


def claim_time(relation: Relation, record: Record) -> str | None:
    """When a claim is so: its own time, else when the document was published, else the last year it reports on."""
    return relation.time or record.published or max(record.period.report, default=None)


def record_year(record: Record) -> int | None:
    """The year that the document speaks from."""
    time = record.published or max(record.period.report, default=None)
    return int(time[:4]) if time else None
