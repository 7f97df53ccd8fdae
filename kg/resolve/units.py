"""The things that resolution compares: document-level entities, taken together where something identifies them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.resolve.identity import Identity, identify
from kg.resolve.judgements.closure import Edge, Verdicts
from kg.resolve.match.bars import parted
from kg.resolve.match.context import Sentences
from kg.resolve.match.profile import Profile, Told, joined, profile, told
from kg.resolve.match.score import compare
from ontology.records import Entity, Record, stable_id

# Things that a table tells apart, not their names.
BY_TABLE = ("Region", "Industry")


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


@dataclass(frozen=True, slots=True)
class Shown:
    """An entity as its document shows it; `alone` where nothing identifies it beyond that document."""

    id: str
    alone: bool
    profile: Profile


def units(found: dict[str, Naming], verdicts: Verdicts, sentences: Sentences) -> tuple[list[Unit], dict[str, Identity]]:
    """The units, sorted by the key of their profiles, and the identities of all that is no unit since a table knows it.

    What people judged different is parted, also where a name or a number would identify it.
    """
    groups: dict[Identity, list[Shown]] = {}
    settled: dict[str, Identity] = {}
    judged = verdicts.entities()
    for record in {naming.record.id: naming.record for naming in found.values()}.values():
        relations = told(record)
        for entity in record.entities:
            identity = identify(entity, record)
            if entity.type in BY_TABLE and entity.id not in judged:
                settled[entity.id] = identity
            else:
                shown = show(entity, record, relations, sentences, identity)
                groups.setdefault(identity, []).append(shown)
    made = [unit for identity, members in groups.items() for unit in units_of(identity, members, verdicts)]
    return sorted(made, key=lambda unit: unit.profile.key), settled


def show(entity: Entity, record: Record, relations: Told, sentences: Sentences, identity: Identity) -> Shown:
    """An entity of a record, whose `relations` are told of, as what it is identified as."""
    alone = identity.key == stable_id(entity.type, entity.name, record.id)
    return Shown(entity.id, alone, profile(entity, record, relations, sentences))


def units_of(identity: Identity, members: Sequence[Shown], verdicts: Verdicts) -> list[Unit]:
    """The units of all entities that have one sign in common: one, unless something keeps some of them apart."""
    members = sorted(members, key=lambda member: member.id)
    shown, ids = {member.id: member.profile for member in members}, [member.id for member in members]
    known = set(ids)
    different = {edge for edge in verdicts.different if edge <= known}
    if members[0].profile.type == "Enterprise":
        together = {edge for edge in verdicts.same if edge <= known}
        different |= {frozenset(p) for p in combinations(ids, 2) if parted(shown[p[0]], shown[p[1]])} - together
    strong = not all(member.alone for member in members)
    return [
        Unit(
            identity if number == 0 else Identity(identity.kind, stable_id("apart", identity.key, part[0])),
            strong,
            joined(shown[id] for id in part),
            tuple(part),
        )
        for number, part in enumerate(_parts(ids, sorted(different, key=sorted), shown.__getitem__))
    ]


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
