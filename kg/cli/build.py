"""`build` and `extract`: from documents to a graph, or to records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.recogniser.choice import DEFAULT
from kg.cli.options import (
    DEFAULT_GRAPH,
    Judgements,
    Ner,
    Output,
    Overrides,
    Paths,
    Quiet,
    Server,
    Unmask,
    Updates,
    User,
    Vocabulary,
    Workers,
)
from kg.cli.publish import publish_graph
from kg.cli.show import build_options, note, progress_bar, write_out
from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.document import Refusal
    from kg.build import BuildReport

EXIT_FAILURES = 1


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(build)
    app.command()(extract)


def build(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders of documents (文件或文件夹).", metavar="PATH…")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the graph (图谱文件夹).")] = DEFAULT_GRAPH,
    ner: Ner = DEFAULT,
    vocabulary: Vocabulary = None,
    overrides: Overrides = None,
    workers: Workers = None,
    unmask: Unmask = True,
    add: Annotated[bool, typer.Option("--add", help="Other documents of the graph stay (只增改，其余保留).")] = False,
    remove: Annotated[
        list[str] | None, typer.Option(help="Document to remove, others stay; repeatable (移除文档).", metavar="DOC")
    ] = None,
    expect: Annotated[
        Path | None, typer.Option(help="YAML of totals, enterprises: 100..400; else nothing is published (总数断言).")
    ] = None,
    judgements: Judgements = None,
    quiet: Quiet = False,
    endpoint: Server = None,
    update: Updates = None,
    user: User = None,
) -> None:
    """Build the graph of exactly these documents (构建图谱); what is there already costs nothing."""
    from kg.build import Scope, build_graph

    if not paths and not remove:
        raise ZhengmaiError("give files or folders of documents, or --remove DOC")
    options = replace(build_options(ner, vocabulary, overrides, workers, unmask), judgements=_there(judgements))
    scope = Scope(add, tuple(remove or ()), expect)
    with progress_bar("extracting 抽取", quiet=quiet) as progress:
        report = build_graph(paths or [], output, options=options, scope=scope, progress=progress)
    if not quiet:
        note(_summary(report, output))
    for said in report.notes:
        note(f"zhengmai: {judgements or 'judgements.jsonl'}: {said}")
    if endpoint is not None:
        publish_graph(output, endpoint, update, user, quiet=quiet)
    report_failures(report.failures)


def _there(judgements: Path | None) -> Path | None:
    """The file of judgements, which must be there if it was named."""
    if judgements is not None and not judgements.exists():
        raise ZhengmaiError(f"{judgements} does not exist")
    return judgements


def extract(
    paths: Paths,
    output: Output = None,
    format: Annotated[str, typer.Option(help="Only jsonl: a record a line (输出格式).")] = "jsonl",
    ner: Ner = DEFAULT,
    vocabulary: Vocabulary = None,
    overrides: Overrides = None,
    workers: Workers = None,
    unmask: Unmask = True,
    quiet: Quiet = False,
) -> None:
    """Extract records, with evidence, without building a graph (只抽取)."""
    from kg.build.records import extract_records

    if format != "jsonl":
        raise ZhengmaiError(f"--format {format}: records are written as jsonl only")
    options = build_options(ner, vocabulary, overrides, workers, unmask)
    with progress_bar("extracting 抽取", quiet=quiet) as progress:
        lines, failures = extract_records(paths, options, progress=progress)
    write_out("".join(line + "\n" for line in lines), output)
    report_failures(failures)


def _summary(report: BuildReport, output: Path) -> str:
    head = (
        f"{report.documents} documents, {report.entities} entities, {report.claims} claims, {report.facts} facts "
        f"in {output} ({report.seconds:.1f} s)"
    )
    if not report.changed:
        return f"{head}: nothing has changed"
    repeated = f"; {len(report.repeated)} with the same bytes as another counted once" if report.repeated else ""
    reprints = f"; {report.reprints} reprints of others count as one source with these" if report.reprints else ""
    return f"{head}: {report.extracted} extracted, {report.removed} removed{repeated}{reprints}"


def report_failures(failures: Iterable[Refusal]) -> None:
    """Name every document that failed, and end with 1 if there is one."""
    found = list(failures)
    for failure in found:
        note(f"zhengmai: {failure.source}: {failure.reason}")
    if found:
        raise typer.Exit(EXIT_FAILURES)
