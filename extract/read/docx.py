"""Word documents: a line for each paragraph and each row of a table, in order, with its paragraph or cells."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import docx
from docx.oxml.ns import qn

from extract.read.compose import Composer, GridCell, one_line
from extract.read.layer import Layer
from extract.read.limits import Limits, Unreadable
from extract.read.packages import refuse_bombs

_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Deleted text, the second copy of what older programs draw differently, and properties.
_SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:trPr", "w:tcPr"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_PARAGRAPH, _TABLE, _ROW, _CELL = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc"))
_RUN_TEXT, _BOX, _VALUE = map(qn, ("w:t", "w:txbxContent", "w:val"))
_SPAN, _MERGE, _BEFORE = map(qn, ("w:gridSpan", "w:vMerge", "w:gridBefore"))
_MOST_COLUMNS = 63


class _Row(NamedTuple):
    """A row of the table with this number, counted from 1, and its own number in it, counted from 0."""

    table: int
    number: int
    cells: list[GridCell]


def read_docx(data: bytes, limits: Limits) -> Layer:
    """The layer of a docx file; its properties, which mostly name a template, state nothing. Raises Unreadable."""
    refuse_bombs(data, limits, "docx")
    try:
        body: Any = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # python-docx lets out whatever a broken package makes fail: a dozen types
        raise Unreadable(f"it is not a docx file that can be opened ({type(error).__name__}: {error})") from error
    return _composed(_Reader().lines(body), limits)


def _composed(lines: Iterable[str | _Row], limits: Limits) -> Layer:
    """Paragraphs are counted as a reader of the page counts them: those with text, outside tables."""
    composer, table, paragraphs = Composer(limits), 0, 0
    for line in lines:
        if isinstance(line, _Row):
            if line.table != table:
                composer.table(f"表{line.table}")
                table = line.table
            composer.row(line.number, line.cells)
        else:
            table = 0
            if line.strip():
                paragraphs += 1
                composer.at(f"第{paragraphs}段")
            composer.line(line)
    return composer.layer()


class _Reader:
    """Walks a document; it counts the tables it meets."""

    def __init__(self) -> None:
        self._tables = 0

    def lines(self, block: Any) -> Iterator[str | _Row]:
        """Lines of the body or a cell; wrappers (content controls, insertions, smart tags) are looked through.

        libxml2 allows 256 levels of elements, which bounds the recursion.
        """
        for child in block.iterchildren():
            if child.tag == _PARAGRAPH:
                yield from "".join(_texts(child)).split("\n")
                for box in _boxes(child):
                    yield from self.lines(box)
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag not in _SKIPPED:
                yield from self.lines(child)

    def _table(self, table: Any) -> Iterator[str | _Row]:
        """Its rows; a row with a table in a cell is layout, and its lines stay lines."""
        self._tables += 1
        key, open_cells = self._tables, dict[int, tuple[list[GridCell], int]]()
        rows: list[_Row | list[Any]] = []
        for number, row in enumerate(_children(table, _ROW)):
            cells = list(_children(row, _CELL))
            if any(next(cell.iter(_TABLE), None) is not None for cell in cells):
                rows.append(cells)
            else:
                rows.append(_Row(key, number, self._row(row, cells, open_cells)))
        for line in rows:
            if isinstance(line, _Row):
                yield line
            else:
                for cell in line:
                    yield from self.lines(cell)

    def _row(self, row: Any, cells: list[Any], above: dict[int, tuple[list[GridCell], int]]) -> list[GridCell]:
        """The cells of a row; `above` has, by column, where the cell stands that a merge goes on from."""
        column, found = _number(row, _BEFORE, 0), list[GridCell]()
        for cell in cells:
            columns, merge = _number(cell, _SPAN, 1), _property(cell, _MERGE)
            text = " ".join(filter(None, (one_line(str(line)) for line in self.lines(cell))))
            if merge is not None and merge.get(_VALUE) != "restart" and not text and column in above:
                holder, at = above[column]
                holder[at] = holder[at]._replace(rows=holder[at].rows + 1)
            else:
                above[column] = (found, len(found))
            found.append(GridCell(text, column, 1, columns))
            column += columns
        return found


def _property(element: Any, tag: str) -> Any:
    """A property of a row or a cell."""
    return next(
        (item for part in element.iterchildren() if part.tag in _SKIPPED for item in part.iterchildren(tag)), None
    )


def _number(element: Any, tag: str, default: int) -> int:
    value = str(item.get(_VALUE)) if (item := _property(element, tag)) is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() else default


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, or cells of a row, also within wrappers."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _children(child, tag)


def _texts(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == _RUN_TEXT:
            yield child.text or ""
        elif child.tag in _TEXT:
            yield _TEXT[child.tag]
        elif child.tag not in _SKIPPED and child.tag != _BOX:
            yield from _texts(child)


def _boxes(element: Any) -> Iterator[Any]:
    for child in element.iterchildren():
        if child.tag == _BOX:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _boxes(child)
