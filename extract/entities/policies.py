"""Policy documents: titles in 《》, titles without, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import policy_nouns
from extract.entities.statutes import find_statutes
from extract.rules import any_of, read_rules, words

_TITLE_MARK = re.compile(r"[《》\n]")
_NUMBER = re.compile(r"[〔\[（(](?:19|20)\d\d[〕\]）)]第?\d{1,5}号")
_NUMBERED = re.compile(rf"[（(]([\u4e00-\u9fff]{{1,12}}{_NUMBER.pattern})[）)]")
# The letters of the office before the number.
_OFFICE = re.compile(r"[\u4e00-\u9fff]+\Z")
_INNER = re.compile("[《〈<＜]([^《》〈〉<>＜＞\\n]{3,80})[》〉>＞]")
_MAX_OFFICE = 12
_NUMBER_NOISE = re.compile(r"^(?:原|具体|参照|依据|根据|按照|据|和|与|及|见|文件|的|以)+")
_SEVERAL = re.compile(r"多项|各项|一系列|有关|相关|适用|享受")
_TRAILING = re.compile(r"[（(][^（）()]{1,20}[）)]$")
# One of two characters comes first, as that is quick to look for.
_FIVE_YEAR = re.compile(
    r"[“十](?:(?<=“)十|(?<=十))[一二三四五]五”?[^，。；：！？\n“”《》]{1,16}?(?:发展|专项|建设|产业|工业)规划"
)
_OF_INDUSTRY = re.compile("产业(?:子政策|扶持政策)")
_INDUSTRY_POLICY = re.compile(rf"[^，。；：！？\n“”《》的等了善订定]{{2,10}}{_OF_INDUSTRY.pattern}")


def find_policies(text: str) -> Iterator[Candidate]:
    """Candidates of type Policy in cleaned text; a document number that follows a title in brackets belongs to it."""
    citing = list(_citing(text))
    around = {(c.start, c.end) for c in citing}
    titles = list(_titles(text, around))
    yield from citing
    yield from titles
    covered = [(c.start, c.end) for c in (*citing, *titles)]
    for pattern, source in _bare_patterns():
        if source == "policy-branch" and not _OF_INDUSTRY.search(text):
            continue
        for match in pattern.finditer(text):
            start, end = match.span("name")
            name = text[start:end]
            if not (any(a < end and start < b for a, b in covered) or _generic(name) or is_announcement(name)):
                yield Candidate(start, end, "Policy", source)
    yield from _drawn_up(text, covered)
    yield from (c for c in find_statutes(text) if not any(a < c.end and c.start < b for a, b in covered))
    yield from _numbers(text, covered)


# The plan of five years, which is a document of its own only where a clause makes it one (`statutes.py`).
_FIVE_YEARS = re.compile(r"“?[一二三四五六七八九十]{1,3}五”?(?:规划|计划)")


def is_no_policy(name: str) -> bool:
    """Whether a title only says what kind of document is meant, or is that of a report or a book.

    >>> is_no_policy('《行动计划》'), is_no_policy('《企业管理手册》'), is_no_policy('《工业三十条》')
    (True, True, False)
    """
    title = _TRAILING.sub("", name.strip("《》〈〉"))
    if title in _kinds() or _FIVE_YEARS.fullmatch(title):
        return True
    return title.endswith(tuple(words("policies", "not_nouns"))) or is_announcement(title)


def is_announcement(title: str) -> bool:
    """Whether a title is that of a notice which only makes known who has got something.

    >>> is_announcement('关于公布2022年度绿色工厂名单的通知'), is_announcement('关于公布绿色工厂管理办法的通知')
    (True, False)
    """
    return re.search(read_rules("policies")["announcing"], title) is not None


@cache
def _kinds() -> frozenset[str]:
    keys = ("closing_nouns", "issued_nouns", "spelling_nouns")
    return frozenset({*policy_nouns(), *(noun for key in keys for noun in words("policies", key))})


# Several recognisers ask for the titles of one text.
@lru_cache(maxsize=4)
def title_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Stretches in 《》 with the brackets, outermost first; an unclosed one ends with its line."""
    return tuple(_title_spans(text))


def _title_spans(text: str) -> Iterator[tuple[int, int]]:
    depth, start = 0, 0
    for mark in _TITLE_MARK.finditer(text) if "《" in text else ():
        if mark[0] == "《":
            start = mark.start() if depth == 0 else start
            depth += 1
        elif mark[0] == "》" and depth:
            depth -= 1
            if depth == 0:
                yield start, mark.end()
        elif mark[0] == "\n":
            depth = 0


def is_policy_title(inner: str) -> bool:
    """Whether the words within 《》 name a document that states policy.

    >>> is_policy_title('关于促进制造业高质量发展的若干意见'), is_policy_title('管理创新知识手册')
    (True, False)
    """
    bare = _TRAILING.sub("", inner).strip("“”‘’》） ")
    if bare.endswith(words("policies", "not_nouns")) or is_announcement(bare):
        return False
    return bare.endswith(policy_nouns()) or bare.startswith("关于")


def _titles(text: str, around: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Titles in 《》 and the ones in them; `around` are longer ones outside 《》 that have them within."""
    for start, end in title_spans(text):
        title = text[start + 1 : end - 1]
        if end - start > 4 and is_policy_title(title) and _TRAILING.sub("", title) not in _kinds():
            within = any(a <= start and end <= b for a, b in around)
            yield Candidate(start, end, "Policy", "policy-nested" if within else "policy-title")
        for match in _INNER.finditer(text, start + 1, end - 1):
            if len(match[1]) > 2 and is_policy_title(match[1]):
                yield Candidate(*match.span(), "Policy", "policy-nested", name=f"《{match[1]}》")


def _citing(text: str) -> Iterator[Candidate]:
    """Titles outside 《》 that have another's in it: 关于修改《某办法》的决定, 《某办法》实施细则."""
    for match in _citing_pattern().finditer(text) if "《" in text else ():
        if is_policy_title(match["inner"] or match["spelled"]):
            yield Candidate(*match.span(), "Policy", "policy-citing")


def number_after(text: str, end: int) -> str:
    """The document number in brackets right after a title that ends at `end`; '' where there is none.

    >>> number_after('《某意见》（国发〔2015〕32号）', 5)
    '国发〔2015〕32号'
    """
    match = _NUMBERED.match(text, end)
    return match[1] if match else ""


def _numbers(text: str, titles: list[tuple[int, int]]) -> Iterator[Candidate]:
    title_ends = {end for _, end in titles}
    done = 0
    for match in _NUMBER.finditer(text):
        office = _OFFICE.search(text, max(done, match.start() - _MAX_OFFICE), match.start())
        start, done = office.start() if office else match.start(), match.end()
        start += len(_strip_noise(text[start:done]))
        if start - 1 in title_ends and text[start - 1] in "（(":
            continue
        if match.end() - start > 9:
            yield Candidate(start, match.end(), "Policy", "policy-number")


def _strip_noise(number: str) -> str:
    found = _NUMBER_NOISE.match(number)
    return found.group() if found else ""


def _drawn_up(text: str, covered: list[tuple[int, int]]) -> Iterator[Candidate]:
    """Documents that are drawn up or carried out, in plain words, and those joined to them: 编制某指导目录;
    制定甲纲要和乙规划; 出台某改革等方案 is 某改革方案."""
    for key in ("drawn", "carried"):
        for first in _plain_pattern(key).finditer(text):
            match: re.Match[str] | None = first
            if any_of("policies", "drawn_up_by_others").search(text, max(0, first.start() - 16), first.start()):
                continue
            while match is not None:
                start, end = match.span("name")
                name = match["name"].removesuffix("等") + match["noun"]
                plain = len(name) < 8 or _SEVERAL.search(name) or any_of("policies", "not_drawn_up").search(name)
                if not (plain or any(a < end and start < b for a, b in covered)):
                    elided = match["name"].endswith("等")
                    stretch = (start, end - 1) if elided else (start, match.end("noun"))
                    yield Candidate(*stretch, "Policy", "policy-drawn-up", name=name if elided else "")
                match = _joined_pattern().match(text, match.end())


_PLAIN_NAME = "[^，。；：、！？\\n《》“”的等]{4,30}?"
_PLAIN_END = "(?=[，。；、和与及并]|$)"


@cache
def _plain_pattern(key: str) -> re.Pattern[str]:
    """Verbs of drawing up (`drawn`) or of carrying out (`carried`), and a document behind them."""
    verbs, on, nouns = (_either(k) for k in (f"{key}_up", "drawn_up_on", f"{key}_nouns"))
    return re.compile(
        rf"(?:{verbs})(?:{on})*(?P<name>(?:“十[一二三四]?五”)?{_PLAIN_NAME}等?)(?P<noun>{nouns}){_PLAIN_END}"
    )


@cache
def _joined_pattern() -> re.Pattern[str]:
    nouns = f"{_either('drawn_nouns')}|的意见|的决定"
    return re.compile(rf"[、和与及](?P<name>{_PLAIN_NAME})(?P<noun>{nouns}){_PLAIN_END}")


def _either(key: str) -> str:
    return "|".join(sorted(words("policies", key), key=len, reverse=True))


def _generic(name: str) -> bool:
    if any(name.startswith(w) for w in words("policies", "generic_modifiers")) or _SEVERAL.search(name):
        return True
    return len(name) < 6


@cache
def _citing_pattern() -> re.Pattern[str]:
    def either(key: str) -> str:
        return "|".join(sorted(words("policies", key), key=len, reverse=True))

    inner = "《(?P<inner>[^《》\\n]{3,80})》"
    return re.compile(
        f"关于(?:{either('citing_verbs')})[^，。；：！？\\n《》]{{0,30}}{inner}(?:（[^（）\\n]{{1,20}}）)?"
        f"[^，。；：！？\\n《》]{{0,16}}的(?:{either('closing_nouns')})"
        f"|{inner.replace('inner', 'spelled')}(?:{either('spelling_nouns')})(?!的|，?现)"
    )


@cache
def _bare_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    def either(key: str) -> str:
        return "|".join(sorted(words("policies", key), key=len, reverse=True))

    about = (
        rf"(?P<name>关于[^。；！？\n《》]{{4,60}}?的(?:{either('closing_nouns')}))"
        r"(?=$|[，。；：、！？”）（\n]|精神|要求|文件|等|和|，)"
    )
    issued = (
        rf"(?:{either('issue_verbs')})(?:了|出(?!台)|的)?(?:并?(?:有序|组织|认真|全面)?(?:实施|公布|发布|落实)|启动|关于)?(?P<name>[^，。；：！？\n《》]{{4,40}}?(?:{either('issued_nouns')}))"
        r"(?=$|[，。；：、！？”）（\n]|等|和|及|编制|，)"
    )
    aim = (
        rf"(?P<name>(?:{either('aim_verbs')})[^，。；：！？\n《》“”、的]{{2,16}}?(?:{either('aim_nouns')}))"
        r"(?=$|[，。；：、！？”）（\n]|资金|兑现|奖补|等|的)"
    )
    named = rf"(?P<name>{_FIVE_YEAR.pattern})"
    branch = rf"(?P<name>{_INDUSTRY_POLICY.pattern})"
    sources = {
        "policy-about": about,
        "policy-issued": issued,
        "policy-aim": aim,
        "policy-five-year": named,
        "policy-branch": branch,
    }
    return tuple((re.compile(pattern), source) for source, pattern in sources.items())
