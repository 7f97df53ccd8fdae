"""What is known of each document to find its copies, in a table: reading it takes no text and no record."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec
import numpy as np

from kg.reprints.corpus import copyable
from kg.reprints.grams import Hashes
from kg.reprints.groups import Copyable, Reprints
from kg.reprints.likeness import Likeness
from kg.reprints.passages import Place, Quotes, quotes_of
from kg.reprints.sketch import BANDS, Sketch
from ontology.records import Record, stable_id

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS source (document TEXT PRIMARY KEY, dated TEXT, known BLOB)",
    "CREATE TABLE IF NOT EXISTS compared (first TEXT, second TEXT, likeness BLOB, PRIMARY KEY (first, second))",
    "CREATE INDEX IF NOT EXISTS compared_second ON compared (second)",
)


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of evidence: where, of which entity it says what, and the key of its node."""

    start: int
    end: int
    predicate: str
    object: str
    node: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document: what tells it apart, the hash and the sketch of its text, its quotes, and what these say."""

    copyable: Copyable
    text: str
    sketch: Sketch
    quotes: Quotes
    said: tuple[Said, ...]


def source_of(record: Record, text: str, sketch: Sketch) -> Source:
    """What is known of a document; `text` is the hash of its text layer."""
    return Source(copyable(record), text, sketch, quotes_of(record), tuple(_said(record)))


class Library:
    """The documents of a graph, in a database whose transactions are somebody else's."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        for statement in _SCHEMA:
            self._db.execute(statement)

    def clear(self) -> None:
        """Forget all documents."""
        self._db.execute("DELETE FROM source")
        self._db.execute("DELETE FROM compared")

    def drop(self, documents: Iterable[str]) -> None:
        """Forget documents."""
        for document in documents:
            self._db.execute("DELETE FROM source WHERE document = ?", (document,))
            for side in ("first", "second"):
                # All places of the document: a semicolon is what comes after the colon.
                self._db.execute(f"DELETE FROM compared WHERE {side} BETWEEN ? AND ?", (f"{document}:", f"{document};"))

    def put(self, source: Source) -> None:
        """Take in a document."""
        row = source.copyable.id, _encoded(source)
        self._db.execute("INSERT OR REPLACE INTO source VALUES (?, NULL, ?)", row)

    def sources(self) -> list[Source]:
        """All documents, by id."""
        return [_decoded(row[0]) for row in self._db.execute("SELECT known FROM source ORDER BY document")]

    def alike(self, first: Place, second: Place, compare: Callable[[], Likeness]) -> Likeness:
        """How alike the quotes at two places are, by `compare` where that is not known yet."""
        key = [f"{place.document}:{place.start}:{place.end}" for place in (first, second)]
        row = self._db.execute("SELECT likeness FROM compared WHERE first = ? AND second = ?", key).fetchone()
        if row:
            return msgspec.msgpack.decode(row[0], type=Likeness)
        made = compare()
        self._db.execute("INSERT INTO compared VALUES (?, ?, ?)", (*key, msgspec.msgpack.encode(made)))
        return made

    def redate(self, reprints: Reprints) -> set[str]:
        """Note the dates that copies have from the first of their group; gives the documents that had another one."""
        before: Mapping[str, str | None] = dict(self._db.execute("SELECT document, dated FROM source"))
        now = {document: reprints.first_published.get(document) for document in before}
        changed = {document for document in before if before[document] != now[document]}
        rows = ((now[document], document) for document in changed)
        self._db.executemany("UPDATE source SET dated = ? WHERE document = ?", rows)
        return changed


def _said(record: Record) -> Iterable[Said]:
    for relation in record.relations:
        for evidence in relation.evidence:
            node = stable_id(relation.id, record.id, str(evidence.start), str(evidence.end))
            yield Said(evidence.start, evidence.end, relation.kind or relation.predicate, relation.object, node)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A sketch as bytes."""

    buckets: bytes
    lengths: bytes
    clauses: bytes


@dataclass(frozen=True, slots=True)
class _Stored:
    """A source as it is stored: arrays as bytes, all of 64 bits with the least first."""

    copyable: Copyable
    text: str
    sketch: _Sketch
    spans: tuple[tuple[int, int], ...]
    counts: tuple[int, ...]
    clauses: bytes
    lengths: bytes
    sketches: dict[int, _Sketch]
    said: tuple[Said, ...]


def _encoded(source: Source) -> bytes:
    quotes = source.quotes
    sketches = {number: _flat(one) for number, one in quotes.sketches.items()}
    arrays = _bytes(quotes.clauses), _bytes(quotes.lengths)
    whole = _flat(source.sketch)
    return msgspec.msgpack.encode(
        _Stored(source.copyable, source.text, whole, quotes.spans, quotes.counts, *arrays, sketches, source.said)
    )


def _decoded(blob: bytes) -> Source:
    stored = _stored.decode(blob)
    sketches = {number: _full(one) for number, one in stored.sketches.items()}
    quotes = Quotes(stored.spans, stored.counts, _array(stored.clauses), _array(stored.lengths), sketches)
    return Source(stored.copyable, stored.text, _full(stored.sketch), quotes, stored.said)


def _flat(sketch: Sketch) -> _Sketch:
    return _Sketch(_bytes(sketch.buckets), _bytes(sketch.lengths.astype(np.uint64)), _bytes(sketch.clauses))


def _full(stored: _Sketch) -> Sketch:
    buckets = _array(stored.buckets).reshape(-1, BANDS)
    return Sketch(buckets, _array(stored.lengths).astype(np.int64), _array(stored.clauses))


def _bytes(array: Hashes) -> bytes:
    return array.astype("<u8").tobytes()


def _array(data: bytes) -> Hashes:
    return np.frombuffer(data, "<u8").astype(np.uint64, copy=False)


_stored = msgspec.msgpack.Decoder(_Stored)
