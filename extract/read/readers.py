"""Readers by kind of file, each imported when it is first needed."""

from __future__ import annotations

from importlib import import_module

from extract.read.corpus import Corpus
from extract.read.layer import Layer
from extract.read.limits import Limits

_READERS = {
    "text": ("plain", "read_plain"),
    "markdown": ("markdown", "read_markdown"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "xlsx": ("workbook", "read_workbook"),
    "xls": ("workbook", "read_workbook"),
    "csv": ("delimited", "read_delimited"),
}
# What is read by decoding alone, in no more time than its length takes.
SIMPLE = ("text", "markdown", "csv")


def read_kind(kind: str, data: bytes, limits: Limits) -> Layer | Corpus:
    """What the reader of this kind makes of the bytes; raises Unreadable, and KeyError for a kind without a reader."""
    module, function = _READERS[kind]
    reader = getattr(import_module(f"extract.read.{module}"), function)
    found: Layer | Corpus = reader(data, limits)
    return found
