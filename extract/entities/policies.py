"""Policy documents: titles in 《》, titles without, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lexicon import policy_nouns
from extract.rules import words

_NUMBER = re.compile(r"(?:[\u4e00-\u9fff]{1,12})?[〔\[（(](?:19|20)\d\d[〕\]）)]第?\d{1,5}号")
_NUMBER_NOISE = re.compile(r"^(?:依据|根据|按照|据|和|与|及|见|文件|的|以)+")
_SEVERAL = re.compile(r"多项|各项|一系列|有关|相关|适用|享受")
_TRAILING = re.compile(r"[（(][^（）()]{1,20}[）)]$")
_FIVE_YEAR = re.compile(r"“?十[一二三四五]五”?[^，。；：！？\n“”《》]{1,16}?(?:发展|专项|建设|产业|工业)规划")
_INDUSTRY_POLICY = re.compile(r"[^，。；：！？\n“”《》的等了善订定]{2,10}产业(?:子政策|扶持政策)")


def find_policies(text: str) -> Iterator[Candidate]:
    """Candidates of type Policy in cleaned text; a document number that follows a title in brackets belongs to it."""
    titles = list(_titles(text))
    yield from titles
    covered = [(c.start, c.end) for c in titles]
    for pattern, source in _bare_patterns():
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if not any(a < end and start < b for a, b in covered) and not _generic(text[start:end]):
                yield Candidate(start, end, "Policy", source)
    yield from _numbers(text, covered)


def title_spans(text: str) -> Iterator[tuple[int, int]]:
    """Stretches in 《》 with the brackets, outermost first; an unclosed one ends with its line."""
    depth, start = 0, 0
    for i, char in enumerate(text):
        if char == "《":
            start = i if depth == 0 else start
            depth += 1
        elif char == "》" and depth:
            depth -= 1
            if depth == 0:
                yield start, i + 1
        elif char == "\n":
            depth = 0


def is_policy_title(inner: str) -> bool:
    """Whether the words within 《》 name a document that states policy.

    >>> is_policy_title('关于促进制造业高质量发展的若干意见'), is_policy_title('管理创新知识手册')
    (True, False)
    """
    bare = _TRAILING.sub("", inner).strip("“”‘’》） ")
    if bare.endswith(words("policies", "not_nouns")):
        return False
    return bare.endswith(policy_nouns()) or bare.startswith("关于")


def _titles(text: str) -> Iterator[Candidate]:
    for start, end in title_spans(text):
        if end - start > 4 and is_policy_title(text[start + 1 : end - 1]):
            yield Candidate(start, end, "Policy", "policy-title")


def _numbers(text: str, titles: list[tuple[int, int]]) -> Iterator[Candidate]:
    title_ends = {end for _, end in titles}
    for match in _NUMBER.finditer(text):
        start = match.start() + len(_strip_noise(match.group()))
        if start - 1 in title_ends and text[start - 1] in "（(":
            continue
        if match.end() - start > 9:
            yield Candidate(start, match.end(), "Policy", "policy-number")


def _strip_noise(number: str) -> str:
    found = _NUMBER_NOISE.match(number)
    return found.group() if found else ""


def _generic(name: str) -> bool:
    if any(name.startswith(w) for w in words("policies", "generic_modifiers")) or _SEVERAL.search(name):
        return True
    return len(name) < 6


@cache
def _bare_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    def either(key: str) -> str:
        return "|".join(sorted(words("policies", key), key=len, reverse=True))

    about = (
        rf"(?P<name>关于[^。；！？\n《》]{{4,60}}?的(?:{either('closing_nouns')}))"
        r"(?=$|[，。；：、！？”）（\n]|精神|要求|文件|等|和|，)"
    )
    issued = (
        rf"(?:{either('issue_verbs')})(?:了|出)?(?:并?实施|启动|关于)?(?P<name>[^，。；：！？\n《》]{{4,40}}?(?:{either('issued_nouns')}))"
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
