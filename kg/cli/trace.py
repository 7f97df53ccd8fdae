"""`trace`: how a programme spread, as a table, as data, as pictures, and as files for statistics."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, GraphPath, Output, Server, User, opened
from kg.cli.show import note, show, write_out
from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.trace import Trace

FORMATS = ("table", "json", "csv", "ttl", "trig", "panel", "html", "svg", "png")


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(trace)


def trace(
    programme: Annotated[str, typer.Argument(help="Name, alias or IRI of a programme (政策抓手).")],
    graph: GraphPath = DEFAULT_GRAPH,
    family: Annotated[
        bool, typer.Option("--family", help="With its other names; counterparts beside (连同变体，对应抓手并列).")
    ] = False,
    root: Annotated[
        str | None, typer.Option("--root", "--area", help="Only this region and those in it (地区).")
    ] = None,
    level: Annotated[
        str | None, typer.Option(help="Only regions of this level: national, province, city, county (层级).")
    ] = None,
    status: Annotated[str | None, typer.Option(help="Only this status (状态).")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to this year, month or day: 2020-12 (截止).")] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Only evidence this certain (最低置信度).")
    ] = 0.0,
    parents: Annotated[
        str, typer.Option(help="said by texts, or inferred too, as hypotheses (来历：文中所说，或加推测).")
    ] = "said",
    format: Annotated[
        str, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)} (格式); panel, svg, png write a folder.")
    ] = "table",
    output: Output = None,
    lang: Annotated[str, typer.Option(help="zh or en, of table and pictures (语言).")] = "zh",
    geojson: Annotated[
        Path | None, typer.Option(help="Boundaries of your own for the map; needs --approval (自备边界).")
    ] = None,
    approval: Annotated[str | None, typer.Option(help="Approval number of that map (审图号).")] = None,
    endpoint: Server = None,
    user: User = None,
) -> None:
    """Trace how a programme spread: regions by first evidence in this corpus (扩散追踪)."""
    if format not in FORMATS:
        raise ZhengmaiError(f"--format {format}: choose {', '.join(FORMATS)}")
    if lang not in ("zh", "en"):
        raise ZhengmaiError(f"--lang {lang}: choose zh or en")
    if parents not in ("said", "inferred"):
        raise ZhengmaiError(f"--parents {parents}: choose said or inferred")
    if (geojson is None) != (approval is None):
        raise ZhengmaiError("--geojson and --approval go together: a map of China needs its approval number (审图号)")
    with opened(graph, endpoint, user) as opened_graph:
        found = opened_graph.trace(
            programme,
            family=family,
            area=root,
            level=level,
            status=status,
            until=until,
            min_confidence=min_confidence,
            inferred=parents == "inferred",
        )
        if format == "table":
            _table(found, lang, output)
        elif format in ("json", "csv", "ttl", "trig"):
            write_out(_texts(opened_graph)[format](found), output)
        else:
            _files(opened_graph, found, format, output, lang, geojson, approval)


def _table(found: Trace, lang: str, output: Path | None) -> None:
    from kg.trace.output import to_table

    if output is not None:
        raise ZhengmaiError("a table is for the screen: write json, csv, ttl or html to a file")
    show(to_table(found, lang))


def _texts(graph: Graph) -> Mapping[str, Callable[[Trace], str]]:
    from kg.trace import output as forms

    namespaces = graph.store.namespaces
    return {
        "json": forms.to_json,
        "csv": forms.to_csv,
        "ttl": lambda found: forms.to_turtle(found, namespaces),
        "trig": lambda found: forms.to_trig(found, namespaces),
    }


def _files(
    graph: Graph, found: Trace, format: str, output: Path | None, lang: str, geojson: Path | None, approval: str | None
) -> None:
    from kg.trace.output import write_panel

    if format == "panel":
        files = write_panel(found, output or Path("panel"))
        note("\n".join(str(path) for path in (*files.csv, *files.stata, files.codebook)))
        if not files.stata:
            note("zhengmai: no .dta files: they need pandas (pip install 'zhengmai[frames]')")
        return
    from viz.trace import read_geometry, write_figures, write_page

    geometry = read_geometry(geojson, approval) if geojson is not None and approval is not None else None
    if format == "html":
        page = output or Path("trace.html")
        write_page(found, page, lang=lang, geometry=geometry)
        note(str(page))
        return
    written = write_figures(found, output or Path("figures"), format=format, lang=lang, geometry=geometry)
    note("\n".join(map(str, written)))
