"""What all traces of one graph have in common: its regions and its documents, read once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from kg.trace.kept import Rows, kept_rows
from kg.trace.places import Gazetteer
from kg.trace.read import Reader

DOCUMENTS, REGIONS = "documents", "regions"


class Corpus:
    """Regions and documents of a graph, each read when it is first asked for; `reader` says of what graph."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.version = reader.graph.store.generation

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The regions."""
        return Gazetteer(self.rows(REGIONS), self._reader.graph.store.namespaces)

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """A row a document, by file and IRI; its keys are those of `documents.rq`."""
        found = [row for row in self.rows(DOCUMENTS) if row["own"] is not None and row["file"] is not None]
        return sorted(found, key=lambda row: (row["file"], row["source"]))

    def rows(self, name: str) -> Rows:
        """The rows of a query, one a thing; read once a generation."""
        self._reader.remember(name)
        return kept_rows(self._reader.graph, name, self._reader.sparql[name], lambda: self._reader.joined(name))


def keep_corpus(path: Path) -> None:
    """Keep what all traces read beside the current generation of the graph in the folder `path`, before any asks."""
    from kg.graph import Graph

    with Graph.open(path) as graph:
        for name in (REGIONS, DOCUMENTS):
            graph.corpus.rows(name)
