"""Names that look like industries and are none: by their words, by what they stand before, by their enumeration."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from extract.entities.candidates import Candidate
from extract.entities.lists import Enumeration
from extract.rules import any_of, read_rules, word_set, words
from extract.spans import Spans

# XX焦化, XX生物质能公司: a company whose name is blotted out.
_MASKED_BEFORE = re.compile(r"[Xx×*]{2,}$")
_MASKS = ("X", "x", "×", "*")
# So many items tell what an enumeration is of.
_TELLING = 2


def is_no_industry(text: str, c: Candidate, places: Collection[tuple[int, int]]) -> bool:
    """Whether a candidate of type Industry is none by its own words, by those behind it, or by a mask; `places` are the
    stretches that name places."""
    surface = text[c.start : c.end]
    name = c.name or surface
    if _is_never_one(surface, name) or (c.start, c.start + len(name)) in places:
        return True
    masked = c.source == "gazetteer-industry" and text.endswith(_MASKS, 0, c.start)
    if masked and _MASKED_BEFORE.search(text, max(0, c.start - 3), c.start):
        return True
    return surface == name and text.startswith(words("industries", "not_before"), c.end)


# The same few hundred names stand in most texts.
@lru_cache(maxsize=4096)
def _is_never_one(surface: str, name: str) -> bool:
    return name in word_set("industries", "never") or any(
        any_of("industries", "no_names").search(form) for form in (surface, name)
    )


def other_matters(text: str, enumerations: Iterable[Enumeration]) -> Spans:
    """Enumerations that speak of safety or of public services: 危化品、消防、燃气等重点领域."""
    lists = [frozenset(entries) for entries in read_rules("industries")["other_matters"].values()]
    return Spans(
        (e.items[0][0], e.items[-1][1])
        for e in enumerations
        if (e.kind in ("", "Field") or text.endswith("行业", 0, e.end))
        and _tell_of_one([text[a:b] for a, b in e.items], lists)
    )


def _tell_of_one(items: list[str], lists: Iterable[frozenset[str]]) -> bool:
    return any(sum(map(told.__contains__, items)) >= _TELLING for told in lists)
