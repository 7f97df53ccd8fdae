"""Whether a built graph is well formed: a document at a time, so that large graphs are checked in little memory."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import Graph

from kg.build.options import Progress
from kg.store import ReadStore
from ontology.graphs import Violation, validate_graph

_SHARED = ("vocabulary", "facts", "events", "reprints", "inferred")


def check_graph(store: ReadStore, *, progress: Progress | None = None) -> Iterator[tuple[str, Violation]]:
    """Every violation with the graph it is in: documents by themselves, shared graphs together as `shared`."""
    base = store.namespaces.base
    shared = {ox.NamedNode(store.namespaces.graph(name)) for name in _SHARED}
    parts = {graph.value: [graph] for graph in store.graphs() if graph not in shared}
    parts["shared"] = sorted(shared, key=lambda graph: graph.value)
    for done, (name, graphs) in enumerate(parts.items(), start=1):
        yield from ((name, violation) for violation in validate_graph(_as_rdflib(store, graphs), base))
        if progress:
            progress(done, len(parts))


def _as_rdflib(store: ReadStore, graphs: list[ox.NamedNode]) -> Graph:
    triples = (quad.triple for graph in graphs for quad in store.quads(graph=graph))
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"", format="nt")
