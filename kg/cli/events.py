"""`events`: train the second reader of adoptions anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.recogniser.choice import DEFAULT
from kg.cli.groups import add_group
from kg.cli.options import Ner, Quiet
from kg.cli.show import note, progress_bar, write_out


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    add_group(app, "events", "Train the second reader of adoptions (训练采纳事件的第二读者).", train)


def train(
    gold: Annotated[
        list[Path], typer.Argument(help="Folders with gold.jsonl and texts (标注文件夹).", metavar="GOLD…")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="File for the model, JSON (模型文件).")],
    date: Annotated[str, typer.Option(help="Date to put into the model, EDTF (训练日期).")],
    ner: Ner = DEFAULT,
    quiet: Quiet = False,
) -> None:
    """Train the model that judges which region took a programme up when (训练采纳事件模型)."""
    from extract.pipeline import ExtractConfig
    from extract.training.adoptions.gold import read_adoptions
    from extract.training.adoptions.run import RECIPE, read_examples, summary
    from extract.training.adoptions.run import train as run

    told = read_adoptions(gold)
    with progress_bar("reading 抽取", quiet=quiet) as progress:
        given = read_examples(told, ExtractConfig(ner=ner), progress or (lambda done, total: None))
    model = run(given, RECIPE, date)
    write_out(model.to_json(), output)
    if not quiet:
        for line in summary(model):
            note(line)
