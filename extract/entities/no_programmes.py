"""What is no programme: names of general words alone, slogans, plans of five years, what somebody fights or
leads firms to."""

from __future__ import annotations

import re
from functools import cache

from extract.entities.lexicon import any_number
from extract.rules import any_of, read_rules, words

# “十五”计划: a plan of five years is a policy.
FIVE_YEARS = re.compile(r"[一二三四五六七八九十]{1,2}五")
_MARKS = re.compile(r"[“”‘’\s]")


def is_no_programme(name: str) -> bool:
    """Whether a name is a slogan, or several, or says nothing that tells one programme from another.

    >>> is_no_programme('“一企一策、一事一策”'), is_no_programme('重点项目建设'), is_no_programme('“四送一服”')
    (True, True, False)
    """
    bare = _MARKS.sub("", name)
    return (
        FIVE_YEARS.fullmatch(bare.removesuffix("计划").removesuffix("规划")) is not None
        or is_plain_modifier(bare)
        or bool(no_names().search(bare))
        or all(part in words("programmes", "slogans") for part in bare.split("、"))
    )


def is_no_programme_here(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is the half of a set phrase (高水平改革|开放), or what somebody fights."""
    return (text.endswith("改革", start, end) and text.startswith("开放", end)) or is_fought(text, start, end)


def is_fought(text: str, start: int, end: int) -> bool:
    """Whether what is quoted at `text[start:end]` is only what somebody fights: 整治“群租”, “群租”现象."""
    opens, closes = text[start] == "“" or text[start - 1 : start] == "“", text[end - 1] == "”"
    if not opens:
        return False
    before = text[max(0, start - 8) : start - (text[start] != "“")]
    behind = end if closes else end + 1
    return any_of("programmes", "fought_before").search(before) is not None or (
        any_of("programmes", "fought_after").match(text, behind) is not None
    )


def is_led(text: str, start: int, end: int, apart: int = 0) -> bool:
    """Whether `text[start:end]` leads firms to the deed at `end`, which is theirs then: 引导企业|推进产权制度改革.

    Up to `apart` characters of the sentence may stand between the firms and the deed: 引导企业改制，|建立现代企业制度.
    """
    return _led(apart).search(text, start, end) is not None


@cache
def _led(apart: int) -> re.Pattern[str]:
    leading, firms = "|".join(words("programmes", "leading")), "|".join(words("programmes", "led"))
    return re.compile(rf"(?:{leading})[^，。；]{{0,12}}(?:{firms})[^。；]{{0,{apart}}}$")


@cache
def no_names() -> re.Pattern[str]:
    """What names of no programme look like, whoever found them."""
    return re.compile(rf"{any_of('programmes', 'no_names').pattern}|^(?:{read_rules('parks')['layout']})$")


@cache
def _generic_pattern() -> re.Pattern[str]:
    return any_number(words("programmes", "generic"))


def is_plain_modifier(modifier: str) -> bool:
    """Whether a modifier is made of general words alone, so that it tells no programme from another."""
    return bool(_generic_pattern().fullmatch(modifier))
