"""Names and sentences as they are compared: one width, one script, no blanks, no quotes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extract.clean.readings import syllables
from extract.clean.script import simplified

_DROPPED = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad_“”‘’\"'「」『』《》〈〉<>·•]")
# The year in a document number, in whatever brackets.
_YEAR = re.compile(r"[\[【〖﹝](\d{4})[\]】〗﹞]")
_DASHES = re.compile("[—–－~～―]+")
# Forms of characters that look or were written alike, and that tables of traditional script leave alone.
_VARIANTS = str.maketrans("陜衞巿鉅峯羣牀栢淸靑衆", "陕卫市巨峰群床柏清青众")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_LATIN_NAME = re.compile("(?<![a-z])[a-z]{4,}(?![a-z])")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿")
_LATIN_RUN = re.compile("[a-z]{1,18}")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """`text` in half width and simplified characters, small letters, without blanks and quotes, dashes as `-`.

    >>> fold('福建 恆盛紡織（厦门）有限公司'), fold('《规划（2021—2023年）》')
    ('福建恒盛纺织(厦门)有限公司', '规划(2021-2023年)')
    """
    narrow = unicodedata.normalize("NFKC", text).lower()
    return _YEAR.sub(r"〔\1〕", _DASHES.sub("-", _DROPPED.sub("", simplified(narrow.translate(_VARIANTS)))))


def same_reading(first: str, second: str) -> bool:
    """Whether two folded names differ only in characters that one writes as syllables in Latin letters.

    >>> same_reading('bei川机电', '贝川机电'), same_reading('华星', '华新')
    (True, False)
    """
    return first != second and (_reads_as(first, second) or _reads_as(second, first))


def _reads_as(noisy: str, clean: str) -> bool:
    runs = _LATIN_RUN.findall(noisy)
    if not runs or _LATIN_RUN.search(clean):
        return False
    pattern = "([\u4e00-\u9fff]{1,4})".join(map(re.escape, _LATIN_RUN.split(noisy)))
    match = re.fullmatch(pattern, clean)
    return match is not None and all(_sounds(heard, run) for run, heard in zip(runs, match.groups(), strict=True))


def unread(text: str) -> str:
    """A folded name without Latin letters that only say how the characters beside them are read.

    >>> unread('天龙tianlong机床'), unread('tcl照明')
    ('天龙机床', 'tcl照明')
    """
    run = _LATIN_NAME.search(text)
    if run is None:
        return text
    before, after = text[: run.start()], text[run.end() :]
    sounds = (before[-size:] for size in range(2, len(before) + 1)), (after[:size] for size in range(2, len(after) + 1))
    heard = any(_sounds(characters, run[0]) for side in sounds for characters in side)
    return before + after if heard else text


def _sounds(characters: str, letters: str) -> bool:
    """Whether characters are read as these letters together."""
    if not characters:
        return not letters
    found = (reading for reading in syllables(characters[0]) if letters.startswith(reading))
    return any(_sounds(characters[1:], letters[len(reading) :]) for reading in found)


def one_sound(first: str, second: str) -> bool:
    """Whether two folded names differ in one Chinese character only, which is read alike in both and is no number.

    >>> one_sound('璧山来凤', '壁山来凤'), one_sound('来凤东园', '来凤西园')
    (True, False)
    """
    other = [(a, b) for a, b in zip(first, second, strict=False) if a != b]
    if len(first) != len(second) or len(other) != 1 or not _CHINESE.fullmatch("".join(other[0])):
        return False
    return not _NUMERALS & set(other[0]) and bool(syllables(other[0][0]) & syllables(other[0][1]))


def nearly_equal(first: str, second: str) -> bool:
    """Whether two folded names differ in one Chinese character only: another, one more, or one less.

    >>> nearly_equal('锦绣河山', '锦秀河山'), nearly_equal('锦绣河山', '锦绣山'), nearly_equal('锦绣', '华星')
    (True, True, False)
    """
    short, long = sorted((first, second), key=len)
    if len(short) + 1 == len(long):
        gap = next((at for at, char in enumerate(short) if char != long[at]), len(short))
        return short[gap:] == long[gap + 1 :] and bool(_CHINESE.fullmatch(long[gap]))
    other = [(a, b) for a, b in zip(first, second, strict=False) if a != b]
    return len(first) == len(second) and len(other) == 1 and bool(_CHINESE.fullmatch("".join(other[0])))


def abbreviates(short: str, long: str) -> bool:
    """Whether `short` has only characters of `long` in their order, and begins and ends as it does.

    >>> abbreviates('经信局', '经济和信息化局'), abbreviates('市政府', '市政府办公室')
    (True, False)
    """
    if not 1 < len(short) < len(long) or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    rest = iter(long)
    return all(character in rest for character in short)
