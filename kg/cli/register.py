"""`register`: train anew the model that tells what is reported from what is intended."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.groups import add_group
from kg.cli.options import Quiet
from kg.cli.show import note, progress_bar, write_out


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    add_group(app, "register", "Train the model of the register (训练语体模型).", train)


def train(
    corpora: Annotated[list[Path], typer.Argument(help="Texts that label themselves (语料).", metavar="CORPUS…")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File for the model, JSON (模型文件).")],
    date: Annotated[str, typer.Option(help="Date to put into the model, EDTF (训练日期).")],
    gold: Annotated[
        list[Path], typer.Option(help="Folder of gold with texts; repeatable (标注文件夹).", default_factory=list)
    ],
    quiet: Quiet = False,
) -> None:
    """Train the model that tells what is reported from what is intended (训练区分已做与拟做的模型)."""
    from extract.document import Document
    from extract.evaluate.sources import gold_sets
    from extract.read import read_paths
    from extract.training.register import Labelled, RegisterRecipe, by_gold, by_headings
    from extract.training.register import train as run

    documents = [one for one in read_paths(corpora) if isinstance(one, Document)]
    labelled: list[Labelled] = []
    with progress_bar("reading 读取", quiet=quiet) as progress:
        for done, document in enumerate(documents, 1):
            labelled += by_headings(document)
            if progress:
                progress(done, len(documents))
    for one in gold_sets(gold):
        labelled += [s for facts in one.gold if facts.doc in one.texts for s in by_gold(one.texts[facts.doc], facts)]
    model = run(labelled, RegisterRecipe(), date)
    write_out(model.to_json(), output)
    if not quiet:
        for key, value in model.about.items():
            note(f"{key}: {value}")
