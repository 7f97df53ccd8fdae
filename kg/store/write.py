"""Writing a generation: the last one linked, the difference applied, the default graph kept in step."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.store.files import sync_folder, whole_file, write_whole
from kg.store.layout import GraphFolder
from kg.store.read import open_database

# Above this many quads, sorted files written at once are faster than a transaction.
_BULK = 20_000
# Sorted in memory at a time: 200 MB. Without a bound the library takes a gigabyte for every million quads.
_CHUNK = 100_000
_THINGS = 5_000
_DEFAULT = ox.DefaultGraph()
Check = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Changes:
    """Graphs with all their quads anew (`written`), graphs to drop, and graphs outside the default graph (`apart`).

    Of graphs that are too large to be written anew, `gone` and `fresh` are the difference, none of them in both.
    Of `forgotten` things nothing is said any more, in whatever graph.
    """

    written: Mapping[str, Iterable[ox.Quad]] = field(default_factory=dict)
    dropped: Iterable[str] = ()
    apart: frozenset[str] = field(default_factory=frozenset)
    gone: Iterable[ox.Quad] = ()
    fresh: Iterable[ox.Quad] = ()
    forgotten: Iterable[ox.NamedNode] = ()


def publish(
    folder: GraphFolder,
    changes: Changes,
    records: Iterable[tuple[str, str]],
    info: Mapping[str, Any],
    *,
    anew: bool,
    check: Check | None = None,
) -> str:
    """Write the next generation, make it current, and give its name; the folder's lock must be held.

    `anew` starts from nothing, otherwise `changes` are applied to the current generation. `records` are those that
    it needs and the last one did not: key, and line of JSON. `check` sees the store before anybody else does.
    A kill at any moment leaves the current generation as it was, and so does an exception: OSError where the disk
    fails, or what `check` raises.
    """
    current = folder.current()
    name = folder.next_generation()
    place = folder.generation(name)
    try:
        place.mkdir(parents=True)
        for key, line in records:
            write_whole(folder.record(key), line)
        write_store(place / "store", None if anew or current is None else folder.generation(current) / "store", changes)
        if check is not None:
            check(place / "store")
        with whole_file(place / "build.json") as file:
            file.write(json.dumps(info, ensure_ascii=False, sort_keys=True).encode() + b"\n")
        sync_folder(place.parent)
        folder.switch(name)
    except BaseException:
        if folder.current() == current:
            shutil.rmtree(place, ignore_errors=True)
        raise
    folder.clean()
    return name


def write_store(target: Path, source: Path | None, changes: Changes) -> None:
    """A database in the folder `target`: that of `source`, hard-linked, with `changes` applied; or of these alone."""
    if source is not None:
        open_database(source).backup(str(target))
    store = ox.Store(str(target))
    if source is None:
        _fill(store, changes)
    else:
        _update(store, changes)
    store.flush()


def _fill(store: ox.Store, changes: Changes) -> None:
    """Load an empty store; the database itself keeps a triple of the default graph only once."""
    quads = chain(chain.from_iterable(changes.written.values()), changes.fresh)
    _load(store, _with_default(quads, changes.apart))
    # What was loaded in many sorted pieces is looked up in all of them until they are merged.
    store.optimize()


def _load(store: ox.Store, quads: Iterator[ox.Quad]) -> None:
    while chunk := list(islice(quads, _CHUNK)):
        store.bulk_extend(chunk)


def _with_default(quads: Iterable[ox.Quad], apart: frozenset[str]) -> Iterator[ox.Quad]:
    for quad in quads:
        yield quad
        if _graph(quad) not in apart:
            yield ox.Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def _update(store: ox.Store, changes: Changes) -> None:
    _forget_things(store, iter(changes.forgotten))
    gone: set[ox.Quad] = set(changes.gone)
    fresh: list[ox.Quad] = list(changes.fresh)
    for graph in changes.dropped:
        gone.update(store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        store.remove_graph(ox.NamedNode(graph))
    for graph, quads in changes.written.items():
        old, new = set(store.quads_for_pattern(None, None, None, ox.NamedNode(graph))), set(quads)
        gone |= old - new
        fresh += new - old
    for quad in gone:
        store.remove(quad)
    added = list(_with_default(fresh, changes.apart))
    if len(added) > _BULK:
        _load(store, iter(added))
    else:
        store.extend(added)
    _forget(store, (quad for quad in gone if _graph(quad) not in changes.apart), changes.apart)


def _forget_things(store: ox.Store, things: Iterator[ox.NamedNode]) -> None:
    """All quads about them at once, within the database: one by one it took more than twice as long."""
    while some := list(islice(things, _THINGS)):
        which = f"VALUES ?thing {{ {' '.join(map(str, some))} }}"
        store.update(f"DELETE {{ GRAPH ?g {{ ?thing ?p ?o }} }} WHERE {{ {which} GRAPH ?g {{ ?thing ?p ?o }} }}")
        store.update(f"DELETE {{ ?thing ?p ?o }} WHERE {{ {which} ?thing ?p ?o }}")


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
