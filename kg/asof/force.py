"""Which policies are in force as of a date, by what is told of their beginning and their end."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.resolve.times import Instant, first_instant, last_instant
from ontology.namespaces import Namespaces
from ontology.records import FORCE_TIMES


def states(database: ox.Store, names: Namespaces, limit: Instant) -> Iterator[ox.Quad]:
    """For each policy or document of which any time is told, whether it is in force at the end of `limit`, sorted.

    What is repealed at a time is out of force from the first day of it on; what lasts until a time is in force to the
    last day of it.
    """
    graph = ox.NamedNode(names.graph("facts"))
    told: dict[str, dict[str, str]] = {}
    for name in FORCE_TIMES.values():
        for quad in database.quads_for_pattern(None, ox.NamedNode(names.term(name)), None, graph):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                told.setdefault(quad.subject.value, {})[name] = quad.object.value
    predicate = ox.NamedNode(names.term("forceState"))
    for subject, times in sorted(told.items()):
        yield ox.Quad(ox.NamedNode(subject), predicate, ox.NamedNode(names.term(_state(times, limit))), graph)


def _state(times: dict[str, str], limit: Instant) -> str:
    begun, last, repealed = (times.get(name) for name in FORCE_TIMES.values())
    if (last and last_instant(last) < limit) or (repealed and first_instant(repealed) <= limit):
        return "outOfForce"
    return "notYetInForce" if begun and first_instant(begun) > limit else "inForce"
