"""A table as a workbook: one sheet, a frozen header, columns as wide as what they hold, no cell that is run."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from rich.cells import cell_len

from kg.query.guard import QueryError

_MAX_ROWS = 1_048_575
_MAX_TEXT = 32_767
_NARROWEST, _WIDEST = 8, 60
# Spreadsheets keep fifteen digits of a number.
_MAX_NUMBER = 10**15
_CREATED = datetime(2000, 1, 1)


def workbook(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The xlsx file of a table; cells are None, truths, numbers or texts, and a text is never a formula or a link.

    The same table gives the same bytes. Raises QueryError for more rows than a sheet has; a text too long for a cell
    is cut, and ends in `…`.
    """
    import xlsxwriter

    table = list(rows)
    if len(table) > _MAX_ROWS:
        raise QueryError(f"a sheet has {_MAX_ROWS:,} rows, and the answer {len(table):,}: write csv instead")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "nan_inf_to_errors": True})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("zhengmai")
    bold, folded = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, _width([name, *(row[column] for row in table)]), folded)
    for number, row in enumerate(table, 1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell)
    sheet.freeze_panes(1, 0)
    if header:
        sheet.autofilter(0, 0, len(table), len(header) - 1)
    book.close()
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, cell: object) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float) and abs(cell) < _MAX_NUMBER:
        sheet.write_number(row, column, cell)
    elif cell is not None:
        text = str(cell)
        sheet.write_string(row, column, text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…")


def _width(cells: Iterable[object]) -> int:
    """In characters of Latin: Chinese ones take two."""
    longest = max((cell_len(str(cell)[:_WIDEST]) for cell in cells if cell is not None), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)
