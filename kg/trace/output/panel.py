"""The tables for statistics as files: CSV with a byte-order mark, Stata, and a codebook in both languages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kg.query.result import csv_text
from kg.store.files import write_whole
from kg.trace.panel import TABLES, Variable, codebook, notes, rows_of
from kg.trace.result import Provenance, Trace

# A Stata file bears the time of its writing; ours must not depend on the clock.
_NO_TIME = datetime(2000, 1, 1)
_LABEL_LIMIT = 80
_CLAUSE = re.compile("[；：，（;:,(]")


@dataclass(frozen=True, slots=True)
class PanelFiles:
    """What was written; `stata` is empty where pandas is not installed."""

    csv: tuple[Path, ...]
    stata: tuple[Path, ...]
    codebook: Path


def write_panel(trace: Trace, folder: Path) -> PanelFiles:
    """Write panel.csv, history.csv, curve.csv, codebook.md and, with pandas, the tables as .dta into `folder`.

    Each file is written whole or not at all; raises OSError where `folder` cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = {table: list(rows_of(table, trace)) for table in TABLES}
    csv_files, stata_files = [], []
    for table, rows in tables.items():
        header = [variable.name for variable in codebook()[table]]
        write_whole(folder / f"{table}.csv", csv_text(header, rows))
        csv_files.append(folder / f"{table}.csv")
        if (data := stata(table, rows)) is not None:
            (folder / f"{table}.dta").write_bytes(data)
            stata_files.append(folder / f"{table}.dta")
    write_whole(folder / "codebook.md", codebook_text(trace))
    return PanelFiles(tuple(csv_files), tuple(stata_files), folder / "codebook.md")


def stata(table: str, rows: list[list[Any]]) -> bytes | None:
    """A table as a Stata file (format 118, Unicode) with labelled variables; None without pandas."""
    try:
        import pandas  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        return None
    variables = codebook()[table]
    columns = {v.name: _column(v, [row[n] for row in rows], pandas) for n, v in enumerate(variables)}
    labels = {v.name: f"{_brief(v.zh)} / {_brief(v.en)}"[:_LABEL_LIMIT] for v in variables}
    out = io.BytesIO()
    pandas.DataFrame(columns).to_stata(
        out, write_index=False, version=118, variable_labels=labels, time_stamp=_NO_TIME, data_label=f"zhengmai {table}"
    )
    return out.getvalue()


def _brief(meaning: str) -> str:
    """The first clause: the codebook has the rest, for which a label of Stata has no room."""
    return _CLAUSE.split(meaning, maxsplit=1)[0].strip()


def _column(variable: Variable, values: list[Any], pandas: Any) -> Any:
    if variable.kind == "text":
        return pandas.Series(["" if value is None else str(value) for value in values], dtype=object)
    return pandas.Series(values, dtype="float64")


def codebook_text(trace: Trace) -> str:
    """What the tables hold, in Chinese and English, with what the corpus covers."""
    provenance = trace.provenance
    lines = [f"# {trace.name}"]
    for zh, en in notes(trace):
        lines += ["", zh, "", en]
    limits = [f"{name} {value}" for name, value in _limits(provenance) if value]
    lines += [
        "",
        f"图谱版本 graph version: {provenance.version}; 文件日期 documents dated: "
        f"{provenance.first_document or '?'} – {provenance.last_document or '?'}; "
        f"限定 limited to: {', '.join(limits) or '–'}",
    ]
    lines += [f"\n{notice}" for notice in trace.notices]
    for table in TABLES:
        lines += ["", f"## {table}", "", "| 变量 variable | 类型 kind | 含义 | meaning |", "| --- | --- | --- | --- |"]
        lines += [f"| `{v.name}` | {v.kind} | {v.zh} | {v.en} |" for v in codebook()[table]]
    return "\n".join(lines) + "\n"


def _limits(provenance: Provenance) -> Iterator[tuple[str, object]]:
    for name in ("until", "area", "level", "status", "min_confidence"):
        yield name, getattr(provenance, name)
