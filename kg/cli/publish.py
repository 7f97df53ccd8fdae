"""`publish`: a graph to another SPARQL server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, GraphPath, Quiet, Updates, User, reached
from kg.cli.show import note, progress_bar


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(publish)


def publish(
    endpoint: Annotated[str, typer.Option("--endpoint", help="The SPARQL server (SPARQL 服务地址).")],
    graph: GraphPath = DEFAULT_GRAPH,
    update: Updates = None,
    user: User = None,
    quiet: Quiet = False,
) -> None:
    """Bring a SPARQL 1.1 server up to this graph; only what has changed is sent (发布到其他图数据库)."""
    publish_graph(graph, endpoint, update, user, quiet=quiet)


def publish_graph(graph: Path, endpoint: str, update: str | None, user: str | None, *, quiet: bool) -> None:
    """Publish the graph in the folder `graph`, and say what was sent."""
    from kg.endpoint import publish as send
    from kg.store import open_store

    with (
        open_store(graph) as store,
        reached(endpoint, update, user) as server,
        progress_bar("publishing 发布", quiet=quiet) as progress,
    ):
        report = send(store, server, progress=progress)
    if not quiet:
        note(
            f"{endpoint}: {report.written} named graphs written, {report.dropped} dropped, {report.unchanged} unchanged"
        )
