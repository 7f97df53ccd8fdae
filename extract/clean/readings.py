"""Pinyin put behind characters in brackets, as in `經(jīng)`, by sites that help readers or hinder copyists."""

from __future__ import annotations

import re
from functools import cache

from extract.clean.aligned import AlignedText
from extract.clean.commonness import LOST, commonness
from extract.clean.script import simplified

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_VOWELS = f"aeiouüêɑ{_TONED}"
_SYLLABLE = f"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[{_VOWELS}]{{1,4}}(?:ng?|r)?"
_READING = re.compile(rf"[(（]\s*((?:{_SYLLABLE})(?:[\s'’]*(?:{_SYLLABLE}))*|[ńňǹḿ]g?)\s*[)）]")
_MARKED = re.compile(f"[{_TONED}ü]")
_BEREFT = re.compile(rf"\?({_SYLLABLE})[)）]")
_BASE = re.compile(rf"([\u3400-\u9fff])[(（]({_SYLLABLE})[)）]")
_HAN_BEFORE = re.compile(r"[\u3400-\u9fff]$")
_HABIT = 3
"""So many readings make another toneless one, such as 的(de), plainly a reading as well."""


def drop_readings(text: AlignedText) -> AlignedText:
    """Bracketed readings go; a bracket without tone goes only where readings are the text's habit."""
    readings = list(_READING.finditer(text.text))
    if not readings:
        return text
    habit = len(readings) >= _HABIT and sum(1 for m in readings if _MARKED.search(m[1]) or _reads(m)) >= _HABIT
    plain = (m for m in readings if not _MARKED.search(m[1]))
    toneless = {m.start() for m in plain if habit and (_reads(m) or _neutral(m))}
    edits = [(m.start(), m.end(), "") for m in readings if _MARKED.search(m[1]) or m.start() in toneless]
    edits += [(m.start(), m.end(), _base(m)) for m in _BEREFT.finditer(text.text) if _MARKED.search(m[1])]
    return text.edited(sorted(edits))


def _base(reading: re.Match[str]) -> str:
    """The character that a reading lost, with its bracket, to a wrong decoding: `?shù)字` is 數字.

    It is the only one that the text itself reads so and that goes with the next character, or else LOST.
    """
    after = simplified(reading.string[reading.end() : reading.end() + 1])
    read_so = {m[1] for m in _BASE.finditer(reading.string) if m[2] == reading[1]}
    fitting = [c for c in sorted(read_so) if commonness().of_pair(simplified(c), after)]
    return fitting[0] if len(fitting) == 1 else LOST


def _reads(reading: re.Match[str]) -> bool:
    """Whether a syllable without tone is one that the character before it has: 園(yuan)."""
    return reading[1] in syllables(reading.string[max(0, reading.start() - 1) : reading.start()])


@cache
def syllables(character: str) -> frozenset[str]:
    """What a Chinese character may be read as, without tones; empty for no character."""
    # Its tables take a while to load, and few texts have readings.
    from pypinyin import Style, pinyin

    return frozenset(*pinyin(character, style=Style.NORMAL, heteronym=True)) if character else frozenset()


def _neutral(reading: re.Match[str]) -> bool:
    """Whether a syllable stands behind a Chinese character as the neutral tone does, which no table has for it."""
    return bool(_HAN_BEFORE.search(reading.string, reading.start() - 1, reading.start())) and len(reading[1]) <= 4
