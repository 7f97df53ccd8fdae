"""`pathways`: from whom regions tend to take programmes, over all programmes of a graph."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, GraphPath, Output, Server, User, opened
from kg.cli.show import note, show, write_out
from kg.errors import ZhengmaiError

_FORMATS = ("table", "json", "csv")


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(pathways)


def pathways(
    graph: GraphPath = DEFAULT_GRAPH,
    root: Annotated[
        str | None, typer.Option("--root", "--area", help="Only this region and those in it (地区).")
    ] = None,
    level: Annotated[str, typer.Option(help="Regions of this level: province, city, county (层级).")] = "province",
    until: Annotated[str | None, typer.Option(help="Only up to this year, month or day: 2020-12 (截止).")] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="table, json or csv (格式).")] = "table",
    output: Output = None,
    endpoint: Server = None,
    user: User = None,
) -> None:
    """Pathways across programmes: from whom regions tend to take them (跨抓手扩散路径); refuses below 20 programmes."""
    from kg.diffusion.pathways import LEAST_ADOPTERS, LEAST_PROGRAMMES
    from kg.trace.output.pathways import pathways_csv, pathways_json, pathways_table

    if format not in _FORMATS:
        raise ZhengmaiError(f"--format {format}: choose {', '.join(_FORMATS)}")
    with opened(graph, endpoint, user) as opened_graph:
        found = opened_graph.pathways(area=root, level=level, until=until)
    if found.pathways is None:
        raise ZhengmaiError(
            f"too few programmes for pathways: {found.enough} have at least {LEAST_ADOPTERS} adopters of level "
            f"{found.level}, {LEAST_PROGRAMMES} are needed (抓手太少，不推断路径)"
        )
    if format == "table" and output is None:
        show(pathways_table(found))
        note(_summary(found.enough, len(found.pathways.found), found.pathways.structure))
    else:
        write_out(pathways_csv(found) if format == "csv" else pathways_json(found), output)


def _summary(programmes: int, shown: int, structure: bool) -> str:
    if not structure:
        return (
            f"no structure in the adoptions of {programmes} programmes: only what is cited 看不出传播网络，仅列文中引用"
        )
    return f"{shown} pathways, {programmes} programmes; hypotheses, not causal 推测，非因果"
