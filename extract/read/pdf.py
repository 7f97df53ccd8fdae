"""PDF: the text layer page by page, as it was set; tables with ruled lines as rows of cells.

pdfium takes the text from a page, twice to three times as fast as pdfplumber; this one finds the cells of tables from
their lines, and is asked only about pages that have lines.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pdfplumber.utils.text import extract_text

from extract.read.compose import Composer, GridCell, one_line
from extract.read.layer import Layer
from extract.read.limits import Limits, Unreadable

# Less is no table: a line under a header, a frame around the page.
_LEAST_LINES = 6
_LEAST_ROWS, _LEAST_COLUMNS = 2, 2
# Edges of cells within so many points are one edge.
_SNAP = 3.0
_LINE_ENDS = re.compile(r"[ \t]*\r?\n")
# What stands in for characters where a font does not tell which they are.
_UNTOLD = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_MOST_UNTOLD = 0.3
# pdfium marks a hyphen at the end of a line so.
_HYPHEN = "\ufffe"
_SHOWN_PAGES = 8


def read_pdf(data: bytes, limits: Limits) -> Layer:
    """The layer of a PDF file; pages without text that show pictures are told in its problems.

    Raises Unreadable where no page has text, and for a file that is locked, broken or too long.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "assword" in str(error)
        reason = "it is protected by a password" if locked else f"it is not a pdf file that can be opened ({error})"
        raise Unreadable(reason) from error
    with document:
        if len(document) > limits.pages:
            raise Unreadable(f"it has more than {limits.pages:,} pages")
        return _Reader(document, data, limits).layer()


class _Reader:
    """One file; pdfplumber opens it only where a page has a table."""

    def __init__(self, document: pdfium.PdfDocument, data: bytes, limits: Limits) -> None:
        self._document = document
        self._data = data
        self._composer = Composer(limits)
        self._plumber: Any = None
        self._text = 0
        self._untold = 0

    def layer(self) -> Layer:
        pictures: list[int] = []
        for number in range(1, len(self._document) + 1):
            self._composer.at(f"第{number}页")
            page = _opened(self._document, number)
            if not self._page(page, number) and _has_picture(page):
                pictures.append(number)
            page.close()
        return self._checked(pictures)

    def _checked(self, pictures: Sequence[int]) -> Layer:
        if not self._text and pictures:
            raise Unreadable(
                "it has no text layer: its pages are pictures (a scan); run text recognition (OCR) over it first"
            )
        if self._untold > _MOST_UNTOLD * self._text:
            raise Unreadable("its text layer cannot be read: its fonts do not tell which characters they show")
        layer = self._composer.layer()
        if not pictures:
            return layer
        problem = f"{_pages(pictures)} no text layer (a scan?) and cannot be read; the other pages are"
        return Layer(layer.text, layer.metadata, (problem,), layer.map)

    def _page(self, page: pdfium.PdfPage, number: int) -> bool:
        """Adds the text of a page; whether it has any."""
        text = page.get_textpage()
        plain = _LINE_ENDS.sub("\n", text.get_text_bounded()).replace(_HYPHEN, "-").strip("\n")
        text.close()
        told = "".join(plain.split())
        self._text += len(told)
        self._untold += len(_UNTOLD.findall(told))
        if not told:
            return False
        tables = self._found_tables(number) if _has_lines(page) else []
        if tables:
            self._add_tables(number, *tables)
        else:
            self._composer.line(plain)
        return True

    def _found_tables(self, number: int) -> list[_PageTable]:
        """The tables of a page, from top to bottom, with the lines before each; the last has no rows.

        There is none where the page has none, or pdfplumber, which is less forgiving than pdfium, cannot read the page.
        """
        try:
            if self._plumber is None:
                self._plumber = pdfplumber.open(io.BytesIO(self._data))
            page = self._plumber.pages[number - 1]
            found = list(_page_tables(page))
            page.close()
        except Exception:  # pdfminer lets out whatever a broken file makes fail; the text is there without it
            return []
        return found

    def _add_tables(self, number: int, *tables: _PageTable) -> None:
        for count, table in enumerate(tables, start=1):
            self._composer.at(f"第{number}页")
            for line in table.before:
                self._composer.line(line)
            self._composer.table(f"第{number}页 表{count}")
            for row, cells in enumerate(table.rows):
                self._composer.row(row, cells)


@dataclass(frozen=True, slots=True)
class _PageTable:
    """A table of a page with the lines between it and the one before; at the end of a page there are lines only."""

    before: list[str]
    rows: list[list[GridCell]]


def _page_tables(page: Any) -> Iterator[_PageTable]:
    tables = [table for table in page.find_tables() if _is_table(table)]
    outer = [t for t in tables if not any(_within(t.bbox, other.bbox) for other in tables if other is not t)]
    at = page.bbox[1]
    for table in sorted(outer, key=lambda table: table.bbox[1]):
        yield _PageTable(_lines_between(page, at, table.bbox[1]), list(_rows(page, table)))
        at = max(at, table.bbox[3])
    if outer:
        yield _PageTable(_lines_between(page, at, page.bbox[3]), [])


def _lines_between(page: Any, top: float, bottom: float) -> list[str]:
    """The lines of text between two heights of a page."""
    if bottom - top <= 1:
        return []
    band = page.crop((page.bbox[0], top, page.bbox[2], bottom), strict=False)
    return [line["text"] for line in band.extract_text_lines(return_chars=False)]


def _opened(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise Unreadable(f"its page {number} cannot be opened ({error})") from error


def _has_lines(page: pdfium.PdfPage) -> bool:
    paths = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH])
    return sum(1 for _ in zip(range(_LEAST_LINES), paths, strict=False)) >= _LEAST_LINES


def _has_picture(page: pdfium.PdfPage) -> bool:
    return next(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]), None) is not None


def _is_table(table: Any) -> bool:
    columns = {round(cell[0]) for cell in table.cells}
    rows = {round(cell[1]) for cell in table.cells}
    return len(rows) >= _LEAST_ROWS and len(columns) >= _LEAST_COLUMNS


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _rows(page: Any, table: Any) -> Iterator[list[GridCell]]:
    """The rows of a table from the rectangles of its cells; merged ones reach over several edges of others."""
    tops = _edges(cell[1] for cell in table.cells)
    lefts = _edges(cell[0] for cell in table.cells)
    chars = sorted(page.crop(table.bbox, strict=False).chars, key=_middle)
    for row, (low, high) in enumerate(pairwise([*tops, float("inf")])):
        found: list[GridCell] = []
        for box in sorted(cell for cell in table.cells if low - _SNAP <= cell[1] < high - _SNAP):
            column, rows = _index(lefts, box[0]), _index(tops, box[3] - 2 * _SNAP) - row + 1
            columns = _index(lefts, box[2] - 2 * _SNAP) - column + 1
            found.append(GridCell(_text(chars, box), column, max(1, rows), max(1, columns)))
        yield found


def _edges(places: Iterator[float] | Any) -> list[float]:
    """Places in order, those that nearly coincide as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SNAP:
            found.append(place)
    return found


def _index(edges: Sequence[float], place: float) -> int:
    """The number of the last edge at or before a place."""
    return max((n for n, edge in enumerate(edges) if edge <= place + _SNAP), default=0)


def _text(chars: Sequence[dict[str, Any]], box: tuple[float, ...]) -> str:
    """The text in a cell, of characters in the order of their heights."""
    rows = chars[bisect_left(chars, box[1], key=_middle) : bisect_left(chars, box[3], key=_middle)]
    inside = [char for char in rows if box[0] <= (char["x0"] + char["x1"]) / 2 < box[2]]
    return one_line(str(extract_text(inside))) if inside else ""


def _middle(char: dict[str, Any]) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _pages(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]} has"
    shown = ", ".join(map(str, numbers[:_SHOWN_PAGES]))
    return f"pages {shown}{', …' if len(numbers) > _SHOWN_PAGES else ''} have"
