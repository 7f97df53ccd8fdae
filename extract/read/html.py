"""Web pages: the visible text, a line for each block and each row of a table."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

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
    return Layer(as_text_layer("\n".join(page.lines), limits), merged(metadata, titles), problems + title_problems)


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
                page.open(child.name)
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


class _Lines:
    """Lines as they come up: a cell of a table gathers its own, until its row is known whole."""

    def __init__(self) -> None:
        self._run: list[str] = []
        self._rows: list[list[list[str]]] = []
        self._lines: list[list[str]] = [[]]

    @property
    def lines(self) -> list[str]:
        """The finished lines."""
        return self._lines[0]

    def text(self, text: str) -> None:
        """Goes on with the line."""
        self._run.append(text)

    def open(self, name: str) -> None:
        """An element begins; raises Unreadable where it is one table in another too many."""
        if name in _BLOCKS:
            self._end_line()
        if name == "tr":
            if len(self._rows) == _MAX_TABLES:
                raise Unreadable(f"its tables are nested more than {_MAX_TABLES} deep")
            self._rows.append([])
        elif name in _CELLS:
            self._lines.append([])

    def close(self, name: str) -> None:
        """An element ends."""
        if name in _BLOCKS:
            self._end_line()
        if name == "tr":
            self._lines[-1].extend(_row_lines(self._rows.pop()))
        elif name in _CELLS:
            cell = self._lines.pop()
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._lines[-1].extend(cell)

    def _end_line(self) -> None:
        if line := _inline("".join(self._run)):
            self._lines[-1].append(line)
        self._run.clear()


def _row_lines(cells: list[list[str]]) -> list[str]:
    """One line with tabs where every cell has at most one line; else it is layout, and lines stay lines."""
    if any(len(cell) > 1 for cell in cells):
        return [line for cell in cells for line in cell]
    row = "\t".join(cell[0] if cell else "" for cell in cells)
    return [row] if row.strip() else []


def _inline(text: str) -> str:
    """One line of text, blanks collapsed as a browser does."""
    return _BLANKS.sub(" ", _WIDE_BREAK.sub("", text)).strip(" ")
