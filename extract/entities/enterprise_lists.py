"""Companies by the lists that they stand in, under short names: A、B等企业入选; 代表企业有：A（活性炭）、B."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lexicon import either, trades
from extract.entities.lists import Enumeration
from extract.entities.no_enterprises import COUNT, is_generic, is_masked
from extract.rules import words
from ontology.vocabulary import load_industries

_RULE = "enterprise-list"
_SHORT_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·（）]{3,12}")
_COUNTED = re.compile(r"[\d一二三四五六七八九十]家（$")
_ETC = re.compile(r"等(?:[\dXx×一二三四五六七八九十百两多数]+[家户个]?)?|[\d一二三四五六七八九十百两]+[家户]")
# 发展潜力大、带动性强的企业: what firms are like, not what they are called.
_QUALITY = re.compile(r"[的高大强好多优新全快广]$|^(?:市|县|省|区)级")
# 交通运输部, 行业数据: what an enumeration before 企业 may also name.
_ELSE = re.compile(r"(?:部|局|委|银行|数据|信息|技术|机构|软件|环境|协会|高校|院所|车间|厂房|工地|展厅)$")
# 贺岭炭素（活性炭）: an item of a list, and in brackets what it makes.
_ITEM = re.compile(r"(?P<name>[^、（）和及等]+)(?:（[^（）]{1,16}）)?(?:[、和及等]|$)")


def find_listed_enterprises(
    text: str, boundaries: Boundaries, enumerations: Sequence[Enumeration]
) -> Iterator[Candidate]:
    """Candidates of type Enterprise in cleaned text: items of `enumerations` that something makes companies, and of the
    lists that are said beforehand to be of companies."""
    for enumeration in enumerations:
        yield from _by_list(text, enumeration, boundaries)
    yield from _announced(text)


def _by_list(text: str, enumeration: Enumeration, boundaries: Boundaries) -> Iterator[Candidate]:
    """The items of an enumeration that is told to be of companies, or whose items all close with words of trade where
    companies are spoken of."""
    closed = _told(text, enumeration) or _counted(text, enumeration)
    deals = _speaks_of_companies(text, enumeration)
    if not (closed or deals or any(text.endswith("公司", a, b) for a, b in enumeration.items)):
        return
    items = [(a, b) for a, b in enumeration.items if _is_short_name(text[a:b])]
    told = closed or _with_company(text, items)
    if told or (deals and len(items) > 1 and all(_trade().search(text[a:b]) for a, b in items)):
        for a, b in items:
            if _is_whole(text, a, b, boundaries) and (
                _trade().search(text[a:b]) or (told and _names(text, a, b, boundaries))
            ):
                yield Candidate(a, b, "Enterprise", _RULE)


def _is_whole(text: str, start: int, end: int, boundaries: Boundaries) -> bool:
    """Whether an item begins a name, and is not the rest of one that is blotted out."""
    return boundaries.left_edge(end - 1, strong=True) <= start and text[start - 1 : start] not in ("*", "×", "某")


def _names(text: str, start: int, end: int, boundaries: Boundaries) -> bool:
    """Whether an item without a word of trade may be a name: nothing stops in it, it is no quality and no project."""
    stops = boundaries.first_stop(start, end) < end
    return not (stops or _QUALITY.search(text[start:end]) or text.endswith("项目", start, end))


def _announced(text: str) -> Iterator[Candidate]:
    """Lists that are said beforehand to be of companies, what each makes in brackets: 代表企业有：A（活性炭）、B."""
    for match in _lists_of().finditer(text):
        items = list(_ITEM.finditer(text, match.end("lead"), match.end()))
        if len(items) < 2:
            continue
        for item in items:
            start, end = item.span("name")
            if _is_short_name(text[start:end]) and not COUNT.search(text, start, end):
                yield Candidate(start, end, "Enterprise", _RULE)


@cache
def _lists_of() -> re.Pattern[str]:
    return re.compile(rf"(?P<lead>(?:{either(words('enterprises', 'lists_of'))})：?)[^，。；：\n]+")


def _speaks_of_companies(text: str, enumeration: Enumeration) -> bool:
    """Whether its head, or what follows it, makes companies of the items of an enumeration (A、B入围)."""
    return enumeration.kind in ("Project", "Enterprise") or text.startswith(
        words("enterprises", "deeds"), enumeration.end
    )


def _told(text: str, enumeration: Enumeration) -> bool:
    """Whether 等 or a number of firms closes the enumeration: A、B等企业, A、B两家企业."""
    return enumeration.kind == "Enterprise" and bool(_ETC.match(text, enumeration.items[-1][1]))


def _with_company(text: str, items: list[tuple[int, int]]) -> bool:
    """Whether one item bears its legal form: the others of the list are companies too."""
    return len(items) > 1 and any(_full_name().search(text, a, b) for a, b in items)


@cache
def _full_name() -> re.Pattern[str]:
    return re.compile("(?:有限公司|股份公司|集团公司|有限责任公司)$")


def _counted(text: str, enumeration: Enumeration) -> bool:
    """Whether the enumeration spells out, in brackets, how many there are: 省级2家（东方世星、辰光中药）."""
    start = enumeration.items[0][0]
    if text[start - 1 : start] != "（":
        return False
    items = (text[a:b] for a, b in enumeration.items)
    return bool(_COUNTED.search(text, max(0, start - 4), start)) and not any(map(COUNT.search, items))


def _is_short_name(item: str) -> bool:
    plain = bool(_SHORT_NAME.fullmatch(item)) and not _ELSE.search(item)
    return plain and not (item in load_industries().surfaces or is_masked(item) or is_generic(item))


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fffA-Za-z]{{2,4}}(?:{either(trades())})$")
