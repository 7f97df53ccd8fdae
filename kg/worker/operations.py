"""What a worker can be asked: a name, a graph and JSON in, bytes of a media type out.

Whoever adds an operation adds a function here (or imports one) and a line in OPERATIONS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kg.graph import Graph
from kg.query.guard import check_read_only
from kg.worker.descriptions import service, void
from kg.worker.forms import write_answer
from kg.worker.frames import Reply
from kg.worker.tables import Caps


def sparql(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """A SPARQL query: `query`, `accept` (names of forms, best first), caps; `default_graphs` and `named_graphs` replace
    its dataset.

    Raises ForbiddenQuery and QueryError as `Graph.query` does.
    """
    text = arguments["query"]
    check_read_only(text)
    answer = graph.answer(text, arguments.get("default_graphs"), arguments.get("named_graphs"))
    return write_answer(answer, arguments["accept"], _caps(arguments), graph.prefixes)


def named(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """A named query: `name`, `parameters`, and the rest as in `sparql`."""
    text = graph.named_sparql(arguments["name"], arguments["parameters"])
    return sparql(graph, {**arguments, "query": text})


def _caps(arguments: Mapping[str, Any]) -> Caps:
    return Caps(arguments["max_rows"], arguments["max_bytes"])


Operation = Callable[[Graph, Mapping[str, Any]], Reply]
OPERATIONS: dict[str, Operation] = {"sparql": sparql, "named": named, "service": service, "void": void}
