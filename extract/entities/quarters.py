"""Quarters: parts of a town laid out for business that are called neither zone nor park: 某外滩, 汽车城."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.entities.candidates import Candidate
from extract.entities.lists import Enumeration
from extract.entities.parks import is_general_park
from extract.rules import any_of, words

_QUOTES = "“”"
_MASK = re.compile(r"[Xx×*]{1,}|某")


def find_quarters(text: str, enumerations: Sequence[Enumeration]) -> Iterator[Candidate]:
    """Candidates of type Park in cleaned text: items of lists whose head says that they are places of business."""
    for enumeration in enumerations:
        last = enumeration.items[-1][1]
        if (text.startswith("等", last) and _list_head().match(text, last)) or enumeration.kind == "Park":
            for a, b in enumeration.items:
                if _is_place(text[a:b].strip(_QUOTES)):
                    yield Candidate(a, b, "Park", "park-list", name=text[a:b].strip(_QUOTES))


def is_waterfront(name: str) -> bool:
    """Whether a place is a waterfront or a harbour quarter of a town, which is no division.

    >>> is_waterfront('北外滩'), is_waterfront('临港地区'), is_waterfront('外滩'), is_waterfront('滨江区')
    (True, True, False, False)
    """
    return any_of("quarters", "waterfronts").search(name) is not None


@cache
def _list_head() -> re.Pattern[str]:
    heads = "|".join(sorted(words("quarters", "list_heads"), key=len, reverse=True))
    return re.compile(rf"等[^，。；：、“”]{{0,8}}?(?:{heads})")


def _is_place(item: str) -> bool:
    """Whether an item of such a list is called like a place, and not like what is made there."""
    if item in words("quarters", "by_itself"):
        return True
    placed = any_of("quarters", "places").search(item) is not None
    return placed and _MASK.search(item) is None and not is_general_park(item)
