"""Full-width letters to ASCII, and punctuation to the one form that the rules downstream can rely on.

The convention of cleaned text: letters, digits, `%`, `.`, `+`, `-`, `/`, `~`, `[ ]` are ASCII. Between or
beside Chinese characters a comma is `，`, and so `；` `：` `？` `！` `（` `）`; quotes are “ ” and ‘ ’ (never
「 」), titles 《 》, the list comma 、 and the stop 。. Between digits and between Latin words `, : ( )`
stay ASCII, as in `1,200` and `10:30`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extract.clean.aligned import AlignedText

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
_CHINESE = re.compile(f"[{HAN}，。；：？！（）“”‘’《》〈〉、【】〔〕—…]")
_WIDE = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_KEPT_WIDE = frozenset(_WIDE.values())
_VARIANTS = dict(
    zip(
        "﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞︰︵︶﹁﹂﹃﹄「」『』｢｣｡､〝〞„‟≪≫﹪﹢﹣﹤﹥﹦﹟﹠﹡﹩﹫−‐‑‒–∶∕﹏",
        "，、.；：？！（）〔〕：（）“”‘’“”‘’“”。、“”“”《》%+-<>=#&*$@-----:/_",
        strict=True,
    )
)
_NEAR = 16
_SENTENCES = 200
_NARROW = re.compile(r"[,;:?!()]")
_QUOTE = re.compile(r'["“”]')
_SEPARATORS = frozenset("、，。；：）")
_SINGLE_QUOTED = re.compile(rf"'(?=[^'\n]*[{HAN}])([^'\n]*)'")
_TITLE = re.compile(rf"<<(?=[^<>\n]*[{HAN}])([^<>\n]{{1,80}})>>")
# The dot comes first in both, as it is quick to look for.
_FINAL_DOT = re.compile(rf"\.(?<=[{HAN}”）].)(?<![一二三四五六七八九十].)(?=\n|$)")
# 高于全市.分行业看: a stop in prose, as a comma stands before it; not 一.主要做法, not 卡尔.马克思 alone.
_INNER_DOT = re.compile(rf"\.(?<=[{HAN}%”）].)(?<![一二三四五六七八九十].)(?=[{HAN}“《])")


def unify_width(text: AlignedText) -> AlignedText:
    """The text in the convention of this module."""
    text = text.recoded(_folded(text.text))
    text = text.edited([e for m in _TITLE.finditer(text.text) for e in _titled(m)])
    text = text.recoded(_final_dots(_widened(text.text)))
    if not _QUOTE.search(text.text):
        return text
    return text.recoded("\n".join(_quoted(line) if _QUOTE.search(line) else line for line in text.text.split("\n")))


def _folded(text: str) -> str:
    table, any_of = _folding()
    return any_of.sub(lambda m: table[m[0]], text)


@cache
def _folding() -> tuple[dict[str, str], re.Pattern[str]]:
    """Full-width ASCII but for Chinese punctuation, variant punctuation, and the radicals that PDF fonts yield."""
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE}
    table |= _VARIANTS
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[chr(code)] = plain
    return table, re.compile("[" + "".join(map(re.escape, table)) + "]")


def _titled(title: re.Match[str]) -> list[tuple[int, int, str]]:
    return [(title.start(), title.start() + 2, "《"), (title.end() - 2, title.end(), "》")]


def _final_dots(text: str) -> str:
    if "." not in text:
        return text
    text = _FINAL_DOT.sub("。", text)
    return _INNER_DOT.sub(lambda dot: "。" if _in_prose(text, dot.start()) else ".", text)


def _in_prose(text: str, at: int) -> bool:
    """Whether the line has a comma not long before `at`."""
    start = max(0, at - _SENTENCES)
    return text.rfind("，", start, at) > text.rfind("\n", start, at)


def _widened(text: str) -> str:
    """ASCII punctuation beside Chinese becomes full-width; a pair of brackets is one decision."""
    if not _NARROW.search(text):
        return text
    characters = list(text)
    partner = _partners(text)
    for match in _NARROW.finditer(text):
        at = match.start()
        if characters[at] in _WIDE and _beside_chinese(characters, at, partner.get(at, at)):
            characters[at] = _WIDE[characters[at]]
            if at in partner:
                characters[partner[at]] = _WIDE[characters[partner[at]]]
    return "".join(characters)


def _beside_chinese(characters: list[str], at: int, partner: int) -> bool:
    around = [_neighbour(characters, place, step) for place in {at, partner} for step in (-1, 1)]
    if at == partner and all(c.isdigit() for c in around):
        return False
    if any(_CHINESE.match(c) for c in around):
        return True
    return (
        characters[at] in ",;"
        and "%" in around
        and _CHINESE.search("".join(characters[max(at - _NEAR, 0) : at + _NEAR])) is not None
    )


def _neighbour(characters: list[str], at: int, step: int) -> str:
    """The nearest character on the line that is no blank, or the empty string."""
    at += step
    while 0 <= at < len(characters) and characters[at] == " ":
        at += step
    return characters[at] if 0 <= at < len(characters) else ""


def _partners(text: str) -> dict[int, int]:
    """Closing place of each opening ASCII bracket that is closed on its line."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"[()\n]", text):
        if match[0] == "(":
            opened.append(match.start())
        elif match[0] == "\n":
            opened.clear()
        elif opened:
            partners[opened.pop()] = match.start()
    return partners


def _quoted(line: str) -> str:
    """Straight quotes opened and closed in turn, and curly ones that plainly point the wrong way turned round."""
    quotes = "".join(_QUOTE.findall(line))
    if quotes == "“”" * (len(quotes) // 2):
        return line
    places = [m.start() for m in _QUOTE.finditer(line)]
    if not _CHINESE.search(line) or (len(places) % 2 and '"' in line):
        return line
    characters = list(line)
    is_open = False
    for order, at in enumerate(places):
        following = line[places[order + 1]] if order + 1 < len(places) else ""
        opens = _opens(line, at, is_open, following)
        characters[at] = "“" if opens else "”"
        is_open = opens
    return "".join(characters)


def _opens(line: str, at: int, is_open: bool, following: str) -> bool:
    """Whether the quote at `at` opens, `is_open` telling whether one is open, `following` being the next quote."""
    if line[at] == '"':
        return not is_open
    if line[at] == "“":
        return not (is_open and line[at + 1 : at + 2] in _SEPARATORS)
    behind_separator = line[at - 1 : at] in _SEPARATORS and line[at + 1 : at + 2] not in _SEPARATORS
    return not is_open and (following == "”" or (behind_separator and following != ""))
