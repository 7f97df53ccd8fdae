"""Rows that every trace of a generation reads, kept beside it as JSON: to read them from the graph takes seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from kg.store import ReadStore
from kg.store.files import write_whole

if TYPE_CHECKING:
    from kg.graph import Graph

Rows = list[dict[str, Any]]


def kept_rows(graph: Graph, name: str, query: str, read: Callable[[], Rows]) -> Rows:
    """What `read` gives for `query`, as it was kept when it was first asked for.

    Where nothing can be kept (a SPARQL server, a folder that only reads), and where what is kept is damaged, it is read
    anew.
    """
    if not isinstance(graph.store, ReadStore):
        return read()
    digest = hashlib.sha256(query.encode()).hexdigest()[:16]
    path = graph.store.beside / f"{name}-{digest}.json"
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(path.read_bytes(), type=Rows)
    rows = read()
    with suppress(OSError):
        write_whole(path, msgspec.json.encode(rows).decode(), durable=False)
    return rows
