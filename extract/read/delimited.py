"""Tables with a character between their cells (csv, tsv): a line for each row, or a document for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.read.compose import Composer, GridCell, one_line
from extract.read.corpus import as_row, corpus_columns
from extract.read.encoding import decode, encoding_of
from extract.read.layer import Layer
from extract.read.limits import Limits, Unreadable

_DELIMITERS = ",\t;|，"
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 30


def read_delimited(data: bytes, limits: Limits) -> Layer:
    """The layer of a table, a row a line; what looks like a formula is text. Raises Unreadable."""
    text = decode(data)
    composer = Composer(limits)
    composer.table("")
    for number, row in _numbered(io.StringIO(text, newline=""), delimiter_of(text[:_SAMPLE]), limits):
        while row and not row[-1].strip():
            row.pop()
        if row:
            composer.row(number - 1, [GridCell(one_line(cell), column) for column, cell in enumerate(row)])
    return composer.layer()


def document_rows(path: Path, limits: Limits) -> Iterator[tuple[int, dict[str, object]]] | None:
    """Rows with their numbers where the table at `path` is one of documents, None where it is not.

    The table may be of any size: `limits` bound each cell. Raises OSError, and Unreadable at a broken row.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    text = decode(sample) if sample.strip() else ""
    header = next(_numbered(io.StringIO(text, newline=""), delimiter_of(text), limits), None)
    columns = corpus_columns(header[1]) if header else None
    return _documents(path, columns, encoding_of(sample), delimiter_of(text), limits) if columns else None


def _documents(
    path: Path, columns: dict[int, str], encoding: str, delimiter: str, limits: Limits
) -> Iterator[tuple[int, dict[str, object]]]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        rows = _numbered(file, delimiter, limits)
        next(rows)
        for number, values in rows:
            if row := as_row(columns, values):
                yield number, row


def _numbered(file: Iterable[str], delimiter: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Rows with something in them, numbered from 1 as spreadsheets do."""
    csv.field_size_limit(limits.characters)
    rows = csv.reader(file, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise Unreadable(f"row {number} cannot be read: {error}") from error
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield number, row


def delimiter_of(sample: str) -> str:
    """The character between cells: the one that gives most rows the same number of cells, more than one.

    >>> delimiter_of("企业名称;所在地\\n甲公司，乙公司;合肥市\\n")
    ';'
    """
    lines = sample.splitlines()[:_SAMPLE_ROWS]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many rows have the commonest number of cells above one, and that number."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1]
    except csv.Error:
        widths = []
    common = max(sorted(set(widths)), key=widths.count, default=0)
    return widths.count(common), common
