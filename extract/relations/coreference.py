"""Words that take up something named before (该公司, 园区), as mentions for the relation rules.

They make no mention of their own in the record: the entity is named elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.relations.skeleton import MentionRef
from extract.rules import read_rules, words
from extract.structure import Sentence

_TYPES = ("Enterprise", "Park", "Project", "Policy")
_OPENING = 80
_OTHER_PARKS = 8


def anaphors(
    text: str, refs: Sequence[MentionRef], sentences: Sequence[Sentence], park: int | None
) -> list[MentionRef]:
    """Mentions by such words, in order; `park` is the entity of the park that the text is about, or None."""
    taken = {i for r in refs for i in range(r.start, r.end)}
    found = [*_taken_up(text, refs, sentences)]
    if park is not None:
        found += [MentionRef(*m.span(), "Park", park) for m in _pattern("own_park").finditer(text)]
    free = [r for r in found if taken.isdisjoint(range(r.start, r.end))]
    return sorted(set(free), key=lambda r: (r.start, r.end))


def park_of_text(text: str, refs: Sequence[MentionRef]) -> int | None:
    """The park that a text is about: it opens with it, speaks of 园区, and names hardly any other."""
    first = next((r for r in refs if not r.nested), None)
    if first is None or first.type != "Park" or first.start > _OPENING:
        return None
    others = {r.entity for r in refs if r.type == "Park" and not r.nested} - {first.entity}
    about = _pattern("own_park").search(text) is not None
    return first.entity if about and len(others) < _OTHER_PARKS else None


def _taken_up(text: str, refs: Sequence[MentionRef], sentences: Sequence[Sentence]) -> Iterator[MentionRef]:
    reach = int(read_rules("anaphora")["reach"])
    starts = [s.start for s in sentences]
    for kind in _TYPES:
        named = [r for r in refs if r.type == kind and not r.nested]
        for match in _pattern(kind).finditer(text):
            earlier = [s for s in starts if s <= match.start()][-reach:]
            before = [r for r in named if earlier and earlier[0] <= r.start and r.end <= match.start()]
            if before:
                yield MentionRef(match.start(), match.end(), kind, before[-1].entity)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(words("anaphora", key)))
