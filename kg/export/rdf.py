"""A graph as RDF, each format the same byte for byte every time.

N-Quads and TriG have the named graphs, inferred among them. Turtle and JSON-LD show what a query sees without
`GRAPH`: the merge of all graphs but inferred. Notices of documents (虚构示例) stand as comments at the top of the
formats that have comments; the triples that say them are in all of them. All but N-Quads and TriG, which hold one
named graph in memory at a time, hold the names of all subjects.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.info import notices
from kg.store import ReadStore

# Subjects that are serialised at a time.
_CHUNK = 500


def write_nquads(store: ReadStore, out: BinaryIO) -> None:
    """N-Quads, sorted within each graph."""
    out.write(_comments(store))
    for graph in store.graphs():
        out.writelines(sorted(f"{quad} .\n".encode() for quad in store.quads(graph=graph)))


def write_trig(store: ReadStore, out: BinaryIO) -> None:
    """TriG, a graph after the other."""
    parts = (sorted(store.quads(graph=graph), key=str) for graph in store.graphs())
    _write_prefixed(store, parts, ox.RdfFormat.TRIG, out)


def write_turtle(store: ReadStore, out: BinaryIO) -> None:
    """Turtle of the merge."""
    subjects = iter(_subjects(store))
    chunks = iter(lambda: list(islice(subjects, _CHUNK)), [])
    parts = ([triple for subject in chunk for triple in _about(store, subject)] for chunk in chunks)
    _write_prefixed(store, parts, ox.RdfFormat.TURTLE, out)


def write_jsonld(store: ReadStore, out: BinaryIO) -> None:
    """JSON-LD of the merge: one object a subject, the properties shortened by a context."""
    prefixes = store.namespaces.prefixes
    out.write(b'{"@context": ' + json.dumps(prefixes, ensure_ascii=False, indent=1).encode() + b',\n"@graph": [')
    for number, subject in enumerate(_subjects(store)):
        (node,) = json.loads(ox.serialize(_about(store, subject), format=ox.RdfFormat.JSON_LD) or b"[]")
        text = json.dumps(_compact(node, prefixes), ensure_ascii=False)
        out.write((",\n" if number else "\n").encode() + text.encode())
    out.write(b"\n]}\n")


def _write_prefixed(store: ReadStore, parts: Iterable[list[Any]], format: ox.RdfFormat, out: BinaryIO) -> None:
    """The serialiser puts prefixes in an order that changes from run to run; here they are sorted, and stand once."""
    prefixes = store.namespaces.prefixes
    out.write(_comments(store))
    for number, part in enumerate(parts):
        data = ox.serialize(part, format=format, prefixes=prefixes) or b""
        lines = io.BytesIO(data)
        head = sorted(lines.readline() for _ in prefixes)
        out.writelines(head if number == 0 else ())
        out.write(data[lines.tell() :])


def _subjects(store: ReadStore) -> list[str]:
    quads = store.quads(graph=ox.DefaultGraph())
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})


def _about(store: ReadStore, subject: str) -> list[ox.Triple]:
    quads = store.quads(ox.NamedNode(subject), graph=ox.DefaultGraph())
    return sorted((quad.triple for quad in quads), key=str)


def _comments(store: ReadStore) -> bytes:
    return "".join(f"# {' '.join(notice.split())}\n" for notice in notices(store)).encode()


def _compact(node: Mapping[str, Any], prefixes: Mapping[str, str]) -> dict[str, Any]:
    return {_short(key, prefixes): value for key, value in node.items()}


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    fitting = (prefix for prefix, space in prefixes.items() if iri.startswith(space))
    found = max(fitting, key=lambda prefix: len(prefixes[prefix]), default=None)
    return f"{found}:{iri[len(prefixes[found]) :]}" if found else iri
