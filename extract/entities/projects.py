"""Projects: items of enumerations of projects, and names that tell what is built or made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.lists import Enumeration
from extract.rules import words
from ontology.vocabulary import load_industries

MAX_NAME = 32
_QUOTED_BEFORE = re.compile(r"“[^”\n]{2,20}”[^，。；：、“”\n]{0,10}$")
# 投资3亿元建设年产…: the money before is no part of the name.
_MONEY = re.compile(r"[\dXx×]+[万亿]?元[^，。；、]{0,4}$")
_LEAD = re.compile(r"该?公司的?|该?企业的?|其")
_OWN = re.compile(r"(?:(?<![\u4e00-\u9fff])其|该公司的?|该企业的?|(?:它|我们|他们|咱们)的)\Z")
LEAST_OWNED = 4
# A product of two characters before another word than 项目 alone: 校服生产项目.
_LEAST_PRODUCT = 2
_BARE = "项目"
# 投资2亿元的洗碗机项目: a sum is somebody's.
# What a company builds: 某公司拟建的, 某公司投资建设的.
_BUILT = re.compile(r"(?:拟|计划|正在|即将|已|所)?(?:投资|新|在|续|改|扩|兴|筹|承)?(?:建设|建|上马|实施|投建)的$")
_PAID = re.compile(r"投资(?:额|约|近|超|逾|达|共)*[\dXx×.]+[万亿]?[美欧]?元的\Z")
_JOINS = "及和与"
_COUNTED = re.compile(r"等[\dXx×一二三四五六七八九十百]+[个项]")
# Works that are told one by one: 大型客机、航空发动机等重大产业项目, 12英寸芯片等一批项目.
_INDUSTRIAL = re.compile(
    r"等(?:一批|[\d一二三四五六七八九十]+[个项])?(?:(?:重大|重点|标志性)(?:新兴)?产业(?:化)?|(?<=一批))项目"
)
_SEVERAL_BEHIND = re.compile(r"[\dXx×一二两三四五六七八九十]+个")
_SEVERAL_BEFORE = re.compile(r"(?:\d+|[二两三四五六七八九十])[条个所家座](?:亿元以上)?$")
_YEARLY = re.compile(r"年(?:产|处理|加工|回收|生产)")


def find_projects(
    text: str, boundaries: Boundaries, enumerations: Sequence[Enumeration], company_ends: Sequence[int]
) -> Iterator[Candidate]:
    """Candidates of type Project in cleaned text; `company_ends` are where names of companies end."""
    ends = set(company_ends)
    for enumeration in enumerations:
        if enumeration.kind == "Project":
            yield from _from_list(text, enumeration, ends)
    for match in _suffix().finditer(text):
        start = _owned_start(text, name_start(text, match.start(), boundaries, ends), boundaries, ends)
        name = text[start : match.start()]
        if not 3 <= len(name) <= MAX_NAME or says_no_project(name) or counts_projects(text, start, match.end()):
            continue
        if _owner_before(text, start, ends) or _telling(text[start : match.end()]):
            yield Candidate(start, match.end(), "Project", "project-suffix")


def find_owned(text: str, boundaries: Boundaries, company_ends: Sequence[int]) -> Iterator[Candidate]:
    """Candidates of type Project right behind 其 or the name of a company, which end at `company_ends`; that they are
    somebody's tells them from all others."""
    ends = set(company_ends)
    for match in _suffix().finditer(text):
        start = _owned_start(text, name_start(text, match.start(), boundaries, ends), boundaries, ends)
        name = text[start : match.start()]
        told = is_owned(text, start, ends) and not says_no_project(name)
        if told and _long_enough(name, match.group()) and not counts_projects(text, start, match.end()):
            yield Candidate(start, match.end(), "Project", "project-owned")


def _long_enough(name: str, suffix: str) -> bool:
    """Whether what stands before the suffix may be the name of what somebody builds."""
    if not suffix.endswith(_BARE):
        return LEAST_OWNED <= len(name) <= MAX_NAME
    return _LEAST_PRODUCT + (suffix == _BARE) <= len(name) <= MAX_NAME


def _owned_start(text: str, start: int, boundaries: Boundaries, company_ends: set[int]) -> int:
    """Where a name begins that joins two things behind its owner: 其生猪屠宰及冷链加工项目."""
    if start < 2 or text[start - 1] not in _JOINS or is_owned(text, start, company_ends):
        return start
    before = boundaries.left_edge(start - 2)
    lead = _LEAD.match(text, before, start)
    before = max([lead.end() if lead else before, *(e for e in company_ends if before < e < start)])
    joined = is_owned(text, before, company_ends) and _BARE not in text[before:start]
    return before if joined else start


def tells_no_project(text: str, start: int, end: int) -> bool:
    """Whether what stands at `text[start:end]` is no project's name: several are counted, or a slogan goes after them
    (千方百计抓项目)."""
    return counts_projects(text, start, end) or _sought().search(text, start, end) is not None


@cache
def _sought() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('projects', 'seeking'))}){_BARE}$")


def counts_projects(text: str, start: int, end: int) -> bool:
    """Whether a number makes several of what stands at `text[start:end]` (正极材料项目3个, 16条生产线), or a level or a
    grant makes it a title."""
    behind = _SEVERAL_BEHIND.match(text, end)
    before = _SEVERAL_BEFORE.search(text, max(0, start - 8), start)
    several = behind or before or re.match(r".{0,2}\d[条个所家座]", text[start:end])
    return bool(several or _titled().search(text, max(0, start - 4), end))


@cache
def _titled() -> re.Pattern[str]:
    """省循环经济示范项目, 列入重点技改项目: what is granted."""
    level = r"(?:国家级?|[省市县区]级?|入选|列入|申报|获批|获评|创建)"
    return re.compile(rf"{level}[^，。；、]{{2,12}}(?:示范|试点)项目$|重点(?:技术改造|技改|建设|工业)项目$")


def is_owned(text: str, start: int, company_ends: set[int]) -> bool:
    """Whether 其, 该公司的, a company (they end at `company_ends`), what it builds or pays stands right before."""
    behind = start in company_ends or (text[start - 1 : start] == "的" and start - 1 in company_ends)
    return (
        behind
        or bool(_OWN.search(text, max(0, start - 4), start))
        or bool(_PAID.search(text, max(0, start - 16), start))
        or ((built := _BUILT.search(text, max(0, start - 10), start)) is not None and built.start() in company_ends)
    )


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(
        "(?:" + "|".join(sorted(words("projects", "suffixes"), key=len, reverse=True)) + ")(?![库指名部经])"
    )


def name_start(text: str, position: int, boundaries: Boundaries, company_ends: set[int]) -> int:
    """Where the name of a project begins whose last word stands at `position`."""
    start = boundaries.left_edge(position)
    quoted = _QUOTED_BEFORE.search(text, max(0, position - MAX_NAME), position)
    if quoted:
        start = quoted.start()
    yearly = list(_YEARLY.finditer(text, max(boundaries.hard_edge(position), position - MAX_NAME), position))
    if yearly:
        at = max(yearly[-1].start(), text.rfind("项目", yearly[-1].start(), position) + 2)
        start = at if _MONEY.search(text, start, at) else min(start, at)
    lead = _LEAD.match(text, start, position)
    start = lead.end() if lead else start
    inside = [e for e in company_ends if start < e < position]
    return max(inside) if inside else start


def _owner_before(text: str, start: int, company_ends: set[int]) -> bool:
    """Whether the clause names a company before the project."""
    clause = max(text.rfind(mark, 0, start) for mark in "，。；：\n")
    return any(clause < end <= start for end in company_ends)


def says_no_project(name: str) -> bool:
    """Whether a modifier is made of general words alone, so that it names no project."""
    pattern = _generic_pattern()
    return bool(pattern.fullmatch(name))


@cache
def _generic_pattern() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(words("projects", "generic"), key=len, reverse=True)) + r"|[\dXx×*.]+)*")


def _telling(name: str) -> bool:
    return any(word in name for word in words("projects", "telling")) and not re.search(r"\d+个|[Xx×]+个", name)


def _from_list(text: str, enumeration: Enumeration, company_ends: set[int]) -> Iterator[Candidate]:
    """Items of an enumeration of projects: any distinct name where they are counted or told one by one, else one that
    tells."""
    last = enumeration.items[-1][1]
    one_by_one = _INDUSTRIAL.match(text, last) is not None
    counted = one_by_one or _COUNTED.match(text, last) is not None
    for a, b in enumeration.items:
        owners = [e for e in company_ends if a < e < b]
        start = max(owners) if owners else a
        start += text[start:b].startswith("的")
        name = text[start:b]
        if b not in company_ends and (counted or owners or _telling(name)) and _distinct(name):
            yield Candidate(start, b, "Project", "project-told" if one_by_one else "project-list")


def _distinct(name: str) -> bool:
    """Whether a name may be one project's: no sector, no quality, no mask."""
    vague = name.endswith(("的", "和", "好", "强", "大")) or name in load_industries().surfaces
    return len(name) >= 4 and not vague and not says_no_project(name) and not re.search(r"[Xx×]{2}", name)
