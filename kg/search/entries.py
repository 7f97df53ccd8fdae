"""What of a graph can be found: an entry for each document, place of evidence, and canonical entity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.resolve.places import chain_keys, division_key
from kg.resolve.times import last_instant
from kg.search.model import Hit
from kg.store import ReadStore
from ontology.records import ENTITY_TYPES, OWN_REGION, Record, Relation, stable_id

_ENTITIES = (
    "SELECT ?e ?type ?name (GROUP_CONCAT(DISTINCT ?alias; separator='\\n') AS ?aliases) { VALUES ?type { "
    + " ".join(f"zm:{name}" for name in ENTITY_TYPES)
    + """ } VALUES ?g { zmg:facts zmg:vocabulary } GRAPH ?g { ?e a ?type ; skos:prefLabel ?name }
  FILTER NOT EXISTS { ?e a zm:OwnRegion } OPTIONAL { ?e skos:altLabel ?alias } } GROUP BY ?e ?type ?name ORDER BY ?e"""
)

# Later than any day.
_NEVER = 100_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the index: the hit that it makes (without snippet), its `name` and `text` to search, the keys of the
    `regions` that it lies in, the first and last day (yyyymmdd) of its time, 0 where it has none, and the day that it
    is `heard` from as of a date (see `kg.asof`); a thing always is."""

    hit: dict[str, Any]
    name: str
    text: str
    regions: tuple[str, ...] = field(default=())
    first: int = 0
    last: int = 0
    heard: int = 0


def entries(store: ReadStore) -> Iterator[Entry]:
    """All entries of a graph, in an order of their own that does not change."""
    for record in store.records():
        yield _document(store, record)
        yield from _evidence(store, record)
    yield from _entities(store)


def _document(store: ReadStore, record: Record) -> Entry:
    iri = store.namespaces.thing("doc", record.id)
    hit = _hit("document", iri, record.title or record.doc, record)
    name = "\n".join([record.title or "", record.number or "", record.doc])
    days = _days(record.published)
    return Entry(hit, name, store.text(record.id), _regions(record), *days, days[1] or _NEVER)


def _evidence(store: ReadStore, record: Record) -> Iterator[Entry]:
    """One entry a place and predicate: a list of twelve firms is one sentence."""
    names = {entity.id: entity.name for entity in record.entities} | {OWN_REGION: _place(record) or ""}
    seen: set[tuple[int, int, str]] = set()
    for relation in record.relations:
        for evidence in relation.evidence:
            place = (evidence.start, evidence.end, relation.predicate)
            if place not in seen:
                seen.add(place)
                node = stable_id(relation.id, record.id, str(evidence.start), str(evidence.end))
                hit = _hit("evidence", store.namespaces.thing("ev", node), record.title or record.doc, record)
                hit |= _claimed(relation) | {"start": evidence.start, "end": evidence.end}
                days = _days(relation.time or record.published)
                heard = (days[0] if relation.status == "ongoing" else days[1]) or _NEVER
                yield Entry(hit, names.get(relation.object, ""), evidence.quote, _regions(record), *days, heard)


def _claimed(relation: Relation) -> dict[str, Any]:
    return {"type": relation.predicate, "status": relation.status, "time": relation.time}


def _entities(store: ReadStore) -> Iterator[Entry]:
    answer = store.query(_ENTITIES)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("the query of entities is no SELECT")
    seen: set[str] = set()
    for row in answer:
        iri, name, aliases = row["e"].value, row["name"].value, row["aliases"].value if row["aliases"] else ""
        if iri not in seen:
            seen.add(iri)
            hit = asdict(Hit("entity", iri, name, "", (), 0.0, row["type"].value.rpartition("#")[2]))
            yield Entry(hit, name, aliases)


def _hit(kind: str, iri: str, title: str, record: Record) -> dict[str, Any]:
    return asdict(
        Hit(
            kind, iri, title, "", (), 0.0,
            document=record.id, file=record.doc, published=record.published, region=_place(record),
        )
    )  # fmt: skip


def _place(record: Record) -> str | None:
    return record.region.path if record.region else None


def _regions(record: Record) -> tuple[str, ...]:
    """The keys of the division that the document is of, or lies in, and of all above it."""
    if record.region is None:
        return ()
    return tuple(dict.fromkeys([division_key(record.region.code), *chain_keys(record.region.code).values()]))


def _days(time: str | None) -> tuple[int, int]:
    if not time:
        return 0, 0
    year, month, day = ([int(part) for part in time.partition("/")[0].split("-")] + [1, 1])[:3]
    last_year, last_month, last_day = last_instant(time)
    return year * 10000 + month * 100 + day, last_year * 10000 + last_month * 100 + last_day
