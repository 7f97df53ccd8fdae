"""What a file really is: names deceive (an xls that is a web page, a doc that is rich text), first bytes do not."""

from __future__ import annotations

import io
import re
import zipfile

from extract.read.limits import Unreadable

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE)
_XML_SHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Streams of compound files, and what they make the file.
_STREAMS = (("EncryptedPackage", "locked"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
_PARTS = (("word/", "docx"), ("xl/", "xlsx"))
_TEXT = {".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
_SHEETS = (".xls", ".xlsx", ".et")


def kind_of(data: bytes, suffix: str) -> str:
    """Kind of a file of this suffix (`.xls`): text, markdown, html, csv, pdf, docx, xlsx, xls, doc, rtf or sheet-xml.

    A suffix of text is believed. Raises Unreadable where the bytes are nothing that a file so named may be.
    """
    if suffix in _TEXT:
        return _TEXT[suffix]
    kind = _by_content(data, suffix)
    if kind == "locked":
        raise Unreadable("it is protected by a password")
    if kind is None:
        raise Unreadable(f"it is not {_article(suffix)} {suffix.removeprefix('.')} file")
    return kind


def _by_content(data: bytes, suffix: str) -> str | None:
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), None)
    if data.startswith(_ZIP):
        return _package(data) or suffix.removeprefix(".")
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    return _text_kind(head, suffix)


def _package(data: bytes) -> str | None:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    return next((kind for start, kind in _PARTS if any(name.startswith(start) for name in names)), None)


def _text_kind(head: bytes, suffix: str) -> str | None:
    if _XML_SHEET in head:
        return "sheet-xml"
    if _PAGE.search(head):
        return "html"
    if suffix in _SHEETS and head.strip() and not _BINARY.search(head):
        return "csv"
    return "docx" if suffix == ".docx" else None


def _article(suffix: str) -> str:
    return "an" if suffix[1:2] in "exr" else "a"
