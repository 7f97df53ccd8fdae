"""Short names that a text defines: 安徽某某显示材料有限公司（以下简称“某某显示”）."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from extract.entities.candidates import Candidate
from extract.entities.propagation import occurrences
from extract.spans import Spans

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


def uses(text: str, named: Container[int]) -> Iterator[tuple[Definition, int, int]]:
    """Where the short names stand that a text defines for what ends at one of `named`, in order: the definition, the
    last one before where a name has several, and the stretch. The first use is in the definition itself."""
    by_name: dict[str, list[Definition]] = {}
    for d in find_definitions(text):
        if d.at in named:
            by_name.setdefault(d.short.strip("“”"), []).append(d)
    for start, end in occurrences(text, sorted(by_name)):
        defined = by_name[text[start:end]]
        if at := bisect_right(defined, start, key=lambda d: d.start):
            yield defined[at - 1], start, end


def with_defined(text: str, mentions: Sequence[Candidate]) -> Iterator[Candidate]:
    """The mentions, with those of companies and offices by the short names that are defined for them, and without what
    else was seen at a short name: in its definition, or of the same type later."""
    ends = {m.end: m for m in mentions}
    told: dict[tuple[int, int], str] = {}
    defining: set[tuple[int, int]] = set()
    for d, start, end in uses(text, ends):
        named = ends[d.at]
        told[start, end] = named.type
        defining.add((d.start, d.end))
        if named.type in _OWN_NAMES and end - start >= _LEAST:
            yield Candidate(start, end, named.type, "defined", named.vocabulary, named.name or text[named.start : d.at])
    definitions = Spans(defining)
    for m in mentions:
        if told.get((m.start, m.end)) != m.type and not definitions.hold(m.start, m.end):
            yield m
