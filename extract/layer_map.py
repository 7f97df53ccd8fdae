"""Where the stretches of a text layer stand in the file: on which page, in which paragraph, in which cell.

A `LayerMap` is the contract between readers, which know places, and all that shows evidence. Offsets are those
of the text layer. Places are named in Chinese: `第3页`, `第12段`, `Sheet1!C12`, `第2页 表1!A3:D3`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not blank: its stretch `[start, end)`, and where it stands, counted from 0.

    A merged cell is one cell over `rows` rows and `columns` columns.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def reference(self) -> str:
        """The cell's address as spreadsheets write it: `C12`."""
        return f"{column_letters(self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what its cells' addresses are read under (`Sheet1`, `表2`, '' for a file that is one table), and its
    cells, by row and column; it reaches over `[start, end)`."""

    name: str
    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """From `start` to the next anchor, the text stands at `place`."""

    start: int
    place: str


@dataclass(frozen=True, slots=True)
class LayerMap:
    """Anchors and tables of one text layer, each in order of place; both empty where the file is the text."""

    anchors: tuple[Anchor, ...] = ()
    tables: tuple[Table, ...] = field(default=(), repr=False)

    def place(self, start: int, end: int) -> str | None:
        """The name of the place of `[start, end)`, from its first to its last part; None where nothing is known.

        >>> table = Table("Sheet1", 0, 5, (Cell(0, 2, 0, 0), Cell(3, 5, 0, 1)))
        >>> LayerMap((Anchor(6, "第2页"),), (table,)).place(0, 5)
        'Sheet1!A1:B1'
        """
        table = _holding(self.tables, start)
        if table is not None and end <= table.end:
            return _cells_place(table, start, end)
        first, last = _anchor(self.anchors, start), _anchor(self.anchors, end - 1)
        if first is None or last is None or first == last:
            return first or last
        return f"{first}–{last}"


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _holding(tables: Sequence[Table], offset: int) -> Table | None:
    at = bisect_right(tables, offset, key=lambda table: table.start) - 1
    return tables[at] if at >= 0 and offset < tables[at].end else None


def _anchor(anchors: Sequence[Anchor], offset: int) -> str | None:
    at = bisect_right(anchors, offset, key=lambda anchor: anchor.start) - 1
    return anchors[at].place if at >= 0 else None


def _cells_place(table: Table, start: int, end: int) -> str:
    first_cell = bisect_right(table.cells, start, key=lambda cell: cell.start) - 1
    inside = table.cells[first_cell : bisect_right(table.cells, end - 1, key=lambda cell: cell.start)]
    # A stretch may begin with the tab behind a cell.
    inside = tuple(cell for cell in inside if cell.end > start) or inside
    rows, columns = [c.row for c in inside], [c.column for c in inside]
    first = f"{column_letters(min(columns))}{min(rows) + 1}"
    last = f"{column_letters(max(columns))}{max(rows) + 1}"
    prefix = f"{table.name}!" if table.name else ""
    return prefix + (first if first == last else f"{first}:{last}")
