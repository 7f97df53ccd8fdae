"""Bringing a server up to a generation of a graph: only what has changed is sent, in batches.

Readers may see a part of the change meanwhile. Whatever stops it half-way, the next run finds what is missing by the
digests that were not written yet, and a merge of another size than ours is written anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.endpoint.client import Endpoint, EndpointError
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
    place = place_of(store.namespaces)
    before = read_published(endpoint, store.namespaces)
    known = before or Published(merged=_merged(store, endpoint))
    digests = {graph.value: _digest(store, graph) for graph in store.graphs()}
    changed = sorted(name for name, digest in digests.items() if known.digests.get(name) != digest)
    gone = sorted(known.digests.keys() - digests.keys())
    if not changed and not gone and known.generation:
        _say(endpoint, place, VERSION, known.generation, store.generation)
        return PublishReport(0, 0, len(digests), anew=False)
    anew = not known.generation or len(changed) + len(gone) > len(digests) / 2
    _begin(store, endpoint, known.merged)
    if not anew:
        _forget(store, endpoint, known.merged, [*changed, *gone])
    for done, name in enumerate(changed, 1):
        _replace(store, endpoint, name, digests[name], None if anew or _apart(store, name) else known.merged)
        if progress is not None:
            progress(done, len(changed))
    for name in gone:
        endpoint.update(f"DROP SILENT GRAPH <{name}> ;\n{_without_digest(place, name)}")
    if anew or not _complete(store, endpoint, known.merged):
        anew = True
        _write_merge(store, endpoint, known.merged)
    endpoint.update(f'INSERT DATA {{ GRAPH <{place}> {{ <{place}> <{VERSION}> "{store.generation}" }} }}')
    return PublishReport(len(changed), len(gone), len(digests) - len(changed), anew)


def _merged(store: ReadStore, endpoint: Endpoint) -> str:
    """Where the merge may stand: in the server's default graph if that is its own and empty, else in a named graph."""
    probe = store.namespaces.graph("probe")
    endpoint.update(f'INSERT DATA {{ GRAPH <{probe}> {{ <{probe}> <{VERSION}> "" }} }}')
    empty = not _ask(endpoint, "ASK { ?s ?p ?o }")
    endpoint.update(f"DROP SILENT GRAPH <{probe}>")
    return "" if empty else store.namespaces.graph("merged")


def _ask(endpoint: Endpoint, query: str) -> bool:
    answer = endpoint.query(query)
    if not isinstance(answer, ox.QueryBoolean):
        raise EndpointError(f"{endpoint.url} answers {query} with something else than true or false")
    return bool(answer)


def _begin(store: ReadStore, endpoint: Endpoint, merged: str) -> None:
    """From here on the server holds no generation, until the last step says which."""
    place = place_of(store.namespaces)
    told = f'<{place}> <{SPACE}> "{store.namespaces.base}" . <{place}> <{DEFAULT_GRAPH}> <{merged or OWN_DEFAULT}>'
    endpoint.update(
        f"DELETE WHERE {{ GRAPH <{place}> {{ <{place}> <{VERSION}> ?version }} }} ;\n"
        f"INSERT DATA {{ GRAPH <{place}> {{ {told} }} }}"
    )


def _say(endpoint: Endpoint, place: str, predicate: str, old: str, new: str) -> None:
    if old != new:
        endpoint.update(
            f'DELETE DATA {{ GRAPH <{place}> {{ <{place}> <{predicate}> "{old}" }} }} ;\n'
            f'INSERT DATA {{ GRAPH <{place}> {{ <{place}> <{predicate}> "{new}" }} }}'
        )


def _forget(store: ReadStore, endpoint: Endpoint, merged: str, changing: list[str]) -> None:
    """Take out of the merge what only graphs that change, or go, have said."""
    outside = [*changing, store.namespaces.graph("inferred"), place_of(store.namespaces), *([merged] if merged else [])]
    listed = ", ".join(f"<{name}>" for name in dict.fromkeys(outside))
    for name in changing:
        if not _apart(store, name):
            endpoint.update(
                f"DELETE {{ {_in_graph(merged, '?s ?p ?o')} }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }}\n"
                f"  FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other NOT IN ({listed})) }} }}"
            )


def _replace(store: ReadStore, endpoint: Endpoint, name: str, digest: str, merged: str | None) -> None:
    """Write one named graph anew, and into the merge too unless `merged` is None."""
    place = place_of(store.namespaces)
    endpoint.update(f"DROP SILENT GRAPH <{name}> ;\n{_without_digest(place, name)}")
    lines = _lines(store, ox.NamedNode(name))
    for batch in _batches(lines):
        both = [_in_graph(name, batch)] + ([] if merged is None else [_in_graph(merged, batch)])
        endpoint.update(" ;\n".join(f"INSERT DATA {{ {part} }}" for part in both))
    endpoint.update(f'INSERT DATA {{ GRAPH <{place}> {{ <{name}> <{DIGEST}> "{digest}" }} }}')


def _write_merge(store: ReadStore, endpoint: Endpoint, merged: str) -> None:
    endpoint.update(f"DROP SILENT GRAPH <{merged}>" if merged else "DROP SILENT DEFAULT")
    for batch in _batches(_lines(store, ox.DefaultGraph())):
        endpoint.update(f"INSERT DATA {{ {_in_graph(merged, batch)} }}")


def _complete(store: ReadStore, endpoint: Endpoint, merged: str) -> bool:
    """Whether the merge there has as many triples as ours."""
    counted = endpoint.rows(f"SELECT (COUNT(*) AS ?n) {{ {_in_graph(merged, '?s ?p ?o')} }}")
    return [row["n"].value for row in counted] == [str(sum(1 for _ in store.quads(graph=ox.DefaultGraph())))]


def _apart(store: ReadStore, name: str) -> bool:
    return name == store.namespaces.graph("inferred")


def _without_digest(place: str, name: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{place}> {{ <{name}> <{DIGEST}> ?digest }} }}"


def _in_graph(graph: str, pattern: str) -> str:
    return f"GRAPH <{graph}> {{ {pattern} }}" if graph else pattern


def _digest(store: ReadStore, graph: ox.NamedNode) -> str:
    digest = hashlib.sha256()
    for line in sorted(_lines(store, graph)):
        digest.update(line.encode())
    return digest.hexdigest()


def _lines(store: ReadStore, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[str]:
    return (f"{quad.triple} .\n" for quad in store.quads(graph=graph))


def _batches(lines: Iterable[str]) -> Iterator[str]:
    batch: list[str] = []
    size = 0
    for line in lines:
        if batch and (len(batch) == _BATCH or size + len(line) > _BATCH_BYTES):
            yield "".join(batch)
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    if batch:
        yield "".join(batch)
