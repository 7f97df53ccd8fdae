"""`eval`: how good extraction is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.recogniser.choice import DEFAULT
from kg.cli.options import Ner, Quiet
from kg.cli.show import note, progress_bar, show, write_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.document import Refusal
    from extract.evaluate import Judged, Pair
    from kg.build.options import Progress

# The sample corpus, with its gold beside it.
_SAMPLES = Path(__file__).parents[1] / "demo"

GoldFolders = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders of gold; the sample corpus without one (标注文件夹).", metavar="GOLD"),
]
JudgedClaims = Annotated[
    list[Path] | None,
    typer.Option(help="Claims of --texts or --extracted that a reader has judged; repeatable (已评判).", metavar="CSV"),
]


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(name="eval")(evaluate)


def evaluate(
    gold: GoldFolders = None,
    texts: Annotated[list[Path] | None, typer.Option(help="Texts of the gold, if not beside it (原文).")] = None,
    extracted: Annotated[Path | None, typer.Option(help="Records to judge, JSONL (已抽取的记录).")] = None,
    judged: JudgedClaims = None,
    ner: Ner = DEFAULT,
    errors: Annotated[bool, typer.Option("--errors", help="Show the errors in their sentences (列出错误).")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many errors (错误条数上限).")] = 60,
    as_json: Annotated[bool, typer.Option("--json", help="Figures as JSON (输出 JSON).")] = False,
    keep: Annotated[
        bool, typer.Option("--write-confidence", help="Keep the precision of each rule for extraction (写入置信度).")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Precision, recall and F1 by type, predicate and rule, and the errors in their sentences (评测)."""
    from extract.evaluate import evaluate as measure
    from extract.evaluate import write_confidence
    from extract.evaluate.tables import as_tables

    read = texts or []
    with progress_bar("extracting 抽取", quiet=quiet) as progress:
        pairs = _pairs(gold, read, extracted, ner, progress) if gold or not judged else iter(())
        result = measure(pairs, with_mistakes=errors)
    if judged:
        with progress_bar("extracting 抽取", quiet=quiet) as progress:
            result.judged = _judged(judged, read, extracted, ner, progress)
    if as_json:
        write_out(json.dumps(result.as_json(), ensure_ascii=False, indent=1), None)
    else:
        show(*as_tables(result, most_mistakes=limit))
    if keep:
        write_confidence(result.all_rules())
    if keep and not quiet:
        note(f"confidence of {len(result.all_rules())} rules written")


def _judged(
    paths: list[Path], texts: list[Path], extracted: Path | None, ner: str, progress: Progress | None
) -> Judged:
    from extract.evaluate import extracted_answers, judge, read_judgements, read_records
    from extract.pipeline import ExtractConfig

    judgements = [judgement for path in paths for judgement in read_judgements(path)]
    if extracted is not None:
        return judge(judgements, read_records(extracted))
    docs = {judgement.doc for judgement in judgements}
    config = ExtractConfig(ner=ner)
    return judge(judgements, extracted_answers(docs, texts, config, progress=progress, refused=_note_refusal))


def _pairs(
    gold: list[Path] | None, texts: list[Path], extracted: Path | None, ner: str, progress: Progress | None
) -> Iterator[Pair]:
    from extract.evaluate import extracted_pairs, recorded_pairs
    from extract.pipeline import ExtractConfig
    from extract.recogniser.choice import choose

    choose(ner)
    if extracted is not None:
        return recorded_pairs(gold or [_SAMPLES], extracted, texts)
    config = ExtractConfig(ner=ner)
    return extracted_pairs(gold or [_SAMPLES], config, texts, progress=progress, refused=_note_refusal)


def _note_refusal(refusal: Refusal) -> None:
    note(f"zhengmai: {refusal.source}: {refusal.reason}")
