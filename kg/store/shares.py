"""The shares: what each document adds to the graphs that all share, piece by piece.

A piece is (document, kind, key, said). The shared graphs are a function of what all documents say under one key,
key by key; so a change of documents touches only the keys of these documents, and what follows from a key before
and after is the whole difference. They are derived: they name the generation that they belong to, and are
filled again from the records where that is not the current one (a build was killed between two steps).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS piece (kind TEXT, key TEXT, document TEXT, said TEXT,
  PRIMARY KEY (kind, key, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS of_document ON piece (document);
CREATE TABLE IF NOT EXISTS belongs (generation TEXT);
CREATE TEMP TABLE touched (kind TEXT, key TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
"""
_ALL = "SELECT kind, key, said FROM piece ORDER BY kind, key, document"
_KIND = "SELECT kind, key, said FROM piece WHERE kind = ? ORDER BY key, document"
_TOUCHED = "SELECT kind, key, said FROM touched JOIN piece USING (kind, key) ORDER BY kind, key, document"


@dataclass(frozen=True, slots=True)
class Piece:
    """What one document says under a key; `said` is plain JSON."""

    kind: str
    key: str
    said: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is said under a key, by document."""

    kind: str
    key: str
    said: list[Any]


class Shares:
    """Pieces of all documents; nothing lasts before `commit`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")

    @property
    def database(self) -> sqlite3.Connection:
        """For what else is kept from build to build and lasts with the same `commit`."""
        return self._db

    def generation(self) -> str | None:
        """The generation whose documents these are."""
        row = self._db.execute("SELECT generation FROM belongs").fetchone()
        return str(row[0]) if row else None

    def clear(self) -> None:
        """Forget all documents."""
        self._db.execute("DELETE FROM piece")

    def touch(self, documents: Iterable[str], pieces: Iterable[Piece] = ()) -> None:
        """Mark the keys of what these documents have said, and those of `pieces`, for `touched`."""
        for document in documents:
            self._db.execute(
                "INSERT OR IGNORE INTO touched SELECT kind, key FROM piece WHERE document = ?", (document,)
            )
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?)", ((p.kind, p.key) for p in pieces))

    def put(self, document: str, pieces: Iterable[Piece]) -> None:
        """Replace all that a document says; without pieces it is gone."""
        self._db.execute("DELETE FROM piece WHERE document = ?", (document,))
        rows = ((p.kind, p.key, document, json.dumps(p.said, ensure_ascii=False)) for p in pieces)
        self._db.executemany("INSERT INTO piece VALUES (?, ?, ?, ?)", rows)

    def touched(self) -> Iterator[Entry]:
        """The marked keys that anybody says something under, in order."""
        return self._entries(_TOUCHED)

    def entries(self) -> Iterator[Entry]:
        """All keys, in order."""
        return self._entries(_ALL)

    def of_kind(self, kind: str) -> Iterator[Entry]:
        """All keys of one kind, in order."""
        return self._entries(_KIND, (kind,))

    def commit(self, generation: str) -> None:
        """Keep it all, as the shares of this generation."""
        self._db.execute("DELETE FROM belongs")
        self._db.execute("INSERT INTO belongs VALUES (?)", (generation,))
        self._db.execute("DELETE FROM touched")
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def _entries(self, sql: str, values: tuple[str, ...] = ()) -> Iterator[Entry]:
        with closing(self._db.cursor()) as cursor:
            for (kind, key), rows in groupby(cursor.execute(sql, values), key=lambda row: (row[0], row[1])):
                yield Entry(kind, key, [json.loads(row[2]) for row in rows])


@contextmanager
def open_shares(path: Path | None = None) -> Iterator[Shares]:
    """The shares in the file `path`, an empty one where that is missing or damaged; without a path, in memory."""
    if path is not None and not _is_sound(path):
        for part in (path, path.with_name(path.name + "-journal")):
            part.unlink(missing_ok=True)
    with closing(_connect(path)) as connection:
        yield Shares(connection)


def _connect(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(path or ":memory:", isolation_level=None)
    # Keys that change are few beside what is kept; temporary tables need no file.
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _is_sound(path: Path) -> bool:
    try:
        with closing(_connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True
