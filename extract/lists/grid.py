"""A table of cleaned text as a grid: every place of a merged cell has the cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from extract.clean import AlignedText
from extract.layer_map import Cell, Table
from extract.lists.model import Span

# A merge over more is a frame around a sheet, or a slip.
_FARTHEST = 5_000
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by column, also those merged into it from above, and the stretch of those that begin in it."""

    number: int
    cells: dict[int, Cell]
    span: Span

    def own(self) -> list[Cell]:
        """The cells that begin in this row, by column, each once."""
        return [cell for column, cell in sorted(self.cells.items()) if (cell.row, cell.column) == (self.number, column)]


def cleaned_table(table: Table, aligned: AlignedText) -> Table:
    """The table with its cells where they stand in cleaned text; cells of which cleaning left nothing are gone."""
    cells = tuple(moved for cell in table.cells if (moved := _cleaned(cell, aligned)).start < moved.end)
    start, end = (cells[0].start, cells[-1].end) if cells else (0, 0)
    return Table(table.name, start, end, cells)


def _cleaned(cell: Cell, aligned: AlignedText) -> Cell:
    start, end = bisect_left(aligned.starts, cell.start), bisect_left(aligned.starts, cell.end)
    text = aligned.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return Cell(start, max(start, end), cell.row, cell.column, cell.rows, cell.columns)


def grid(cells: Iterable[Cell]) -> list[Row]:
    """The rows of a table that have a cell, in order."""
    rows: dict[int, dict[int, Cell]] = {}
    begun: dict[int, list[Cell]] = {}
    for cell in cells:
        begun.setdefault(cell.row, []).append(cell)
        for row in range(cell.row, cell.row + min(cell.rows, _FARTHEST)):
            for column in range(cell.column, cell.column + min(cell.columns, _WIDEST)):
                rows.setdefault(row, {}).setdefault(column, cell)
    return [Row(n, rows[n], (begun[n][0].start, begun[n][-1].end)) for n in sorted(begun)]
