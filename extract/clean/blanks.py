"""Blanks inside Chinese: those of typesetting and page breaks go, those that separate stay as one U+3000."""

from __future__ import annotations

import re

from extract.clean.aligned import AlignedText, Edit
from extract.clean.commonness import commonness
from extract.clean.width import HAN

# Of `[…]+` alone the engine does not see where one may begin.
_GAP = re.compile("[ \t\u3000][ \t\u3000]*")
_PROSE = re.compile("[，。；？！]|：(?!$)")
_NUMERAL = r"[一二三四五六七八九十百零〇\d]"
# A comma or the like behind, with no end of a sentence since: within prose even a wide blank separates nothing …
_MID_SENTENCE = re.compile("，[^。；？！：]*$|、[^，。；？！：]*$")
# … but in the first sentence of an item it parts heading and text.
_ITEM = re.compile(f"(?:（?{_NUMERAL}{{1,4}}[）、.．]|第{_NUMERAL}+[章节条])[^。；？！]*$")
_LATIN = re.compile(r"[^\W_㐀-鿿〇]|[%+&@#$_/\\.,;:!?'\"()<>=*\[\]~^|{}-]")
_TIGHT = re.compile("[，。；：？！、（）“”‘’《》〈〉〔〕【】…]")
_SECTION = re.compile(f"^第{_NUMERAL}+[章节条编篇]$|^附[件录则]{_NUMERAL}*$")
_FIGURE = re.compile(r"\d[ \t\u3000]+(?:[年月日号%‰]|\.\d)|[年月][ \t\u3000]+\d")
_CELL_EDGE = re.compile(f"[{HAN}）》”][ \t\u3000]+(?=[{HAN}（《“—])")
_LONGEST_CELL = 15
_SENTENCE = 200
_LONGEST_SECTION = 12


def drop_blanks(text: AlignedText) -> AlignedText:
    """The text without blanks at the edges of lines and inside Chinese.

    A blank between Latin words or figures stays a space. Between Chinese it separates, and becomes U+3000,
    where it is wide (two blanks, a tab, an em) and not the padding of spaced-out characters or within a sentence,
    behind the number of a chapter, or in a row of short cells; everywhere else it goes.
    """
    if not _GAP.search(text.text):
        return text
    edits: list[Edit] = []
    start = 0
    for line in text.text.split("\n"):
        if _GAP.search(line):
            edits.extend((start + a, start + b, new) for a, b, new in _line_edits(line) if line[a:b] != new)
        start += len(line) + 1
    return text.edited(edits)


def _line_edits(line: str) -> list[Edit]:
    gaps = list(_GAP.finditer(line))
    cells = len(gaps) > 1 and _is_row(line.strip(" \t\u3000"))
    return [(gap.start(), gap.end(), _gap(line, gap, cells)) for gap in gaps]


def _gap(line: str, gap: re.Match[str], cells: bool) -> str:
    left, right = line[max(gap.start() - 1, 0) : gap.start()], line[gap.end() : gap.end() + 1]
    if not left or not right:
        return ""
    if _FIGURE.match(line, gap.start() - 1):
        return ""
    if _LATIN.match(left) and _LATIN.match(right) and not cells:
        return "\u3000" if _wide(gap[0]) else " "
    if _TIGHT.match(left) or _TIGHT.match(right) or _spaced_out(line, gap):
        return ""
    if cells or (_wide(gap[0]) and not _within_sentence(line, gap)):
        return "\u3000"
    behind_section = gap.start() <= _LONGEST_SECTION and _SECTION.search(line[: gap.start()].lstrip())
    return "\u3000" if behind_section else ""


def _within_sentence(line: str, gap: re.Match[str]) -> bool:
    start, end = gap.span()
    if not _PROSE.search(line, end, end + _SENTENCE) or (start < _SENTENCE and _ITEM.match(line[:start].lstrip())):
        return False
    sentence = line[max(0, start - _SENTENCE) : start]
    return bool(_MID_SENTENCE.search(sentence)) or commonness().of_pair(line[start - 1], line[end]) > 0


def _wide(gap: str) -> bool:
    return len(gap) > 1 or gap != " "


def _spaced_out(line: str, gap: re.Match[str]) -> bool:
    """Whether single Chinese characters stand on both sides, as in 通　知."""
    alone_left = re.search(rf"(?:^|[^{HAN}])[{HAN}]$", line[max(gap.start() - 2, 0) : gap.start()])
    alone_right = re.match(rf"[{HAN}](?:$|[^{HAN}])", line[gap.end() : gap.end() + 2])
    return bool(alone_left and alone_right)


def _is_row(line: str) -> bool:
    """Whether a line is a row of cells: two gaps or more between Chinese, no prose, and all cells short."""
    cells = _GAP.split(line)
    if len(_CELL_EDGE.findall(line)) < 2 or _PROSE.search(line):
        return False
    return all(len(cell) <= _LONGEST_CELL and (len(cell) > 1 or cell.isascii()) for cell in cells)
