"""Industries that no vocabulary knows: by head noun (…产业, …行业) and in enumerations of industries."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lexicon import either
from extract.entities.lists import Enumeration
from extract.rules import any_of, words
from ontology.vocabulary import load_industries

_MAX_NAME = 10
# Services are called by what they do, with words that end other names: 研发、评估等专业服务业.
_SERVICE = 2
# 钢铁两大传统产业, 电子等五大支柱产业: the head counts the industries before it.
_COUNTED = re.compile(r"等?[\d一二两三四五六七八九十]+大")
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+]+")
_NOT_INDUSTRY = re.compile(
    r"[企园区项目办局会院所校厂司家人]$|工程$|行动$|计划$|体系$|能力$|水平$|平台$|设施$|机制$|政策$|力度$|质量$|结构$|规模$|企业$|技术$|走廊$|[谷点群的]$|功能$|需求$|市场$|活动$|环节$|方向$"
)


def find_industries(
    text: str, boundaries: Boundaries, enumerations: Sequence[Enumeration], known: frozenset[tuple[int, int]]
) -> Iterator[Candidate]:
    """Candidates of type Industry in cleaned text; `known` are the stretches that the vocabulary gave."""
    known_starts = sorted(start for start, _ in known)
    for enumeration in enumerations:
        yield from _from_list(text, enumeration, known_starts, boundaries)
    for match in _head().finditer(text):
        start = boundaries.left_edge(match.start())
        start += _qualifier(text[start : match.start()])
        name = text[start : match.start()]
        if counted := _COUNTED.search(name):
            if counted.start() > 1 and not _generic().fullmatch(name[: counted.start()]):
                yield Candidate(start, start + counted.start(), "Industry", "industry-head")
            continue
        if _names_industry(name) and not text.startswith(("园", "基地", "化", "工人"), match.end()):
            yield Candidate(start, match.end(), "Industry", "industry-head", name=_bare(name, match.group()))


def is_pursued(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is all that somebody makes a business of.

    >>> is_pursued('主营轴承，', 2, 4), is_pursued('主营轴承钢，', 2, 4)
    (True, False)
    """
    whole = not text[end : end + 1].isalnum() or text.startswith(words("industries", "business_ends"), end)
    return whole and text.endswith(words("industries", "business_verbs"), 0, start)


def stands_free(text: str, end: int) -> bool:
    """Whether a name of an industry that ends at `end` of `text` is no mere beginning of another noun: it is called an
    industry, or a mark, a word that joins, one that speaks of industries, or its own reform follows.

    >>> stands_free('发展云服务，', 5), stands_free('通用云服务器', 5), stands_free('文化产业蓬勃', 4)
    (True, False, True)
    >>> stands_free('深化电力体制改革，', 4)
    True
    """
    if text.endswith("业", 0, end):
        return not text.startswith("化", end)
    if not text[end : end + 1].isalpha() or text.startswith(words("industries", "free_before"), end):
        return True
    return any_of("defaults", "reforms_of").match(text, end) is not None


def is_grown(text: str, start: int, end: int) -> bool:
    """Whether a clause says of the sector `text[start:end]` that it is grown, how it grows, or that it has a pilot.

    >>> is_grown('大力发展现代服务业。', 4, 9), is_grown('支持现代服务业企业。', 2, 7)
    (True, False)
    >>> is_grown('金融业增加值增长9%。', 0, 3), is_grown('推进电子商务发展，', 2, 6), is_grown('推进物流降本。', 2, 4)
    (True, True, False)
    """
    if any_of("industries", "not_grown").search(text[start:end]):
        return False
    if any_of("industries", "tried_after").match(text, end):
        return True
    before = text[max(0, start - 8) : start]
    for verbs, rest in (("grown_before", "grown_after"), ("furthered_before", "furthered_after")):
        if any_of("industries", verbs).search(before):
            return any_of("industries", rest).match(text, end) is not None
    opens = not before or before[-1] in "，。；：、\n 　和"
    return opens and any_of("industries", "grows").match(text, end) is not None


def _qualifier(name: str) -> int:
    """How much of a name's start only qualifies it: 千亿级智能家居."""
    match = re.match(r"(?:[百千万]亿级?|现代|重点|特色|优势|主导|新型|传统)+", name)
    return match.end() if match and len(name) - match.end() >= 2 else 0


def _names_industry(name: str) -> bool:
    plain = 1 <= len(name) <= _MAX_NAME and _PLAIN.fullmatch(name) and not re.search(r"[XxＸ×省市县区]", name)
    return bool(plain) and not _generic().fullmatch(name)


def _bare(name: str, head: str) -> str:
    """医化行业 is named 医化; 茶产业 keeps its head, as one character is no name."""
    return (
        name
        if head in ("产业", "行业", "产业链", "产业集群", "产业带")
        and len(name) > 1
        and name + head not in load_industries().morphology.whole
        else name + head.removesuffix("链")
    )


@cache
def _head() -> re.Pattern[str]:
    return re.compile(either(sorted(words("industries", "heads"), key=len, reverse=True)))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(
        "(?:"
        + "|".join(sorted(words("industries", "generic"), key=len, reverse=True))
        + "|[\\d一二三四五六七八九十]+)*"
    )


def _from_list(text: str, enumeration: Enumeration, known: list[int], boundaries: Boundaries) -> Iterator[Candidate]:
    if enumeration.kind != "Industry" and not (enumeration.kind == "" and _after_develop(text, enumeration)):
        return
    served = enumeration.kind == "Industry" and text.endswith("服务业", 0, enumeration.end)
    items = [
        (a, b)
        for a, b in enumeration.items
        if _item(text[a:b]) and (boundaries.first_stop(a, b) == b or (served and b - a == _SERVICE))
    ]
    if enumeration.kind == "Industry" or sum(bisect_left(known, a) < bisect_left(known, b) for a, b in items) >= 2:
        for a, b in items:
            name = _head().sub("", text[a:b])
            if len(name) >= 2 or (name and name != text[a:b]):
                source = "industry-list" if enumeration.kind else "industry-item"
                yield Candidate(a, b, "Industry", source, name=name if len(name) > 1 else text[a:b])


def _item(item: str) -> bool:
    name = _head().sub("", item)
    return (
        2 <= len(item) <= _MAX_NAME + 2
        and bool(_PLAIN.fullmatch(item))
        and not _NOT_INDUSTRY.search(item)
        and not _generic().fullmatch(name)
        and not re.search(r"[Xx×]{1,}", item)
    )


def _after_develop(text: str, enumeration: Enumeration) -> bool:
    start = enumeration.items[0][0]
    return text[max(0, start - 8) : start].endswith(words("industries", "develop_verbs"))
