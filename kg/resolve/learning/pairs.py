"""Pairs of mentions in files, each side as a document of its own."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.places.divisions import Division, divisions
from extract.places.own_region import NATION_CODE, NATION_PATH
from kg.resolve.match.context import Sentences
from kg.resolve.match.profile import Profile, profiles
from ontology.records import Entity, Mention, Period, Record, RegionAnswer, stable_id

_SIDES = ("a", "b")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things as one sentence each shows them, in the order of their keys, and whether they are one."""

    first: Profile
    second: Profile
    same: bool


def read_pairs(paths: Sequence[Path]) -> Iterator[Pair]:
    """The pairs of CSV files as in tests/kg/resolve/pairs; raises ValueError naming file and line of a bad one."""
    for path in sorted(paths):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                try:
                    one, other = sorted((_shown(row, side) for side in _SIDES), key=lambda profile: profile.key)
                    yield Pair(one, other, row["label"] == "same")
                except (KeyError, ValueError) as error:
                    raise ValueError(f"{path}:{reader.line_num}: {error}") from error


def stated_region(path: str) -> RegionAnswer:
    """A region that a text states, by its full path as at any time; raises ValueError if there is none or several."""
    if path == NATION_PATH:
        return RegionAnswer(path, NATION_CODE, None, True, "stated", 1.0)
    above: Division | None = None
    for name in path.split("/"):
        found = [d for d in divisions().named(name, above=above) if above is None or _lies_in(d, above)]
        if len(found) != 1:
            raise ValueError(f"{path!r} is no path of one division")
        above = found[0]
    if above is None:
        raise ValueError("a path of divisions is empty")
    return RegionAnswer(path, above.code, above.level, True, "stated", 1.0)


def _lies_in(division: Division, above: Division) -> bool:
    """Whether a division lies directly in another, as it was called at any time: 伊吾县 in 哈密地区, today 哈密市."""
    parent = divisions().get(division.parent)
    return parent is not None and parent.lineage == above.lineage


def _shown(row: dict[str, str], side: str) -> Profile:
    kind, name, place, date, text = (row[f"{field}_{side}"] for field in ("type", "name", "region", "date", "sentence"))
    document = hashlib.sha256(f"{side}\n{place}\n{date}\n{text}".encode()).hexdigest()
    start = text.index(name)
    id = stable_id(document, kind, name)
    entity = Entity(id, kind, name, [], True, None, [Mention(start, start + len(name), name)])
    region = stated_region(place) if place else None
    record = Record(side, document, side, None, date or None, None, region, Period(), entities=[entity])
    return profiles(record, Sentences({document: text}.get))[id]
