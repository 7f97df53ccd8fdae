"""Facts to graph: building, the store, queries, tracing, and the Python API `Graph`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["Graph"]


def __getattr__(name: str) -> Any:
    """`Graph`, imported only when it is asked for: workers that build need no query engine."""
    if name == "Graph":
        from kg.graph import Graph

        return Graph
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
