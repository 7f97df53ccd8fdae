"""What a graph holds: counts, coverage by region and year, and how much is unresolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from kg.store import ReadStore
from ontology.records import BASED_ON_KINDS, ENTITY_TYPES, PREDICATES, STATUSES

if TYPE_CHECKING:
    from kg.endpoint import EndpointStore

_T = TypeVar("_T")
# No government document of the corpus is older than the People's Republic: an earlier year is a misread number.
_FIRST_YEAR = "1949"
_TYPES = "VALUES ?type { " + " ".join(f"zm:{name}" for name in ENTITY_TYPES) + " }"
# A claim with a kind has it for its predicate; its fact stands under both.
_NAMED = (*PREDICATES, *BASED_ON_KINDS)
_PREDICATES = "VALUES ?predicate { " + " ".join(f"zm:{name}" for name in _NAMED) + " }"
_MENTIONED = f"""SELECT ?type (COUNT(?e) AS ?n) (SUM(IF(?candidate, 1, 0)) AS ?new) {{ {_TYPES}
  GRAPH ?g {{ ?e a ?type ; zm:candidate ?candidate }} FILTER EXISTS {{ ?e zm:canonical ?c }} }} GROUP BY ?type"""
_CANONICAL = f"""SELECT ?type (COUNT(DISTINCT ?c) AS ?n) {{ {_TYPES}
  GRAPH zmg:facts {{ ?e zm:canonical ?c }} ?c a ?type }} GROUP BY ?type"""
_CLAIMS = """SELECT ?predicate ?status (COUNT(?claim) AS ?n)
  { ?claim a zm:Claim ; rdf:predicate ?predicate ; zm:status ?status } GROUP BY ?predicate ?status"""
_FACTS = f"""SELECT ?predicate (COUNT(*) AS ?n)
  {{ {_PREDICATES} GRAPH zmg:facts {{ ?s ?predicate ?o }} }} GROUP BY ?predicate"""
# A document's province (or the nation), where it is known to lie in one, and its year: of publication, else the
# last one that it reports on.
_COVERAGE = """SELECT ?document (SAMPLE(?name) AS ?province) (MIN(?issued) AS ?published) (MAX(?reported) AS ?latest) {
  ?document a zm:Document ; zm:ownRegion ?own .
  OPTIONAL { { ?own zm:canonical|zm:within ?region . ?region zm:partOf* ?top }
             ?top zm:level ?level ; skos:prefLabel ?name FILTER(?level IN (zm:province, zm:national)) }
  OPTIONAL { ?document dct:issued ?issued }
  OPTIONAL { ?document zm:reportYear ?reported FILTER(?reported >= "%s") }
} GROUP BY ?document"""
_REGIONS = """SELECT ?way (COUNT(?document) AS ?n) { ?document zm:ownRegion ?own
  BIND(IF(EXISTS { ?own zm:canonical ?r }, "known", IF(EXISTS { ?own zm:within ?r }, "within", "unknown")) AS ?way)
} GROUP BY ?way"""
_REPRINTS = "SELECT (COUNT(?copy) AS ?n) { ?copy zm:reprintOf ?original }"
_UNDATED = "SELECT (COUNT(?claim) AS ?n) { ?claim a zm:Claim FILTER NOT EXISTS { ?claim zm:time ?t } }"


@dataclass(frozen=True, slots=True)
class TypeCount:
    """Entities of one type: as documents name them, those no vocabulary knows, and after resolution."""

    named: int
    candidates: int
    canonical: int


@dataclass(frozen=True, slots=True)
class Info:
    """A graph in numbers. `reprints` are documents that count as one source with another; `claims` by predicate and
    status, `coverage` by province (中国: the nation) and year ("" where unknown), `regions` by how the documents' own
    regions are placed: known, within another, unknown."""

    documents: int
    reprints: int
    types: Mapping[str, TypeCount]
    claims: Mapping[str, Mapping[str, int]]
    facts: Mapping[str, int]
    coverage: Mapping[str, Mapping[str, int]]
    regions: Mapping[str, int]
    undated_claims: int
    notices: tuple[str, ...]


def describe(store: ReadStore) -> Info:
    """Count what the graph holds; empty types and predicates are left out."""
    coverage = _coverage(store)
    return Info(
        documents=sum(sum(years.values()) for years in coverage.values()),
        reprints=sum(_number(row["n"]) for row in _rows(store, _REPRINTS)),
        types=_types(store),
        claims=_claims(store),
        facts=_ordered({_local(row["predicate"]): _number(row["n"]) for row in _rows(store, _FACTS)}, _NAMED),
        coverage=coverage,
        regions=dict(sorted((row["way"].value, _number(row["n"])) for row in _rows(store, _REGIONS))),
        undated_claims=sum(_number(row["n"]) for row in _rows(store, _UNDATED)),
        notices=notices(store),
    )


def notices(store: ReadStore | EndpointStore) -> tuple[str, ...]:
    """The words that every view and export must carry, sorted."""
    return tuple(sorted({row["notice"].value for row in _rows(store, "SELECT ?notice { ?d zm:notice ?notice }")}))


def _types(store: ReadStore) -> dict[str, TypeCount]:
    canonical = {_local(row["type"]): _number(row["n"]) for row in _rows(store, _CANONICAL)}
    counts = {
        _local(row["type"]): TypeCount(_number(row["n"]), _number(row["new"]), canonical.get(_local(row["type"]), 0))
        for row in _rows(store, _MENTIONED)
    }
    return _ordered(counts, ENTITY_TYPES)


def _claims(store: ReadStore) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in _rows(store, _CLAIMS):
        counts.setdefault(_local(row["predicate"]), {})[_local(row["status"])] = _number(row["n"])
    return {name: _ordered(statuses, STATUSES) for name, statuses in _ordered(counts, _NAMED).items()}


def _coverage(store: ReadStore) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for row in _rows(store, _COVERAGE % _FIRST_YEAR):
        province = row["province"].value if row["province"] else ""
        given = row["published"] or row["latest"]
        year = given.value[:4] if given else ""
        years = counts.setdefault(province, {})
        years[year] = years.get(year, 0) + 1
    return {province: dict(sorted(counts[province].items())) for province in sorted(counts)}


def _rows(store: ReadStore | EndpointStore, sparql: str) -> Iterator[Any]:
    answer = store.query(sparql)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(f"not a SELECT query: {sparql}")
    yield from answer


def _ordered(counts: Mapping[str, _T], order: tuple[str, ...]) -> dict[str, _T]:
    return {name: counts[name] for name in order if name in counts}


def _local(term: ox.NamedNode) -> str:
    return term.value.rpartition("#")[2]


def _number(term: ox.Literal) -> int:
    return int(term.value)
