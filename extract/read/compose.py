"""Text layers put together line by line, each line and cell with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extract.layer_map import Anchor, Cell, LayerMap, Table
from extract.read.layer import Layer, as_text_layer
from extract.read.limits import Limits, Unreadable

_LINE_ENDS = re.compile(r"\r\n?")
_BLANKS = re.compile(r"\s+")
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WRAPPED = re.compile(rf"(?<={_HAN})\s*\n\s*(?={_HAN})")


class GridCell(NamedTuple):
    """A cell on its way into the text layer: its text, its column, and over how many rows and columns it is merged."""

    text: str
    column: int
    rows: int = 1
    columns: int = 1


def one_line(text: str) -> str:
    """The text of a cell on one line: a break between Chinese characters is no blank, any other is one.

    >>> one_line("安徽青禾\\n新材料 A\\nB")
    '安徽青禾新材料 A B'
    """
    return _BLANKS.sub(" ", _WRAPPED.sub("", text)).strip()


class Composer:
    """A text layer in the making: lines and rows are added in reading order, each ended by a line break."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pieces: list[str] = []
        self._length = 0
        self._cells = 0
        self._anchors: list[Anchor] = []
        self._tables: list[tuple[str, list[Cell]]] = []

    def at(self, place: str) -> None:
        """What follows stands at `place`."""
        self._anchors.append(Anchor(self._length, place))

    def line(self, text: str) -> None:
        """A line of text (or several)."""
        text = _LINE_ENDS.sub("\n", text)
        self._pieces.append(text)
        self._length += len(text) + 1

    def table(self, name: str) -> None:
        """The rows that follow are those of a new table."""
        self._tables.append((name, []))

    def row(self, number: int, cells: Sequence[GridCell]) -> None:
        """A row of the table begun last, as a line with a tab between its cells; raises Unreadable for one too many.

        Every cell's text is on one line (`one_line`) and has no tab.
        """
        self._cells += len(cells)
        if self._cells > self._limits.cells:
            raise Unreadable(f"its tables have more than {self._limits.cells:,} cells")
        at, known = self._length, self._tables[-1][1]
        for cell in cells:
            if cell.text:
                known.append(Cell(at, at + len(cell.text), number, cell.column, cell.rows, cell.columns))
            at += len(cell.text) + 1
        self.line("\t".join(cell.text for cell in cells))

    def layer(self) -> Layer:
        """What was added, as a layer; raises Unreadable where that is no text, or too much."""
        text = as_text_layer("\n".join(self._pieces), self._limits)
        tables = [Table(name, cells[0].start, cells[-1].end, tuple(cells)) for name, cells in self._tables if cells]
        return Layer(text, map=LayerMap(tuple(self._anchors), tuple(tables)))
