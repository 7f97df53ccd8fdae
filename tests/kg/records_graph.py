"""Records made by hand or by a generator as a graph on disk, through the code that writes real ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.quads import document_quads, shared_graphs
from kg.quads.document import graph_name
from kg.quads.terms import Terms
from kg.store import Changes, GraphFolder, publish
from ontology.namespaces import Namespaces
from ontology.records import Record


def graph_of(records: Sequence[Record], path: Path) -> Path:
    """A graph folder with these records and without their texts."""
    terms = Terms(Namespaces())
    written = {terms.graph(graph_name(record.id)).value: list(document_quads(record, terms)) for record in records}
    shared = shared_graphs(records, terms)
    written |= {terms.graph(name).value: list(graph) for name, graph in shared.graphs.items()}
    folder = GraphFolder(path)
    folder.prepare()
    with folder.locked():
        apart = frozenset({terms.graph("inferred").value})
        publish(folder, Changes(written, apart=apart), [], {"texts": {}}, anew=True)
    return path
