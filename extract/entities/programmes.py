"""Programmes that no vocabulary knows: quoted names before or with a telling noun, and names by suffix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.policies import title_spans
from extract.rules import read_rules, words

_QUOTED = re.compile(r"“([^“”\n]{2,40})”")
_MAX_NAME = 26
_LEVEL_PREFIX = re.compile(r"^(?:[\dXx×*]{2,4}年度?|第[\d一二三四五六七八九十]+批|首批|[国省市县区](?:家)?级|国家|全[国省市县区]|本?[省市县](?![\u4e00-\u9fff]{0,1}$))")
_MASKED_YEAR = re.compile(r"^(?:[\dXx×]{2,4}年度?|[Xx×*]{1,4}(?:项|个|家|县|市|省|区)?|[\dXx]+(?:项|个|家)|[国省市县](?=[\dXx]))")


def find_programmes(text: str, boundaries: Boundaries) -> Iterator[Candidate]:
    """Candidates of type Programme in cleaned text."""
    titles = list(title_spans(text))
    for match in _QUOTED.finditer(text):
        candidate = _quoted(text, match)
        if candidate and not _within(candidate, titles):
            yield candidate
    for candidate in _by_suffix(text, boundaries):
        if not _within(candidate, titles):
            yield candidate


def _within(candidate: Candidate, spans: list[tuple[int, int]]) -> bool:
    return any(a <= candidate.start < b for a, b in spans)


@cache
def _longest_first(*keys: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("programmes", *keys), key=len, reverse=True)))


def _quoted(text: str, match: re.Match[str]) -> Candidate | None:
    inner, end = match.group(1), match.end()
    if re.search(r"[。；！？—→]", inner):
        return None
    if _longest_first("not_heads").match(text, end):
        return None
    head = _longest_first("quoted_heads").match(text, end)
    if inner in words("programmes", "slogans") and not (head and head.group() in words("programmes", "institutions")):
        return None
    if head:
        if head.group() in ("企业", "中小企业", "培育企业", "园区", "工厂", "服务", "平台", "品牌") and len(inner) < 3:
            return None
        whole = head.group() in words("programmes", "heads_of_name")
        name = inner.strip("“”‘’") + head.group() if whole else inner
        return Candidate(match.start(), head.end(), "Programme", "programme-quoted-head", name=name)
    if inner.endswith(words("programmes", "quoted_endings")):
        return Candidate(match.start(), end, "Programme", "programme-quoted", name=inner)
    before = text[max(0, match.start() - 16) : match.start()]
    if re.search("(?:" + "|".join(words("programmes", "title_verbs")) + ")[^，。；、“”]{0,8}$", before):
        return Candidate(match.start(), end, "Programme", "programme-title-verb", name=inner)
    if _is_coined(inner) and _launched().search(before):
        return Candidate(match.start(), end, "Programme", "programme-launched", name=inner)
    return None


def _is_coined(inner: str) -> bool:
    """Whether quoted words may be the name of something made, not a figure of speech (高地, 样板)."""
    return 3 <= len(inner) <= 12 and not inner.endswith(words("programmes", "figures")) and "，" not in inner


@cache
def _launched() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("programmes", "launch_verbs")) + ")(?:了|好|全[市县省区]|[^，。；、“”]{0,4}的)?$")


@cache
def _suffixes() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = read_rules("programmes")["suffixes"]
    kind_of = {word: kind for kind, members in kinds.items() for word in members}
    return re.compile("|".join(sorted(kind_of, key=len, reverse=True))), kind_of


def _by_suffix(text: str, boundaries: Boundaries) -> Iterator[Candidate]:
    pattern, kind_of = _suffixes()
    least = read_rules("programmes")["minimum"]
    for match in pattern.finditer(text):
        suffix, end = match.group(), match.end()
        start = max(boundaries.left_edge(match.start()), end - _MAX_NAME)
        start += _level_length(text[start : match.start()])
        modifier = text[start : match.start()]
        wide = suffix in words("programmes", "wide")
        need = read_rules("programmes")["wide_minimum"] if wide else least[kind_of[suffix]]
        if len(modifier) + (0 if wide else len(suffix) // 3) < need or _generic(modifier):
            continue
        if wide and not _after_verb(text, start):
            continue
        if re.search(r"[\dXx×*]+[个家项万亿]|某", modifier):
            continue
        yield Candidate(start, end, "Programme", f"programme-{kind_of[suffix]}")


def _level_length(modifier: str) -> int:
    """How much of a modifier's start only says year, batch or level."""
    length = 0
    while found := (_LEVEL_PREFIX.match(modifier[length:]) or _MASKED_YEAR.match(modifier[length:])):
        length += found.end()
    return length


@cache
def _generic_pattern() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(words("programmes", "generic"), key=len, reverse=True)) + ")*")


def _generic(modifier: str) -> bool:
    return bool(_generic_pattern().fullmatch(modifier))


@cache
def _verb_before() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("programmes", "carry_out")) + ")(?:了|好)?[省市县]?$")


def _after_verb(text: str, start: int) -> bool:
    return bool(_verb_before().search(text[max(0, start - 6) : start]))
