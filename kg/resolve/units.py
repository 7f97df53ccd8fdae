"""The things that resolution compares: document-level entities, taken together where something identifies them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.resolve.identity import Identity, identify
from kg.resolve.judgements.closure import Edge, Verdicts
from kg.resolve.match.bars import parted
from kg.resolve.match.context import Sentences
from kg.resolve.match.profile import Profile, joined, profiles
from kg.resolve.match.score import compare
from ontology.records import Entity, Record, stable_id

# Things that a table tells apart, not their names.
_BY_TABLE = ("Region", "Industry")


@dataclass(frozen=True, slots=True)
class Naming:
    """An entity of one document, and the document's record."""

    entity: Entity
    record: Record


@dataclass(frozen=True, slots=True)
class Unit:
    """Entities that are one thing by what identifies them; `strong` where it is more than a name in one document."""

    identity: Identity
    strong: bool
    profile: Profile
    members: tuple[str, ...]


def namings(records: Iterable[Record]) -> dict[str, Naming]:
    """All entities by id; a record's own come in its order."""
    return {entity.id: Naming(entity, record) for record in records for entity in record.entities}


def units(found: dict[str, Naming], verdicts: Verdicts, sentences: Sentences) -> tuple[list[Unit], dict[str, Identity]]:
    """The units, sorted by the key of their profiles, and the identities of all that is no unit since a table knows it.

    What people judged different is parted, also where a name or a number would identify it.
    """
    groups: dict[Identity, list[str]] = {}
    settled: dict[str, Identity] = {}
    judged = {id for edge in (*verdicts.same, *verdicts.apart()) for id in edge}
    for id, naming in found.items():
        identity = identify(naming.entity, naming.record)
        if naming.entity.type in _BY_TABLE and id not in judged:
            settled[id] = identity
        else:
            groups.setdefault(identity, []).append(id)
    records = {naming.record.id: naming.record for naming in found.values()}
    shown = {id: one for record in records.values() for id, one in profiles(record, sentences).items()}
    made = [unit for identity, ids in groups.items() for unit in _made(identity, ids, found, shown, verdicts)]
    return sorted(made, key=lambda unit: unit.profile.key), settled


def _made(
    identity: Identity, ids: Sequence[str], found: dict[str, Naming], shown: dict[str, Profile], verdicts: Verdicts
) -> list[Unit]:
    strong = any(identity.key != _local(found[id]) for id in ids)
    different = {edge for edge in verdicts.different if edge <= set(ids)}
    if found[ids[0]].entity.type == "Enterprise":
        together = {edge for edge in verdicts.same if edge <= set(ids)}
        different |= {frozenset(p) for p in combinations(sorted(ids), 2) if parted(shown[p[0]], shown[p[1]])} - together
    parts = _parts(sorted(ids), sorted(different, key=sorted), shown.__getitem__)
    return [
        Unit(
            identity if number == 0 else Identity(identity.kind, stable_id("apart", identity.key, part[0])),
            strong,
            joined(shown[id] for id in part),
            tuple(part),
        )
        for number, part in enumerate(parts)
    ]


def _local(naming: Naming) -> str:
    return stable_id(naming.entity.type, naming.entity.name, naming.record.id)


def _parts(ids: list[str], different: Sequence[Edge], profile_of: Callable[[str], Profile]) -> list[list[str]]:
    """The ids in parts, with no two in one that are judged different; the others join what they are likest to."""
    if not different:
        return [ids]
    named = sorted({id for edge in different for id in edge})
    parts: list[list[str]] = []
    for id in [*named, *(id for id in ids if id not in named)]:
        free = [part for part in parts if not any(frozenset((id, other)) in different for other in part)]
        if free and id not in named:
            likest = max(free, key=lambda part: compare(profile_of(id), profile_of(part[0])).probability)
            likest.append(id)
        elif free:
            free[0].append(id)
        else:
            parts.append([id])
    return [sorted(part) for part in parts]
