"""Tables of a graph, their columns, and what rows are read with: things described, queries asked of one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.query.cells import value
from kg.store import ReadStore

Row = tuple[Any, ...]
_ENDS = ("subject", "subject_name", "subject_type", "predicate", "object", "object_name", "object_type")
# When a policy is in force, and for each time a sentence that says it.
FORCE = ("in_force_from", "in_force_until", "repealed_on", "from_sentence", "until_sentence", "repeal_sentence")
# Column → kind: text, int or float.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "facts": dict.fromkeys(_ENDS, "text")
    | {"claims": "int", "documents": "int", "first_time": "text", "last_time": "text"},
    "claims": {
        "claim": "text", "document": "text", "file": "text", "published": "text",
        **dict.fromkeys(("subject", "subject_name", "predicate", "object", "object_name"), "text"),
        "status": "text", "time": "text", "stage": "text", "levels": "text",
        "quantity": "float", "unit": "text", "quantity_kind": "text", "notice": "text",
    },
    "evidence": {
        "evidence": "text", "claim": "text", "document": "text", "file": "text", "title": "text",
        "start": "int", "end": "int", "quote": "text", "rule": "text", "confidence": "float", "notice": "text",
    },
    "policies": dict.fromkeys(("policy", "policy_name", "policy_type", *FORCE, "state"), "text"),
    "force": {
        **dict.fromkeys(("force", "policy", "policy_name", "effect", "time"), "text"),
        **dict.fromkeys(("evidence", "document", "file", "title", "published"), "text"),
        "start": "int", "end": "int", "quote": "text", "rule": "text", "confidence": "float", "notice": "text",
    },
}  # fmt: skip
_NAMES = ("skos:prefLabel", "dct:title", "dct:identifier")
_LOCAL = ("predicate", "status", "stage", "quantityKind", "state")


def described(store: ReadStore, iri: str) -> tuple[str, str, str]:
    """A thing's address, name and type; a document is called by its title, else by its file."""
    types = sorted(local for of in _told(store, iri, "rdf:type") if (local := of.rpartition("#")[2]) != "OwnRegion")
    names = next(filter(None, (_told(store, iri, name) for name in _NAMES)), [iri])
    return iri, names[0], types[0] if types else "Thing"


def documents(store: ReadStore) -> list[str]:
    """The graphs of documents, in a fixed order."""
    start = store.namespaces.graph("doc/")
    return [graph.value for graph in store.graphs() if graph.value.startswith(start)]


def select(store: ReadStore, sparql: str) -> Iterator[dict[str, Any]]:
    """Rows with plain values; terms of the ontology by their local name."""
    answer = store.query(sparql)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(f"not a SELECT query: {sparql}")
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        cells = {name: value(solution[name]) for name in names}
        yield {n: str(c).rpartition("#")[2] if n in _LOCAL and c is not None else c for n, c in cells.items()}


def _told(store: ReadStore, iri: str, name: str) -> list[str]:
    prefix, _, local = name.partition(":")
    predicate = ox.NamedNode(store.namespaces.prefixes[prefix] + local)
    found = store.quads(ox.NamedNode(iri), predicate, None, ox.DefaultGraph())
    return sorted(str(value(quad.object)) for quad in found)
