"""Which region takes a programme up when a document says who carries it out: itself, or through its agencies."""

from __future__ import annotations

from kg.resolve.agencies import rank_level
from kg.resolve.gather import OWN, Gathered, end_identity, own_identity
from kg.resolve.identity import Identity
from kg.resolve.places import chain_keys, division_key, leading_place
from kg.resolve.times import record_year
from ontology.records import Entity, Record, Relation


def adopter(record: Record, relation: Relation, found: Gathered) -> Identity | None:
    """The region whose adoption a claim of `implements` is, None where it is nobody's.

    What an agency does, its region does: the document's own, or the one above of the agency's rank (省政府 in a
    city's report is the province). An agency of neither, and any other subject, adopts for no region.
    """
    end = end_identity(found, record, relation.subject)
    if end.kind in ("region", OWN):
        return end
    entity = next((e for e in record.entities if e.id == relation.subject and e.type == "Agency"), None)
    return None if entity is None else _behind(entity, record)


def _behind(agency: Entity, record: Record) -> Identity | None:
    region = record.region
    if region is None:
        return None
    named, _ = leading_place(agency.name, record_year(record))
    chain = chain_keys(region.code)
    level = rank_level(agency.name)
    if named is not None:
        key: str | None = division_key(named.code)
        level = next((at for at, above in chain.items() if above == key), None)
    else:
        key = chain.get(level) if level else None
    if level is None:
        return None
    if level == region.level:
        return own_identity(record) if named is None or region.resolved else None
    return Identity("region", key) if key and region.basis == "stated" else None
