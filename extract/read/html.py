"""Web pages: the visible text, a line for each block and each row of a table, with its paragraph or cells."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from extract.read.compose import Composer, GridCell, one_line
from extract.read.encoding import decode
from extract.read.layer import Layer, as_text_layer
from extract.read.limits import Limits, Unreadable
from extract.read.metadata import merged, stated

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
_HEADINGS = 5
_UNSEEN = frozenset((
    "head", "script", "style", "nav", "footer", "noscript", "template", "iframe", "object", "svg", "canvas",
    "select", "button", "textarea",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "legend",
    "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
))  # fmt: skip
_CELLS = ("td", "th")
_MAX_SPAN = 1000
# A cell of data may be broken into so many lines of so many characters, in a row of so many cells.
_MAX_BROKEN, _SHORT, _LEAST_DATA = 3, 20, 3
# Every level hands its lines to the one above, which is slow where somebody nests thousands.
_MAX_TABLES = 50
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A line end of the source between two Chinese characters is no blank (CSS Text 3, segment break transformation).
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WIDE_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*\n[ \t\n]*(?={_WIDE})")
_BLANKS = re.compile(r"[ \t\n\f]+")
# The names that Chinese government sites give their meta elements, after the state's norm for them.
_META_NAMES = {"articletitle": "title", "pubdate": "date", "url": "url"}


def read_html(data: bytes, limits: Limits) -> Layer:
    """The layer of a page, with the title and date that it states. Raises Unreadable."""
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    text = decode(data, declared.group(1).decode("ascii", "replace") if declared else None)
    if text.count("<") > limits.elements:
        raise Unreadable(f"it has more than {limits.elements:,} elements")
    soup = _parsed(as_text_layer(text, limits))
    metadata, problems = stated(_meta(soup))
    titles, title_problems = stated({"title": _title(soup)})
    page = _Lines()
    _walk(page, soup)
    layer = _composed(page.lines, limits)
    return replace(layer, metadata=merged(metadata, titles), problems=problems + title_problems)


def _parsed(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        # It warns of XHTML and of short texts that look like a file name: both are pages to us.
        warnings.simplefilter("ignore", UserWarning)
        return BeautifulSoup(text, "lxml")


def _meta(soup: BeautifulSoup) -> dict[str, object]:
    values: dict[str, object] = {}
    for element in soup.find_all("meta"):
        name = _META_NAMES.get(str(element.get("name")).lower())
        content = str(element.get("content", "")).strip()
        # An address within the site says nothing outside it.
        if name and content and (name != "url" or content.startswith("http")):
            values.setdefault(name, content)
    return values


def _title(soup: BeautifulSoup) -> str | None:
    """The page's title; its one main heading where the title only adds the name of the site to that."""
    title = _inline(soup.title.get_text()) if soup.title else ""
    headings = [text for heading in soup.find_all("h1", limit=_HEADINGS) if (text := _inline(heading.get_text()))]
    if len(headings) == 1 and (not title or headings[0] in title):
        return headings[0]
    return title or None


def _walk(page: _Lines, root: Tag) -> None:
    """Every seen node in reading order; with a stack of its own, since untrusted pages nest without bound."""
    stack: list[tuple[Tag, Iterator[PageElement], bool]] = [(root, iter(root.children), False)]
    while stack:
        parent, children, in_article = stack[-1]
        child = next(children, None)
        if child is None:
            page.close(parent.name)
            stack.pop()
        elif isinstance(child, Tag):
            if _is_seen(child, in_article):
                page.open(child)
                stack.append((child, iter(child.children), in_article or child.name == "article"))
        elif type(child) in (NavigableString, CData):
            page.text(str(child))


def _is_seen(element: Tag, in_article: bool) -> bool:
    # The header of a page is furniture, that of an article its title.
    return (
        element.name not in _UNSEEN
        and (element.name != "header" or in_article)
        and not element.has_attr("hidden")
        and not _HIDDEN.search(str(element.get("style", "")))
    )


class _Line(NamedTuple):
    """A line of text, or where it has cells, row `number` of the table opened as number `table`."""

    text: str
    cells: tuple[GridCell, ...] = ()
    table: int = 0
    number: int = 0


@dataclass(slots=True)
class _OpenCell:
    """A cell whose lines are still gathered."""

    rows: int
    columns: int
    lines: list[_Line] = field(default_factory=list)


@dataclass(slots=True)
class _OpenTable:
    """A table that is being read: how many rows it had, and how far down merged cells still reach, by column."""

    key: int
    rows: int = 0
    reach: dict[int, int] = field(default_factory=dict)

    def free_column(self, column: int) -> int:
        """The first column from `column` on that no cell from above covers in this row."""
        while self.reach.get(column, 0) > self.rows:
            column += 1
        return column


class _Lines:
    """Lines as they come up: a cell of a table gathers its own, until its row is known whole."""

    def __init__(self) -> None:
        self._run: list[str] = []
        self._tables: list[_OpenTable] = []
        self._met = 0
        self._rows: list[list[_OpenCell]] = []
        self._lines: list[list[_Line]] = [[]]

    @property
    def lines(self) -> list[_Line]:
        """The finished lines."""
        return self._lines[0]

    def text(self, text: str) -> None:
        """Goes on with the line."""
        self._run.append(text)

    def open(self, element: Tag) -> None:
        """An element begins; raises Unreadable where it is one table in another too many."""
        name = element.name
        if name in _BLOCKS:
            self._end_line()
        if name == "table":
            self._met += 1
            self._tables.append(_OpenTable(self._met))
        elif name == "tr":
            if len(self._rows) == _MAX_TABLES:
                raise Unreadable(f"its tables are nested more than {_MAX_TABLES} deep")
            self._rows.append([])
        elif name in _CELLS:
            cell = _OpenCell(_span(element, "rowspan"), _span(element, "colspan"))
            self._lines.append(cell.lines)
            if self._rows:
                self._rows[-1].append(cell)

    def close(self, name: str) -> None:
        """An element ends."""
        if name in _BLOCKS:
            self._end_line()
        if name == "table" and self._tables:
            self._tables.pop()
        elif name == "tr":
            row = self._rows.pop()
            self._lines[-1].extend(_row_lines(row, self._tables[-1] if self._tables else _OpenTable(0)))
        elif name in _CELLS:
            lines = self._lines.pop()
            if not self._rows:
                self._lines[-1].extend(lines)

    def _end_line(self) -> None:
        if line := _inline("".join(self._run)):
            self._lines[-1].append(_Line(line))
        self._run.clear()


def _row_lines(cells: list[_OpenCell], table: _OpenTable) -> list[_Line]:
    """One line with tabs, unless the row is layout: then lines stay lines."""
    number, found, column = table.rows, list[GridCell](), 0
    is_layout = _is_layout(cells)
    for cell in cells:
        column = table.free_column(column)
        text = one_line("\n".join(line.text for line in cell.lines))
        found.append(GridCell(text, column, cell.rows, cell.columns))
        for covered in range(column, column + cell.columns) if cell.rows > 1 else ():
            table.reach[covered] = number + cell.rows
        column += cell.columns
    table.rows += 1
    if is_layout:
        return [line for cell in cells for line in cell.lines]
    row = _Line("", tuple(found), table.key, number)
    return [row] if any(cell.text.strip() for cell in found) else []


def _is_layout(cells: list[_OpenCell]) -> bool:
    """Whether a cell holds a table, or several lines; a few short ones in a row of data are a name that was broken."""
    several = [cell for cell in cells if len(cell.lines) > 1]
    if any(line.cells for cell in cells for line in cell.lines):
        return True
    short = all(len(cell.lines) <= _MAX_BROKEN and all(len(i.text) <= _SHORT for i in cell.lines) for cell in several)
    return bool(several) and not (short and len(cells) >= _LEAST_DATA)


def _span(element: Tag, name: str) -> int:
    value = str(element.get(name, "")).strip()
    return max(1, min(int(value), _MAX_SPAN)) if value.isdecimal() else 1


def _composed(lines: Iterable[_Line], limits: Limits) -> Layer:
    """Paragraphs are counted outside tables; tables in the order in which they have rows."""
    composer, table, paragraphs = Composer(limits), 0, 0
    names: dict[int, str] = {}
    for line in lines:
        if line.cells:
            if line.table != table:
                composer.table(names.setdefault(line.table, f"表{len(names) + 1}"))
            composer.row(line.number, line.cells)
        else:
            paragraphs += 1
            composer.at(f"第{paragraphs}段")
            composer.line(line.text)
        table = line.table
    return composer.layer()


def _inline(text: str) -> str:
    """One line of text, blanks collapsed as a browser does."""
    return _BLANKS.sub(" ", _WIDE_BREAK.sub("", text)).strip(" ")
