"""`resolve`: what may be one thing, why, and a person's decision on it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_GRAPH, GraphPath, Judgements, Output, opened
from kg.cli.show import note, progress_bar, show, write_out
from kg.errors import ZhengmaiError

if TYPE_CHECKING:
    from kg.cli.review import Author
    from kg.review import Review, Side, Suggestion

_FORMATS = ("table", "json", "csv")
# Between two mentions that a decision is on; no name of a pair has it.
_BETWEEN = ","
_HEADER = ("id", "p", "type", "first", "second", "why")
_FIGURES = (
    "type", "one 同一", "joined 合并", "two 不同", "joined wrongly 误合并", "no thing, joined 非实体合并",
    "unsure, joined 不定合并", "precision", "recall",
)  # fmt: skip
_COLUMNS = (
    "id", "probability", "type", "first", "first_document", "first_region", "first_sentence", "second",
    "second_document", "second_region", "second_sentence", "reasons_zh", "reasons_en", "rules_zh", "rules_en",
)  # fmt: skip

JudgedPairs = Annotated[
    list[Path] | None,
    typer.Option(
        "--evaluate", help="Judged pairs of mentions; how many are joined rightly; repeatable (评测).", metavar="CSV"
    ),
]
Who = Annotated[str, typer.Option(help="Who decides, written into the line (判断人).")]
When = Annotated[str, typer.Option(help="When, written into the line, such as 2026-05-01 (判断时间).")]
Why = Annotated[str, typer.Option(help="Why, written into the line (理由).")]


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(resolve)


def resolve(
    graph: GraphPath = DEFAULT_GRAPH,
    review: Annotated[bool, typer.Option("--review", help="Decide one by one in the terminal (逐条判断).")] = False,
    decide: Annotated[
        list[str] | None,
        typer.Option(
            help="ID=same, different or unsure; for ID also two mentions, DOC:NAME,DOC:NAME; repeatable (直接判断).",
            metavar="ID=VERDICT",
        ),
    ] = None,
    undo: Annotated[str | None, typer.Option(help="Take a judgement back by its id (撤销判断).", metavar="ID")] = None,
    listing: Annotated[bool, typer.Option("--list", help="The judgements that hold (列出现有判断).")] = False,
    merged: Annotated[bool, typer.Option("--merged", help="What was joined without asking (已自动合并).")] = False,
    measured: JudgedPairs = None,
    type: Annotated[str | None, typer.Option(help="Only this type, such as Enterprise (类型).")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many pairs (条数上限).")] = 50,
    judgements: Judgements = None,
    who: Who = "",
    when: When = "",
    why: Why = "",
    format: Annotated[str, typer.Option("--format", "-f", help="table, json or csv (格式).")] = "table",
    output: Output = None,
) -> None:
    """Suggest what may be one thing, and record people's judgements (实体归一)."""
    from kg.cli.review import Author, review_pairs
    from ontology.records import ENTITY_TYPES

    if format not in _FORMATS:
        raise ZhengmaiError(f"--format {format}: known are {', '.join(_FORMATS)}")
    if type is not None and type not in ENTITY_TYPES:
        raise ZhengmaiError(f"--type {type}: known are {', '.join(ENTITY_TYPES)}")
    author = Author(who, when, why)
    with opened(graph) as opened_graph:
        found = opened_graph.review(judgements)
        if not (undo or listing or (decide and all(_BETWEEN in one for one in decide))):
            with progress_bar("comparing 比对", quiet=False):
                _ = found.resolution
        if undo is not None:
            ended = found.undo(undo, who=who, when=when, why=why)
            note(f"taken back 已撤销: {ended.a.text} / {ended.b.text}; {_applies(found)}")
        elif listing:
            _list(found, format, output)
        elif decide:
            _decide(found, decide, author)
        elif measured:
            _measure(found, measured, format, output)
        elif review:
            review_pairs(found, found.suggestions(type, limit), author)
            note(_applies(found))
        else:
            _show(found, merged, type, limit, format, output)


def _show(found: Review, merged: bool, kind: str | None, limit: int, format: str, output: Path | None) -> None:
    from kg.query.result import csv_text, rich_table

    pairs = (found.merged if merged else found.suggestions)(kind, limit)
    for problem in found.problems:
        note(f"zhengmai: {found.path}: {problem}")
    if format == "json":
        write_out(json.dumps([pair.to_dict() for pair in pairs], ensure_ascii=False, indent=2), output)
    elif format == "csv":
        write_out(csv_text(_COLUMNS, map(_flat, pairs)), output)
    elif output is not None:
        raise ZhengmaiError("a table goes to the screen: give --format csv or json with -o")
    else:
        show(rich_table(None, _HEADER, map(_row, pairs)))
        every = found.resolution.merged if merged else found.resolution.suggested
        note(f"{len(pairs)} of {len(every)} pairs {'joined 已合并' if merged else 'to decide 待判断'}: {_hint(merged)}")


def _hint(merged: bool) -> str:
    other = "--decide ID=different parts one 可拆分" if merged else "--review decides one by one 逐条判断"
    return f"{other}; -f json shows sentences 含原文"


def _measure(found: Review, paths: Sequence[Path], format: str, output: Path | None) -> None:
    from kg.query.result import csv_text, rich_table
    from kg.resolve.measured import measure, read_pairs

    records = {naming.record.id: naming.record for naming in found.resolution.namings.values()}
    pairs = [pair for path in paths for pair in read_pairs(path)]
    result = measure(pairs, records.values(), found.resolution.identities)
    rows: list[Sequence[object]] = [
        (kind, c.found["same"], c.joined["same"], c.found["different"], c.joined["different"], c.joined["none"],
         c.joined["unsure"], c.precision, c.recall)
        for kind, c in result.types.items()
    ]  # fmt: skip
    if format == "json":
        write_out(json.dumps(result.as_json(), ensure_ascii=False, indent=1), output)
    elif format == "csv":
        write_out(csv_text(_FIGURES, rows), output)
    else:
        show(rich_table(None, _FIGURES, rows))
    if result.gone:
        note(f"{result.gone} pairs have a side that the graph does not have 图谱中已无其一")


def _row(pair: Suggestion) -> list[object]:
    said = [f"{reason.zh} {reason.weight:+.1f}" for reason in pair.reasons] + [f"! {rule.zh}" for rule in pair.rules]
    sides = [f"{side.name}\n{side.region} · {side.document}" for side in (pair.first, pair.second)]
    return [pair.id, f"{pair.probability:.2f}", pair.first.type, *sides, "; ".join(said)]


def _flat(pair: Suggestion) -> list[object]:
    sides = [
        part for side in (pair.first, pair.second) for part in (side.name, side.document, side.region, side.sentence)
    ]
    told = [
        "; ".join(getattr(one, lang) for one in group) for group in (pair.reasons, pair.rules) for lang in ("zh", "en")
    ]
    return [pair.id, pair.probability, pair.first.type, *sides, *told]


def _list(found: Review, format: str, output: Path | None) -> None:
    from kg.query.result import csv_text, rich_table

    lines = found.judgements()
    header = ("line", "id", "judgement", "first", "second", "who", "when", "why")
    rows: list[Sequence[object]] = [
        (line.number, j.id[:12], j.verdict, j.a.text, j.b.text, j.who, j.when, j.why)
        for line in lines
        for j in (line.judgement,)
    ]
    if format == "json":
        # What --undo needs comes first; the rest is as it stands in the file.
        told = ({"line": line.number, "id": line.judgement.id} | json.loads(line.judgement.to_json()) for line in lines)
        write_out("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told), output)
    elif format == "csv":
        write_out(csv_text(header, rows), output)
    else:
        show(rich_table(None, header, rows))
    for problem in found.problems:
        note(f"zhengmai: {found.path}: {problem}")
    warn_of_codes(found)


def _decide(found: Review, decisions: Sequence[str], author: Author) -> None:
    """Record decisions given as ID=verdict; all ids are looked up before the first line is written."""
    chosen = []
    for text in decisions:
        id, equals, verdict = text.rpartition("=")
        if not equals:
            raise ZhengmaiError(f"--decide {text}: write ID=same, ID=different or ID=unsure")
        chosen.append((_sides(found, id), verdict))
    for (first, second), verdict in chosen:
        line = found.decide((first.place, second.place), verdict, who=author.who, when=author.when, why=author.why)
        note(f"{line.verdict}: {first.name} / {second.name}")
    warn_of_codes(found)
    note(_applies(found))


def _sides(found: Review, id: str) -> tuple[Side, Side]:
    """The two things that an id of a pair means, or two mentions."""
    if _BETWEEN in id:
        first, _, second = id.partition(_BETWEEN)
        return found.between(first, second)
    pair = found.find(id)
    return pair.first, pair.second


def warn_of_codes(found: Review) -> None:
    """Say which decisions part what texts give one credit code."""
    for problem in found.shared_codes():
        note(f"zhengmai: {found.path}: {problem}")


def _applies(found: Review) -> str:
    return f"{found.path} holds the judgements; the next `zhengmai build` follows them 下次构建时生效"
