"""What all traces of one graph have in common: its regions and its documents, read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.trace.kept import Rows, found_rows, kept_rows
from kg.trace.model import Source
from kg.trace.places import Gazetteer
from kg.trace.read import Reader

DOCUMENTS, REGIONS, FIELDS = "documents", "regions", "fields"
COVERING, YEARS = "covering", "report-years"


class Corpus:
    """Regions and documents of a graph, each read when it is first asked for; `reader` says of what graph."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.version = reader.graph.store.generation
        self._known: dict[tuple[str, bool, bool], Source] = {}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The regions."""
        return Gazetteer(self.rows(REGIONS), self._reader.graph.store.namespaces)

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """A row a document, by file and IRI; its keys are those of `documents.rq`."""
        found = [row for row in self.rows(DOCUMENTS) if row["own"] is not None and row["file"] is not None]
        return sorted(found, key=lambda row: (row["file"], row["source"]))

    def sources(self, reader: Reader, naming: Set[str], covering: Set[str]) -> dict[str, Source]:
        """The documents by IRI, of a trace of what `naming` documents name and `covering` ones cover the field of.

        Most are the same in the next trace, and are made once.
        """
        reader.remember(YEARS)
        return {
            (iri := row["source"]): self._source(row, named := iri in naming, named or iri in covering)
            for row in self.documents
        }

    def _source(self, row: Mapping[str, Any], naming: bool, covering: bool) -> Source:
        key = row["source"], naming, covering
        if key not in self._known:
            self._known[key] = self._read_source(row, naming, covering)
        return self._known[key]

    def _read_source(self, row: Mapping[str, Any], naming: bool, covering: bool) -> Source:
        year = row["published"] or self._years.get(row["source"])
        return Source(
            id=row["source"].rpartition("/")[2],
            file=row["file"],
            title=row["title"],
            published=row["published"],
            notice=row["notice"],
            region=self.gazetteer.place(row["own"]),
            naming=naming,
            origin=(row["origin"] or row["source"]).rpartition("/")[2],
            covering=covering,
            year=int(year[:4]) if year and year[:4].isdigit() else None,
        )

    @cached_property
    def _years(self) -> dict[str, str]:
        return {row["source"]: row["year"] for row in self._reader.rows(YEARS)}

    def rows(self, name: str) -> Rows:
        """The rows of a query, one a thing; read once a generation."""
        return kept_rows(self._reader.graph, name, self._asked(name), lambda: self._reader.joined(name))

    def covering(self, reader: Reader, scopes: Sequence[str]) -> set[str]:
        """The documents that cover one of the fields, or without `scopes` any field; `reader` remembers what asks so.

        Where a build kept the fields of all documents, these are looked through: a query for most documents takes
        ten times as long.
        """
        if self._fields is None:
            return {row["source"] for row in reader.rows(COVERING, scopes=scopes)}
        reader.remember(COVERING, scopes=scopes)
        return {row["source"] for row in self._fields if not scopes or not set(scopes).isdisjoint(row["scope"])}

    @cached_property
    def _fields(self) -> Rows | None:
        return found_rows(self._reader.graph, FIELDS, self._asked(FIELDS))

    def keep(self) -> None:
        """Have all of it kept beside the generation, before any trace asks."""
        for name in (REGIONS, DOCUMENTS):
            self.rows(name)
        kept_rows(self._reader.graph, FIELDS, self._asked(FIELDS), lambda: self._reader.listed(FIELDS))

    def _asked(self, name: str) -> str:
        self._reader.remember(name)
        return self._reader.sparql[name]


def keep_corpus(path: Path) -> None:
    """Keep what all traces read beside the current generation of the graph in the folder `path`, before any asks."""
    from kg.graph import Graph

    with Graph.open(path) as graph:
        graph.corpus.keep()
