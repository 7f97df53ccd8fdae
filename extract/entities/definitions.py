"""Short names that a text defines: 安徽某某显示材料有限公司（以下简称“某某显示”）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.entities.candidates import Candidate

_DEFINED = re.compile(
    r"（(?:[^（）\n]{0,30}，)?(?:以下(?:统称|简称|通称|称为?)|下称|简称)[：:为]?"
    r"(?P<short>[“《]?[^（）“”《》，。；、：\n]{2,16}[”》]?)(?:[，；][^（）\n]{0,20})?）"
)
# Types whose short names are names of their own; a policy's or a park's (《方案》, 园区) mean nothing elsewhere.
_OWN_NAMES = ("Enterprise", "Agency")
_LEAST = 3


class Definition(NamedTuple):
    """A short name with its quotation marks, at `[start, end)`, for what ends at `at`."""

    at: int
    start: int
    end: int
    short: str


def find_definitions(text: str) -> tuple[Definition, ...]:
    """The short names that a text defines, in order.

    >>> find_definitions('印发《某某市技改办法》（以下简称《办法》）。')[0].short
    '《办法》'
    """
    found = _DEFINED.finditer(text) if "称" in text else ()
    return tuple(Definition(m.start(), *m.span("short"), m["short"]) for m in found)


def with_defined(text: str, mentions: Sequence[Candidate]) -> Iterator[Candidate]:
    """The mentions, with those of companies and offices by the short names that are defined for them, and without what
    else was seen at a short name: in its definition, or of the same type later."""
    definitions = find_definitions(text)
    ends = {m.end: m for m in mentions} if definitions else {}
    told: dict[tuple[int, int], str] = {}
    for d in definitions:
        named, short = ends.get(d.at), d.short.strip("“”")
        if named is None:
            continue
        for found in re.finditer(re.escape(short), text[d.start :]):
            span = (d.start + found.start(), d.start + found.end())
            told[span] = named.type
            if named.type in _OWN_NAMES and len(short) >= _LEAST:
                yield Candidate(*span, named.type, "defined", named.vocabulary, named.name or text[named.start : d.at])
    defining = [(d.start, d.end) for d in definitions if d.at in ends]
    for m in mentions:
        if told.get((m.start, m.end)) != m.type and not any(a <= m.start and m.end <= b for a, b in defining):
            yield m
