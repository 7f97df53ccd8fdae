"""Bringing a server up to a generation of a graph: only what has changed is sent, in batches.

Readers may see a part of the change meanwhile. Whatever stops it half-way, the next run finds what is missing by the
digests that were not written yet, and a merge of another size than ours is written anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.endpoint.client import Endpoint
from kg.endpoint.published import (
    DEFAULT_GRAPH,
    DIGEST,
    OWN_DEFAULT,
    SPACE,
    VERSION,
    Published,
    place_of,
    read_published,
)
from kg.store import ReadStore

# Virtuoso compiles an update and refuses long ones; the others take these as fast as longer ones.
_BATCH = 1_000
_BATCH_BYTES = 400_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a publication sent: named graphs written and dropped, and whether the merge was written anew."""

    written: int
    dropped: int
    unchanged: int
    anew: bool


def publish(store: ReadStore, endpoint: Endpoint, *, progress: Progress | None = None) -> PublishReport:
    """Make `endpoint` hold the generation that `store` reads; other graphs of the server are left alone.

    `progress` is told (graphs done, graphs to do). Raises EndpointError where the server refuses or fails.
    """
    before = read_published(endpoint, store.namespaces)
    known = before or Published(merged=_merged(store, endpoint))
    digests = {graph.value: _digest(store, graph) for graph in store.graphs()}
    changed = sorted(name for name, digest in digests.items() if known.digests.get(name) != digest)
    gone = sorted(known.digests.keys() - digests.keys())
    anew = not known.generation or len(changed) + len(gone) > len(digests) / 2
    publication = _Publication(store, endpoint, known.merged)
    if known.generation != store.generation or changed or gone:
        publication.begin()
        if not anew:
            publication.forget([*changed, *gone])
        for done, name in enumerate(changed, 1):
            publication.replace(name, digests[name], merge=not anew)
            if progress is not None:
                progress(done, len(changed))
        for name in gone:
            publication.drop(name)
        anew = anew or not publication.complete()
        publication.end(anew=anew)
    return PublishReport(len(changed), len(gone), len(digests) - len(changed), anew)


def _merged(store: ReadStore, endpoint: Endpoint) -> str:
    """Where the merge may stand: in the server's default graph if that is its own and empty, else in a named graph."""
    probe = store.namespaces.graph("probe")
    endpoint.update(f'INSERT DATA {{ GRAPH <{probe}> {{ <{probe}> <{VERSION}> "" }} }}')
    found = endpoint.rows("SELECT ?s { ?s ?p ?o } LIMIT 1")
    endpoint.update(f"DROP SILENT GRAPH <{probe}>")
    return store.namespaces.graph("merged") if found else ""


class _Publication:
    """The updates of one publication, gathered into requests of bounded size and sent in their order."""

    def __init__(self, store: ReadStore, endpoint: Endpoint, merged: str) -> None:
        self._store = store
        self._endpoint = endpoint
        self._merged = merged
        self._place = place_of(store.namespaces)
        self._inferred = store.namespaces.graph("inferred")
        self._pending: list[str] = []
        self._lines = self._bytes = 0

    def begin(self) -> None:
        """From here on the server holds no generation, until the end says which."""
        place = self._place
        told = f'<{SPACE}> "{self._store.namespaces.base}" ; <{DEFAULT_GRAPH}> <{self._merged or OWN_DEFAULT}>'
        self._add(f"DELETE WHERE {{ GRAPH <{place}> {{ <{place}> <{VERSION}> ?version }} }}")
        self._add(f"INSERT DATA {{ GRAPH <{place}> {{ <{place}> {told} }} }}")
        self._send()

    def forget(self, changing: list[str]) -> None:
        """Take out of the merge what only graphs that change, or go, have said."""
        outside = [*changing, self._inferred, self._place, *([self._merged] if self._merged else [])]
        listed = ", ".join(f"<{name}>" for name in dict.fromkeys(outside))
        for name in changing:
            if name != self._inferred:
                self._add(
                    f"DELETE {{ {_in_graph(self._merged, '?s ?p ?o')} }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }}\n"
                    f"  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other NOT IN ({listed})) }} }}"
                )
        self._send()

    def replace(self, name: str, digest: str, *, merge: bool) -> None:
        """Write one named graph anew, and with `merge` into the merge too."""
        self.drop(name)
        into = [name, self._merged] if merge and name != self._inferred else [name]
        for lines in _batches(_lines(self._store, ox.NamedNode(name))):
            for graph in into:
                self._insert(graph, lines)
        self._add(f'INSERT DATA {{ GRAPH <{self._place}> {{ <{name}> <{DIGEST}> "{digest}" }} }}')

    def drop(self, name: str) -> None:
        """Take away a named graph, its digest first."""
        self._add(f"DELETE WHERE {{ GRAPH <{self._place}> {{ <{name}> <{DIGEST}> ?digest }} }}")
        self._add(f"DROP SILENT GRAPH <{name}>")

    def complete(self) -> bool:
        """Whether the merge there has as many triples as ours."""
        self._send()
        counted = self._endpoint.rows(f"SELECT (COUNT(*) AS ?n) {{ {_in_graph(self._merged, '?s ?p ?o')} }}")
        return [row["n"].value for row in counted] == [str(sum(1 for _ in self._store.quads(graph=ox.DefaultGraph())))]

    def end(self, *, anew: bool) -> None:
        """Write the merge `anew` if need be, and say which generation is there now."""
        if anew:
            self._add(f"DROP SILENT GRAPH <{self._merged}>" if self._merged else "DROP SILENT DEFAULT")
            for lines in _batches(_lines(self._store, ox.DefaultGraph())):
                self._insert(self._merged, lines)
        generation = self._store.generation
        self._add(f'INSERT DATA {{ GRAPH <{self._place}> {{ <{self._place}> <{VERSION}> "{generation}" }} }}')
        self._send()

    def _insert(self, graph: str, lines: list[str]) -> None:
        self._add(f"INSERT DATA {{ {_in_graph(graph, ''.join(lines))} }}", len(lines))

    def _add(self, statement: str, lines: int = 1) -> None:
        if self._lines + lines > _BATCH or self._bytes + len(statement) > _BATCH_BYTES:
            self._send()
        self._pending.append(statement)
        self._lines += lines
        self._bytes += len(statement)

    def _send(self) -> None:
        if self._pending:
            self._endpoint.update(" ;\n".join(self._pending))
        self._pending = []
        self._lines = self._bytes = 0


def _in_graph(graph: str, pattern: str) -> str:
    return f"GRAPH <{graph}> {{ {pattern} }}" if graph else pattern


def _digest(store: ReadStore, graph: ox.NamedNode) -> str:
    digest = hashlib.sha256()
    for line in sorted(_lines(store, graph)):
        digest.update(line.encode())
    return digest.hexdigest()


def _lines(store: ReadStore, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[str]:
    return (f"{quad.triple} .\n" for quad in store.quads(graph=graph))


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for line in lines:
        if batch and (len(batch) == _BATCH or size + len(line) > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    if batch:
        yield batch
