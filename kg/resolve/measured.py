"""Pairs of mentions in real texts that a reader has judged, set against who is who in a graph.

Pairs that people make up are hard where their authors think them hard. These were drawn from what resolution merged
and asked about in a corpus, so that they are as hard as texts are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import ZhengmaiError
from kg.resolve.identity import Identity
from kg.resolve.judgements.anchor import entity_at
from kg.resolve.judgements.model import Place
from ontology.records import ENTITY_TYPES, Entity, Record

COLUMNS = ("label", "type", "doc_a", "start_a", "end_a", "name_a", "doc_b", "start_b", "end_b", "name_b", "note")
# `none`: a side is no thing of its own; what of those is merged is counted, and is neither right nor wrong.
LABELS = ("same", "different", "none", "unsure")
# The row of all types together.
ALL = "ALL"


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two mentions of one type, each by the name of its document and its span there, and whether they are one thing
    (one of `LABELS`)."""

    label: str
    type: str
    first: Place
    second: Place


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pairs of a kind were found in the graph, by label, and how many of these resolution made one thing."""

    found: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(LABELS, 0))
    joined: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(LABELS, 0))

    def with_pair(self, label: str, joined: bool) -> Counts:
        """These counts and one pair more."""
        return Counts(_more(self.found, label), _more(self.joined, label) if joined else self.joined)

    @property
    def precision(self) -> float | None:
        """The share of pairs that are one thing among those joined, same and different; None where there are none."""
        return _share(self.joined["same"], self.joined["same"] + self.joined["different"])

    @property
    def recall(self) -> float | None:
        """The share of pairs joined among those that are one thing; None where there are none."""
        return _share(self.joined["same"], self.found["same"])


@dataclass(frozen=True, slots=True)
class Measured:
    """The counts by type and of all, and how many pairs have a side that the graph does not have any more."""

    types: Mapping[str, Counts]
    gone: int = 0

    def as_json(self) -> dict[str, object]:
        """All figures, as JSON values."""
        rows = {
            kind: {"found": dict(c.found), "joined": dict(c.joined), "precision": c.precision, "recall": c.recall}
            for kind, c in self.types.items()
        }
        return {"types": rows, "gone": self.gone}


def read_pairs(path: Path) -> list[JudgedPair]:
    """The rows of a file of judged pairs (CSV with the columns of `COLUMNS`), in its order.

    Raises ZhengmaiError that names the file, and the row that breaks the form.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ZhengmaiError(f"{path}: {error}") from error
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(next(rows, ())) != COLUMNS:
            raise ZhengmaiError(f"{path}:1: its columns are not {', '.join(COLUMNS)}")
        return [_pair(row, f"{path}: row {number}") for number, row in enumerate(rows, 2)]
    except csv.Error as error:
        raise ZhengmaiError(f"{path}:{rows.line_num}: {error}") from error


def measure(pairs: Iterable[JudgedPair], records: Iterable[Record], identities: Mapping[str, Identity]) -> Measured:
    """What resolution (`identities` by entity id) made of the pairs whose documents are among the records."""
    ids: dict[str, str] = {}
    held: dict[str, Record] = {}
    for record in records:
        ids[record.doc], held[record.id] = record.id, record
    types: dict[str, Counts] = {}
    gone = 0
    for pair in pairs:
        sides = [_entity(place, ids, held) for place in (pair.first, pair.second)]
        if (joined := _joined(sides, identities)) is None:
            gone += 1
            continue
        for kind in (pair.type, ALL):
            types[kind] = types.get(kind, Counts()).with_pair(pair.label, joined)
    order = (*ENTITY_TYPES, ALL)
    return Measured({kind: types[kind] for kind in order if kind in types}, gone)


def _joined(sides: list[Entity | None], identities: Mapping[str, Identity]) -> bool | None:
    found = {identities[side.id] for side in sides if side is not None}
    return None if None in sides else len(found) == 1


def _entity(place: Place, ids: Mapping[str, str], held: Mapping[str, Record]) -> Entity | None:
    found = entity_at(replace(place, document=ids.get(place.document, "")), held)
    return found if isinstance(found, Entity) else None


def _pair(row: list[str], where: str) -> JudgedPair:
    if len(row) != len(COLUMNS):
        raise ZhengmaiError(f"{where}: it has {len(row)} cells, not {len(COLUMNS)}")
    cells = dict(zip(COLUMNS, row, strict=True))
    if cells["label"] not in LABELS:
        raise ZhengmaiError(f"{where}: a label is one of {', '.join(LABELS)}, not {cells['label']!r}")
    if cells["type"] not in ENTITY_TYPES:
        raise ZhengmaiError(f"{where}: no type: {cells['type']!r}")
    return JudgedPair(cells["label"], cells["type"], *_places(cells, where))


def _places(cells: Mapping[str, str], where: str) -> Iterator[Place]:
    for side in "ab":
        span = cells[f"start_{side}"], cells[f"end_{side}"]
        if not all(map(str.isdecimal, span)) or int(span[0]) >= int(span[1]):
            raise ZhengmaiError(f"{where}: no span: {'-'.join(span)}")
        yield Place(cells[f"doc_{side}"], int(span[0]), int(span[1]), cells["type"], cells[f"name_{side}"])


def _more(counts: Mapping[str, int], label: str) -> dict[str, int]:
    return {**counts, label: counts[label] + 1}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
