"""Tables whose rows are documents: told by their header, and each row made a document."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.document import Document, Refusal
from extract.read.layer import as_text_layer
from extract.read.limits import Limits, Unreadable
from extract.read.metadata import as_text, stated
from extract.rules.data import parsed

_COLUMNS = "corpus_columns.yaml"
_REQUIRED = ("id", "text", "title", "date")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Rows of a table of documents, each with its number as a reader of the table counts them."""

    rows: tuple[tuple[int, Mapping[str, object]], ...]


def corpus_columns(header: Sequence[str]) -> dict[int, str] | None:
    """What each column of a table of documents is (`text`, `title`, …, else its own name); None for other tables.

    A table of documents has a column of texts, and one of ids or titles.

    >>> corpus_columns(["标题", "正文", "栏目"])
    {0: 'title', 1: 'text', 2: '栏目'}
    """
    known = [_names().get(re.sub(r"\s", "", name).lower()) for name in header]
    if "text" not in known or not {"id", "title"} & set(known):
        return None
    found: dict[int, str] = {}
    for number, (role, name) in enumerate(zip(known, header, strict=True)):
        found[number] = role if role and role not in found.values() else name
    return found


def as_row(columns: Mapping[int, str], values: Sequence[object]) -> dict[str, object]:
    """A row of a table of documents by the names of its columns; blank cells say nothing."""
    pairs = ((columns.get(number, ""), value) for number, value in enumerate(values))
    return {name: value for name, value in pairs if name and value not in (None, "")}


def row_documents(
    row: Mapping[str, object], source: str, label: str, doc: str | None, limits: Limits
) -> Iterator[Document | Refusal]:
    """The document of a row, and refusals for what is wrong with it; `doc` names a row that has no id.

    Its hash is the SHA-256 of its canonical JSON (sorted keys, no blanks, UTF-8).
    """
    try:
        name, text = _name(row, doc), _text(row, limits)
    except Unreadable as error:
        yield Refusal(source, str(error))
        return
    metadata, problems = stated({**row, "date": row.get("date") or row.get("year")})
    for problem in problems:
        yield Refusal(source, problem)
    yield Document(name, _row_hash(row), label, text, metadata)


def _name(row: Mapping[str, object], default: str | None) -> str:
    try:
        name = as_text(row.get("id"))
    except ValueError as error:
        raise Unreadable(f"its id cannot be used: {error}") from error
    if name is None and default is None:
        raise Unreadable("it has no id")
    return name or str(default)


def _text(row: Mapping[str, object], limits: Limits) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        raise Unreadable("it has no text")
    return as_text_layer(text, limits)


def _row_hash(row: Mapping[str, object]) -> str:
    canonical = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _names() -> dict[str, str]:
    """Role by name of a column; raises ValueError where the file is not lists of names by role."""
    data = parsed((files(__package__) / _COLUMNS).read_text("utf-8"))
    if not isinstance(data, dict) or not set(_REQUIRED) <= set(data):
        raise ValueError(f"{_COLUMNS}: lists of names under {', '.join(_REQUIRED)} are expected")
    names: dict[str, str] = {}
    for role, spellings in data.items():
        for name in spellings:
            if not isinstance(name, str) or name in names:
                raise ValueError(f"{_COLUMNS}: {role}: {name!r} is no name, or stands there twice")
            names[name] = role
    return names
