"""Traditional script into simplified, where the text is written in traditional script."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import opencc

from extract.clean.aligned import AlignedText

_DOCUMENT = 5
"""Different characters of traditional script alone that make the whole text traditional."""
_LINE = 2
"""The same for one line of a text that is otherwise simplified: one may be a name that is written so, as in 昇腾."""


def to_simplified(text: AlignedText) -> AlignedText:
    """Simplified characters for traditional ones, one for one.

    A text, or else a line, counts as traditional by its characters that simplified script never uses;
    what both scripts use (乾, 著, 後) is converted only there, with the phrases around it (OpenCC `tw2s`,
    which also turns the 著 of 沿著 into 着, and leaves 著名).
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
    if len(text) == 1:
        return _single(text)
    converted = str(_converter().convert(text))
    return converted if len(converted) == len(text) else "".join(map(_single, text))


def _is_traditional(line: str) -> bool:
    return len(set(_traditional().findall(line))) >= _LINE


@lru_cache(maxsize=1 << 16)
def _single(character: str) -> str:
    converted = str(_converter().convert(character))
    return converted if len(converted) == 1 else character


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("tw2s")


@cache
def _traditional() -> re.Pattern[str]:
    """Characters of traditional script alone: OpenCC changes them, and GB 2312, the simplified set, lacks them."""
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    changed = zip(characters, _converter().convert("\n".join(characters)).split("\n"), strict=True)
    return re.compile("[" + "".join(old for old, new in changed if old != new and not _in_gb2312(old)) + "]")


def _in_gb2312(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False
