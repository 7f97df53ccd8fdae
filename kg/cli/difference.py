"""`diff`: what differs between two graphs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Output
from kg.cli.show import show, write_out
from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from rich.table import Table

    from kg.diff import Difference

EXIT_DIFFERENT = 1
_FORMATS = ("table", "json", "nq")
_KINDS = {
    "documents": "Documents 文档",
    "facts": "Facts 事实",
    "claims": "Claims 陈述",
    "policies": "Policies in force 政策效力",
    "force": "What is said of force 效力依据",
}


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(diff)


def diff(
    old: Annotated[Path, typer.Argument(help="A graph, …/generations/N, or a file .nq (旧图谱).", metavar="OLD")],
    new: Annotated[Path, typer.Argument(help="Another (新图谱).", metavar="NEW")],
    format: Annotated[str, typer.Option("--format", "-f", help="table, json, or nq: a patch (格式).")] = "table",
    limit: Annotated[int, typer.Option(min=1, help="Lines of each kind in a table (表格行数上限).")] = 40,
    output: Output = None,
) -> None:
    """Compare two graphs (比较): exit code 0 if they are equal, 1 if they differ, 2 for an error."""
    from kg.diff import compare

    if format not in _FORMATS:
        raise ZhengmaiError(f"--format {format}: choose {', '.join(_FORMATS)}")
    if format == "table" and output is not None:
        raise ZhengmaiError("a table is for the screen: write json or nq to a file")
    found = compare(old, new)
    if format != "table":
        write_out(found.to_json() if format == "json" else found.to_patch(), output)
    else:
        show(*_tables(found, limit), f"{len(found.removed)} quads only in {old}, {len(found.added)} only in {new}")
    if found:
        raise typer.Exit(EXIT_DIFFERENT)


def _tables(found: Difference, limit: int) -> list[Table]:
    from kg.query.result import rich_table

    documents = [(mark, name) for kind, mark in _MARKS.items() for name in found.documents[kind]]
    lines = {
        name: [*(("-", str(line)) for line in part.removed), *(("+", str(line)) for line in part.added)]
        for name, part in found.parts.items()
    }
    tables = []
    for kind, rows in {"documents": documents, **lines}.items():
        shown = [*rows[:limit], *([("", f"… {len(rows) - limit} more")] if len(rows) > limit else [])]
        if rows:
            tables.append(rich_table(f"{_KINDS[kind]}: {len(rows)}", ("", "what 内容"), shown))
    return tables


_MARKS = {"removed": "-", "added": "+", "changed": "~"}
