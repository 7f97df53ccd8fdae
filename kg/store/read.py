"""Reading a graph: queries, quads, records and text layers of its current generation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import pyoxigraph as ox

from kg.errors import ZhengmaiError
from kg.store.layout import GraphFolder, in_use
from ontology.namespaces import Namespaces
from ontology.records import Record

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def open_database(place: Path) -> ox.Store:
    """The database in a folder, to read; raises ZhengmaiError if it is missing or damaged."""
    try:
        return ox.Store.read_only(str(place))
    except (OSError, ValueError, RuntimeError) as error:
        # Of damaged files the library has nothing better than a RuntimeError.
        raise ZhengmaiError(
            f"the store in {place} is damaged or missing: build the documents into another folder ({error})"
        ) from error


class ReadStore:
    """One generation of a graph, open for reading; a context manager. Builds that end meanwhile do not show.

    `path` is the graph's folder, `place` that of the generation, `beside` where what is made of the database is kept.
    """

    def __init__(self, folder: GraphFolder, generation: str) -> None:
        self.path = folder.path
        self.generation = generation
        self.namespaces = Namespaces(folder.manifest()["base"])
        self._folder = folder
        self.place = folder.generation(generation)
        self._open = ExitStack()
        self._open.enter_context(in_use(self.place, exclusive=False))
        self.look_at(self.place / "store")

    def look_at(self, database: Path) -> None:
        """Read another database from now on: a view of this generation; raises ZhengmaiError if it is damaged."""
        self.beside = database.parent
        try:
            self._store = open_database(database)
        except ZhengmaiError:
            self._open.close()
            raise

    def on_close(self, action: Callable[[], None]) -> None:
        """Have something done when the generation is let go."""
        self._open.callback(action)

    @property
    def database(self) -> ox.Store:
        """The database itself, read-only, default graph and all."""
        return self._store

    def query(
        self,
        sparql: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """The answer to a SPARQL 1.1 query; the default graph is the merge of all graphs but inferred.

        `prefixes` come on top of those of the graph's namespaces, `substitutions` are values of variables. With
        `default_graphs` or `named_graphs` (IRIs) the dataset is these and nothing else, whatever the query's FROM says.
        Raises SyntaxError (pyoxigraph's) for a malformed query.
        """
        values: dict[ox.Variable, _Term] = {ox.Variable(name): term for name, term in (substitutions or {}).items()}
        known = {**self.namespaces.prefixes, **(prefixes or {})}
        if default_graphs is None and named_graphs is None:
            return self._store.query(sparql, prefixes=known, substitutions=values)
        merged: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(g) for g in default_graphs or ()]
        apart: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(g) for g in named_graphs or ()]
        return self._store.query(sparql, prefixes=known, substitutions=values, default_graph=merged, named_graphs=apart)

    def has_graph(self, name: str) -> bool:
        """Whether there is a named graph of this IRI."""
        return self._store.contains_named_graph(ox.NamedNode(name))

    def quads(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: ox.NamedNode | ox.Literal | None = None,
        graph: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """Quads of the named graphs that fit, in no order; those of the default graph only when it is asked for."""
        for quad in self._store.quads_for_pattern(subject, predicate, object, graph):
            if graph is not None or not isinstance(quad.graph_name, ox.DefaultGraph):
                yield quad

    def graphs(self) -> list[ox.NamedNode]:
        """The named graphs, by IRI."""
        names = [name for name in self._store.named_graphs() if isinstance(name, ox.NamedNode)]
        return sorted(names, key=lambda name: name.value)

    def records(self) -> Iterator[Record]:
        """The records that the graph was built from, by `doc`."""
        old = self.place / "records.jsonl"
        if old.exists():
            # Written by a zhengmai that kept all records in one file a generation.
            with old.open(encoding="utf-8") as lines:
                yield from (Record.from_dict(json.loads(line)) for line in lines)
            return
        for source in sorted(self.build_info.get("documents", {}).values(), key=lambda source: str(source["doc"])):
            yield self._record(source)

    def record(self, document: str) -> Record:
        """The record of a document by its id; raises KeyError if the graph keeps none of it."""
        if (source := self.build_info.get("documents", {}).get(document)) is not None:
            return self._record(source)
        found = next((record for record in self.records() if record.id == document), None)
        if found is None:
            raise KeyError(document)
        return found

    def _record(self, source: Mapping[str, str]) -> Record:
        record = Record.from_dict(json.loads(self._folder.record(source["key"]).read_bytes()))
        return replace(record, doc=source["doc"], source=source["source"])

    @cached_property
    def build_info(self) -> dict[str, Any]:
        """What the generation was built from: texts, documents, counts."""
        return self._folder.build_info(self.generation)

    def text(self, document: str) -> str:
        """The text layer of a document by its id; raises KeyError if the graph has no such document."""
        return self._folder.read_text(self.build_info["texts"][document])

    def close(self) -> None:
        """Let the generation go."""
        self._open.close()

    def __enter__(self) -> ReadStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path) -> ReadStore:
    """The current generation of the graph in the folder `path`, for reading; of `…/generations/<n>`, that one.

    Raises ZhengmaiError if there is no graph, its format is unknown, or it is damaged.
    """
    path = Path(path)
    if path.parent.name == "generations" and path.name.isdigit() and (path / "build.json").exists():
        return ReadStore(GraphFolder(path.parent.parent), path.name)
    folder = GraphFolder(path)
    name = folder.current()
    while name is not None:
        try:
            return ReadStore(folder, name)
        except FileNotFoundError as error:
            # Two builds may have ended since CURRENT was read, and cleared that generation away.
            if (newer := folder.current()) == name:
                raise ZhengmaiError(f"{path} is damaged: {error.filename} is missing") from error
            name = newer
    raise ZhengmaiError(f"{path} holds no graph yet: run `zhengmai build PATH… -o {path}` first")
