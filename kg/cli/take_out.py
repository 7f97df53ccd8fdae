"""`export` and `validate`: the whole graph in a file, and whether it is well formed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, GraphPath, Output, Quiet
from kg.cli.show import note, progress_bar
from kg.errors import ZhengmaiError

_SUFFIXES = {".nq": "nq", ".trig": "trig", ".ttl": "ttl", ".jsonld": "jsonld"}
EXIT_VIOLATIONS = 1


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(export)
    app.command()(validate)


def export(
    graph: GraphPath = DEFAULT_GRAPH,
    output: Output = None,
    format: Annotated[str | None, typer.Option("--format", "-f", help="nq, trig, ttl or jsonld (格式).")] = None,
) -> None:
    """Export the graph (导出): N-Quads, TriG, Turtle or JSON-LD, by --format or the file's suffix."""
    from kg.export import export as write
    from kg.store import open_store

    chosen = format or _SUFFIXES.get(output.suffix if output else "", "" if output else "nq")
    if not chosen:
        raise ZhengmaiError(f"{output}: the suffix tells no format; give one with --format")
    with open_store(graph) as store:
        write(store, chosen, output or sys.stdout.buffer)


def validate(graph: GraphPath = DEFAULT_GRAPH, quiet: Quiet = False) -> None:
    """Check the graph against the shapes (校验), document by document; exit code 1 if something is wrong."""
    from kg.store import open_store
    from kg.validate import check_graph

    found = 0
    with open_store(graph) as store, progress_bar("validating 校验", quiet=quiet) as progress:
        for name, violation in check_graph(store, progress=progress):
            found += 1
            print(f"{name}: {violation}")
        documents = len(store.build_info["documents"])
    if not quiet:
        note(f"{documents} documents, {found} violations" if found else f"{documents} documents: all is well formed")
    if found:
        raise typer.Exit(EXIT_VIOLATIONS)
