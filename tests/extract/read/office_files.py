"""Small files of office formats, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import xlwt
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

FONT = "STSong-Light"
Rows = Sequence[Sequence[object]]


def xlsx(rows: Rows, merged: Sequence[str] = (), title: str = "Sheet1", hidden: Rows = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for stretch in merged:
        sheet.merge_cells(stretch)
    if hidden:
        other = book.create_sheet("隐藏")
        other.sheet_state = "hidden"
        for row in hidden:
            other.append(list(row))
    return _saved(book)


def xls(rows: Rows, merged: Sequence[tuple[int, int, int, int, str]] = ()) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    for stretch in merged:
        sheet.write_merge(*stretch)
    return _saved(book)


def pdf(*story: Flowable | str, password: str = "") -> bytes:
    """A file of paragraphs, tables and page breaks, in a font that readers bring along."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("text", fontName=FONT, fontSize=12, leading=18, wordWrap="CJK")
    buffer = io.BytesIO()
    lock = {"encrypt": pdfencrypt.StandardEncryption(password)} if password else {}
    flowables = [Paragraph(part, style) if isinstance(part, str) else part for part in story]
    SimpleDocTemplate(buffer, invariant=1, **lock).build(flowables)
    return buffer.getvalue()


def ruled(rows: Rows, spans: Sequence[tuple[Any, ...]] = ()) -> Table:
    """A table with lines between its cells, for `pdf`."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    commands = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTNAME", (0, 0), (-1, -1), FONT)]
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return Table(cells, style=[*commands, *(("SPAN", *span) for span in spans)])


def new_page() -> PageBreak:
    return PageBreak()


def scan(*texts: str) -> bytes:
    """A file with a page for each text; an empty one is a page that shows a picture only."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for text in texts:
        if text:
            canvas.setFont(FONT, 12)
            canvas.drawString(80, 700, text)
        else:
            canvas.drawInlineImage(_picture(), 80, 400, 200, 200)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _picture() -> Any:
    from PIL import Image

    return Image.new("L", (8, 8), 128)


def _saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
