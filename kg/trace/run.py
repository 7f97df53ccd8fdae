"""Tracing: evidence of a programme, read from the graph, by region and by first evidence in this corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg.query.guard import QueryError
from kg.query.named import named_queries
from kg.trace.dates import not_after
from kg.trace.model import ADOPTED, GROUP_OF, GROUPS, Adoption, Attestation, Coverage, Source, Trace
from kg.trace.places import Gazetteer, local

if TYPE_CHECKING:
    from kg.graph import Graph

_QUERIES = Path(__file__).parent / "queries"
_LEVELS = {"省": "province", "市": "city", "县": "county"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a trace is limited to: an area (name or IRI of a region), a level of regions (省, 市, 县 or province, city,
    county), a status or group of them, times that begin by `until`, and evidence of at least `min_confidence`."""

    area: str | None = None
    level: str | None = None
    status: str | None = None
    until: str | None = None
    min_confidence: float = 0.0


class _Reader:
    """Runs the queries of a trace and remembers their text, so that every view can print it."""

    def __init__(self, graph: Graph, programmes: Sequence[NamedNode]) -> None:
        self._graph = graph
        self.programmes = programmes
        self.sparql: list[str] = []

    def rows(self, name: str) -> list[dict[str, Any]]:
        text = named_queries(_QUERIES)[name].bound({"programme": self.programmes})
        self.sparql.append(text)
        return self._graph.query(text).to_dicts()


def trace(graph: Graph, programme: str, *, family: bool = False, filters: Filters | None = None) -> Trace:
    """Regions by first evidence of `programme` (a name or an IRI) in this corpus; `family`: under other names too.

    A name that several programmes bear traces them all; they are listed in `programmes`. Raises QueryError
    for a programme, an area, a level or a status that does not exist.
    """
    filters = filters or Filters()
    reader = _Reader(graph, graph.entity(programme, "Programme"))
    members = {row["member"]: row["name"] for row in reader.rows("family")}
    chosen = members if family else {iri.value: members.get(iri.value, iri.value) for iri in reader.programmes}
    reader.programmes = [NamedNode(iri) for iri in chosen]
    gazetteer = Gazetteer(reader.rows("regions"), graph.store.namespaces)
    areas = frozenset(iri.value for iri in graph.entity(filters.area, "Region")) if filters.area else None
    sources = _sources(reader.rows("documents"), gazetteer)
    rows = [
        row for name in ("claims", "events") for row in reader.rows(name) if _inside(row["region"], areas, gazetteer)
    ]
    found = _kept((_attestation(row, sources, gazetteer) for row in rows), filters)
    adoptions = _adoptions(found)
    inside = {
        iri: source for iri, source in sources.items() if _inside(source.region.key.rstrip("?"), areas, gazetteer)
    }
    coverage = _coverage(inside.values(), adoptions, gazetteer, areas)
    notices = tuple(sorted({a.source.notice for a in found if a.source.notice}))
    return Trace(chosen, adoptions, coverage, notices, tuple(reader.sparql))


def _sources(rows: Iterable[Mapping[str, Any]], gazetteer: Gazetteer) -> dict[str, Source]:
    return {
        row["source"]: Source(
            row["source"].rpartition("/")[2],
            row["file"],
            row["title"],
            row["published"],
            row["notice"],
            gazetteer.place(row["own"]),
            row["naming"] > 0,
            (row["origin"] or row["source"]).rpartition("/")[2],
        )
        for row in rows
    }


def _attestation(row: Mapping[str, Any], sources: Mapping[str, Source], gazetteer: Gazetteer) -> Attestation:
    return Attestation(
        gazetteer.place(row["region"]),
        local(row["status"]) or "",
        row["time"],
        row["used"],
        row["sentence"],
        row["start"],
        row["end"],
        row["rule"],
        row["confidence"],
        sources[row["source"]],
    )


def _inside(region: str, areas: frozenset[str] | None, gazetteer: Gazetteer) -> bool:
    return areas is None or any(at in areas for at in gazetteer.upwards(region))


def _kept(attestations: Iterable[Attestation], filters: Filters) -> list[Attestation]:
    level = _LEVELS.get(filters.level or "", filters.level)
    if level is not None and level not in _LEVELS.values():
        raise QueryError(f"level is one of 省, 市, 县, province, city, county, not {filters.level!r}")
    if filters.status is not None and filters.status not in (*GROUP_OF, *GROUPS):
        raise QueryError(f"status is one of {', '.join(dict.fromkeys((*GROUP_OF, *GROUPS)))}, not {filters.status!r}")
    return [
        a
        for a in attestations
        if (level is None or a.place.level == level)
        and (filters.status is None or filters.status in (a.status, GROUP_OF[a.status]))
        and (filters.until is None or not_after(filters.until, a.time, a.source.published))
        and (a.confidence or 0.0) >= filters.min_confidence
    ]


def _adoptions(attestations: Iterable[Attestation]) -> tuple[Adoption, ...]:
    by_place: dict[tuple[str, str], list[Attestation]] = {}
    for attestation in attestations:
        by_place.setdefault((GROUP_OF[attestation.status], attestation.place.key), []).append(attestation)
    adoptions = [_adoption(group, sorted(found, key=lambda a: a.order)) for (group, _), found in by_place.items()]
    return tuple(sorted(adoptions, key=lambda a: (GROUPS.index(a.group), a.first.order, a.place.key)))


def _adoption(group: str, found: Sequence[Attestation]) -> Adoption:
    names = tuple(dict.fromkeys(a.used for a in found))
    sources = {a.source.origin for a in found}
    return Adoption(found[0].place, group, found[0], names, _evidence(found), len(sources))


def _evidence(found: Sequence[Attestation]) -> int:
    """How many places in texts; of reprints those of one alone, the one that has most."""
    spots = Counter(source for source, _, _ in {(a.source, a.start, a.end) for a in found})
    most: dict[str, int] = {}
    for source, count in spots.items():
        most[source.origin] = max(most.get(source.origin, 0), count)
    return sum(most.values())


def _coverage(
    sources: Iterable[Source], adoptions: Sequence[Adoption], gazetteer: Gazetteer, areas: frozenset[str] | None
) -> Coverage:
    listed = list(sources)
    having = {a.place.province for a in adoptions if a.group == ADOPTED}
    seen = {source.region.province for source in listed}
    provinces = [(iri, name) for iri, name in sorted(gazetteer.provinces().items()) if _inside(iri, areas, gazetteer)]
    return Coverage(
        documents=len(listed),
        naming_documents=sum(source.naming for source in listed),
        unplaced_documents=sum(source.region.province is None for source in listed),
        adopted=tuple(name for iri, name in provinces if iri in having),
        silent=tuple(name for iri, name in provinces if iri in seen - having),
        without_document=tuple(name for iri, name in provinces if iri not in seen | having),
    )
