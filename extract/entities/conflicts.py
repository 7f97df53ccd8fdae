"""One conflict policy: which of overlapping candidates stand.

`longest-first`: a better source wins over a worse one, then the longer stretch, then the earlier. A candidate
inside another stands only where a name of its type is really part of such a name (a region in an agency's name,
a programme in a policy's title).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from extract.entities.candidates import Candidate
from extract.rules import RuleError, read_rules


def longest_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand, by start, outer before inner."""
    kept: list[Candidate] = []
    taken: dict[int, list[Candidate]] = {}
    for c in sorted(set(candidates), key=_rank):
        rivals = {k for block in range(c.start // 64, c.end // 64 + 1) for k in taken.get(block, ())}
        if all(_compatible(c, k) for k in rivals):
            kept.append(c)
            for block in range(c.start // 64, c.end // 64 + 1):
                taken.setdefault(block, []).append(c)
    return sorted(kept, key=lambda c: (c.start, -c.end, c.type, c.source))


def _rank(c: Candidate) -> tuple[int, int, int, str, str]:
    return (-_priority(c.source), c.start - c.end, c.start, c.type, c.source)


@cache
def _priority(source: str) -> int:
    table = read_rules("conflicts")["priority"]
    if source not in table:
        raise RuleError(f"conflicts.yaml: no priority for source {source!r}")
    return int(table[source])


@cache
def _nests(inner: str, outer: str) -> bool:
    return outer in read_rules("conflicts")["may_stand_in"].get(inner, ())


def _compatible(a: Candidate, b: Candidate) -> bool:
    if a.end <= b.start or b.end <= a.start:
        return True
    if b.start <= a.start and a.end <= b.end and (a.start, a.end) != (b.start, b.end):
        return _nests(a.type, b.type)
    if a.start <= b.start and b.end <= a.end and (a.start, a.end) != (b.start, b.end):
        return _nests(b.type, a.type)
    return False
