"""What stands at the head of a candidate and is no part of a name: the rest of a count (10个|以上…), the end of a verb
(发挥|好…), words that only point (我省…); and names that only point or tell a quality, which are none (具体…办法)."""

from __future__ import annotations

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.no_programmes import is_no_programme
from extract.entities.parks import is_general_park
from extract.rules import any_of

_TYPES = frozenset(("Programme", "Park", "Project", "Policy"))
_WHOLE = frozenset(("gazetteer-programme", "gazetteer-park", "list-name", "policy-number"))
_LEAST = 4
_GOOD = "好"


def without_lead(text: str, c: Candidate, boundaries: Boundaries) -> Candidate | None:
    """The candidate without what its name does not begin with; None where it then names nothing."""
    if c.type not in _TYPES or c.source in _WHOLE or text[c.start] in "《“":
        return c
    start = c.start
    while cut := _lead_length(text, start, c, boundaries):
        start += cut
    if any_of("leads", "no_names").match(text, start, c.end):
        return None
    if start == c.start:
        return c
    name = c.name[start - c.start :] if c.name.startswith(text[c.start : start]) else c.name
    left = name or text[start : c.end]
    return None if len(left) < _LEAST or _general(left, c.type) else c._replace(start=start, name=name)


def _lead_length(text: str, start: int, c: Candidate, boundaries: Boundaries) -> int:
    if text.startswith(_GOOD, start) and text[start - 1 : start].isalpha() and boundaries.left_edge(start) == start:
        return len(_GOOD)
    if rest := any_of("leads", "rest_of_count").match(text, start, c.end):
        return len(rest[0]) if any_of("leads", "counted_by").search(text, max(0, start - 4), start) else 0
    issued = any_of("leads", "issue").match(text, start, c.end) if c.type == "Policy" else None
    found = issued or any_of("leads", "pointing").match(text, start, c.end)
    return found.end() - start if found else 0


def _general(name: str, kind: str) -> bool:
    return (kind == "Park" and is_general_park(name)) or (kind == "Programme" and is_no_programme(name))
