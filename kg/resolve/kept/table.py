"""The tables of what resolution keeps: entities, units, the keys that units hold, and pairs to be merged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from kg.resolve.identity import Identity
from kg.resolve.match.blocks import Key
from kg.resolve.match.profile import Profile
from kg.resolve.units import BY_TABLE, Unit

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entity (id TEXT PRIMARY KEY, document TEXT, type TEXT, kind TEXT, key TEXT, alone INT,
  unit TEXT, profile BLOB);
CREATE INDEX IF NOT EXISTS entity_of_document ON entity (document);
CREATE INDEX IF NOT EXISTS entity_of_sign ON entity (kind, key);
CREATE INDEX IF NOT EXISTS entity_of_unit ON entity (unit);
CREATE TABLE IF NOT EXISTS unit (id TEXT PRIMARY KEY, kind TEXT, key TEXT, strong INT, vocabulary INT, places TEXT,
  thing_kind TEXT, thing_key TEXT, profile BLOB);
CREATE TABLE IF NOT EXISTS held (key TEXT, unit TEXT, PRIMARY KEY (key, unit)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS held_by_unit ON held (unit);
CREATE TABLE IF NOT EXISTS wanted (first TEXT, second TEXT, probability REAL,
  PRIMARY KEY (first, second)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS wanted_second ON wanted (second);
CREATE TABLE IF NOT EXISTS verdict (said TEXT, first TEXT, second TEXT);
"""
_TABLES = ("entity", "unit", "held", "wanted", "verdict")
# A thing is what a unit came to, or what a table of names says of an entity that is no unit.
_THING = "coalesce(unit.thing_kind, entity.kind), coalesce(unit.thing_key, entity.key)"
_BETWEEN, _MANY = "\x1f", 500
_NAMES, _PREFIXES = "called", "begins"
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table of entities; without a profile where a table tells its type's things apart."""

    id: str
    document: str
    type: str
    sign: Identity
    alone: bool
    profile: Profile | None

    @property
    def row(self) -> Row:
        """As it is stored."""
        blob = None if self.profile is None else msgspec.json.encode(self.profile)
        return self.id, self.document, self.type, self.sign.kind, self.sign.key, self.alone, None, blob


class Kept:
    """The tables in a database whose transactions are somebody else's."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        for statement in _SCHEMA.split(";")[:-1]:
            self._db.execute(statement)

    def clear(self) -> None:
        """Forget everything."""
        for table in _TABLES:
            self._db.execute(f"DELETE FROM {table}")

    def empty(self) -> bool:
        """Whether nothing is kept yet."""
        return self._db.execute("SELECT 1 FROM entity LIMIT 1").fetchone() is None

    def signs_of_documents(self, documents: Iterable[str]) -> set[Identity]:
        """What identifies the entities of documents."""
        return {Identity(*row) for row in self._many("SELECT kind, key FROM entity WHERE document IN", documents)}

    def signs(self, entities: Iterable[str]) -> set[Identity]:
        """What identifies entities."""
        return {Identity(*row) for row in self._many("SELECT kind, key FROM entity WHERE id IN", entities)}

    def links(self, document: str) -> dict[str, Identity]:
        """What each entity of a document is."""
        rows = self._db.execute(
            f"SELECT entity.id, {_THING} FROM entity LEFT JOIN unit ON unit.id = unit WHERE document = ?", (document,)
        )
        return {id: Identity(kind, key) for id, kind, key in rows}

    def things(self, signs: Iterable[Identity]) -> dict[str, tuple[str, Identity]]:
        """The entities with one of these signs: their documents, and what they are."""
        found: dict[str, tuple[str, Identity]] = {}
        for sign in signs:
            rows = self._db.execute(
                f"SELECT entity.id, document, {_THING} FROM entity LEFT JOIN unit ON unit.id = unit "
                "WHERE entity.kind = ? AND entity.key = ?",
                (sign.kind, sign.key),
            )
            found |= {id: (document, Identity(kind, key)) for id, document, kind, key in rows}
        return found

    def things_of(self, entities: Iterable[str]) -> dict[str, Identity]:
        """What entities are, of those that are there."""
        sql = f"SELECT entity.id, {_THING} FROM entity LEFT JOIN unit ON unit.id = unit WHERE entity.id IN"
        return {id: Identity(kind, key) for id, kind, key in self._many(sql, entities)}

    def members(self, units: Iterable[str]) -> dict[str, tuple[str, Identity]]:
        """The entities of units: their documents, and what they are."""
        sql = f"SELECT entity.id, document, {_THING} FROM entity JOIN unit ON unit.id = unit WHERE unit.id IN"
        return {id: (document, Identity(kind, key)) for id, document, kind, key in self._many(sql, units)}

    def drop_documents(self, documents: Iterable[str]) -> None:
        """Forget the entities of documents."""
        self._db.executemany("DELETE FROM entity WHERE document = ?", ((document,) for document in documents))

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in entities of documents that have none yet."""
        self._db.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (entry.row for entry in entries))

    def units_of_signs(self, signs: Iterable[Identity]) -> set[str]:
        """The units that hold entities with one of these signs."""
        sql = "SELECT DISTINCT unit FROM entity WHERE kind = ? AND key = ? AND unit IS NOT NULL"
        return {row[0] for sign in signs for row in self._db.execute(sql, (sign.kind, sign.key))}

    def unit_of(self, entity: str) -> str | None:
        """The unit of an entity."""
        row = self._db.execute("SELECT unit FROM entity WHERE id = ?", (entity,)).fetchone()
        return row[0] if row else None

    def bearers(self, sign: Identity) -> list[tuple[str, str, str, bool, Profile | None]]:
        """Entities with a sign: id, document, type, whether it is theirs alone, and how their document shows them."""
        rows = self._db.execute(
            "SELECT id, document, type, alone, profile FROM entity WHERE kind = ? AND key = ? ORDER BY id",
            (sign.kind, sign.key),
        )
        return [(id, doc, type, bool(alone), blob and decoded(blob)) for id, doc, type, alone, blob in rows]

    def drop_units(self, units: Sequence[str]) -> tuple[dict[str, set[str]], dict[str, list[str]], set[str]]:
        """Forget units; gives what they held, by key, their places, and the units that they were to be merged with."""
        held: dict[str, set[str]] = {}
        for key, unit in self._many("SELECT key, unit FROM held WHERE unit IN", units):
            held.setdefault(key, set()).add(unit)
        places = {
            unit: msgspec.json.decode(p) for unit, p in self._many("SELECT id, places FROM unit WHERE id IN", units)
        }
        near = {row[0] for row in self._many("SELECT second FROM wanted WHERE first IN", units)}
        near |= {row[0] for row in self._many("SELECT first FROM wanted WHERE second IN", units)}
        for table, column in (("held", "unit"), ("wanted", "first"), ("wanted", "second"), ("unit", "id")):
            self._db.executemany(f"DELETE FROM {table} WHERE {column} = ?", ((unit,) for unit in units))
        self._db.executemany("UPDATE entity SET unit = NULL WHERE unit = ?", ((unit,) for unit in units))
        return held, places, near - set(units)

    def add_unit(self, unit: Unit, places: Sequence[str]) -> None:
        """Take in a unit, which is by itself what identifies it."""
        profile, identity = unit.profile, unit.identity
        # Of a single entity the profile is its own, where it has one.
        own = len(unit.members) == 1 and profile.type not in BY_TABLE
        blob = None if own else msgspec.json.encode(profile)
        parts = identity.kind, identity.key
        vocabulary = profile.vocabulary is not None
        row = (profile.key, *parts, unit.strong, vocabulary, msgspec.json.encode(places), *parts, blob)
        self._db.execute("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._db.executemany("UPDATE entity SET unit = ? WHERE id = ?", ((profile.key, id) for id in unit.members))

    def profile(self, unit: str) -> Profile:
        """What a unit shows of itself."""
        row = self._db.execute(
            "SELECT coalesce(unit.profile, entity.profile) FROM unit JOIN entity ON unit.id = entity.id "
            "WHERE unit.id = ?",
            (unit,),
        ).fetchone()
        return decoded(row[0])

    def places(self, unit: str) -> list[str]:
        """The divisions by which a unit is parted from others with the same key."""
        found: list[str] = msgspec.json.decode(
            self._db.execute("SELECT places FROM unit WHERE id = ?", (unit,)).fetchone()[0]
        )
        return found

    def rank(self, unit: str) -> tuple[bool, bool, Identity]:
        """By which the identity of a cluster is chosen from those of its units, the least first."""
        sql = "SELECT vocabulary, strong, kind, key FROM unit WHERE id = ?"
        vocabulary, strong, kind, key = self._db.execute(sql, (unit,)).fetchone()
        return not vocabulary, not strong, Identity(kind, key)

    def become(self, units: Iterable[str], thing: Identity) -> None:
        """Say what units are."""
        rows = ((thing.kind, thing.key, unit, thing.kind, thing.key) for unit in units)
        self._db.executemany(
            "UPDATE unit SET thing_kind = ?, thing_key = ? WHERE id = ? AND (thing_kind, thing_key) != (?, ?)", rows
        )

    def hold(self, rows: Iterable[tuple[str, str]]) -> None:
        """Give keys to units."""
        self._db.executemany("INSERT OR IGNORE INTO held VALUES (?, ?)", rows)

    def release(self, key: str) -> list[str]:
        """Take a key from all units that hold it."""
        found = self.holders(key)
        self._db.execute("DELETE FROM held WHERE key = ?", (key,))
        return found

    def holders(self, key: str) -> list[str]:
        """The units that hold a key, in order."""
        return [row[0] for row in self._db.execute("SELECT unit FROM held WHERE key = ? ORDER BY unit", (key,))]

    def common_keys(self, first: str, second: str) -> list[str]:
        """The keys that two units both hold."""
        sql = "SELECT key FROM held WHERE unit = ? INTERSECT SELECT key FROM held WHERE unit = ?"
        return [row[0] for row in self._db.execute(sql, (first, second))]

    def starting(self, prefix: str) -> Iterator[str]:
        """The texts that any unit is called and that begin so."""
        first = name_key(prefix)
        sql = "SELECT DISTINCT key FROM held WHERE key >= ? AND key < ?"
        for (key,) in self._db.execute(sql, (first, first + chr(0x10FFFF))):
            yield key[len(_NAMES) + 1 :]

    def want(self, rows: Iterable[tuple[str, str, float]]) -> None:
        """Note pairs that are to be merged."""
        self._db.executemany("INSERT OR REPLACE INTO wanted VALUES (?, ?, ?)", rows)

    def wanted(self, first: str, second: str) -> bool:
        """Whether a pair is to be merged."""
        sql = "SELECT 1 FROM wanted WHERE first = ? AND second = ?"
        return self._db.execute(sql, (first, second)).fetchone() is not None

    def unwant(self, first: str, second: str) -> None:
        """Note that a pair is no longer compared."""
        self._db.execute("DELETE FROM wanted WHERE first = ? AND second = ?", (first, second))

    def near(self, unit: str) -> list[tuple[str, str, float]]:
        """The pairs of a unit that are to be merged."""
        sql = "SELECT * FROM wanted WHERE first = ? UNION ALL SELECT * FROM wanted WHERE second = ?"
        return list(self._db.execute(sql, (unit, unit)))

    def verdicts(self) -> set[tuple[str, str, str]]:
        """People's verdicts that were followed last: which, and on which two entities."""
        return {(said, first, second) for said, first, second in self._db.execute("SELECT * FROM verdict")}

    def set_verdicts(self, verdicts: Iterable[tuple[str, str, str]]) -> None:
        """Replace them."""
        self._db.execute("DELETE FROM verdict")
        self._db.executemany("INSERT INTO verdict VALUES (?, ?, ?)", sorted(verdicts))

    def _many(self, sql: str, values: Iterable[str]) -> Iterator[Row]:
        """Rows for many values; `sql` ends with IN."""
        waiting = sorted(values)
        for at in range(0, len(waiting), _MANY):
            some = waiting[at : at + _MANY]
            yield from self._db.execute(f"{sql} ({','.join('?' * len(some))})", some).fetchall()


def decoded(blob: bytes) -> Profile:
    """A profile as it was stored."""
    return msgspec.json.decode(blob, type=Profile)


def block_key(key: Key) -> str:
    """A key by which units are compared."""
    return _BETWEEN.join(key)


def name_key(text: str) -> str:
    """The key of what a unit is called, whatever its type."""
    return f"{_NAMES}{_BETWEEN}{text}"


def prefix_key(text: str) -> str:
    """The key of where a name could begin in a unit's sentences."""
    return f"{_PREFIXES}{_BETWEEN}{text}"


def compares(key: str) -> bool:
    """Whether units that both hold the key are compared."""
    return key.partition(_BETWEEN)[0] not in (_NAMES, _PREFIXES)


def called_text(key: str) -> str | None:
    """The text of a `name_key`, None for other keys."""
    kind, _, text = key.partition(_BETWEEN)
    return text if kind == _NAMES else None
