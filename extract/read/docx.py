"""Word documents: a line for each paragraph and each row of a table, in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from extract.read.layer import Layer, as_text_layer
from extract.read.limits import Limits, Unreadable

# Small parts may well be packed tight; only what is large and tight is a bomb.
_SMALL_PART = 1 << 20
_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Deleted text, the second copy of what older programs draw differently, and properties.
_SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:trPr", "w:tcPr"))) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_PARAGRAPH, _ROW, _CELL, _RUN_TEXT, _BOX = map(qn, ("w:p", "w:tr", "w:tc", "w:t", "w:txbxContent"))


def read_docx(data: bytes, limits: Limits) -> Layer:
    """The layer of a docx file; its properties, which mostly name a template, state nothing. Raises Unreadable."""
    _refuse_bombs(data, limits)
    try:
        body: Any = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # python-docx lets out whatever a broken package makes fail: a dozen types
        raise Unreadable(f"it is not a docx file that can be opened ({type(error).__name__}: {error})") from error
    return Layer(as_text_layer("\n".join(_lines(body)), limits))


def _refuse_bombs(data: bytes, limits: Limits) -> None:
    """Refuses by the sizes in the zip's directory; zipfile never unpacks more of a part than is stated there."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(f"it is not a docx file ({error})") from error
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise Unreadable(f"it unpacks to more than {limits.unpacked_bytes:,} bytes")
    for part in parts:
        if part.file_size > max(_SMALL_PART, limits.unpack_ratio * part.compress_size):
            raise Unreadable(f"its part {part.filename!r} unpacks to more than {limits.unpack_ratio} times its size")


def _lines(block: Any) -> Iterator[str]:
    """Lines of the body or a cell; wrappers (content controls, insertions, smart tags) are looked through.

    libxml2 allows 256 levels of elements, which bounds the recursion.
    """
    for child in block.iterchildren():
        if child.tag == _PARAGRAPH:
            yield from "".join(_texts(child)).split("\n")
            for box in _boxes(child):
                yield from _lines(box)
        elif child.tag == _ROW:
            yield "\t".join(" ".join(filter(None, map(_flat, _lines(cell)))) for cell in _cells(child))
        elif child.tag not in _SKIPPED:
            yield from _lines(child)


def _flat(line: str) -> str:
    return line.replace("\t", " ").strip()


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren():
        if child.tag == _CELL:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _cells(child)


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
