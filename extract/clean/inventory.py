"""The characters that Chinese text is likely to have, in both scripts, and where their bytes stand in GBK."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from extract.clean.script import simplified

_PUNCTUATION = "，。、；：！？（）“”《》"


@dataclass(frozen=True, slots=True)
class Likely:
    """A character, what it is in simplified script, and its two bytes in GBK."""

    character: str
    plain: str
    lead: int
    trail: int


@cache
def likely_characters() -> dict[str, Likely]:
    """GB 2312 level 1 (what people write), every character that becomes one of it in simplified script, punctuation."""
    level1 = {bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)}
    code_points = [*map(chr, range(0x4E00, 0xA000)), *_PUNCTUATION]
    plain = simplified("\n".join(code_points)).split("\n")
    kept = level1 | set(_PUNCTUATION)
    return {c: Likely(c, p, *c.encode("gbk")) for c, p in zip(code_points, plain, strict=True) if p in kept}


@cache
def gbk_character(lead: int, trail: int) -> str:
    """The character of two bytes in GBK, or the empty string where they are none."""
    character = bytes((lead, trail)).decode("gbk", "ignore")
    return character if len(character) == 1 and not character.isascii() else ""


def by_lead(lead: int) -> tuple[Likely, ...]:
    """Likely characters whose first byte is `lead`, in the order of Unicode."""
    return _by_byte()[0].get(lead, ())


def by_trail(trail: int) -> tuple[Likely, ...]:
    """Likely characters whose second byte is `trail`, in the order of Unicode."""
    return _by_byte()[1].get(trail, ())


@cache
def _by_byte() -> tuple[dict[int, tuple[Likely, ...]], dict[int, tuple[Likely, ...]]]:
    leads: dict[int, list[Likely]] = defaultdict(list)
    trails: dict[int, list[Likely]] = defaultdict(list)
    for _, likely in sorted(likely_characters().items()):
        leads[likely.lead].append(likely)
        trails[likely.trail].append(likely)
    return {byte: tuple(found) for byte, found in leads.items()}, {b: tuple(found) for b, found in trails.items()}
