"""The years that a document reports on and plans for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.places.times import TimeMention, find_times
from extract.places.wordlists import word_lists
from ontology.records import Period

# 《…》 names another document, 〔2018〕 and the like stand in its number; their years are not this one's.
_QUOTED = re.compile(r"《[^《》]{1,80}》|〔\d{4}〕")
_CLAUSE_STOPS = "，。；！？\n"
_CLAUSE_STOP = re.compile(f"[{_CLAUSE_STOPS}]")
_HEADING = re.compile(r"\s*(?P<heading>[^\n。；]{4,60})(?:\n|$)")
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
# Years longer ago than this, beside the newest reported, are history (自2009年以来), not the period.
_MEMORY = 3
# Kinds of times that only the document's own date makes years of.
_TOLD_BY_ANCHOR = ("relative", "vague")


def report_period(text: str, title: str | None = None, published: str | None = None) -> Period:
    """The years reported on and planned for, as far as the cleaned text and title give them unmasked.

    A title's year counts as its words say (总结 reports, 计划 plans, 讲话 does both); in the text, years up to
    the document's own are reported, later ones and those of clauses that plan are planned. Years in titles
    and numbers of other documents, five-year plans and implausible years tell nothing. `published` (EDTF)
    divides past from future, and is reported on where the text says 今年, 近日, 一季度 and the like.
    """
    heading = title or _first_line(text)
    report, plan = _title_years(heading)
    body = _QUOTED.sub(lambda m: "\n" * len(m[0]), text)
    times = find_times(body, published)
    stated = list(_stated(body, [t for t in times if t.kind not in _TOLD_BY_ANCHOR]))
    now = _own_year(published, report | plan, stated)
    for told in stated:
        for year in told.years():
            (plan if year > now or (told.planned() and year >= now) else report).add(year)
    if published and any(t.kind in _TOLD_BY_ANCHOR for t in times):
        report.add(int(published[:4]))
    newest = max(report, default=0)
    report = {year for year in report if year >= newest - _MEMORY}
    return Period(sorted(map(str, report)), sorted(map(str, plan)))


@dataclass(frozen=True, slots=True)
class _Stated:
    """A time, its clause, and what of the clause stands before it."""

    time: TimeMention
    clause: str
    before: str

    def years(self) -> list[int]:
        if self.time.kind not in ("year", "month", "date", "range"):
            return []
        return sorted({int(part[:4]) for part in self.time.edtf.split("/")})

    def planned(self) -> bool:
        cues = word_lists("period_cues")
        return self.before.endswith(cues["plans_before"]) or any(word in self.clause for word in cues["plans"])


def _stated(text: str, times: Iterable[TimeMention]) -> Iterator[_Stated]:
    """Times, which are in order, with their clauses; none of them reaches beyond its clause."""
    start, looked = 0, 0
    for time in times:
        start = max(start, 1 + max(text.rfind(stop, looked, time.start) for stop in _CLAUSE_STOPS))
        looked = time.start
        end = _CLAUSE_STOP.search(text, time.start)
        yield _Stated(time, text[start : end.start() if end else len(text)], text[start : time.start])


def _first_line(text: str) -> str | None:
    match = _HEADING.match(text)
    return match["heading"] if match else None


def _title_years(title: str | None) -> tuple[set[int], set[int]]:
    report: set[int] = set()
    plan: set[int] = set()
    if title is None:
        return report, plan
    cues = word_lists("period_cues")
    years = [(int(m[1]), m.end()) for m in _TITLE_YEAR.finditer(title)]
    ends = [m.start() for m in _TITLE_YEAR.finditer(title)][1:]
    for (year, start), end in zip(years, [*ends, len(title)], strict=False):
        words = title[start:end]
        planned = any(word in words for word in cues["title_plans"])
        if planned:
            plan.add(year)
        if not planned or any(word in words for word in cues["title_reports"]):
            report.add(year)
    return report, plan


def _own_year(published: str | None, of_title: set[int], stated: list[_Stated]) -> int:
    """The document's own year; where nobody says, the last that it does not plan for (0 where there is none)."""
    if published:
        return int(published[:4])
    if of_title:
        return max(of_title)
    return max((year for told in stated if not told.planned() for year in told.years()), default=0)
