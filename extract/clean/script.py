"""Traditional script into simplified, where the text is written in traditional script."""

from __future__ import annotations

import re
from functools import cache

import opencc

from extract.clean.aligned import AlignedText

_DOCUMENT = 5
"""Different characters of traditional script alone that make the whole text traditional."""
_LINE = 2
"""The same for one line of a text that is otherwise simplified: one may be a name that is written so, as in 昇腾."""


def to_simplified(text: AlignedText) -> AlignedText:
    """Simplified characters for traditional ones, one for one.

    A text, or else a line, counts as traditional by its characters that simplified script never uses;
    what both scripts use (乾, 著, 後) is converted only there, with the phrases around it (OpenCC `t2s`).
    """
    found = set(_traditional().findall(text.text))
    if len(found) < _LINE:
        return text
    if len(found) >= _DOCUMENT:
        return text.recoded(simplified(text.text))
    lines = text.text.split("\n")
    return text.recoded("\n".join(simplified(line) if _is_traditional(line) else line for line in lines))


def simplified(text: str) -> str:
    """`text` with as many characters in simplified script; by phrases where these keep the length, else singly."""
    converted = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(_single(character) for character in text)


def _is_traditional(line: str) -> bool:
    return len(set(_traditional().findall(line))) >= _LINE


def _single(character: str) -> str:
    converted = _converter().convert(character)
    return converted if len(converted) == 1 else character


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    """Characters of traditional script alone: t2s changes them, and GB 2312, the set of simplified text, lacks them."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    changed = zip(characters, _converter().convert("\n".join(characters)).split("\n"), strict=True)
    return re.compile("[" + "".join(old for old, new in changed if old != new and not _in_gb2312(old)) + "]")


def _in_gb2312(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False
