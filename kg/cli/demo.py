"""`demo`: the sample corpus built, counted, asked, traced and drawn, so that a newcomer sees the whole way."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from extract.recogniser.choice import DEFAULT
from kg.cli.options import Workers, opened
from kg.cli.show import build_options, note, progress_bar, show

_PROGRAMME = "四送一服"
_QUESTION = "programme-regions"


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(demo)


def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the graph and the page (输出文件夹).")
    ] = Path("demo"),
    workers: Workers = None,
) -> None:
    """The sample corpus 虚构示例: built, counted, asked, traced, drawn (演示)."""
    graph, page = output / "graph", output / f"{_PROGRAMME}.html"
    _build(graph, workers)
    _ask(graph)
    _draw(graph, page)
    note(
        f"\nTry next 接着试试:\n"
        f"  zhengmai info -g {graph}\n"
        f"  zhengmai query --list\n"
        f"  zhengmai trace 链长制 -g {graph}\n"
        f"  zhengmai build YOUR_REPORTS -o graph\n"
        f"Open {page} in a browser, or explore the graph 浏览图谱:\n"
        f"  zhengmai serve -g {graph}    then open 然后打开 http://127.0.0.1:7878/"
    )


def _build(graph: Path, workers: int | None) -> None:
    from kg.build import build_graph

    with as_file(files("kg.demo") / "corpus") as corpus, progress_bar("extracting 抽取", quiet=False) as progress:
        report = build_graph(
            [corpus], graph, options=build_options(DEFAULT, None, None, workers, True), progress=progress
        )
    note(
        f"{report.documents} invented reports → {report.entities} entities, {report.claims} claims with evidence, "
        f"{report.facts} facts, in {report.seconds:.1f} s"
    )
    for failure in report.failures:
        note(f"zhengmai: {failure.source}: {failure.reason}")


def _ask(graph: Path) -> None:
    from kg.trace import output

    with opened(graph) as opened_graph:
        note(f"\n$ zhengmai query --name {_QUESTION} -p programme={_PROGRAMME} -g {graph}")
        show(opened_graph.named(_QUESTION, programme=_PROGRAMME).to_table())
        note(f"\n$ zhengmai trace {_PROGRAMME} -g {graph}")
        show(output.to_table(opened_graph.trace(_PROGRAMME)))


def _draw(graph: Path, page: Path) -> None:
    from kg.cli.query import view

    note(f"\n$ zhengmai view {_PROGRAMME} -g {graph} -o {page}")
    view(_PROGRAMME, output=page, graph=graph)
