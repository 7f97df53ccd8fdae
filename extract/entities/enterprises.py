"""Enterprises: full names by legal form, short names in enumerations and by trade word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lexicon import either, legal_forms, trades
from extract.entities.lists import Enumeration
from extract.rules import any_of, words
from ontology.vocabulary import load_industries

_MAX_NAME = 30
_MASK = re.compile(r"[Xx×]{1,}(?![A-Za-z])|\*+|某|＊+")
_COUNTED_FIRMS = re.compile(r"[\dXx×]+(?:余|多)?[家户]")
_BRACKETED = re.compile(r"（[^（）]{1,10}）$")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·（）]+")
_COUNTED = re.compile(r"[\d一二三四五六七八九十]家（$")
_ETC = re.compile(r"等(?:[\dXx×一二三四五六七八九十百两多数]+[家户个]?)?|[\d一二三四五六七八九十百两]+[家户]")
# 发展潜力大、带动性强的企业: what firms are like, not what they are called.
_QUALITY = re.compile(r"[的高大强好多优新全快广]$|^(?:市|县|省|区)级")
# 交通运输部, 行业数据: what an enumeration before 企业 may also name.
_ELSE = re.compile(r"(?:部|局|委|银行|数据|信息|技术|机构|软件|环境|协会|高校|院所|车间|厂房|工地|展厅)$")
# 洛阳江 bears a place's name.
_WATERS_AND_HILLS = "江河湖海溪山岭峰桥"
_COUNT = re.compile(r"[\d一二两三四五六七八九十]+[家户]")
# 贺岭炭素（活性炭）: an item of a list, and in brackets what it makes.
_ITEM = re.compile(r"(?P<name>[^、（）和及等]+)(?:（[^（）]{1,16}）)?(?:[、和及等]|$)")


def find_enterprises(
    text: str,
    boundaries: Boundaries,
    enumerations: Sequence[Enumeration],
    title_ends: Sequence[int] = (),
    places: Sequence[tuple[int, int]] = (),
) -> Iterator[Candidate]:
    """Candidates of type Enterprise in cleaned text; masked and generic names are none.

    `title_ends` are where known titles end, in order: 国家高新技术企业远山新材料有限公司 has its name behind the title.
    `places` are mentions of places, also inside names: 山东麟台液压科技 is a place, a brand and a trade.
    """
    yield from _by_legal_form(text, boundaries, title_ends, sorted(places))
    for enumeration in enumerations:
        yield from _by_list(text, enumeration, boundaries)
    yield from _announced(text)
    yield from _by_place_and_trade(text, boundaries, places)
    yield from _of_place(text)
    yield from _before_works(text)


def is_masked(name: str) -> bool:
    """Whether the distinctive part of a name is blotted out.

    >>> is_masked('XX新材料股份有限公司'), is_masked('TCL科技'), is_masked('朝辉印刷')
    (True, False, False)
    """
    return bool(_MASK.search(re.sub(r"[A-Za-z]{3,}", "", name) if not re.search(r"[Xx]{3,}", name) else name))


def tells_no_company(text: str, start: int, end: int) -> bool:
    """Whether what stands at `text[start:end]` is a kind of firms that is counted (小竹拉丝厂31家), or the rest of a
    name whose head is blotted out (XX（湖北）光电有限公司)."""
    torn = "）" in text[start:end] and "（" not in text[start:end]
    before = text[max(0, start - 1) : start]
    torn = torn or (text.endswith("公司", start, end) and text.startswith(words("enterprises", "no_company"), end))
    return torn or (before not in "、和及与" and _COUNTED_FIRMS.match(text, end) is not None)


def is_generic(name: str) -> bool:
    """Whether a name says only what kind of company it is (上市公司, 龙头企业), or is that of a trade."""
    return bool(_generic().fullmatch(_legal_form().sub("", name)) or any_of("enterprises", "no_firm").search(name))


@cache
def _generic() -> re.Pattern[str]:
    known = either(sorted(words("enterprises", "generic"), key=len, reverse=True))
    return re.compile(rf"(?:{known}|[\d一二三四五六七八九十两几]+)*")


@cache
def _legal_form() -> re.Pattern[str]:
    return re.compile(f"(?:{either(legal_forms())})")


def _by_legal_form(
    text: str, boundaries: Boundaries, title_ends: Sequence[int], places: Sequence[tuple[int, int]]
) -> Iterator[Candidate]:
    for match in _legal_form().finditer(text):
        start = _anchored(text, _name_start(text, match.start(), boundaries), match.start(), boundaries, places)
        titles = bisect_right(title_ends, match.start() - 2)
        start = max(start, title_ends[titles - 1]) if titles else start
        lead = text.rfind("企业", start, match.start())
        start = start if lead < 0 else lead + 2
        name = text[start : match.end()]
        brand = text[start : match.start()]
        if match.group() in ("公司", "集团") and _kind_of_company().search(text, start, match.start()):
            continue
        if match.group() in words("enterprises", "weak_forms") and start not in {p for p, _ in places}:
            continue
        if len(brand) < 2 or len(name) > _MAX_NAME or is_masked(brand) or is_generic(name) or _COUNT.search(brand):
            continue
        if text[start - 1 : start] in ("*", "×") or not _HAN.fullmatch(name):
            continue
        placed = bisect_left(places, (start, 0)) < bisect_left(places, (match.start(), 0))
        told = placed or match.group() not in words("enterprises", "bare_forms")
        yield Candidate(start, match.end(), "Enterprise", "enterprise-legal-form" if told else "enterprise-bare-form")


@cache
def _kind_of_company() -> re.Pattern[str]:
    """What tells a kind of company, not one: 项目公司, 物业公司."""
    return re.compile("(?:" + either(words("enterprises", "kinds")) + ")$")


def _anchored(text: str, start: int, position: int, boundaries: Boundaries, places: Sequence[tuple[int, int]]) -> int:
    """A company's name begins with its place, if one stands before its form: past weak stops, after 企业 or 和.

    Of two places that are no chain (东港市辽宁鸭江食品公司) the second begins the name.
    """
    low = boundaries.left_edge(position, strong=True)
    inside = places[bisect_left(places, (low, 0)) : bisect_left(places, (position, 0))]
    if not inside:
        return start
    ends = {end for _, end in inside}
    lead = words("enterprises", "leads")
    named = [(p, end) for p, end in inside if text[end] not in _WATERS_AND_HILLS]
    after = [p for p, _ in named if p in ends or text[low:p].endswith(lead)]
    return after[-1] if after else min(start, inside[0][0])


def _name_start(text: str, position: int, boundaries: Boundaries) -> int:
    """Left edge of a company name whose legal form begins at `position`; a place in brackets belongs to it."""
    bracket = _BRACKETED.search(text, max(0, position - 12), position)
    if bracket:
        return _with_brand(text, bracket.start(), boundaries)
    start = boundaries.left_edge(position)
    if start and text[start - 1] == "）":
        bracket = _BRACKETED.search(text, max(0, start - 12), start)
        if bracket and bracket.start() and position - start <= 12:
            return _with_brand(text, bracket.start(), boundaries)
    return _with_brand(text, position, boundaries)


def _with_brand(text: str, position: int, boundaries: Boundaries) -> int:
    """Left edge of what stands before `position`; where that is a word of trade alone, the brand is before the stop."""
    start = boundaries.left_edge(max(0, position - 1))
    if _trades().fullmatch(text, start, position) and start > boundaries.hard_edge(position):
        return boundaries.left_edge(start - 1)
    return start


def _by_list(text: str, enumeration: Enumeration, boundaries: Boundaries) -> Iterator[Candidate]:
    closed = _told(text, enumeration) or _counted(text, enumeration)
    deals = _speaks_of_companies(text, enumeration)
    bears_form = text.find("公司", enumeration.items[0][0], enumeration.items[-1][1]) >= 0
    if not (closed or deals or (bears_form and any(text.endswith("公司", a, b) for a, b in enumeration.items))):
        return
    items = [(a, b) for a, b in enumeration.items if _short_name(text[a:b])]
    traded = sum(bool(_trade().search(text[a:b])) for a, b in items)
    told = closed or _with_company(text, items)
    if told or (items and traded == len(items) >= 2 and deals):
        for a, b in items:
            if boundaries.left_edge(b - 1, strong=True) > a or text[a - 1 : a] in ("*", "×", "某"):
                continue
            if _trade().search(text[a:b]) or (
                told
                and boundaries.first_stop(a, b) == b
                and not _QUALITY.search(text[a:b])
                and text[b - 2 : b] != "项目"
            ):
                yield Candidate(a, b, "Enterprise", "enterprise-list")


def _announced(text: str) -> Iterator[Candidate]:
    """Lists that are said beforehand to be of companies, what each makes in brackets: 代表企业有：A（活性炭）、B."""
    for match in _lists_of().finditer(text):
        items = list(_ITEM.finditer(text, match.end("lead"), match.end()))
        if len(items) < 2:
            continue
        for item in items:
            start, end = item.span("name")
            if _short_name(text[start:end]) and not _COUNT.search(text, start, end):
                yield Candidate(start, end, "Enterprise", "enterprise-list")


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
    return bool(_COUNTED.search(text, max(0, start - 4), start)) and not any(map(_COUNT.search, items))


def _short_name(item: str) -> bool:
    plain = 3 <= len(item) <= 12 and bool(_HAN.fullmatch(item)) and not _ELSE.search(item)
    return plain and not (item in load_industries().surfaces or is_masked(item) or is_generic(item))


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fffA-Za-z]{{2,4}}(?:{either(trades())})$")


def _by_place_and_trade(text: str, boundaries: Boundaries, places: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """A place, a brand of two characters or more, and a word of trade: 山东麟台液压科技."""
    for start, place_end in places:
        last = min(place_end + 12, boundaries.clause_end(place_end))
        stretch = text[place_end : boundaries.first_stop(place_end, last)]
        found = [m for m in _trades().finditer(stretch) if m.start() >= 2]
        if not found:
            continue
        brand, end = stretch[: found[-1].start()], place_end + found[-1].end()
        if stretch[: found[-1].end()] not in load_industries().surfaces and _is_brand(brand) and _closes(text, end):
            yield Candidate(start, end, "Enterprise", "enterprise-place-trade")


def _is_brand(brand: str) -> bool:
    generic = _generic().fullmatch(brand) or brand in load_industries().surfaces or is_masked(brand)
    return not generic and bool(re.fullmatch(r"[\u4e00-\u9fff]+", brand)) and brand[0] not in "市县区省州的"


@cache
def _trades() -> re.Pattern[str]:
    return re.compile(either(trades()))


@cache
def _tail() -> re.Pattern[str]:
    after = "|".join(sorted(words("enterprises", "name_ends_before"), key=len, reverse=True))
    return re.compile(rf"(?:$|[，。；：、！？）”“（\n]|\d|{after})")


def _closes(text: str, end: int) -> bool:
    return bool(_tail().match(text, end))


def _of_place(text: str) -> Iterator[Candidate]:
    """湘潭高新区的湘岚机电成为…: what a place has, with a word of trade, and does what companies do."""
    for match in _of_place_pattern().finditer(text):
        start, end = match.span("name")
        if text[start:end] not in load_industries().surfaces and _is_brand(match.group("brand")):
            yield Candidate(start, end, "Enterprise", "enterprise-of-place")


@cache
def _of_place_pattern() -> re.Pattern[str]:
    closing = either(trades())
    deeds = "|".join(sorted(words("enterprises", "deeds"), key=len, reverse=True))
    return re.compile(rf"[区园县市镇乡]的(?P<name>(?P<brand>[\u4e00-\u9fff]{{2,4}})(?:{closing}))(?={deeds})")


def _before_works(text: str) -> Iterator[Candidate]:
    """秦星汽车30万辆…项目: a brand of two or three characters and a word of trade, before how much is to be made."""
    for match in _works_of().finditer("\n" + text):
        if match.group("name") not in load_industries().surfaces and _is_brand(match.group("brand")):
            yield Candidate(match.start("name") - 1, match.end("name") - 1, "Enterprise", "enterprise-before-works")


@cache
def _works_of() -> re.Pattern[str]:
    units = either(words("enterprises", "units"))
    # How far it is to the year or the figure is seen at once, and whether a word of trade stands before it is not.
    reach = rf"(?=\w{{{2 + min(map(len, trades()))},{3 + max(map(len, trades()))}}}[年日\d.])"
    return re.compile(
        rf"[，。；：、\n的]{reach}(?P<name>(?P<brand>[\u4e00-\u9fff]{{2,3}}?)(?:{either(trades())}))"
        rf"(?=(?:[年日](?:产(?!值)|处理|加工)|[\d.]+[万亿]?(?:{units})))"
    )
