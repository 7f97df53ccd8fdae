"""One thing as the side panel shows it: attributes, and facts by predicate with the sentences that prove them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from extract.relations.claims import measured
from kg.serve.explore.forces import force_of
from kg.serve.explore.fragment import brief
from kg.serve.explore.index import Index
from kg.serve.explore.steps import IN, OUT, StepError, menu
from kg.views import describe_claims
from ontology.records import FORCE_TIMES

if TYPE_CHECKING:
    from kg import Graph
    from kg.store import ReadStore

PAGE = 8
MOST = 100
# What the panel says in its own way, or what says nothing to a reader.
_SHOWN_ELSEWHERE = frozenset(
    {"prefLabel", "altLabel", "type", "candidate", "hash", "confidence", *FORCE_TIMES.values()}
)


class Things:
    """Describes the things of one generation."""

    def __init__(self, graph: Graph, store: ReadStore, index: Index) -> None:
        self._graph = graph
        self._store = store
        self._index = index
        self._base = graph.prefixes["zmi"]

    def number(self, key: str) -> int:
        """The number of the thing with this key or IRI; raises StepError where the graph has none."""
        found = self._index.number.get(self._base + key, self._index.number.get(key))
        if found is None:
            raise StepError(f"this graph has nothing called {key[:200]!r}")
        return found

    def describe(self, key: str) -> dict[str, Any]:
        """All that the panel shows of a thing, with the first facts of every predicate."""
        number = self.number(key)
        thing = self._index.things[number]
        groups: list[dict[str, Any]] = [
            {
                "predicate": predicate,
                "direction": direction,
                "total": total,
                "facts": self.facts(key, predicate, direction, 0, PAGE),
            }
            for predicate, direction, total in menu(self._index, number)
        ]
        return brief(self._base, thing) | {
            "iri": thing.iri,
            "aliases": thing.aliases,
            "inferred": thing.inferred,
            "attributes": self._attributes(thing.iri),
            "force": force_of(self._graph, self._store, thing.iri) if thing.type == "Policy" else None,
            "groups": sorted(groups, key=lambda group: not any(f["claims"] for f in group["facts"])),
        }

    def facts(self, key: str, predicate: str, direction: str, offset: int, limit: int) -> list[dict[str, Any]]:
        """Facts of a thing by one predicate, as its subject (`out`) or object (`in`); those with more claims first."""
        if direction not in (OUT, IN):
            raise StepError(f"a direction is out or in, not {direction[:9]!r}")
        number = self.number(key)
        numbers = self._index.links_from(number) if direction == OUT else self._index.links_to(number)
        ends = self._index.object if direction == OUT else self._index.subject
        chosen = [int(n) for n in numbers if self._index.predicates[self._index.predicate[n]] == predicate]
        chosen.sort(key=lambda n: (-self._index.weight(n), -int(self._index.degree[ends[n]]), n))
        return self._described(chosen[offset : offset + min(limit, MOST)])

    def link(self, subject: str, predicate: str, target: str) -> dict[str, Any]:
        """One fact with all its claims; raises StepError where there is none."""
        start, end = self.number(subject), self.number(target)
        for number in self._index.links_from(start):
            name = self._index.predicates[self._index.predicate[number]]
            if self._index.object[number] == end and name == predicate:
                return self._described([int(number)])[0]
        raise StepError(f"this graph has no link {predicate[:40]!r} between these two")

    def _described(self, links: Sequence[int]) -> list[dict[str, Any]]:
        index = self._index
        of_link = {link: [c.iri for c in index.claims_of(link) if c.status is not None] for link in links}
        claims = describe_claims(self._graph, [iri for iris in of_link.values() for iri in iris])
        return [
            {
                "s": brief(self._base, index.things[index.subject[link]]),
                "p": index.predicates[index.predicate[link]],
                "o": brief(self._base, index.things[index.object[link]]),
                "claims": [self._claim(claims[iri]) for iri in of_link[link]],
            }
            for link in links
        ]

    def _claim(self, claim: dict[str, Any]) -> dict[str, Any]:
        for evidence in claim["evidence"]:
            evidence["measured"] = measured(evidence["rule"]) if evidence["rule"] else None
        return claim

    def _attributes(self, iri: str) -> list[dict[str, Any]]:
        """What is stated of the thing itself, literals and terms, by property."""
        values: dict[str, set[str]] = {}
        terms = self._graph.prefixes["zm"]
        for quad in self._store.quads(subject=ox.NamedNode(iri)):
            name = quad.predicate.value.rpartition("#")[2].rpartition("/")[2]
            shown = _shown(quad.object, terms)
            if name not in _SHOWN_ELSEWHERE and shown is not None:
                values.setdefault(name, set()).add(shown)
        return [{"name": name, "values": sorted(found)} for name, found in sorted(values.items())]


def _shown(term: object, terms: str) -> str | None:
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode) and term.value.startswith(terms):
        return term.value.removeprefix(terms)
    return None
