"""`relations`: train the second reader of relations anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.recogniser.choice import DEFAULT
from kg.cli.groups import add_group
from kg.cli.options import Ner, Quiet
from kg.cli.show import note, progress_bar, write_out

_LABELS = Path("labels")


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    add_group(app, "relations", "Train the second reader of relations (训练关系的第二读者).", train)


def train(
    gold: Annotated[list[Path], typer.Argument(help="Folders of gold with texts (标注文件夹).", metavar="GOLD…")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File for the model, JSON (模型文件).")],
    date: Annotated[str, typer.Option(help="Date to put into the model, EDTF (训练日期).")],
    labels: Annotated[
        Path, typer.Option(help="Folder of labels, with passages/ and relations/ (标注文件夹).")
    ] = _LABELS,
    ner: Ner = DEFAULT,
    quiet: Quiet = False,
) -> None:
    """Train the model that judges pairs of names which no rule has related (训练关系模型)."""
    from extract.pipeline import ExtractConfig
    from extract.training.second.fit import Recipe
    from extract.training.second.gold import read_first_seen, read_gold, read_labels
    from extract.training.second.run import read_all, summary
    from extract.training.second.run import train as run

    told = [*read_gold(gold), *read_labels(labels / "relations", labels / "passages")]
    seen = read_first_seen(labels / "relations")
    with progress_bar("reading 抽取", quiet=quiet) as progress:
        read = read_all(told, seen, ExtractConfig(ner=ner), progress or (lambda done, total: None))
    model = run(read, Recipe(), date)
    write_out(model.to_json(), output)
    if not quiet:
        for line in summary(model):
            note(line)
