"""An evaluation as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from extract.evaluate.judged import Judged
from extract.evaluate.mistakes import EXTRA, MISSED, Mistake
from extract.evaluate.report import ALL, Counts, Evaluation, relation_rows
from extract.evaluate.sentences import printable
from ontology.records import ENTITY_TYPES, STATUSES

_FIGURES = ("P", "R", "F1")
_COLOURS = {MISSED: "yellow", EXTRA: "red"}


def as_tables(evaluation: Evaluation, *, most_mistakes: int = 60) -> Iterator[RenderableType]:
    """Figures by type, predicate, status and rule, and at most `most_mistakes` of the mistakes in their sentences."""
    if evaluation.documents or evaluation.judged is None:
        yield from _gold_tables(evaluation)
    if evaluation.judged is not None:
        yield Text(_judged_line(evaluation.judged))
        yield _rule_table("Rules, judged claims 规则（已评判）", evaluation.judged.rules)
    mistakes = evaluation.mistakes or []
    if mistakes:
        yield _mistake_table(mistakes[:most_mistakes])
    if len(mistakes) > most_mistakes:
        yield Text(f"… and {len(mistakes) - most_mistakes} mistakes more; as JSON, all are listed")


def _gold_tables(evaluation: Evaluation) -> Iterator[RenderableType]:
    yield Text(_headline(evaluation))
    yield _entity_table(evaluation)
    yield _relation_table(evaluation)
    if evaluation.status:
        yield _status_table(evaluation)
    if evaluation.rules:
        yield _rule_table("Rules 规则", evaluation.rules)


def _judged_line(judged: Judged) -> str:
    (right, read), (status, given) = judged.facts, judged.status
    line = (
        f"{read} judged claims 已评判: {right / (read or 1):.3f} right, status of {given}: {status / (given or 1):.3f}"
    )
    return f"{line}; {judged.gone} read no more, {judged.rightly} of them wrong"


def _headline(evaluation: Evaluation) -> str:
    regions = asdict(evaluation.regions)
    counted = regions.pop("documents") or 1
    shares = ", ".join(f"{name.replace('_', ' ')} {n / counted:.3f}" for name, n in regions.items())
    line = f"{evaluation.documents} documents; own region 所属地区: {shares}"
    if evaluation.absent:
        line += f"\nWithout an answer 无结果: {', '.join(map(printable, evaluation.absent))}"
    return line


def _entity_table(evaluation: Evaluation) -> Table:
    table = _table("Entities 实体", ("type", *(f"strict {f}" for f in _FIGURES), *(f"relaxed {f}" for f in _FIGURES)))
    for column in ("gold", "found"):
        table.add_column(column, justify="right")
    for kind in (ALL, *ENTITY_TYPES):
        strict, relaxed = evaluation.entities[kind, "strict"], evaluation.entities[kind, "relaxed"]
        if relaxed.gold or relaxed.found:
            table.add_row(kind, *_shares(strict), *_shares(relaxed), str(relaxed.gold), str(relaxed.found))
    return table


def _relation_table(evaluation: Evaluation) -> Table:
    table = _table("Relations 关系", ("predicate", *_FIGURES, "gold", "found"))
    for name in relation_rows(evaluation):
        counts = evaluation.relations[name]
        table.add_row(name, *_shares(counts), str(counts.gold), str(counts.found))
    return table


def _status_table(evaluation: Evaluation) -> Table:
    """Rows are statuses of the gold, columns those given."""
    given = _in_order({found for _, found in evaluation.status})
    table = _table(f"Status 状态: {evaluation.status_accuracy:.3f} right", ("gold ↓ given →", *given))
    for want in _in_order({gold for gold, _ in evaluation.status}):
        table.add_row(want, *(str(evaluation.status[want, got] or "·") for got in given))
    return table


def _in_order(statuses: Iterable[str]) -> list[str]:
    return sorted(statuses, key=lambda s: (STATUSES.index(s) if s in STATUSES else len(STATUSES), s))


def _rule_table(title: str, rules: Mapping[str, tuple[int, int]]) -> Table:
    table = _table(title, ("rule", "precision", "right", "read"))
    for rule, (right, read) in sorted(rules.items(), key=lambda item: (-item[1][1], item[0])):
        table.add_row(Text(printable(rule)), f"{right / read:.3f}", str(right), str(read))
    return table


def _mistake_table(mistakes: Sequence[Mistake]) -> Table:
    table = Table(title="Mistakes 错误", title_justify="left", show_lines=True)
    for column in ("document", "", "what", "in its sentence"):
        table.add_column(column, overflow="fold")
    for mistake in mistakes:
        kind = Text(mistake.kind, style=_COLOURS.get(mistake.kind, "cyan"))
        table.add_row(Text(mistake.doc), kind, Text(mistake.what), _sentence(mistake))
    return table


def _sentence(mistake: Mistake) -> Text:
    excerpt = mistake.excerpt
    text = Text.assemble(excerpt.before, (excerpt.quote, "bold underline"), excerpt.after)
    rules = ", ".join(map(printable, mistake.rules))
    return text.append(f"  [{rules}]", style="dim") if rules else text


def _shares(counts: Counts) -> tuple[str, str, str]:
    return f"{counts.precision:.3f}", f"{counts.recall:.3f}", f"{counts.f1:.3f}"


def _table(title: str, columns: Sequence[str]) -> Table:
    """A table whose first column is a name and whose others are figures."""
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table
