"""Expressions of time in a text, as EDTF: dates, months, years, ranges, five-year plans, 今年 and 上半年."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from extract.numerals import spelled, whole
from extract.places.time_patterns import DATELINE, HEAD, HEAD_MAY_BEGIN, OF_ALL, OF_MONTH, PART, PART_MAY_BEGIN
from extract.places.time_shifts import in_month, moved, years_before
from extract.places.years import heads_line, year_of, year_told
from extract.rules.openings import tried_at

_FIRST_YEAR, _LAST_YEAR = 1840, 2100
_FIRST_PLAN = 1953
# A dateline stands in the first characters, and is of so many days before the paper at most.
_DATELINE_REACH, _DAYS_IN_PRINT = 120, 3
# 年内也将: so far behind a word what tells that it is still to come.
_AND_TO_COME = 2
# What is told from a time told before.
_OF_TOLD = {"next", "now", "moon", "bare", "unit", "before", "pass", "lastyear", "later"}
# A date reaches no further than this, in characters.
_REACH = 400
# A part right behind these belongs to something else: 20XX年5月, 每年上半年, 1.5月, 第3月.
_NOT_BEFORE_PART = re.compile(r"[\dXx×*某年每第近.]$")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A stretch of the text that tells a time.

    `kind` is date, month, year, range, plan (a five-year plan), relative (resolved by the document's own
    date), vague (近日: the document's month), or implausible (5355年: `edtf` is what it says).
    """

    start: int
    end: int
    edtf: str
    kind: str


def find_times(text: str, anchor: str | None) -> list[TimeMention]:
    """The times in `text` (cleaned), in order, without overlap.

    `anchor` is the document's own date or year in EDTF; without it 今年, 近日 and months without a year tell
    nothing and are left out, but for months in a sentence that tells a year before, and 当年. Masked years (20XX年)
    are left out too.
    """
    matches = list(tried_at(HEAD, HEAD_MAY_BEGIN, text))
    known: list[TimeMention] = []
    wired = _wired(text, anchor)
    for match in matches:
        if (time := _from_head(text, match, wired if match["day"] else anchor, known)) is not None:
            known.append(time)
    spans = [match.span() for match in matches] + [(t.start, t.end) for t in known]
    taken = {i for start, end in spans for i in range(start, end)}
    noted = OF_ALL.search(text)
    of_bare = f"{noted['year']}-12-31" if noted else anchor
    found = sorted([*known, *_bare(text, of_bare, taken, known)], key=lambda t: t.start)
    return sorted([*found, *_after_told(text, matches, found, anchor)], key=lambda t: t.start)


def _wired(text: str, anchor: str | None) -> str | None:
    """The day of a dateline on the days before the document's, from which 昨天 counts, else that."""
    found = DATELINE.search(text, 0, _DATELINE_REACH)
    if found is None or anchor is None or len(anchor) != len("2021-01-01"):
        return anchor
    with suppress(ValueError):
        day = date(int(anchor[:4]), int(found["month"]), int(found["day"]))
        if timedelta() <= date.fromisoformat(anchor) - day <= timedelta(days=_DAYS_IN_PRINT):
            return day.isoformat()
    return anchor


def trusted_times(times: Iterable[TimeMention]) -> list[TimeMention]:
    """Those that no digit of the text tells: five-year plans, and 近日 or 今年 with nothing behind it."""
    return [t for t in times if t.kind in ("plan", "vague") or (t.kind == "relative" and "-" not in t.edtf)]


def plan_years(name: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its name: 十四五 → 2021, 2025."""
    number = whole(name[:-1])
    first = _FIRST_PLAN + 5 * (number - 1) + (3 if number > 2 else 0)
    return first, first + 4


def _from_head(text: str, match: re.Match[str], anchor: str | None, known: Sequence[TimeMention]) -> TimeMention | None:
    start, end = match.span()
    if match["range"]:
        return _checked(start, end, [int(match["y1"]), int(match["y2"])], f"{match['y1']}/{match['y2']}", "range")
    if match["dotted"]:
        return _checked(start, end, [int(match["ty"])], f"{match['ty']}-{match['tm']}", "month")
    if match["slashed"]:
        return _checked(start, end, [int(match["sy"])], f"{match['sy']}-{int(match['sm']):02}", "month")
    if match["short"]:
        return _with_part(text, start, end, 2000 + int(match["yy"]), None)
    if match["dashed"]:
        edtf = f"{match['dy']}-{int(match['dm']):02}-{int(match['dd']):02}"
        return _checked(start, end, [int(match["dy"])], edtf, "date")
    if match["absolute"]:
        year = int(match["year"] or spelled(match["hanzi"]))
        return _with_part(text, start, end, year, None)
    if plan := match["quoted"] or match["plan"]:
        first, last = plan_years(plan)
        return TimeMention(start, end, f"{first}/{last}", "plan")
    if _is_years_ago(match):
        return _with_part(text, start, end, int(anchor[:4]) - whole(match["count"]), "relative") if anchor else None
    if _OF_TOLD & {key for key, value in match.groupdict().items() if value}:
        return None
    if match["ends"]:
        told = year_told(text, start, known, "\n") if match["early"] else None
        told = told or year_of(text, start, end + _AND_TO_COME, "01" if match["early"] else "12", anchor, known)
        return TimeMention(start, end, f"{told}", "relative") if told else None
    if match["following"] or match["relative"] == "来年":
        told = year_told(text, start, known, "。\n" if match["relative"] else "" if heads_line(text, start) else "\n")
        if match["relative"]:
            told = told if told is not None else int(anchor[:4]) if anchor else None
            return _with_part(text, start, end, told + 1, "relative") if told is not None else None
        later = match["following"][0] not in "同当这那"
        return _with_part(text, start, end, told + later, "relative") if told is not None else None
    if anchor is None:
        return None
    if word := match["last"] or match["near"]:
        return _month_near(start, end, anchor, word, match["nearday"])
    if match["day"] or match["weekday"]:
        return _day(start, end, anchor, match)
    if match["vague"]:
        return TimeMention(start, end, anchor[:7], "vague")
    return _with_part(text, start, end, int(anchor[:4]) + _offset(match["relative"]), "relative")


def _is_years_ago(match: re.Match[str]) -> bool:
    """Whether it is a year by itself, which a month may follow: 三年前的7月."""
    return match["unit"] == "年" and match["side"] == "前" and match["count"] != "半"


def _with_part(text: str, start: int, end: int, year: int, kind: str | None) -> TimeMention:
    part = PART.match(text, end) or (OF_MONTH.match(text, end) and PART.match(text, end + 1))
    if part is None or not _plausible(year):
        return _checked(start, end, [year], f"{year}", kind or "year")
    edtf = _part_edtf(year, part)
    return TimeMention(start, part.end(), edtf, kind or _kind(edtf))


def _after_told(
    text: str, matches: Sequence[re.Match[str]], found: Sequence[TimeMention], anchor: str | None
) -> Iterator[TimeMention]:
    """次日 and 当天 from the date told last in the paragraph, 次月 and 同月15日 from the month; 8日 from that or from
    the document's own."""
    for match in matches:
        if not any(match[key] for key in _OF_TOLD) or _is_years_ago(match):
            continue
        number = bisect_left(found, match.start(), key=lambda t: t.start) - 1
        last = found[number] if number >= 0 else None
        if last and ("\n" in text[last.end : match.start()] or match.start() - last.end > _REACH or "/" in last.edtf):
            last = None
        dated = last is not None and len(last.edtf) == 10
        to_anchor = (match["bare"] and not last) or match["side"] == "前" or (match["now"] and not dated)
        to_anchor = to_anchor or (match["lastyear"] and (last is None or len(last.edtf) < len("2020-01")))
        told = (
            (anchor[: 7 if match["lastyear"] else None] if anchor and "/" not in anchor else "")
            if to_anchor
            else last.edtf
            if last
            else ""
        )
        if edtf := _resolved(match, told, anchor):
            yield TimeMention(*match.span(), edtf, "relative")


def _resolved(match: re.Match[str], told: str, anchor: str | None) -> str | None:
    """What an expression means after `told`, None where that is not exact enough; a day that is still to come when the
    document appears is of the month before."""
    if unit := match["unit"] or match["beforeunit"] or match["passunit"]:
        back = bool(match["before"]) or match["side"] == "前"
        count = match["count"] or match["before"] or match["pass"]
        by, unit = (6, "个月") if (count, unit) == ("半", "年") else (whole(count), unit)
        return moved(told, -by if back else by, unit)
    if match["lastyear"]:
        return years_before(told, 1) if told else None
    if match["next"]:
        with suppress(ValueError):
            return (date.fromisoformat(told) + timedelta(days=match["next"][0] not in "当同")).isoformat()
        return None
    if match["now"]:
        return told if len(told) == 10 else None
    if len(told) < 7 or (match["later"] and len(told) < 10):
        return None
    later = match["moon"] is not None and match["moon"][0] in "次翌转"
    day = in_month(told, later, match["moonday"] or match["bare"] or match["later"])
    if match["bare"] and anchor and len(anchor) == 10 and day > anchor:
        return in_month(anchor, -(int(match["bare"]) > int(anchor[8:])), match["bare"])
    return day


def _month_near(start: int, end: int, anchor: str, word: str, day: str | None) -> TimeMention | None:
    """上月, 下月 and 本月5日, from the month of the document."""
    if len(anchor) < 7 or "/" in anchor:
        return None
    by = {"上": -word.count("上"), "本": 0, "下": 1}[word[0]]
    return TimeMention(start, end, in_month(anchor, by, day), "relative")


def _day(start: int, end: int, anchor: str, match: re.Match[str]) -> TimeMention | None:
    """A day told from that of the document; None where only its month or year is known."""
    try:
        published = date.fromisoformat(anchor)
    except ValueError:
        return None
    if match["weekday"]:
        monday = published - timedelta(days=published.weekday() + 7 * match["week"].count("上"))
        day = monday + timedelta(days=min("一二三四五六日天".index(match["weekday"]), 6))
    else:
        day = published - timedelta(days={"今": 0, "昨": 1, "前": 2}[match["day"][0]])
    return TimeMention(start, end, day.isoformat(), "relative")


def _bare(text: str, anchor: str | None, taken: set[int], known: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """Months and quarters without a year: of the year that their sentence tells before, else of the document's."""
    before, known = None, list(known)
    for part in tried_at(PART, PART_MAY_BEGIN, text):
        start, end = part.span()
        if start in taken or _NOT_BEFORE_PART.search(text, max(0, start - 1), start):
            continue
        told = _part_edtf(_FIRST_YEAR, part)[5:]
        year = _goes_on(text, before, start, told, known) or year_of(text, start, end, told, anchor, known)
        if year is not None:
            before = TimeMention(start, end, _part_edtf(year, part), "relative")
            if anchor and anchor[:4] != str(year):
                insort(known, before, key=lambda t: t.start)
            yield before


def _goes_on(text: str, before: TimeMention | None, at: int, part: str, known: Sequence[TimeMention]) -> int | None:
    """The year of the month told before in the same sentence, where a later one follows it: 6月建立，9月验收."""
    if (
        before is None
        or before.edtf[5:] > part
        or year_told(text, at, known, "") != year_told(text, before.start, known, "")
    ):
        return None
    return year_told(text, at, [before], "。！？\n")


def _part_edtf(year: int, part: re.Match[str]) -> str:
    if part["newyear"]:
        return f"{year}-01-01"
    if part["day"]:
        return f"{year}-{whole(part['month']) or 1:02}-{whole(part['day']):02}"
    if part["month"]:
        return f"{year}-{whole(part['month']) or 1:02}"
    first, last = _months(part)
    return f"{year}-{first:02}/{year}-{last:02}"


def _months(part: re.Match[str]) -> tuple[int, int]:
    if part["from"]:
        return int(part["from"]), int(part["to"])
    if part["first"]:
        return 1, min(12, whole(part["first"]))
    if part["half"]:
        return (1, 6) if part["half"] == "上" else (7, 12)
    quarter = whole(re.sub("[前第个]", "", part["quarters"]))
    return (1, 3 * quarter) if part["quarters"].startswith("前") else (3 * quarter - 2, 3 * quarter)


def _offset(word: str) -> int:
    return {"今": 0, "本": 0, "大": -3, "去": -1, "上": -1, "前": -2, "明": 1, "下": 1, "来": 1, "后": 2}[word[0]]


def _kind(edtf: str) -> str:
    return "range" if "/" in edtf else ("year", "month", "date")[edtf.count("-")]


def _plausible(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _checked(start: int, end: int, years: list[int], edtf: str, kind: str) -> TimeMention:
    return TimeMention(start, end, edtf, kind if all(map(_plausible, years)) else "implausible")
