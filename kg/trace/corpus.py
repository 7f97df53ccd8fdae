"""What all traces of one graph have in common: its regions and its documents, read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from kg.trace.kept import Rows, kept_rows
from kg.trace.places import Gazetteer, one_each
from kg.trace.read import Reader

DOCUMENTS, REGIONS = "documents", "regions"
_TOLD = ("origin", "file", "title", "published", "notice", "own")


class Corpus:
    """Regions and documents of a graph, each read when it is first asked for; `reader` says of what graph."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.version = reader.graph.store.generation

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The regions."""
        return Gazetteer(self._kept(REGIONS, one_each), self._reader.graph.store.namespaces)

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """A row a document, by file and IRI; its keys are those of `documents.rq`."""
        return self._kept(DOCUMENTS, _joined)

    def _kept(self, name: str, joined: Callable[[Iterable[Mapping[str, Any]]], Rows]) -> Rows:
        """The rows of a query, joined; read once a generation."""
        self._reader.remember(name)
        return kept_rows(self._reader.graph, name, self._reader.sparql[name], lambda: joined(self._reader.rows(name)))


def _joined(rows: Iterable[Mapping[str, Any]]) -> Rows:
    """One row from the rows that each tell something of a document; of several values the first in order."""
    told: dict[str, dict[str, Any]] = {}
    for row in rows:
        known = told.setdefault(row["source"], {"source": row["source"], **dict.fromkeys(_TOLD)})
        for name in _TOLD:
            value = row[name]
            if value is not None and (known[name] is None or value < known[name]):
                known[name] = value
    found = [row for row in told.values() if row["own"] is not None and row["file"] is not None]
    return sorted(found, key=lambda row: (row["file"], row["source"]))
