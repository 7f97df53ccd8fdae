"""Lines: paragraphs that lost their break get it back, sentences broken by a page or a column are joined.

In cleaned text a line is a paragraph, a heading, an item or a row; there are no empty lines.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from extract.clean.aligned import AlignedText, Edit
from extract.clean.commonness import commonness

_ENDS = frozenset("。！？；：.!?;:…")
_CLOSING = "”’）)》"
_OPEN_END = re.compile(r"[，、（“‘《〈,(]$")
_TIED_STARTS = frozenset("，。、；：？！）”’》〉")
_MARKER = re.compile(
    r"（?[一二三四五六七八九十百]{1,4}[）、.．]|第[一二三四五六七八九十百零〇\d]{1,5}[章节条部编篇]|[一二三四五六七八九十]是"
    r"|（?\d{1,3}(?:[）、．]|\.(?!\d))|\d+(?:\.\d+)+[^\d%‰亿万千百元个家倍吨米度余多以]|[①-⑳➀-➓•●○■◆◇★▲※]|[-—－*#]|附件|\|"
)
# The tail of a company's name, too short to be one.
_FORM = re.compile("[\u4e00-\u9fff]?(?:股份|集团|控股|实业|科技)*有限(?:责任)?公司")
# Blanks, if any, and two ideographic ones; one set comes first, as it is quick to look for.
_INDENT = re.compile("[ \t\u3000](?:(?<=[ \t])[ \t]*\u3000\u3000|(?<=\u3000)\u3000)[ \t\u3000]*")
_STOP = re.compile("[。！？：；]”?$")
_SENTENCE_END = re.compile("[。！？]")
_GAP = re.compile("[ \t\u3000][ \t\u3000]*")
# A line so long holds more than one paragraph.
_FLAT = 1000
_LONGEST_HEADING = 60
# Several line breaks, or one at an end of the text.
_BREAKS = re.compile(r"\n(?:\n+|\Z|(?<=\A\n))")
_PAIRS = ("（）", "《》", "“”", "〈〉", "()")
_OPENING = re.compile("[" + "".join(pair[0] for pair in _PAIRS) + "]")
# A sentence ended on the line, so that it is no heading and no row, and another goes on.
_PROSE = re.compile("[^。！？；]{4}[。！？；]”?(?P<rest>[^。！？；]*[^。！？；）)])$")
_ENUMERATING = re.compile("[^，。；：、]{6}，[^，。；：、]{2,}、[^，。；：、“”（）]+$")
# An item that has come to what its colon announces, and prose of several clauses: neither is a heading.
_ANNOUNCED = re.compile(r"^(?:[^。：；]{9,}：(?=.*[、，])|[^。：；]{8,}\d[家户个项]：)[^。：；]{3,}$")
_CLAUSES = re.compile("^[^。：；]{4,}，[^。：；]{6,}，[^。：；、]{3,}$")
_LABEL = re.compile("[^，。：；]{2,8}：")
_CLAUSE = re.compile("[，。；]")
_HABIT = 3
_NARROWEST = 14
_SLACK = 2.5


def restore_paragraphs(text: AlignedText) -> AlignedText:
    """A break for every indent in mid-line, where the breaks of the whole text were made blanks.

    Two ideographic blanks are the indent of a paragraph; that they are so here, and not columns or
    padding, shows where at least three of them follow the end of a sentence. In a line of a thousand characters
    other blanks are, too (`_breaks_in`).
    """
    if "\u3000\u3000" in text.text:
        indents = [m for m in _INDENT.finditer(text.text) if m.start() and text.text[m.start() - 1] != "\n"]
        if sum(1 for m in indents if _STOP.search(text.text, m.start() - 2, m.start())) >= _HABIT:
            return text.edited((m.start(), m.end(), "\n") for m in indents if not _padding(text.text, m))
    edits: list[Edit] = []
    start = 0
    for line in text.text.split("\n"):
        if len(line) >= _FLAT:
            edits += [(start + m.start(), start + m.end(), "\n") for m in _breaks_in(line)]
        start += len(line) + 1
    return text.edited(edits) if edits else text


def _breaks_in(line: str) -> list[re.Match[str]]:
    """The blanks of a long line that stand for breaks: they follow ends of sentences, though by far not all of them;
    wide ones do so everywhere, single ones behind a sentence or a numbered heading."""
    gaps = [m for m in _GAP.finditer(line) if m.start() > 0 and m.end() < len(line)]
    behind = [m for m in gaps if _STOP.search(line, m.start() - 2, m.start())]
    if len(behind) < _HABIT or 2 * len(behind) > len(_SENTENCE_END.findall(line)):
        return []
    if sum(1 for m in behind if len(m[0]) > 1) >= _HABIT:
        return [m for m in gaps if len(m[0]) > 1 and not _padding(line, m)]
    found: list[re.Match[str]] = []
    for m in gaps:
        since = line[found[-1].end() if found else 0 : m.start()]
        if _STOP.search(since) or (len(since) <= _LONGEST_HEADING and _MARKER.match(since)):
            found.append(m)
    return found


def _padding(text: str, gap: re.Match[str]) -> bool:
    """Whether the gap holds two single characters apart, as in 目　　录."""
    return bool(re.match(r"\s\S$", text[gap.start() - 2 : gap.start()]) and re.match(r"\S(\s|$)", text[gap.end() :]))


def join_lines(text: AlignedText) -> AlignedText:
    """The text without empty lines, and with each broken sentence in one line."""
    if "\n" not in text.text:
        return text
    text = text.edited(_empty_lines(text.text))
    lines = text.text.split("\n")
    width = _wrap_width(lines)
    edits: list[Edit] = []
    at = 0
    for before, after in pairwise(lines):
        at += len(before) + 1
        if _is_broken(before, after, width):
            edits.append((at - 1, at, " " if _two_words(before, after) else ""))
    return text.edited(edits)


def _two_words(before: str, after: str) -> bool:
    """Whether the break stood for a blank: between words of Latin letters, but not within a number (用地4 | 00亩)."""
    ends = before[-1:], after[:1]
    return all(end.isascii() for end in ends) and not all(end.isdigit() for end in ends)


def _empty_lines(text: str) -> list[Edit]:
    """Edits that take the line breaks at both ends of the text, and all but the first where several follow."""
    edits: list[Edit] = []
    for breaks in _BREAKS.finditer(text):
        at_edge = breaks.start() == 0 or breaks.end() == len(text)
        start = breaks.start() if at_edge else breaks.start() + 1
        if start < breaks.end():
            edits.append((start, breaks.end(), ""))
    return edits


def _is_broken(before: str, after: str, width: float | None) -> bool:
    """Whether the break between two lines falls inside a sentence."""
    tied = after[:1] in _TIED_STARTS
    if not before or not after or (not tied and _is_finished(before)) or _is_row(before) or _is_row(after):
        return False
    if tied:
        return True
    if _MARKER.match(after):
        return False
    if _FORM.match(after) or _OPEN_END.search(before) or _left_open(before, after) or _is_tail(before, after):
        return True
    if _in_clause(before) and not _LABEL.match(after):
        return True
    if _CLAUSE.search(after) and not _LABEL.match(after) and (_goes_on(before) or _splits_word(before, after)):
        return True
    return width is not None and abs(_width(before) - width) <= _SLACK


def _goes_on(line: str) -> bool:
    """Whether a line ends in the middle of a sentence: not in a heading that lost its break.

    The sentence follows another, or has come to an enumeration behind a comma or to a third clause and is no item's
    heading, or to what its colon announces.
    """
    prose = _PROSE.search(line)
    if prose is not None:
        return not _MARKER.match(prose["rest"])
    if _ANNOUNCED.search(line):
        return not _LABEL.match(line)
    return not _MARKER.match(line) and (_ENUMERATING.search(line) or _CLAUSES.search(line)) is not None


def _splits_word(before: str, after: str) -> bool:
    """Whether a character alone on its line and the next are neighbours as a rule (今 | 年)."""
    return len(before) == 1 and commonness().of_pair(before, after[0]) > 0


def _in_clause(line: str) -> bool:
    """Whether a line ends behind a comma of a sentence that follows another: prose, whatever comes next."""
    prose = _PROSE.search(line)
    return prose is not None and "，" in prose["rest"] and not _MARKER.match(prose["rest"])


def _is_tail(before: str, after: str) -> bool:
    """Whether a short line ends the sentence of the line before, which has commas, no end, and is no item's heading."""
    short = len(after) < _NARROWEST <= _width(before) and not _LABEL.match(after)
    return short and after.endswith("。") and "，" in before and not _MARKER.match(before)


def _is_finished(line: str) -> bool:
    """Whether a line ends as sentences do, be it with closing marks behind."""
    return line.rstrip(_CLOSING)[-1:] in _ENDS


def _left_open(before: str, after: str) -> bool:
    """Whether a bracket, quote or title opens on the first line and closes on the second."""
    if not _OPENING.search(before):
        return False
    for opening, closing in map(tuple, _PAIRS):
        unclosed = before.rfind(opening) > before.rfind(closing)
        closed = after.find(closing)
        if unclosed and closed >= 0 and opening not in after[:closed]:
            return True
    return False


def _wrap_width(lines: list[str]) -> float | None:
    """The width that the text was wrapped to, in Chinese characters, or None if it was not.

    A wrapped text has most of its long unfinished lines at one width, and they read as prose; a list of names
    may be as even, but has no commas.
    """
    unfinished = [line for line in lines[:-1] if not _is_finished(line) and not _is_row(line)]
    long = [line for line in unfinished if len(line) >= _NARROWEST and _width(line) >= _NARROWEST]
    if len(long) < _HABIT:
        return None
    widths = Counter(round(_width(line)) for line in long)
    width = max(sorted(widths), key=lambda w: widths[w - 1] + widths[w] + widths[w + 1])
    full = [line for line in long if abs(_width(line) - width) <= _SLACK]
    prose = [line for line in full if re.search("[，。；]", line)]
    return float(width) if 2 * len(full) > len(long) and 2 * len(prose) >= len(full) >= _HABIT else None


def _is_row(line: str) -> bool:
    """Whether two blanks part a line into cells."""
    return line.count("\u3000") > 1


def _width(line: str) -> float:
    return len(line) - len(line.encode("ascii", "ignore")) / 2
