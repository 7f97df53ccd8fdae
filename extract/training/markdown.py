"""A comparison of recognisers as Markdown, and where it goes in a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from extract.evaluate.report import Counts
from extract.recogniser.tagset import TYPES
from extract.training.graph_level import MODES
from extract.training.table import HELD, TEST, Comparison, Row
from extract.training.units import ALL, Figures

OPENING, CLOSING = "<!-- table -->", "<!-- /table -->"
_MISSING = "not installed"
_TITLES = {
    TEST: "Test part of the corpus, by mention",
    HELD: "Held-aside passages of our own, by mention",
    "reports, relaxed": "Gold reports, by entity, near names",
    "reports, strict": "Gold reports, by entity, equal names",
    "passages, relaxed": "Gold passages, by entity, near names",
    "passages, strict": "Gold passages, by entity, equal names",
}
_RECOGNISERS = {"lac": "LAC", "policy": "policy model"}
_KEYS = (ALL, *TYPES)


def as_markdown(comparison: Comparison) -> str:
    """Everything measured, as tables under headings of the third level."""
    about = "; ".join(f"{key} {value}" for key, value in comparison.about.items() if not isinstance(value, dict))
    sections = [
        f"Policy model: {_safe(about)}.",
        _section("Labels", parts(comparison)),
        _section("In short: F1, and recall on new names", overview(comparison.rows)),
        *(_section(f"{title}: P / R / F1", by_type(comparison.rows, key)) for key, title in _present(comparison)),
        *(_section(f"Recall on new names: {_TITLES[key]}", new_names(comparison.rows, key)) for key in (TEST, HELD)),
        _section("Agreement of the two readers", agreement(comparison.agreement, comparison.doubly_read)),
        _section("Speed and memory", speed(comparison)),
    ]
    if comparison.curve:
        sections.append(_section("Learning curve", curve(comparison)))
    return "\n\n".join(sections) + "\n"


def put_into(page: str, tables: str) -> str:
    """The page with `tables` between its marks, or just the tables where it lacks marks.

    >>> put_into("# Card\\n<!-- table -->\\nold\\n<!-- /table -->\\nLimits\\n", "new\\n")
    '# Card\\n<!-- table -->\\n\\nnew\\n\\n<!-- /table -->\\nLimits\\n'
    """
    before, opening, rest = page.partition(OPENING)
    _, closing, after = rest.partition(CLOSING)
    return f"{before}{OPENING}\n\n{tables}\n{CLOSING}{after}" if opening and closing else tables


def parts(comparison: Comparison) -> str:
    """How much was labelled."""
    head = ["part", "documents or passages", "sentences", "characters", "names"]
    counts = {name: (p.sources, p.sentences, p.characters, p.mentions) for name, p in comparison.parts.items()}
    return _table(head, [[name, *(f"{n:,}" for n in numbers)] for name, numbers in counts.items()])


def overview(rows: Sequence[Row]) -> str:
    """F1 over all types by set (near / equal names for gold of whole documents), and recall on new names."""
    folders = [name for name in ("reports", "passages") if any(f"{name}, strict" in row.sets for row in rows)]
    head = [
        "system",
        "test part",
        "held passages",
        *(f"{name}, near / equal" for name in folders),
        "new names, test part",
        "new names, held passages",
    ]

    def cells(row: Row) -> Iterator[str]:
        for key in (TEST, HELD):
            yield f"{row.sets[key][ALL].f1:.3f}"
        for name in folders:
            yield " / ".join(f"{row.sets[f'{name}, {mode}'][ALL].f1:.3f}" for mode in MODES)
        for key in (TEST, HELD):
            yield f"{row.new[key][ALL].recall:.3f}"

    return _table(head, _lines(rows, cells, len(head)))


def by_type(rows: Sequence[Row], key: str) -> str:
    """Precision, recall and F1 by type on one set, with how many names the labels have."""
    return _by_type(rows, lambda row: row.sets[key], _shares)


def new_names(rows: Sequence[Row], key: str) -> str:
    """Recall by type on the names of one set that no lexicon and no training sentence has, with how many these are."""
    return _by_type(rows, lambda row: row.new[key], lambda score: f"{score.recall:.2f}" if score.gold else "–")


def agreement(scores: Figures, sentences: int) -> str:
    """How far two readers agree, by type."""
    rows = [["F1", *(f"{scores[k].f1:.2f}" if scores[k].gold + scores[k].found else "–" for k in _KEYS)]]
    rows += [["labels of A", *(str(scores[k].gold) for k in _KEYS)]]
    rows += [["labels of B", *(str(scores[k].found) for k in _KEYS)]]
    return _table([f"{sentences} sentences", *_KEYS], rows)


def speed(comparison: Comparison) -> str:
    """Speed and peak memory of each recogniser."""
    head = ["recogniser alone", "characters", "characters / CPU second", "peak memory of its process, MB"]
    rows = [[_RECOGNISERS[n], f"{s.characters:,}", f"{s.rate:,}", str(s.memory)] for n, s in comparison.speed.items()]
    return _table(head, rows)


def curve(comparison: Comparison) -> str:
    """F1 of the model alone after training on less."""
    sets = sorted({key for point in comparison.curve for key in point.f1})
    rows = [
        [point.name, *(f"{n:,}" if n is not None else "–" for n in (point.sentences, point.characters))]
        + [f"{point.f1[key]:.3f}" for key in sets]
        for point in comparison.curve
    ]
    return _table(["model", "sentences", "labelled characters", *(f"F1, {key}" for key in sets)], rows)


def _present(comparison: Comparison) -> list[tuple[str, str]]:
    return [(key, title) for key, title in _TITLES.items() if any(key in row.sets for row in comparison.rows)]


def _by_type(rows: Sequence[Row], pick: Callable[[Row], Figures], show: Callable[[Counts], str]) -> str:
    head = ["system", *_KEYS]
    lines = _lines(rows, lambda row: (show(pick(row)[key]) for key in _KEYS), len(head))
    # Alone and in the pipeline, a set has the same names in it.
    gold = next(([str(pick(row)[key].gold) for key in _KEYS] for row in rows if not row.missing), None)
    return _table(head, [*lines, ["names in the labels", *gold]] if gold else lines)


def _shares(score: Counts) -> str:
    if not score.gold + score.found:
        return "–"
    return f"{score.precision:.2f} / {score.recall:.2f} / {score.f1:.2f}"


def _lines(rows: Iterable[Row], cells: Callable[[Row], Iterable[str]], width: int) -> list[list[str]]:
    return [[row.name, *([_MISSING] + [""] * (width - 2) if row.missing else cells(row))] for row in rows]


def _section(title: str, body: str) -> str:
    return f"### {title}\n\n{body}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *(["---:"] * (len(head) - 1))]
    return "\n".join(f"| {' | '.join(map(_safe, line))} |" for line in (head, rule, *rows))


def _safe(text: str) -> str:
    """Text that neither ends a cell nor a line, nor begins a tag."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
