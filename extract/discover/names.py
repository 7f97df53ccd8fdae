"""How one name is written in several ways: quotes, years, levels, places before it, and 行动 or 工程 behind it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.discover.cues import DiscoverRules, load_rules
from extract.places import find_place_names
from extract.rules import word_set, words

_QUOTES = str.maketrans(dict.fromkeys('"＂', "“") | dict.fromkeys("「『", "“") | dict.fromkeys("」』", "”"))
_ANY_QUOTE = re.compile(r"[“”‘’]")
_BRACKETS = re.compile(r"[（）()]")
_COUNTED = re.compile(r"^(?:第[一二三四五六七八九十\d]{1,3}[批轮届次期]|(?:19|20)\d\d(?:[-—至](?:19|20)?\d\d)?年?度?)")
_QUOTED = re.compile(r"“([^“”]{4,})”(.+)")
_MASKED = re.compile(r"[Xx×＊*某]{2,}|某")
_NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9“”‘’+＋·、\-—/（）]+")


def written(surface: str) -> str:
    """A surface form on one line, with one style of quotation marks and none around the whole of it.

    >>> written('「三高」 企业'), written('“亩均英雄”')
    ('“三高”企业', '亩均英雄')
    """
    form = re.sub(r"\s+", "", surface).translate(_QUOTES)
    whole = form.startswith("“") and form.endswith("”") and form.count("“") == 1
    return form[1:-1] if whole else form


def bare(form: str) -> str:
    """A form without any quotation marks."""
    return _ANY_QUOTE.sub("", form)


def is_name(form: str) -> bool:
    """Whether a form can be a name at all: long enough, not too long, not masked, made of a name's characters."""
    rules, letters = load_rules(), bare(form)
    if not rules.least_name <= len(letters) <= rules.longest_name:
        return False
    if label(form) in rules.tails:
        return False
    balanced = form.count("“") == form.count("”")
    return balanced and bool(_NAME.fullmatch(form)) and not _MASKED.search(form) and not letters.isdecimal()


@lru_cache(maxsize=20_000)
def label(form: str) -> str:
    """A form without what is said before it (places by full name, levels, years, batches) and 称号 behind its quotes.

    >>> label('浙江省首批“亩均英雄”企业'), label('2021年度亩均英雄'), label('“仙居县亩均英雄”称号')
    ('“亩均英雄”企业', '亩均英雄', '亩均英雄')
    """
    rules, rest = load_rules(), form
    for word in rules.titled:
        rest = rest.removesuffix(word) if rest.endswith(f"”{word}") else rest
    rest = written(rest)
    while length := _prefix_length(rest.removeprefix("“"), rules):
        opening = rest[:1] if rest.startswith("“") else ""
        shorter = opening + rest[len(opening) + length :]
        if len(bare(shorter)) < rules.least_name:
            break
        rest = shorter
    return written(rest)


def _prefix_length(form: str, rules: DiscoverRules) -> int:
    if counted := _COUNTED.match(form):
        return counted.end()
    for prefix in rules.prefixes:
        if form.startswith(prefix):
            return len(prefix)
    return max((p.end for p in find_place_names(form) if p.start == 0 and p.kind == "full"), default=0)


@lru_cache(maxsize=20_000)
def key(form: str) -> str:
    """What all writings of one name share: its label without quotes and without the tails that come and go.

    >>> key('“亩均英雄”专项行动'), key('省级亩均英雄企业'), key('“亩均英雄”服务平台')
    ('亩均英雄', '亩均英雄', '亩均英雄')
    """
    rules, core = load_rules(), _BRACKETS.sub("", bare(_without_quoted_tail(label(form)))).lower()
    while tail := next((t for t in rules.tails if core.endswith(t) and len(core) - len(t) >= rules.least_core), ""):
        core = core.removesuffix(tail)
    return core


def _without_quoted_tail(form: str) -> str:
    quoted, _, rest = form.removeprefix("“").partition("”")
    tail = form.startswith("“") and rest in load_rules().quoted_tails and len(quoted) >= load_rules().least_core
    return quoted if tail else form


def without_tail(form: str) -> str:
    """The quoted part of a name that has nothing but a tail behind it, where it is long enough to stand alone.

    >>> without_tail('“亩均英雄”专项行动'), without_tail('“双跨”平台')
    ('亩均英雄', '“双跨”平台')
    """
    found = _QUOTED.fullmatch(form)
    return found.group(1) if found and found.group(2) in load_rules().tails else form


def is_general(form: str) -> bool:
    """Whether a name is made of general words and tails alone.

    >>> is_general('财政专项资金'), is_general('亩均英雄')
    (True, False)
    """
    return bool(_general_words().fullmatch(bare(form)))


def is_slogan(form: str) -> bool:
    """Whether a name is an idiom of the office, with or without a tail."""
    return not word_set("programmes", "slogans").isdisjoint({bare(form), key(form)})


@cache
def _general_words() -> re.Pattern[str]:
    found = {*words("programmes", "generic"), *load_rules().tails, *load_rules().general_words}
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(found)))})*")
