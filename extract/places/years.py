"""The year of a month or a part of a year that tells none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.places.times import TimeMention

# Words beside a month that is still to come when the document appears; without them it is of the year told before.
_MEANT = "[将拟]|预计|计划|力争|争取|准备|打算|有望|酝酿"
_TO_COME = re.compile(rf"{_MEANT}|届时|(?<=月)[前底]|(?<=日)前|明年|推迟|延[期后]|定于")
_WORDS_BESIDE = 16
# So do these right behind it (9月肯定出台), and what goes on still in its sentence (眼下仍在摸底，…9月出台).
_SURE = re.compile("肯定|一定|保证|必[定将须]?|准能|[将拟要]|就?能(?!源)|会(?!议|上)|见分晓")
_PROMISED = re.compile("(?:保证|承诺|答应|预告[：，]?(?:榜单|方案)?|眼下[^。\n]{0,30}|[仍还]在[^。\n]{0,30})$")
_PROMISE_REACH = 40
# Right before a month these tell that it is of the document's year: what is meant for it, who did it only by now.
_STILL_MEANT, _BY_NOW = re.compile(rf"(?:{_MEANT})[在于到]?$"), re.compile("(?:目前|眼下|至今|迄今)[^，。；\n]{0,8}$")
# A text that looks back on the year before, and what ends that.
_LOOKS_BACK = re.compile("过去的?一年|去年以来|一年来|回顾|回首|盘点|大事记|工作总结")
_LOOKS_AHEAD = re.compile("下一步|明年|[新今]的一年|今年[将要是，]|工作安排|展望")
# A year reaches no further than this, in characters.
_REACH = 400
# A sentence about a year: 2018年，全市…
_YEAR_HEADS = re.compile(r"(?:^|[。\n])(?:回首|回顾)?\d{4}年，")
# A month at the head of a line, or behind its mark, goes on with the lines before.
_HEADS_LINE, _MARK = re.compile(r"(?:^|\n)[\s〇○●◆■▲★◇□·•*]*$"), 4
# A date of a paper that is only called upon tells no story: 落实2018年3月印发的《…》.
_OF_A_PAPER = re.compile("[^，。；\n]{0,12}的[《“]")
# A month or day takes up the year of a story told in so many sentences before it.
_SENTENCES = 2
# Such a year is told to compare with (较2019年同期): what follows is not of it.
_COMPARED = re.compile("同期|相比|以来|以前|之前")
_COMPARES = ("比", "较", "与", "同")


def year_told(text: str, at: int, known: Sequence[TimeMention], stops: str) -> int | None:
    """The year of the last of the times `known` (in order) before `at` with none of `stops` between, unless it is one
    to compare with; None where there is none."""
    last = _last(text, at, known)
    if last is None or any(c in stops for c in text[last.end : at]):
        return None
    return int(last.edtf[:4])


def year_of(text: str, start: int, end: int, part: str, anchor: str | None, known: Sequence[TimeMention]) -> int | None:
    """The year of `text[start:end]`, a `part` of a year that tells none (05, 05-03), None where nothing tells.

    It is that of its sentence, else of the story that the sentences before tell, else the document's (`anchor`, EDTF);
    but what is still to come then, with no word of that, is of the year told before, or of the one looked back on.
    """
    stops = "" if heads_line(text, start) else "。！？\n"
    year = year_told(text, start, known, stops)
    if anchor is None:
        return year
    own = int(anchor[:4])
    if year is not None:
        return own if year < own and _of_today(text, start, part, anchor, known) else year
    if f"{own}-{part}"[:7] <= anchor:
        return _year_of_story(text, start, part, anchor, known) or own
    if _TO_COME.search(text, max(0, start - _WORDS_BESIDE), end + 1) or _SURE.match(text, end):
        return own
    if _PROMISED.search(text[max(0, start - _PROMISE_REACH) : start]):
        return own
    return year_told(text, start, known, "") or (own - 1 if _looked_back(text, start) else own)


def heads_line(text: str, at: int) -> bool:
    """Whether what stands there heads a line, but for a mark."""
    return _HEADS_LINE.search(text, max(0, at - _MARK), at) is not None


def _of_today(text: str, start: int, part: str, anchor: str, known: Sequence[TimeMention]) -> bool:
    """Whether a month behind a semicolon is of the document's year, though its sentence tells one before: by a word
    beside it (去年4月实行；乙县争取5月份出台), or as it comes before the month told (2019年12月实行；乙县9月才实行)."""
    last, own = _last(text, start, known), f"{anchor[:4]}-{part}"[:7]
    if last is None or "；" not in text[last.end : start]:
        return False
    beside = _STILL_MEANT if own >= anchor[:7] else _BY_NOW
    if beside.search(text, max(0, start - _WORDS_BESIDE), start):
        return True
    before = part[:2] < last.edtf[5:7] and int(last.edtf[:4]) == int(anchor[:4]) - 1
    return before and own <= anchor


def _last(text: str, at: int, known: Sequence[TimeMention]) -> TimeMention | None:
    number = bisect_left(known, at, key=lambda t: t.start) - 1
    if number < 0:
        return None
    last = known[number]
    if last.kind not in ("date", "month", "year", "relative") and not (last.kind == "range" and "-" in last.edtf):
        return None
    if at - last.end > _REACH or _COMPARED.match(text, last.end):
        return None
    return None if text[max(0, last.start - 1) : last.start] in _COMPARES else last


def _year_of_story(text: str, start: int, part: str, anchor: str, known: Sequence[TimeMention]) -> int | None:
    """The year of a month told in the sentences before, where the part goes on from that and is none of the weeks
    before the document: 2017年2月20日，省里印发方案。某市3月1日起实行."""
    last = _last(text, start, known)
    if last is None or "/" in part or last.edtf[5:] > part:
        return None
    if len(last.edtf) == 4 and not _YEAR_HEADS.match(text, max(0, last.start - 1)):
        return None
    if _OF_A_PAPER.match(text, last.end):
        return None
    between = text[last.end : start]
    if "\n" in between or sum(between.count(c) for c in "。！？") > _SENTENCES:
        return None
    recent = int(anchor[5:7] or 12) - int(part[:2]) <= 1 if len(anchor) >= 7 else False
    return None if recent else int(last.edtf[:4])


def _looked_back(text: str, at: int) -> bool:
    """Whether the text looks back on the year before the document's."""
    begin = max(0, at - _REACH)
    back = [m.end() for m in _LOOKS_BACK.finditer(text, begin, at)]
    return bool(back) and not _LOOKS_AHEAD.search(text, back[-1], at)
