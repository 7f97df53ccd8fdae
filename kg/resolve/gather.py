"""All records in one pass: who is who, what is said of every fact, which regions are spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.resolve.identity import Identity, identify
from kg.resolve.places import chain_keys, division_key, is_code
from kg.resolve.standing import Word, has_voice, stands
from kg.resolve.times import claim_time, last_instant
from ontology.records import OWN_REGION, AdoptionEvent, Entity, Record, RegionAnswer, Relation, stable_id

OWN = "region-of"
Fact = tuple[Identity, str, Identity]


@dataclass(slots=True)
class Canonical:
    """What documents say of one canonical entity: its type, its names with how often each is the name, its aliases."""

    type: str
    names: dict[str, int] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    candidate: bool = True

    @property
    def label(self) -> str:
        """The name that most documents use; of equals the longest, then the first by code points."""
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))

    def add(self, entity: Entity) -> None:
        """Take in what one document calls it."""
        self.names[entity.name] = self.names.get(entity.name, 0) + 1
        self.aliases.update(entity.aliases)
        self.candidate = self.candidate and entity.candidate


@dataclass(slots=True)
class Gathered:
    """What all records say together.

    `links` joins document-level entities to canonical ones. `words` are what claims say of facts, `guesses`
    what they say if unmasked regions are the divisions that they were inferred to be. `regions` are the keys
    of regions spoken of, with a name to use where the table of divisions has none.
    """

    links: dict[str, Identity] = field(default_factory=dict)
    canonical: dict[Identity, Canonical] = field(default_factory=dict)
    words: dict[Fact, list[Word]] = field(default_factory=dict)
    guesses: dict[Fact, list[Word]] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)

    def facts(self) -> list[Fact]:
        """The facts that stand, sorted."""
        return sorted(fact for fact, words in self.words.items() if stands(fact[1], words))

    def guessed_facts(self) -> list[Fact]:
        """The facts that would stand besides if every inferred region were certain, sorted."""
        return sorted(
            fact
            for fact, words in self.guesses.items()
            if stands(fact[1], [*words, *self.words.get(fact, [])]) and not stands(fact[1], self.words.get(fact, []))
        )


def gather(records: Iterable[Record], identities: Mapping[str, Identity] | None = None) -> Gathered:
    """One pass over the records; the order of records does not show in the result.

    `identities` are what entities (by id) were resolved to; those that it lacks are what identifies them alone.
    """
    found = Gathered()
    for record in records:
        _regions(found, record)
        for entity in record.entities:
            identity = (identities or {}).get(entity.id) or identify(entity, record)
            found.links[entity.id] = identity
            found.canonical.setdefault(identity, Canonical(entity.type)).add(entity)
            if entity.type == "Region" and is_code(identity.key):
                _name_region(found, identity.key, entity.name)
        for relation in record.relations:
            _hear(found, record, relation)
    return found


def own_identity(record: Record) -> Identity:
    """What the document's own region is in facts: a division if the text states which, else a node of its own."""
    region = record.region
    if region and region.resolved and region.basis == "stated":
        return Identity("region", division_key(region.code))
    return Identity(OWN, record.id)


def end_identity(found: Gathered, record: Record, end: str) -> Identity:
    """The canonical node at one end of a relation of the record."""
    return own_identity(record) if end == OWN_REGION else found.links[end]


def event_region(event: AdoptionEvent, record: Record) -> Identity:
    """The region of an event that a record tells: by its code, else by its full path.

    The document's own region stays a node of its own where it was only inferred which division it is.
    """
    region = record.region
    if region and region.resolved and event.code == region.code:
        return own_identity(record)
    return Identity("region", division_key(event.code) if event.code else stable_id("Region", event.region))


def _hear(found: Gathered, record: Record, relation: Relation) -> None:
    if not has_voice(relation.predicate, relation.status):
        return
    word = Word(relation.status, last_instant(claim_time(relation, record)))
    subject, object_ = (end_identity(found, record, end) for end in (relation.subject, relation.object))
    found.words.setdefault((subject, relation.predicate, object_), []).append(word)
    if relation.kind:
        found.words.setdefault((subject, relation.kind, object_), []).append(word)
    guessed = _guess(record)
    if guessed and OWN_REGION in (relation.subject, relation.object):
        ends = [guessed if end.kind == OWN else end for end in (subject, object_)]
        found.guesses.setdefault((ends[0], relation.predicate, ends[1]), []).append(word)


def _guess(record: Record) -> Identity | None:
    region = record.region
    if region and region.resolved and region.basis == "inferred":
        return Identity("region", division_key(region.code))
    return None


def _regions(found: Gathered, record: Record) -> None:
    if record.region:
        _answer(found, record.region)
    for event in record.events:
        place = event_region(event, record)
        if place.kind != OWN:
            _name_region(found, place.key, event.region.rpartition("/")[2])


def _answer(found: Gathered, region: RegionAnswer) -> None:
    _name_region(found, division_key(region.code), region.path.rpartition("/")[2])
    for key in chain_keys(region.code).values():
        _name_region(found, key, "")


def _name_region(found: Gathered, key: str, name: str) -> None:
    """Of several names for a region the first by code points is kept, whatever the order of documents."""
    known = found.regions.get(key)
    found.regions[key] = min(known, name) if known and name else known or name
