"""One conflict policy: which of overlapping candidates stand.

`longest-first`: a better source wins over a worse one, then the longer stretch, then the earlier. A candidate
inside another stands only where a name of its type is really part of such a name (a region in an agency's name,
a programme in a policy's title).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from extract.entities.candidates import Candidate
from extract.rules import RuleError, read_rules, words
from extract.spans import Spans

# Only candidates in the same blocks of so many characters are compared.
_BLOCK = 16


def longest_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand, by start, outer before inner."""
    kept: list[Candidate] = []
    taken: dict[int, list[Candidate]] = {}
    for c in sorted(set(candidates), key=_rank):
        blocks = range(c.start // _BLOCK, c.end // _BLOCK + 1)
        if _fits(c, blocks, taken):
            kept.append(c)
            for block in blocks:
                taken.setdefault(block, []).append(c)
    return sorted(kept, key=lambda c: (c.start, -c.end, c.type, c.source))


def _fits(c: Candidate, blocks: range, taken: Mapping[int, list[Candidate]]) -> bool:
    for block in blocks:
        for kept in taken.get(block, ()):
            if kept.start < c.end and c.start < kept.end and not _compatible(c, kept):
                return False
    return True


def standing_alone(text: str, kept: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without those whose name stands nowhere in `text` but within the names of what they are about, as
    `only_within` of `conflicts.yaml` tells; `kept` is what the conflict policy left."""
    kept = list(kept)
    table = read_rules("conflicts")["only_within"]
    around = {inner: Spans((c.start, c.end) for c in kept if c.type in outer) for inner, outer in table.items()}
    around["Industry"] = Spans((c.start, c.end) for c in kept if c.type in table["Industry"] and not _reforms(text, c))
    doubtful = [c for c in kept if c.type in table]
    free = {_named(text, c) for c in doubtful if _called_one(text, c) or not _within(c, around[c.type])}
    return [c for c in kept if c.type not in table or _named(text, c) in free]


def _named(text: str, c: Candidate) -> tuple[str, str]:
    return c.type, c.vocabulary or c.name or text[c.start : c.end]


def _called_one(text: str, c: Candidate) -> bool:
    return c.type == "Industry" and bool(_call().match(text, c.end))


def _reforms(text: str, c: Candidate) -> bool:
    """Whether a programme reforms, or tries out, the industry that is in its name."""
    return c.type == "Programme" and (c.name or text[c.start : c.end]).endswith(words("conflicts", "reforming"))


@cache
def _call() -> re.Pattern[str]:
    return re.compile(read_rules("conflicts")["called_one"])


def _within(c: Candidate, around: Spans) -> bool:
    return any(span != (c.start, c.end) and span[0] <= c.start and c.end <= span[1] for span in around.meeting(*c[:2]))


def _rank(c: Candidate) -> tuple[int, int, int, str, str]:
    return (-_priority(c.source), c.start - c.end, c.start, c.type, c.source)


@cache
def _priority(source: str) -> int:
    table = read_rules("conflicts")["priority"]
    if source not in table:
        raise RuleError(f"conflicts.yaml: no priority for source {source!r}")
    return int(table[source])


@cache
def _nests(inner: str, source: str, outer: str) -> bool:
    table = read_rules("conflicts")
    if outer in table["sources_stand_alone"].get(source, ()):
        return False
    return outer in table["may_stand_in"].get(inner, ()) or outer in table["sources_may_stand_in"].get(source, ())


def _compatible(a: Candidate, b: Candidate) -> bool:
    """Whether both may stand where they overlap."""
    if b.start <= a.start and a.end <= b.end and (a.start, a.end) != (b.start, b.end):
        return _nests(a.type, a.source, b.type)
    if a.start <= b.start and b.end <= a.end and (a.start, a.end) != (b.start, b.end):
        return _nests(b.type, b.source, a.type)
    return False
