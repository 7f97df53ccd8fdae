"""The tables for statistics as files: CSV with a byte-order mark, Stata, and a codebook in both languages."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kg.query.result import csv_text
from kg.store.files import write_whole
from kg.trace.panel import TABLES, Variable, codebook, rows_of
from kg.trace.result import Trace

# A Stata file bears the time of its writing; ours must not depend on the clock.
_NO_TIME = datetime(2000, 1, 1)
_LABEL_LIMIT = 80


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
    labels = {v.name: f"{v.zh} / {v.en}"[:_LABEL_LIMIT] for v in variables}
    out = io.BytesIO()
    pandas.DataFrame(columns).to_stata(
        out, write_index=False, version=118, variable_labels=labels, time_stamp=_NO_TIME, data_label=f"zhengmai {table}"
    )
    return out.getvalue()


def _column(variable: Variable, values: list[Any], pandas: Any) -> Any:
    if variable.kind == "text":
        return pandas.Series(["" if value is None else str(value) for value in values], dtype=object)
    return pandas.Series(values, dtype="float64")


def codebook_text(trace: Trace) -> str:
    """What the tables hold, in Chinese and English, with what the corpus covers."""
    coverage, provenance = trace.coverage, trace.provenance
    lines = [
        f"# {trace.name}",
        "",
        f"本语料中的首次证据，并非全国首创。文件 {coverage.documents} 份，"
        f"涉及该领域的 {coverage.covering_documents} 份，提到它的 {coverage.naming_documents} 份。"
        "没有文件不等于没有推行：这样的单元格为缺失，不在风险集内。",
        "",
        f"First evidence in this corpus, not first in China. {coverage.documents} documents, "
        f"{coverage.covering_documents} cover the topic, {coverage.naming_documents} name it. "
        "No document is not the same as not adopted: such cells are missing, and not in the risk set.",
        "",
        f"图谱版本 graph version: {provenance.version}; 文件日期 documents dated: "
        f"{provenance.first_document or '?'} – {provenance.last_document or '?'}; "
        f"截止 cut-off: {provenance.until or '–'}",
    ]
    lines += [f"\n{notice}" for notice in trace.notices]
    for table in TABLES:
        lines += ["", f"## {table}", "", "| 变量 variable | 类型 kind | 含义 | meaning |", "| --- | --- | --- | --- |"]
        lines += [f"| `{v.name}` | {v.kind} | {v.zh} | {v.en} |" for v in codebook()[table]]
    return "\n".join(lines) + "\n"
