"""Page numbers of share sites, `2、` at the head of each page's text, told from the numbers of a true list."""

from __future__ import annotations

import re

from extract.clean.aligned import AlignedText, Edit

_NUMBER = re.compile(r"(\d(?<![\d.、\-—第（(].)\d{0,2})、[ \t]*(?!\d+、)")
_FINISHED = re.compile(r"[。！？；：!?;:][”’）)]?$|^$")
_SHORTEST_PAGE = 150
_BROKEN_SHARE = 0.6


def drop_page_numbers(text: AlignedText) -> AlignedText:
    """The text without numbers `1、2、3、…` that stand where its pages began.

    Items of a list follow the end of a sentence. Page numbers count up from 1 at long distances, and most
    of them stand in mid-sentence; the line break before these goes with them.
    """
    if "2、" not in text.text:
        return text
    numbers = _run(text.text)
    broken = [m for m in numbers[1:] if not _finished_before(text.text, m)]
    if len(numbers) < 2 or len(broken) < _BROKEN_SHARE * (len(numbers) - 1):
        return text
    first = (numbers[0].start(), numbers[0].end(), "")
    return text.edited([first, *(_edit(text.text, m) for m in numbers[1:])])


def _run(text: str) -> list[re.Match[str]]:
    """The longest 1, 2, 3 … of which each stands far behind the last."""
    run: list[re.Match[str]] = []
    for number in _NUMBER.finditer(text):
        if int(number[1]) == len(run) + 1 and (not run or number.start() - run[-1].end() >= _SHORTEST_PAGE):
            run.append(number)
    return run


def _finished_before(text: str, number: re.Match[str]) -> bool:
    return bool(_FINISHED.search(text[max(number.start() - 40, 0) : number.start()].rstrip()[-2:]))


def _edit(text: str, number: re.Match[str]) -> Edit:
    if _finished_before(text, number):
        return number.start(), number.end(), ""
    return len(text[: number.start()].rstrip()), number.end(), ""
