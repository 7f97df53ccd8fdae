"""What a recogniser that knows our types says of other sources' candidates: most need its word, some do not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from extract.entities.candidates import Candidate
from extract.rules import read_rules


def confirmed(candidates: Iterable[Candidate], seen: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates that `seen`, all names that the recogniser found in the document, leave standing.

    Where it saw a name, the conflict policy chooses; but a name of the vocabulary wins over a part of itself that the
    recogniser took for a name of the same type, one in quotation marks over the same with a qualifier before it, and an
    office with its place (石家庄市正定县政府) over its tail, where it saw the place too; a company is no
    project in a list of them.
    Where it saw none, the sources stand that `conflicts.yaml` does not list under `needs_confirmation`.
    """
    candidates = list(candidates)
    ends, starts = sorted(s.end for s in seen), sorted(s.start for s in seen)
    known = sorted((c.start, c.end, c.type) for c in candidates if c.source.startswith("gazetteer-"))
    longest = max((end - start for start, end, _ in known), default=0)
    quoted = {c.end: c.start for c in candidates if c.vocabulary and c.source == "programme-quoted"}
    places = {s.start for s in seen if s.type == "Region"}
    firms = {(s.start, s.end) for s in seen if s.type == "Enterprise"}
    offices = {c.end: c.start for c in candidates if c.source == "agency-office" and c.start in places}
    for c in candidates:
        if c.source.startswith("model-"):
            if not (_part_of_known(c, known, longest) or _qualifies_known(c, quoted) or _tail_of_office(c, offices)):
                yield c
        elif c.source == "project-told" and (c.start, c.end) in firms:
            continue
        elif c.source not in _doubtful() or bisect_left(ends, c.start + 1) < bisect_left(starts, c.end):
            yield c


def _part_of_known(c: Candidate, known: Sequence[tuple[int, int, str]], longest: int) -> bool:
    """Whether a longer one of the `known` names, none of more than `longest` characters, has its type and covers it."""
    first, last = bisect_left(known, (c.start - longest,)), bisect_left(known, (c.start + 1,))
    return any(
        c.end <= end and kind == c.type and end - start > c.end - c.start for start, end, kind in known[first:last]
    )


def _qualifies_known(c: Candidate, quoted: Mapping[int, int]) -> bool:
    """Whether a name only puts a qualifier before a known one in quotation marks: 战略性产业集群“链长制”."""
    return c.type == "Programme" and quoted.get(c.end, c.start) > c.start


def _tail_of_office(c: Candidate, offices: Mapping[int, int]) -> bool:
    """Whether a name is the tail of an office that begins before it."""
    return c.type == "Agency" and offices.get(c.end, c.start) < c.start


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(read_rules("conflicts")["needs_confirmation"])
