"""A graph in a file: N-Quads, TriG, Turtle, JSON-LD, each the same byte for byte every time.

N-Quads and TriG have the named graphs, inferred among them. Turtle and JSON-LD show what a query sees without
`GRAPH`: the merge of all graphs but inferred. Notices of documents (虚构示例) stand as comments at the top of the
formats that have comments; the triples that say them are in all of them.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.errors import ZhengmaiError
from kg.info import notices
from kg.store import ReadStore
from kg.store.files import whole_file


def export(store: ReadStore, format: str, output: Path | BinaryIO) -> None:
    """Write the graph to a file, whole or not at all, or to an open binary stream.

    `format` is one of FORMATS; raises ZhengmaiError for another, OSError where `output` cannot be written.
    """
    if format not in FORMATS:
        raise ZhengmaiError(f"there is no export format {format!r}; choose {', '.join(FORMATS)}")
    if isinstance(output, Path):
        with whole_file(output) as file:
            FORMATS[format](store, file)
    else:
        FORMATS[format](store, output)


def _comments(store: ReadStore) -> bytes:
    return "".join(f"# {' '.join(notice.split())}\n" for notice in notices(store)).encode()


def _nquads(store: ReadStore, out: BinaryIO) -> None:
    out.write(_comments(store))
    for graph in store.graphs():
        out.writelines(sorted(f"{quad} .\n".encode() for quad in store.quads(graph=graph)))


def _trig(store: ReadStore, out: BinaryIO) -> None:
    quads = (quad for graph in store.graphs() for quad in sorted(store.quads(graph=graph), key=str))
    _write_prefixed(store, quads, ox.RdfFormat.TRIG, out)


def _turtle(store: ReadStore, out: BinaryIO) -> None:
    _write_prefixed(store, _merged(store), ox.RdfFormat.TURTLE, out)


def _write_prefixed(
    store: ReadStore, statements: Iterator[ox.Quad] | Iterator[ox.Triple], format: ox.RdfFormat, out: BinaryIO
) -> None:
    """The serialiser puts prefixes in an order that changes from run to run; here they are sorted."""
    data = ox.serialize(statements, format=format, prefixes=store.namespaces.prefixes) or b""
    lines = io.BytesIO(data)
    head = sorted(lines.readline() for _ in store.namespaces.prefixes)
    out.write(_comments(store))
    out.writelines(head)
    out.write(data[lines.tell() :])


def _jsonld(store: ReadStore, out: BinaryIO) -> None:
    """One object a subject, the properties shortened by a context."""
    prefixes = store.namespaces.prefixes
    expanded = json.loads(ox.serialize(_merged(store), format=ox.RdfFormat.JSON_LD) or b"[]")
    graph = {"@context": prefixes, "@graph": [_compact(node, prefixes) for node in expanded]}
    out.write(json.dumps(graph, ensure_ascii=False, indent=1).encode() + b"\n")


def _compact(node: Mapping[str, Any], prefixes: Mapping[str, str]) -> dict[str, Any]:
    return {_short(key, prefixes): value for key, value in node.items()}


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    fitting = (prefix for prefix, space in prefixes.items() if iri.startswith(space))
    found = max(fitting, key=lambda prefix: len(prefixes[prefix]), default=None)
    return f"{found}:{iri[len(prefixes[found]) :]}" if found else iri


def _merged(store: ReadStore) -> Iterator[ox.Triple]:
    quads = store.quads(graph=ox.DefaultGraph())
    yield from sorted((quad.triple for quad in quads), key=str)


FORMATS: Mapping[str, Callable[[ReadStore, BinaryIO], None]] = {
    "nq": _nquads,
    "trig": _trig,
    "ttl": _turtle,
    "jsonld": _jsonld,
}
