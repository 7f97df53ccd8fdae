"""`search`: words in documents, evidence and names."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, AsOf, GraphPath, Output, opened
from kg.cli.show import note, show, write_out
from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from kg.search import Answer, Hit

_FORMATS = ("table", "json", "csv")
_FORCE = {"inForce": "in force 有效", "notYetInForce": "not yet 尚未施行", "outOfForce": "out of force 已失效"}
_COLUMNS = ("kind 类别", "title 标题", "text 原文", "date 日期", "region 地区", "file 文件")


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(search)


def search(
    words: Annotated[list[str], typer.Argument(help="What to look for; all of it must be there (词语).")],
    graph: GraphPath = DEFAULT_GRAPH,
    as_of: AsOf = None,
    kind: Annotated[str | None, typer.Option("--type", help="document, evidence or entity (类别).")] = None,
    region: Annotated[str | None, typer.Option(help="Only in this region (地区).")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this date on (起始).")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to this date (截止).")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many (条数).")] = 20,
    format: Annotated[str, typer.Option("--format", "-f", help="table, json or csv (格式).")] = "table",
    output: Output = None,
) -> None:
    """Search documents, evidence and names for words (全文检索); document numbers and traditional script work too."""
    if format not in _FORMATS:
        raise ZhengmaiError(f"--format {format}: choose {', '.join(_FORMATS)}")
    with opened(graph, as_of=as_of) as opened_graph:
        answer = opened_graph.search(" ".join(words), kind=kind, region=region, since=since, until=until, limit=limit)
    if format == "table" and output is None:
        _show(answer)
    else:
        write_out(_text(answer, format), output)


def _show(answer: Answer) -> None:
    from kg.query.result import rich_table

    show(rich_table(None, _COLUMNS, map(_row, answer.hits)))
    note(_summary(answer))


def _summary(answer: Answer) -> str:
    if not answer.total:
        return "nothing found 未找到"
    close = "; nothing has the words as they stand, these come near 无完全匹配，以下近似" if answer.loose else ""
    return f"{len(answer.hits)} of {answer.total} 条{close}"


def _row(hit: Hit) -> tuple[object, ...]:
    kind = hit.kind if hit.type is None else f"{hit.kind} {hit.type}"
    if hit.force is not None:
        kind = f"{kind} · {_FORCE[hit.force]}"
    return kind, hit.title, marked(hit), hit.time or hit.published, hit.region, hit.file


def marked(hit: Hit) -> str:
    """The snippet on one line, with what was looked for between 【 and 】."""
    parts, done = [], 0
    for start, end in hit.marks:
        if start >= done:
            parts += [hit.snippet[done:start], "【", hit.snippet[start:end], "】"]
            done = end
    return " ".join("".join([*parts, hit.snippet[done:]]).split())


def _text(answer: Answer, format: str) -> str:
    if format == "csv":
        from kg.query.result import csv_text
        from kg.search import Hit

        rows = [asdict(hit) | {"snippet": marked(hit)} for hit in answer.hits]
        columns = [name for name in Hit.__slots__ if name != "marks"]
        return csv_text(columns, ([row[name] for name in columns] for row in rows))
    return json.dumps(asdict(answer), ensure_ascii=False, indent=2)
