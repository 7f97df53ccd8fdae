"""Companies taken up by brand and a word of their trade (福建闽中重型车桥有限公司 later stands as 闽中车桥), and
several by their brands alone, in one list.

Like other words that take something up, these make no mention of their own in the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.clean.commonness import commonness
from extract.entities.short_forms import company_core
from extract.relations.skeleton import MentionRef
from extract.spans import Spans

_BRAND = 2
_LEAST_TRADE = 2
_LEAST_LISTED = 2
_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[在对把将由为给和与及到的、]|其中|走进|来到|推动|支持|走访|如|争取)$")
# What a short form may cover: the trade in it looks like an industry.
_COVERED = ("Industry",)


def short_names(text: str, refs: Sequence[MentionRef], place_ends: Mapping[int, int]) -> list[MentionRef]:
    """Mentions of companies by such forms, in order of position, where one company of `refs` alone has the brand.

    `place_ends` tells where the place at the head of a name ends, by the start of the name.
    """
    found: list[MentionRef] = []
    brands = _brands(text, refs, place_ends)
    taken = Spans((r.start, r.end) for r in refs if not r.nested and r.type not in _COVERED)
    for brand, (entity, rest, named_at) in sorted(brands.items()):
        for match in re.compile(re.escape(brand)).finditer(text, named_at):
            start = match.start()
            end = _end(text, start + len(brand), rest)
            if end and not taken.touch(start, end) and _BEFORE.search(text[max(0, start - 2) : start]):
                found.append(MentionRef(start, end, "Enterprise", entity))
    alone = [r for r in _listed(text, brands) if not taken.touch(r.start, r.end)]
    return sorted({*found, *alone}, key=lambda r: r.start)


def _listed(text: str, brands: Mapping[str, tuple[int, str, int]]) -> Iterator[MentionRef]:
    """Brands alone, two or more in one list, behind the full names of all (川汇、雅驰、恒力扎根园区), but for those
    that are words (创新、绿色)."""
    coined = sorted(brand for brand in brands if not commonness().of_pair(*brand))
    if len(coined) < _LEAST_LISTED:
        return
    item = f"(?:{'|'.join(map(re.escape, coined))})"
    for found in re.finditer(rf"(?<![\u4e00-\u9fff]){item}(?:[、和与]{item})+", text):
        items = list(re.finditer(item, found[0]))
        if all(brands[m[0]][2] <= found.start() for m in items):
            for m in items:
                yield MentionRef(found.start() + m.start(), found.start() + m.end(), "Enterprise", brands[m[0]][0])


def _brands(text: str, refs: Sequence[MentionRef], place_ends: Mapping[int, int]) -> dict[str, tuple[int, str, int]]:
    """By brand: the company, what follows the brand in its name, and where the name ends that has it."""
    companies: dict[str, set[int]] = {}
    found: dict[str, tuple[int, str, int]] = {}
    for r in refs:
        if r.type == "Enterprise" and not r.nested:
            core = company_core(text[place_ends.get(r.start, r.start) : r.end])
            if len(core) >= _BRAND + _LEAST_TRADE:
                companies.setdefault(core[:_BRAND], set()).add(r.entity)
                found.setdefault(core[:_BRAND], (r.entity, core[_BRAND:], r.end))
    return {brand: told for brand, told in found.items() if len(companies[brand]) == 1}


def _end(text: str, at: int, rest: str) -> int:
    """Where a short form ends whose brand ends at `at`: after a piece of the rest of the name; 0 where none follows."""
    longest = max((n for n in range(_LEAST_TRADE, len(rest) + 1) if text[at : at + n] in rest), default=0)
    return at + longest if longest else 0


def uncovered(refs: Sequence[MentionRef], shorts: Sequence[MentionRef]) -> Iterator[MentionRef]:
    """The mentions without those that a short form covers."""
    spans = Spans((s.start, s.end) for s in shorts)
    for r in refs:
        if r.type not in _COVERED or not spans.touch(r.start, r.end):
            yield r
