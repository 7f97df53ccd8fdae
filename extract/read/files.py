"""One file into its document, or the documents of its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from extract.document import Document, Refusal
from extract.read.corpus import Corpus, row_documents
from extract.read.delimited import document_rows
from extract.read.layer import Layer
from extract.read.limits import Limits, Unreadable, read_bytes, unopened
from extract.read.office import TARGETS, convert
from extract.read.parquet import parquet_rows
from extract.read.sniff import kind_of
from extract.read.table import read_table
from extract.read.worker import read_safely

_DELIMITED = (".csv", ".tsv")
FORMATS = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".doc", ".wps", ".rtf", ".pdf", ".xlsx", ".xls", ".et",
    *_DELIMITED, ".jsonl", ".parquet",
)  # fmt: skip
_Rows = Iterable[tuple[int, Mapping[str, object]]]


def read_file(path: Path, doc: str, label: str, limits: Limits) -> Iterator[Document | Refusal]:
    """The document of the file at `path`, named `doc`, or one for each row of a table of documents.

    `label` names the file in each document's source; a row's is followed by its number. Refusals name `path`.
    """
    try:
        rows = _streamed(path, limits)
        if path.suffix.lower() == ".jsonl":
            yield from read_table(path, label, limits)
        elif rows is not None:
            yield from _row_documents(rows, path, doc, label, limits)
        else:
            yield from _whole(path, doc, label, limits)
    except Unreadable as error:
        yield Refusal(str(path), str(error))
    except OSError as error:
        yield Refusal(str(path), unopened(error))


def _streamed(path: Path, limits: Limits) -> _Rows | None:
    """The rows of a table of documents that may be larger than a document; None for other files."""
    suffix = path.suffix.lower()
    if suffix in _DELIMITED:
        return document_rows(path, limits)
    return parquet_rows(path, limits) if suffix == ".parquet" else None


def _whole(path: Path, doc: str, label: str, limits: Limits) -> Iterator[Document | Refusal]:
    data = read_bytes(path, limits)
    found = _parsed(data, path.suffix.lower(), limits)
    if isinstance(found, Corpus):
        yield from _row_documents(found.rows, path, doc, label, limits)
        return
    for problem in found.problems:
        yield Refusal(str(path), problem)
    yield Document(doc, hashlib.sha256(data).hexdigest(), label, found.text, found.metadata, found.map)


def _parsed(data: bytes, suffix: str, limits: Limits) -> Layer | Corpus:
    kind = "csv" if suffix in _DELIMITED else kind_of(data, suffix)
    if kind in TARGETS:
        return read_safely(TARGETS[kind], convert(data, kind, limits), limits)
    return read_safely(kind, data, limits)


def _row_documents(rows: _Rows, path: Path, doc: str, label: str, limits: Limits) -> Iterator[Document | Refusal]:
    for number, row in rows:
        yield from row_documents(row, f"{path}:{number}", f"{label}:{number}", f"{doc}/{number}", limits)
