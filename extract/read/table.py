"""Tables of documents as JSON lines: one object a row, one document each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from extract.document import Document, Refusal
from extract.read.corpus import row_documents
from extract.read.encoding import decode
from extract.read.limits import Limits, Unreadable, unopened

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_table(path: Path, label: str, limits: Limits) -> Iterator[Document | Refusal]:
    """A document for each row with `id` and `text`, and a refusal for what is wrong with a row.

    `label` names the table in each document's source. `title, region, date` (else `year`), `url, tier,
    notice` state metadata; other columns are passed over. A row's id is the SHA-256 of its canonical JSON
    (sorted keys, no blanks, UTF-8). The table may be of any size: `limits` bound each row.
    """
    try:
        for number, line in _lines(path, limits):
            yield from _read_row(line, path, label, number, limits)
    except OSError as error:
        yield Refusal(str(path), unopened(error))
    except Unreadable as error:
        yield Refusal(str(path), str(error))


def _lines(path: Path, limits: Limits) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, with their numbers, none of more than `limits.file_bytes`."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(limits.file_bytes + 1):
            number += 1
            if number == 1 and line.startswith(_UTF16_MARKS):
                raise Unreadable("it is in UTF-16; a table of JSON lines is to be in UTF-8")
            if len(line) > limits.file_bytes:
                raise Unreadable(f"line {number} is longer than {limits.file_bytes:,} bytes")
            if line.strip():
                yield number, line


def _read_row(line: bytes, path: Path, label: str, number: int, limits: Limits) -> Iterator[Document | Refusal]:
    source = f"{path}:{number}"
    try:
        row = _parsed(line)
    except Unreadable as error:
        yield Refusal(source, str(error))
        return
    yield from row_documents(row, source, f"{label}:{number}", None, limits)


def _parsed(line: bytes) -> dict[str, object]:
    try:
        row = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON ({error})") from error
    if not isinstance(row, dict):
        raise Unreadable("it is not a JSON object")
    return row
