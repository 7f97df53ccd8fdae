"""`ner`: train the recogniser anew, make silver labels for it, and measure recognisers against each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Output, Quiet
from kg.cli.show import note, write_out

if TYPE_CHECKING:
    from extract.training.table import Comparison

Labels = Annotated[Path, typer.Option(help="Folder of labels (标注文件夹).")]
Corpus = Annotated[Path, typer.Option(help="The corpus that the stand-off labels are on, JSONL (标注所依的语料).")]
_LABELS = Path("labels")
_EPOCHS = 14
_SEED = 20261122


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help="Train and measure the recogniser (训练与评测识别器).", no_args_is_help=True)
    group.command()(train)
    group.command()(silver)
    group.command()(table)
    app.add_typer(group, name="ner")


def train(
    corpus: Corpus,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model (模型文件夹).")],
    date: Annotated[str, typer.Option(help="Date to put into the model, EDTF (训练日期).")],
    labels: Labels = _LABELS,
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the labels (轮数).")] = _EPOCHS,
    seed: Annotated[int, typer.Option(help="Source of chance (随机种子).")] = _SEED,
    share: Annotated[float, typer.Option(min=0.01, max=1.0, help="Share of the labels (标注用量).")] = 1.0,
    silver: Annotated[
        Path | None, typer.Option(help="File of silver labels to add; see ner silver (另加的银标注).")
    ] = None,
    silver_share: Annotated[
        float, typer.Option(min=0.0, max=0.9, help="Share of silver sentences at most (银标注占比上限).")
    ] = 0.5,
    quiet: Quiet = False,
) -> None:
    """Train the policy recogniser; needs zhengmai[train] (训练政策识别器)."""
    from extract.training.run import LabelSet
    from extract.training.run import train as run

    run(
        LabelSet.read(labels, corpus, silver), output, epochs=epochs, seed=seed, date=date, share=share,
        silver_share=silver_share, tell=(lambda line: None) if quiet else note,
    )  # fmt: skip


def silver(
    corpus: Corpus,
    output: Annotated[Path, typer.Option("--output", "-o", help="File for the silver labels, JSONL (输出文件).")],
    labels: Labels = _LABELS,
    model: Annotated[
        Path | None, typer.Option(help="Folder of a policy model; the shipped one without it (模型).")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="Sentences at most (句数上限).")] = 1500,
    seed: Annotated[int, typer.Option(help="Source of chance (随机种子).")] = _SEED,
    quiet: Quiet = False,
) -> None:
    """Label unread sentences where model, rules and teachers leave no doubt (自动生成银标注)."""
    from extract.training.labels import read_corpus
    from extract.training.silver import silver as make
    from extract.training.silver import standoff_lines

    marks = make(corpus, labels, model=model, most=most, seed=seed, tell=(lambda line: None) if quiet else note)
    write_out("\n".join(standoff_lines(marks, read_corpus(corpus))), output)


def table(
    corpus: Corpus,
    labels: Labels = _LABELS,
    gold: Annotated[
        Path | None, typer.Option("--eval", help="Folder with gold/ and passages/ of whole documents (整篇标注).")
    ] = None,
    texts: Annotated[list[Path] | None, typer.Option(help="Texts of its gold/; repeatable (原文).")] = None,
    model: Annotated[
        Path | None, typer.Option(help="Folder of a policy model; the shipped one without it (模型).")
    ] = None,
    hanlp: Annotated[str, typer.Option(help="Model of HanLP's to compare too (另比 HanLP 模型).")] = "",
    curve: Annotated[
        list[str] | None,
        typer.Option(help="Model for the learning curve; repeatable (学习曲线).", metavar="NAME=FOLDER"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Figures as JSON (输出 JSON).")] = False,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Measure recognisers alone and in the pipeline, as Markdown (识别器对比表).

    A page of -o that has the marks <!-- table --> and <!-- /table --> gets the tables between them.
    """
    from extract.training.table import Wanted, compare

    wanted = Wanted(labels, corpus, gold, tuple(texts or ()), model, hanlp, tuple(map(_named_folder, curve or ())))
    comparison = compare(wanted, (lambda line: None) if quiet else note)
    if as_json:
        write_out(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1), output)
    else:
        _write_page(comparison, output)


def _named_folder(given: str) -> tuple[str, Path]:
    name, equals, folder = given.partition("=")
    if not (name and equals and folder):
        raise typer.BadParameter(f"--curve {given}: NAME=FOLDER is expected")
    return name, Path(folder)


def _write_page(comparison: Comparison, output: Path | None) -> None:
    from extract.training.markdown import as_markdown, put_into

    page = output.read_text("utf-8") if output is not None and output.exists() else ""
    write_out(put_into(page, as_markdown(comparison)), output)
