"""Programmes that no vocabulary knows: quoted names before or with a telling noun, and names by suffix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lexicon import either
from extract.entities.lists import Enumeration
from extract.entities.no_programmes import FIVE_YEARS, is_plain_modifier, no_names
from extract.entities.policies import title_spans
from extract.rules import any_of, read_rules, words

_QUOTED = re.compile(r"“([^“”\n]{2,40})”")
_MAX_NAME = 26
# So many quoted names in a row may share the noun behind the last.
_MAX_QUOTED = 12
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{3,14}")
# An item that is too short for a name of its own, but not with the head of its list.
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{4,14}")
_MASKED_START = re.compile(r"^[Xx×*]{1,4}")
_MASKED_YEAR = re.compile(
    r"^(?:[\dXx×]{2,4}年度?|[Xx×*]{1,4}(?:项|个|家|县|市|省|区)?|[\dXx]+(?:项|个|家)|[国省市县](?=[\dXx]))"
)
_GRANTED_BY = re.compile(
    r"成(?=国家)|[\u4e00-\u9fff]{0,4}?(?:国家|[省市县区])级|[\u4e00-\u9fff]{2,3}省(?=[\u4e00-\u9fff]{2})"
)
# 通过“柔性”引进专家: by way of something, unless it is passed.
_BY_WAY = re.compile(r"通过[^，。；、“”]{0,8}$")


def find_programmes(text: str, boundaries: Boundaries, enumerations: Sequence[Enumeration] = ()) -> Iterator[Candidate]:
    """Candidates of type Programme in cleaned text."""
    titles = title_spans(text)
    for enumeration in enumerations:
        if enumeration.kind == "Programme" and text.endswith(words("programmes", "list_heads"), 0, enumeration.end):
            yield from _from_list(text, enumeration, boundaries)
        elif enumeration.kind == "Programme":
            yield from _joined(text, enumeration)
    for match in _QUOTED.finditer(text):
        candidate = _quoted(text, match)
        if candidate and not _within(candidate, titles):
            yield candidate
    for pattern, name in ((any_of("programmes", "whole"), 0), (_whole_behind(), "name")):
        for match in pattern.finditer(text):
            yield Candidate(*match.span(name), "Programme", "programme-mechanism")
    for candidate in _by_suffix(text, boundaries):
        if not _within(candidate, titles):
            yield candidate


def _from_list(text: str, enumeration: Enumeration, boundaries: Boundaries) -> Iterator[Candidate]:
    """Items of an enumeration of programmes: “专精特新”、“XX工业精品”、企业技术中心等创建工作."""
    for a, b in enumeration.items:
        a += level_length(text[a:b])
        name = _MASKED_START.sub("", text[a:b].strip("“”"))
        told = _PLAIN.fullmatch(name) and not is_plain_modifier(name) and name not in words("programmes", "slogans")
        if told and boundaries.first_stop(a, b) == b:
            yield Candidate(a, b, "Programme", "programme-list-item", name=name)


def _joined(text: str, enumeration: Enumeration) -> Iterator[Candidate]:
    """Items of a list that somebody carries out, each with the head of all: 实施主体壮大、数字赋能等六大行动."""
    head = _joined_head().search(text, enumeration.items[-1][1], enumeration.end)
    first = enumeration.items[0][0]
    if head is None or len(enumeration.items) < 2 or not _verb_before().search(text[max(0, first - 6) : first]):
        return
    for a, b in enumeration.items:
        item = text[a:b]
        built = item.endswith(words("programmes", "built"))
        if _ITEM.fullmatch(item) and not is_plain_modifier(item) and not built:
            yield Candidate(a, b, "Programme", "programme-list-item", name=item + head.group())


@cache
def _whole_behind() -> re.Pattern[str]:
    # A look back to the verbs would be tried at every character.
    verbs, names = ("|".join(words("programmes", key)) for key in ("whole_behind", "whole_there"))
    return re.compile(rf"(?:{verbs})(?P<name>{names})")


@cache
def _joined_head() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("programmes", "joined_heads")) + ")$")


def _within(candidate: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= candidate.start < b for a, b in spans)


@cache
def _longest_first(*keys: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("programmes", *keys), key=len, reverse=True)))


def _quoted(text: str, match: re.Match[str]) -> Candidate | None:
    inner, end = match.group(1), match.end()
    if re.search(r"[。；！？—→]", inner) or no_names().search(inner) or FIVE_YEARS.fullmatch(inner):
        return None
    if _longest_first("not_heads").match(text, end):
        return None
    head = _head_after(text, end)
    if inner in words("programmes", "slogans") and not (head and head.group() in words("programmes", "institutions")):
        return None
    if head:
        if head.group() in ("企业", "中小企业", "培育企业", "园区", "工厂", "服务", "平台", "品牌") and len(inner) < 3:
            return None
        whole = head.group() in words("programmes", "heads_of_name")
        name = inner.strip("“”‘’") + head.group() if whole else inner
        stop = head.end() if head.start() == end else end
        return Candidate(match.start(), max(stop, end), "Programme", "programme-quoted-head", name=name)
    if inner.endswith(words("programmes", "quoted_endings")):
        return Candidate(match.start(), end, "Programme", "programme-quoted", name=inner)
    before = text[max(0, match.start() - 16) : match.start()]
    by_way = _BY_WAY.search(before) and not any_of("programmes", "passed").match(text, end)
    if not by_way and re.search("(?:" + "|".join(words("programmes", "title_verbs")) + ")[^，。；、“”]{0,8}$", before):
        return Candidate(match.start(), end, "Programme", "programme-title-verb", name=inner)
    manner = any_of("programmes", "manners_behind").match(text, end)
    if _is_coined(inner) and not manner and _launched().search(before):
        return Candidate(match.start(), end, "Programme", "programme-launched", name=inner)
    return None


def _head_after(text: str, end: int) -> re.Match[str] | None:
    """The telling noun behind a quotation: right behind it, behind 等, behind another quotation, behind a few words
    where it is a campaign, or behind a dash that explains it."""
    for _ in range(_MAX_QUOTED):
        following = _QUOTED.match(text, end)
        if following is None:
            break
        end = following.end()
    for pattern in (_longest_first("quoted_heads"), _campaign(), _explained()):
        if found := pattern.match(text, end):
            return found
    return None


@cache
def _campaign() -> re.Pattern[str]:
    return re.compile(rf"(?:等)?[\u4e00-\u9fff]{{0,8}}?(?:{'|'.join(words('programmes', 'campaign_heads'))})")


@cache
def _explained() -> re.Pattern[str]:
    return re.compile(rf"——?[^，。；“”]{{2,24}}?(?:{'|'.join(words('programmes', 'explained_heads'))})")


def _is_coined(inner: str) -> bool:
    """Whether quoted words may be the name of something made, not a figure of speech (高地, 样板)."""
    return 3 <= len(inner) <= 12 and not inner.endswith(words("programmes", "figures")) and "，" not in inner


@cache
def _launched() -> re.Pattern[str]:
    return re.compile(
        "(?:" + "|".join(words("programmes", "launch_verbs")) + ")(?:了|好|全[市县省区]|[^，。；、“”]{0,4}的)?$"
    )


@cache
def _suffixes() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = read_rules("programmes")["suffixes"]
    kind_of = {word: kind for kind, members in kinds.items() for word in members}
    return re.compile(either(sorted(kind_of, key=len, reverse=True))), kind_of


def _by_suffix(text: str, boundaries: Boundaries) -> Iterator[Candidate]:
    pattern, kind_of = _suffixes()
    least = read_rules("programmes")["minimum"]
    for match in pattern.finditer(text):
        suffix, end = match.group(), match.end()
        start = max(boundaries.left_edge(match.start()), end - _MAX_NAME)
        whole, granted = start, _granted_by(text[start : match.start()]) if kind_of[suffix] == "title" else 0
        start += granted
        start += level_length(text[start : match.start()])
        modifier = text[start : match.start()]
        wide = suffix in words("programmes", "wide")
        need = read_rules("programmes")["wide_minimum"] if wide else least[kind_of[suffix]]
        if len(modifier) + (0 if wide else len(suffix) // 3) < need or (
            is_plain_modifier(modifier) and not _telling(text, start, suffix, kind_of[suffix])
        ):
            continue
        if text.endswith(words("programmes", "beyond"), 0, end) or no_names().search(text[start:end]):
            continue
        if wide and not _after_verb(text, start):
            continue
        if re.search(r"[\dXx×*]+[个家项万亿]|某", modifier):
            continue
        # A title stands with the province that grants it, as no place of its own (山东省…), but is not called by it.
        provincial = granted > 0 and text[start - 1] == "省"
        name = text[start:end] if provincial else ""
        yield Candidate(whole if provincial else start, end, "Programme", f"programme-{kind_of[suffix]}", name=name)


@cache
def _level_prefix() -> re.Pattern[str]:
    levels = any_of("programmes", "level_words").pattern
    return re.compile(
        r"^(?:[\dXx×*]{2,4}年度?|第[\d一二三四五六七八九十]+批|首批|新一轮|自治[区州]级?|[国省市县区](?:家)?级|国家|全[国省市县区]"
        rf"|本?(?:{levels})(?![\u4e00-\u9fff]{{0,1}}$))"
    )


def _granted_by(modifier: str) -> int:
    """How much of a title's start says whose it is: 长垣省级…, 山东省…, and the end of the verb in 打造成国家…."""
    found = _GRANTED_BY.match(modifier)
    return found.end() if found else 0


def _telling(text: str, start: int, suffix: str, kind: str) -> bool:
    """Whether the suffix makes a name of plain words: 工业倍增计划, and 企业人才积分制 where it is carried out."""
    if kind == "action" and len(suffix) >= 4:
        return True
    return (
        len(suffix) >= 3
        and kind in ("mechanism", "ladder", "action")
        and suffix not in _vague()
        and _after_verb(text, start)
    )


@cache
def _vague() -> tuple[str, ...]:
    return words("programmes", "wide")


def level_length(modifier: str) -> int:
    """How much of a modifier's start only says year, batch or level, in characters."""
    length = 0
    while found := (_level_prefix().match(modifier[length:]) or _MASKED_YEAR.match(modifier[length:])):
        length += found.end()
    return length


@cache
def _verb_before() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("programmes", "carry_out")) + ")(?:了|好)?[省市县]?$")


def _after_verb(text: str, start: int) -> bool:
    if text[start - 1 : start] == "、":
        clause = max(text.rfind(mark, 0, start) for mark in "，。；：\n") + 1
        return bool(_verb_first().search(text, clause, start))
    return bool(_verb_before().search(text[max(0, start - 6) : start]))


@cache
def _verb_first() -> re.Pattern[str]:
    """A verb of carrying out before an enumeration: 实施企业梯队工程、园区提升工程."""
    verbs = "|".join(words("programmes", "carry_out"))
    return re.compile(rf"(?:{verbs})(?:了|好)?[^，。；：、]{{4,16}}(?:、[^，。；：、]{{4,16}})*、$")
