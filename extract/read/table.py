"""Tables of documents as JSON lines: one object a row, one document each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from extract.document import Document, Refusal
from extract.read.encoding import decode
from extract.read.layer import as_text_layer
from extract.read.limits import Limits, Unreadable, unopened
from extract.read.metadata import as_text, stated

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
        doc, text = _name(row), _text(row, limits)
    except Unreadable as error:
        yield Refusal(source, str(error))
        return
    metadata, problems = stated({**row, "date": row.get("date") or row.get("year")})
    for problem in problems:
        yield Refusal(source, problem)
    yield Document(doc, _row_hash(row), f"{label}:{number}", text, metadata)


def _parsed(line: bytes) -> dict[str, object]:
    try:
        row = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON ({error})") from error
    if not isinstance(row, dict):
        raise Unreadable("it is not a JSON object")
    return row


def _name(row: dict[str, object]) -> str:
    try:
        name = as_text(row.get("id"))
    except ValueError as error:
        raise Unreadable(f"its id cannot be used: {error}") from error
    if name is None:
        raise Unreadable("it has no id")
    return name


def _text(row: dict[str, object], limits: Limits) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        raise Unreadable("it has no text")
    return as_text_layer(text, limits)


def _row_hash(row: dict[str, object]) -> str:
    canonical = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
