"""Names that a recogniser took for one: two of a list with a head each, a quoted one with what it exemplifies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.entities.candidates import Candidate
from extract.rules import words

# “引江入湖”等应急调水工程: the quoted name is one of several.
_EXAMPLE = re.compile(r"(“[^“”]{2,20}”)等[^“”、，。；]{2,16}")


def apart(text: str, c: Candidate) -> Iterator[Candidate]:
    """The programmes that a candidate of that type lists (耕地保护制度、|节约用地制度), or the quoted one that it
    begins with; the candidate itself where it is one name."""
    if c.type != "Programme" or c.name or c.vocabulary:
        yield c
        return
    if example := _EXAMPLE.fullmatch(text, c.start, c.end):
        yield c._replace(end=example.end(1))
        return
    listed = _listed().fullmatch(text, c.start, c.end)
    if listed is None:
        yield c
        return
    yield c._replace(end=listed.end("first"))
    yield c._replace(start=listed.start("second"))


@cache
def _listed() -> re.Pattern[str]:
    heads = "|".join(words("programmes", "each_its_head"))
    name = r"[\u4e00-\u9fffA-Za-z0-9]{3,20}"
    return re.compile(rf"(?P<first>{name}?(?P<head>{heads}))、(?P<second>{name}(?P=head))")
