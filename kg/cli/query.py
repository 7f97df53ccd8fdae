"""`query` and `view`: questions to a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, AsOf, GraphPath, Output, Server, User, opened
from kg.cli.show import note, put_bytes, show, write_out
from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.query.result import QueryResult

Format = Annotated[str, typer.Option("--format", "-f", help="table, json, csv, xlsx; ttl for CONSTRUCT (格式).")]
_FORMATS = ("table", "json", "csv", "xlsx", "ttl")


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(query)
    app.command()(view)


def query(
    sparql: Annotated[
        str | None, typer.Argument(help="SPARQL, or a file that holds it.", metavar="SPARQL|FILE")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", "-n", help="A named query; see --list (命名查询).")] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="key=value, repeatable (参数).")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the named queries (列出).")] = False,
    graph: GraphPath = DEFAULT_GRAPH,
    as_of: AsOf = None,
    format: Format = "table",
    output: Output = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows (行数上限).")] = None,
    timeout: Annotated[float | None, typer.Option(min=0.1, help="End it after so many seconds (时限，秒).")] = None,
    cite: Annotated[
        str | None, typer.Option(help="Print the documents behind the answer: gbt7714, bibtex (引用文献).")
    ] = None,
    accessed: Annotated[str | None, typer.Option(help="Day of reading, for --cite (引用日期).")] = None,
    endpoint: Server = None,
    user: User = None,
) -> None:
    """Ask in SPARQL or by a named query (查询)."""
    if listing:
        _list_queries()
        return
    if (sparql is None) == (name is None):
        raise ZhengmaiError("give either SPARQL (or a file of it) or --name; `zhengmai query --list` shows the names")
    _known(format, _FORMATS)
    given = _parameters(parameter or [])
    with opened(graph, endpoint, user, as_of) as opened_graph:
        text = opened_graph.named_sparql(name, given) if name else _text(sparql or "")
        result = opened_graph.query(text, max_rows=limit, timeout=timeout)
        if cite is not None:
            _cite(opened_graph, result, cite, accessed, output)
            return
    _show(result, format, output)


def view(
    entity: Annotated[str, typer.Argument(help="Name, alias or IRI (实体).")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write (网页文件).")] = Path("view.html"),
    graph: GraphPath = DEFAULT_GRAPH,
    depth: Annotated[int, typer.Option(min=1, max=5, help="Steps from the entity (步数).")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="At most so many things (节点上限).")] = 150,
) -> None:
    """Draw an entity and what is around it: one offline page, evidence on click (绘图)."""
    from kg.info import notices
    from viz.page import write_page

    with opened(graph) as opened_graph:
        around = opened_graph.neighbourhood(entity, depth=depth, limit=limit)
        notice = " ".join(notices(opened_graph.store)) or None
    write_page(around, output, title=entity, notice=notice)
    note(f"{output}: {around.number_of_nodes()} things, {around.number_of_edges()} links")


def _show(result: QueryResult, format: str, output: Path | None) -> None:
    if result.truncated:
        note("zhengmai: the limit cut the answer")
    if format == "xlsx":
        put_bytes(result.to_xlsx(), output)
        return
    if format == "table":
        if output is not None:
            raise ZhengmaiError("a table is for the screen: write json, csv, xlsx or ttl to a file")
        show(result.to_table())
        return
    text = {"json": result.to_json, "csv": result.to_csv, "ttl": result.to_turtle}[format]()
    write_out(text, output)


def _cite(graph: Graph, result: QueryResult, style: str, accessed: str | None, output: Path | None) -> None:
    from kg.cite import render

    found = graph.references(result)
    if not found and len(result):
        note("zhengmai: the answer names no documents: ask for their title, file or IRI, or for claims or evidence")
    text = render(found, style, accessed)
    if text:
        write_out(text, output)


def _list_queries() -> None:
    from kg.query.named import named_queries
    from kg.query.result import rich_table

    rows = [
        (name, query.title.get("en", ""), query.title.get("zh", ""), " ".join(p.name for p in query.parameters))
        for name, query in named_queries().items()
    ]
    show(rich_table(None, ("name", "title", "题目", "parameters"), rows))


def _parameters(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for key, separator, _ in pairs:
        if not separator or not key:
            raise ZhengmaiError(f"-p {key}: a parameter is written key=value")
    return {key: value for key, _, value in pairs}


def _text(sparql: str) -> str:
    """A query has braces, and a name of a file none; so a file that is missing is not taken for a query."""
    if "{" in sparql:
        return sparql
    try:
        return Path(sparql).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ZhengmaiError(f"{sparql}: neither SPARQL nor a file that can be read: {error}") from error


def _known(format: str, known: tuple[str, ...]) -> None:
    if format not in known:
        raise ZhengmaiError(f"--format {format}: choose {', '.join(known)}")
