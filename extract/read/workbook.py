"""Spreadsheets (xlsx, xls): a line for each row with its cells, sheet after sheet; or a table of documents."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from extract.read.compose import Composer, GridCell, one_line
from extract.read.corpus import Corpus, as_row, corpus_columns
from extract.read.layer import Layer
from extract.read.limits import Limits, Unreadable
from extract.read.packages import refuse_bombs

_ZIP = b"PK\x03\x04"
# Sheets that nobody gave a name say nothing by it.
_UNNAMED = ("sheet", "工作表", "表")


def read_workbook(data: bytes, limits: Limits) -> Layer | Corpus:
    """The layer of a workbook, or its rows where a sheet is a table of documents. Raises Unreadable.

    Hidden sheets are passed over. A formula is read as the value that was stored with it.
    """
    if data.startswith(_ZIP):
        refuse_bombs(data, limits, "xlsx")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _read(book, limits)
    except Unreadable:
        raise
    except Exception as error:  # calamine panics, too, over what a broken file makes fail
        raise Unreadable(f"it is not a spreadsheet that can be opened ({type(error).__name__}: {error})") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("it is not a spreadsheet that can be opened") from error


def _read(book: CalamineWorkbook, limits: Limits) -> Layer | Corpus:
    sheets = list(_visible(book))
    for sheet in sheets:
        bottom, right = sheet.end or (0, 0)
        if (bottom + 1) * (right + 1) > limits.cells:
            raise Unreadable(f"its sheet {sheet.name!r} has more than {limits.cells:,} cells")
    rows = [row for sheet in sheets for row in _documents(sheet)]
    return Corpus(tuple(rows)) if rows else _composed(sheets, limits)


def _visible(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    for meta in book.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.start is not None:
                yield sheet


def _documents(sheet: CalamineSheet) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows of a sheet that is a table of documents, numbered as the sheet does; none of another sheet."""
    rows = ((number, values) for number, values in _values(sheet) if any(value != "" for value in values))
    header = next(rows, None)
    columns = corpus_columns([_shown(value) for value in header[1]]) if header else None
    for number, values in rows if columns is not None else ():
        if row := as_row(columns or {}, [_shown(value, keep_lines=True) for value in values]):
            yield number + 1, row


def _values(sheet: CalamineSheet) -> Iterator[tuple[int, Sequence[object]]]:
    """Rows with their numbers, counted from 0, each from the first column of the sheet."""
    yield from enumerate(sheet.to_python(skip_empty_area=False))


def _composed(sheets: list[CalamineSheet], limits: Limits) -> Layer:
    composer = Composer(limits)
    for sheet in sheets:
        composer.at(sheet.name)
        if not sheet.name.lower().rstrip("0123456789（()） ").endswith(_UNNAMED):
            composer.line(one_line(sheet.name))
        composer.table(sheet.name)
        for number, cells in _rows(sheet):
            composer.row(number, cells)
    return composer.layer()


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[GridCell]]]:
    """Rows with something in them, each up to its last cell that has."""
    merged = dict(sheet.merged_cell_ranges or ())
    for number, values in _values(sheet):
        texts = [one_line(_shown(value)) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, [_cell(text, number, column, merged) for column, text in enumerate(texts)]


def _cell(text: str, row: int, column: int, merged: dict[tuple[int, int], tuple[int, int]]) -> GridCell:
    last_row, last_column = merged.get((row, column), (row, column))
    return GridCell(text, column, last_row - row + 1, last_column - column + 1)


def _shown(value: object, keep_lines: bool = False) -> str:
    """A value as a sheet shows it: whole numbers without a point, dates in figures."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    text = str(value)
    return text if keep_lines else text.strip()
