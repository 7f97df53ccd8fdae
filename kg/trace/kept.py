"""Rows that every trace of a generation reads, kept beside it as JSON: to read them from the graph takes seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
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
    if (rows := found_rows(graph, name, query)) is not None:
        return rows
    rows = read()
    if isinstance(graph.store, ReadStore):
        with suppress(OSError):
            write_whole(_path(graph.store, name, query), msgspec.json.encode(rows).decode(), durable=False)
    return rows


def found_rows(graph: Graph, name: str, query: str) -> Rows | None:
    """What is kept for `query`; None where nothing is, or what is kept is damaged."""
    if isinstance(graph.store, ReadStore):
        with suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode(_path(graph.store, name, query).read_bytes(), type=Rows)
    return None


def _path(store: ReadStore, name: str, query: str) -> Path:
    digest = hashlib.sha256(query.encode()).hexdigest()[:16]
    return store.beside / f"{name}-{digest}.json"
