"""Writing a generation: the last one linked, the difference applied, the default graph kept in step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.store.files import sync_folder, whole_file, write_whole
from kg.store.layout import GraphFolder

# Above this many quads, sorted files written at once are faster than a transaction.
_BULK = 20_000
# Sorted in memory at a time: 200 MB. Without a bound the library takes a gigabyte for every million quads.
_CHUNK = 100_000
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Changes:
    """Graphs with all their quads anew (`written`), graphs to drop, and graphs outside the default graph (`apart`)."""

    written: Mapping[str, Iterable[ox.Quad]]
    dropped: Iterable[str] = ()
    apart: frozenset[str] = field(default_factory=frozenset)


def publish(
    folder: GraphFolder, changes: Changes, records: Iterable[str], info: Mapping[str, Any], *, anew: bool
) -> str:
    """Write the next generation, make it current, and give its name; the folder's lock must be held.

    `anew` starts from nothing, otherwise `changes` are applied to the current generation. `records` are lines
    of JSON. A kill at any moment leaves the current generation as it was. Raises OSError where the disk fails.
    """
    current = folder.current()
    name = folder.next_generation()
    place = folder.generation(name)
    place.mkdir(parents=True)
    _write_store(place / "store", None if anew or current is None else folder.generation(current) / "store", changes)
    with whole_file(place / "records.jsonl") as file:
        file.writelines(line.encode() + b"\n" for line in records)
    write_whole(place / "build.json", json.dumps(info, ensure_ascii=False, sort_keys=True) + "\n")
    sync_folder(place.parent)
    folder.switch(name)
    folder.clean()
    return name


def _write_store(target: Path, source: Path | None, changes: Changes) -> None:
    if source is not None:
        ox.Store.read_only(str(source)).backup(str(target))
    store = ox.Store(str(target))
    if source is None:
        _fill(store, changes)
    else:
        _update(store, changes)
    store.flush()


def _fill(store: ox.Store, changes: Changes) -> None:
    """Load an empty store; the database itself keeps a triple of the default graph only once."""
    _load(store, chain.from_iterable(_with_default(name, q, changes.apart) for name, q in changes.written.items()))


def _load(store: ox.Store, quads: Iterator[ox.Quad]) -> None:
    while chunk := list(islice(quads, _CHUNK)):
        store.bulk_extend(chunk)


def _with_default(graph: str, quads: Iterable[ox.Quad], apart: frozenset[str]) -> Iterator[ox.Quad]:
    for quad in quads:
        yield quad
        if graph not in apart:
            yield ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def _update(store: ox.Store, changes: Changes) -> None:
    gone: set[ox.Quad] = set()
    fresh: list[ox.Quad] = []
    for graph in changes.dropped:
        gone.update(store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        store.remove_graph(ox.NamedNode(graph))
    for graph, quads in changes.written.items():
        old, new = set(store.quads_for_pattern(None, None, None, ox.NamedNode(graph))), set(quads)
        gone |= old - new
        fresh += new - old
    for quad in gone:
        store.remove(quad)
    added = list(chain.from_iterable(_with_default(_graph(q), [q], changes.apart) for q in fresh))
    if len(added) > _BULK:
        _load(store, iter(added))
    else:
        store.extend(added)
    _forget(store, (quad for quad in gone if _graph(quad) not in changes.apart), changes.apart)


def _forget(store: ox.Store, gone: Iterable[ox.Quad], apart: frozenset[str]) -> None:
    """Take triples out of the default graph that no graph in it has any more."""
    for quad in gone:
        kept = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(isinstance(k.graph_name, ox.DefaultGraph) or _graph(k) in apart for k in kept):
            store.remove(ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT))


def _graph(quad: ox.Quad) -> str:
    if not isinstance(quad.graph_name, ox.NamedNode):
        raise TypeError(f"a quad outside all named graphs: {quad}")
    return quad.graph_name.value
