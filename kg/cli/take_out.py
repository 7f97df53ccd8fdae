"""`export` and `validate`: the whole graph in a file, and whether it is well formed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, AsOf, GraphPath, Output, Quiet, Workers
from kg.cli.show import note, progress_bar
from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from kg.validate import Finding

_SUFFIXES = {f".{name}": name for name in ("nq", "trig", "ttl", "jsonld", "gexf", "graphml", "parquet", "xlsx")}
EXIT_VIOLATIONS = 1


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(export)
    app.command()(validate)


def export(
    graph: GraphPath = DEFAULT_GRAPH,
    output: Output = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="nq, trig, ttl, jsonld, gexf, graphml, parquet, xlsx (格式).")
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Export the graph (导出), by --format or the suffix of -o: RDF, networks (gexf, graphml), tables.

    Parquet makes a folder with facts, claims, evidence, policies and force (parquet 为文件夹).
    """
    from kg.asof import open_as_of
    from kg.export import export as write
    from kg.store import open_store

    chosen = format or _SUFFIXES.get(output.suffix if output else "", "" if output else "nq")
    if not chosen:
        raise ZhengmaiError(f"{output}: the suffix tells no format; give one with --format")
    with open_as_of(graph, as_of) if as_of is not None else open_store(graph) as store:
        write(store, chosen, output or sys.stdout.buffer)


def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files of N-Quads instead of a graph (文件).", metavar="[FILE.nq]…")
    ] = None,
    graph: GraphPath = DEFAULT_GRAPH,
    workers: Workers = None,
    quiet: Quiet = False,
) -> None:
    """Check a graph against the shapes (校验), piece by piece; exit code 1 if something is wrong."""
    from kg.build.options import usable_cores
    from kg.cli.resolve import warn_of_codes
    from kg.review import Review
    from kg.store import open_store
    from kg.validate import check_file, check_graph

    processes = workers or usable_cores()
    found = 0
    with ExitStack() as stack:
        progress = stack.enter_context(progress_bar("validating 校验", quiet=quiet))
        if files:
            findings: Iterable[Finding] = chain.from_iterable(
                check_file(f, workers=processes, progress=progress) for f in files
            )
            what = ", ".join(map(str, files))
        else:
            store = stack.enter_context(open_store(graph))
            findings = check_graph(store, workers=processes, progress=progress)
            what = f"{len(store.build_info.get('documents', {}))} documents"
        for finding in findings:
            found += 1
            print(f"{finding.graph}: {finding}")
        if not files:
            warn_of_codes(Review(store))
    if not quiet:
        note(f"{what}: {found} violations 处不合规" if found else f"{what}: all is well formed 全部合规")
    if found:
        raise typer.Exit(EXIT_VIOLATIONS)
