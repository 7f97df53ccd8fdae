"""`network`: questions to the graph for which SPARQL is the wrong tool."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, GraphPath, Output, Server, User, opened
from kg.cli.show import put_bytes, show, write_out
from kg.errors import ZhengmaiError

_FORMATS = ("table", "json", "csv", "xlsx", "graphml")


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(network)


def network(
    kind: Annotated[
        str, typer.Argument(help="co-occurrence, centrality, similar, communities (共现、中心度、相似、社群).")
    ],
    of: Annotated[str | None, typer.Option(help="programmes or regions (抓手或地区).")] = None,
    to: Annotated[str | None, typer.Option(help="Only ties of this one (只看与它的).")] = None,
    area: Annotated[str | None, typer.Option(help="Only this region and all in it (地区).")] = None,
    least: Annotated[int, typer.Option(min=1, help="Ties of at least so many shared (至少共有几个).")] = 1,
    graph: GraphPath = DEFAULT_GRAPH,
    format: Annotated[str, typer.Option("--format", "-f", help="table, json, csv, xlsx, graphml (格式).")] = "table",
    output: Output = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows (行数上限).")] = None,
    endpoint: Server = None,
    user: User = None,
) -> None:
    """What goes together, what is central, who is alike, what forms groups (网络分析)."""
    from kg.query.result import rich_table

    if format not in _FORMATS:
        raise ZhengmaiError(f"--format {format}: choose {', '.join(_FORMATS)}")
    with opened(graph, endpoint, user) as opened_graph:
        found = opened_graph.network(kind, of=of, to=to, area=area, least=least, limit=limit)
    if format == "table":
        if output is not None:
            raise ZhengmaiError("a table is for the screen: write json, csv, xlsx or graphml to a file")
        show(rich_table(None, found.header, found.rows))
    elif format == "xlsx":
        put_bytes(found.to_xlsx(), output)
    else:
        write_out({"json": found.to_json, "csv": found.to_csv, "graphml": found.to_graphml}[format](), output)
