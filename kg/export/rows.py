"""Facts, claims and evidence as rows of three tables, a document at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.query.cells import value
from kg.store import ReadStore
from ontology.records import BASED_ON_KINDS, PREDICATES

Row = tuple[Any, ...]
_ENDS = ("subject", "subject_name", "subject_type", "predicate", "object", "object_name", "object_type")
# Column → kind: text, int or float.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "facts": dict.fromkeys(_ENDS, "text")
    | {"claims": "int", "documents": "int", "first_time": "text", "last_time": "text"},
    "claims": {
        "claim": "text", "document": "text", "file": "text", "published": "text",
        **dict.fromkeys(("subject", "subject_name", "predicate", "object", "object_name"), "text"),
        "status": "text", "time": "text", "stage": "text", "levels": "text",
        "quantity": "float", "unit": "text", "quantity_kind": "text", "notice": "text",
    },
    "evidence": {
        "evidence": "text", "claim": "text", "document": "text", "file": "text", "title": "text",
        "start": "int", "end": "int", "quote": "text", "rule": "text", "confidence": "float", "notice": "text",
    },
}  # fmt: skip
_NAMED = " ".join(f"zm:{name}" for name in (*PREDICATES, *BASED_ON_KINDS))
# An own region that was only inferred to be a division stands for itself in facts.
_THING = """OPTIONAL {{ {end} zm:canonical ?{name}Known FILTER NOT EXISTS {{ {end} zm:basis zm:inferred }} }}
    BIND(COALESCE(?{name}Known, {end}) AS ?{name}) ?{name} skos:prefLabel ?{name}Name"""
_CLAIMS = f"""SELECT ?claim ?source ?file ?published ?subject ?subjectName ?predicate ?object ?objectName
    ?status ?time ?stage ?quantity ?unit ?quantityKind ?notice {{
  GRAPH <%s> {{ ?claim a zm:Claim ; rdf:subject ?s ; rdf:predicate ?predicate ; rdf:object ?o ; zm:status ?status .
    ?source a zm:Document ; dct:identifier ?file .
    OPTIONAL {{ ?claim zm:time ?time }} OPTIONAL {{ ?claim zm:stage ?stage }}
    OPTIONAL {{ ?claim zm:quantityValue ?quantity }} OPTIONAL {{ ?claim zm:quantityUnit ?unit }}
    OPTIONAL {{ ?claim zm:quantityKind ?quantityKind }}
    OPTIONAL {{ ?source dct:issued ?published }} OPTIONAL {{ ?source zm:notice ?notice }} }}
  {_THING.format(end="?s", name="subject")}
  {_THING.format(end="?o", name="object")} }} ORDER BY ?claim"""
_EVIDENCE = """SELECT ?evidence ?claim ?source ?file ?title ?start ?end ?quote ?rule ?confidence ?notice { GRAPH <%s> {
  ?evidence zm:supportsClaim ?claim ; zm:start ?start ; zm:end ?end ; zm:quote ?quote ;
    prov:hadPrimarySource ?source ; zm:rule ?rule ; zm:confidence ?confidence .
  ?source dct:identifier ?file OPTIONAL { ?source dct:title ?title } OPTIONAL { ?source zm:notice ?notice } } }
  ORDER BY ?start ?end ?evidence"""
_FACTS = f"SELECT ?s ?p ?o {{ VALUES ?p {{ {_NAMED} }} GRAPH zmg:facts {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
_LOCAL = ("predicate", "status", "stage", "quantityKind")


@dataclass(slots=True)
class Support:
    """What is said of one fact: how many claims in which documents, and their first and last time."""

    claims: int = 0
    documents: set[str] = field(default_factory=set)
    times: list[str] = field(default_factory=list)

    def hear(self, document: str, time: str | None) -> None:
        """Take in one claim; of times only the first and the last are kept."""
        self.claims += 1
        self.documents.add(document)
        if time:
            self.times = sorted({*self.times, time})[:: max(1, len({*self.times, time}) - 1)]


def rows(store: ReadStore, table: str) -> Iterator[Row]:
    """The rows of a table of COLUMNS, in a fixed order."""
    return {"facts": fact_rows, "claims": claim_rows, "evidence": evidence_rows}[table](store)


def claim_rows(store: ReadStore) -> Iterator[Row]:
    """Claims by document, their ends as canonical things."""
    level = ox.NamedNode(store.namespaces.term("level"))
    for graph in _documents(store):
        for row in _select(store, _CLAIMS % graph):
            found = store.quads(ox.NamedNode(str(row["claim"])), level, None, ox.NamedNode(graph))
            levels = sorted(quad.object.value.rpartition("#")[2] for quad in found)  # type: ignore[union-attr]
            cells = [row[name] for name in row]
            stage = list(row).index("stage") + 1
            yield (*cells[:stage], " ".join(levels) or None, *cells[stage:])


def evidence_rows(store: ReadStore) -> Iterator[Row]:
    """Evidence for claims, by document and place."""
    for graph in _documents(store):
        for row in _select(store, _EVIDENCE % graph):
            yield tuple(row.values())


def fact_rows(store: ReadStore) -> Iterator[Row]:
    """Facts that stand; in memory is what supports each."""
    heard: dict[tuple[str, str, str], Support] = {}
    for graph in _documents(store):
        for row in _select(store, _CLAIMS % graph):
            key = (row["subject"], row["predicate"], row["object"])
            heard.setdefault(key, Support()).hear(row["source"], row["time"])
    for row in _select(store, _FACTS):
        predicate = row["p"].rpartition("#")[2]
        found = heard.get((row["s"], predicate, row["o"]), Support())
        times = (found.times[0], found.times[-1]) if found.times else (None, None)
        ends = (*described(store, row["s"]), predicate, *described(store, row["o"]))
        yield (*ends, found.claims, len(found.documents), *times)


def described(store: ReadStore, iri: str) -> tuple[str, str, str]:
    """A thing's address, name and type."""
    node, names = ox.NamedNode(iri), store.namespaces
    label, kind = (ox.NamedNode(names.prefixes[p] + n) for p, n in (("skos", "prefLabel"), ("rdf", "type")))
    labels = sorted(str(value(q.object)) for q in store.quads(node, label, None, ox.DefaultGraph()))
    types = sorted(
        local
        for quad in store.quads(node, kind, None, ox.DefaultGraph())
        if (local := str(value(quad.object)).rpartition("#")[2]) != "OwnRegion"
    )
    return iri, labels[0] if labels else iri, types[0] if types else "Thing"


def _documents(store: ReadStore) -> list[str]:
    start = store.namespaces.graph("doc/")
    return [graph.value for graph in store.graphs() if graph.value.startswith(start)]


def _select(store: ReadStore, sparql: str) -> Iterator[dict[str, Any]]:
    """Rows with plain values; terms of the ontology by their local name."""
    answer = store.query(sparql)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(f"not a SELECT query: {sparql}")
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        cells = {name: value(solution[name]) for name in names}
        yield {n: str(c).rpartition("#")[2] if n in _LOCAL and c is not None else c for n, c in cells.items()}
