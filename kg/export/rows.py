"""Facts, claims and evidence as rows of tables, a document at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.export.policies import force_rows, policy_rows
from kg.export.tables import Row, described, documents, select
from kg.query.cells import value
from kg.store import ReadStore
from ontology.records import BASED_ON_KINDS, PREDICATES

_NAMED = " ".join(f"zm:{name}" for name in (*PREDICATES, *BASED_ON_KINDS))
_CLAIMS = """SELECT ?claim ?source ?file ?published ?subject ?predicate ?object
    ?status ?time ?stage ?quantity ?unit ?quantityKind ?notice { GRAPH <%s> {
  ?claim a zm:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; zm:status ?status .
  ?source a zm:Document ; dct:identifier ?file .
  OPTIONAL { ?claim zm:time ?time } OPTIONAL { ?claim zm:stage ?stage }
  OPTIONAL { ?claim zm:quantityValue ?quantity } OPTIONAL { ?claim zm:quantityUnit ?unit }
  OPTIONAL { ?claim zm:quantityKind ?quantityKind }
  OPTIONAL { ?source dct:issued ?published } OPTIONAL { ?source zm:notice ?notice } } } ORDER BY ?claim"""
_EVIDENCE = """SELECT ?evidence ?claim ?source ?file ?title ?start ?end ?quote ?rule ?confidence ?notice { GRAPH <%s> {
  ?evidence zm:supportsClaim ?claim ; zm:start ?start ; zm:end ?end ; zm:quote ?quote ;
    prov:hadPrimarySource ?source ; zm:rule ?rule ; zm:confidence ?confidence .
  ?source dct:identifier ?file OPTIONAL { ?source dct:title ?title } OPTIONAL { ?source zm:notice ?notice } } }
  ORDER BY ?start ?end ?evidence"""
_FACTS = f"SELECT ?s ?p ?o {{ VALUES ?p {{ {_NAMED} }} GRAPH zmg:facts {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"


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


class Things:
    """What the entities of one document stand for; looked up one by one, which is far quicker than in the query."""

    def __init__(self, store: ReadStore) -> None:
        self._store = store
        self._canonical, self._basis, self._inferred = (
            ox.NamedNode(store.namespaces.term(name)) for name in ("canonical", "basis", "inferred")
        )
        self._known: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def known(self, iri: str) -> str:
        """The canonical thing; an own region that was only inferred to be a division stands for itself."""
        if iri not in self._known:
            node, merged = ox.NamedNode(iri), ox.DefaultGraph()
            guessed = next(self._store.quads(node, self._basis, self._inferred, merged), None)
            links = () if guessed else self._store.quads(node, self._canonical, None, merged)
            self._known[iri] = min((str(value(link.object)) for link in links), default=iri)
        return self._known[iri]

    def named(self, iri: str) -> tuple[str, str]:
        """Its address and its name."""
        thing = self.known(iri)
        if thing not in self._names:
            self._names[thing] = described(self._store, thing)[1]
        return thing, self._names[thing]


def rows(store: ReadStore, table: str) -> Iterator[Row]:
    """The rows of a table of COLUMNS, in a fixed order."""
    return _ROWS[table](store)


def claim_rows(store: ReadStore) -> Iterator[Row]:
    """Claims by document, their ends as canonical things."""
    level = ox.NamedNode(store.namespaces.term("level"))
    for graph in documents(store):
        things = Things(store)
        for row in select(store, _CLAIMS % graph):
            found = store.quads(ox.NamedNode(str(row["claim"])), level, None, ox.NamedNode(graph))
            levels = sorted(quad.object.value.rpartition("#")[2] for quad in found)  # type: ignore[union-attr]
            claim, source, file, published, subject, predicate, object_, status, time, stage, *rest = row.values()
            ends = (*things.named(subject), predicate, *things.named(object_))
            yield (claim, source, file, published, *ends, status, time, stage, " ".join(levels) or None, *rest)


def evidence_rows(store: ReadStore) -> Iterator[Row]:
    """Evidence for claims, by document and place."""
    for graph in documents(store):
        for row in select(store, _EVIDENCE % graph):
            yield tuple(row.values())


def fact_rows(store: ReadStore) -> Iterator[Row]:
    """Facts that stand; in memory is what supports each."""
    heard: dict[tuple[str, str, str], Support] = {}
    for graph in documents(store):
        things = Things(store)
        for row in select(store, _CLAIMS % graph):
            key = (things.known(row["subject"]), row["predicate"], things.known(row["object"]))
            heard.setdefault(key, Support()).hear(row["source"], row["time"])
    for row in select(store, _FACTS):
        predicate = row["p"].rpartition("#")[2]
        found = heard.get((row["s"], predicate, row["o"]), Support())
        times = (found.times[0], found.times[-1]) if found.times else (None, None)
        ends = (*described(store, row["s"]), predicate, *described(store, row["o"]))
        yield (*ends, found.claims, len(found.documents), *times)


_ROWS: Mapping[str, Callable[[ReadStore], Iterator[Row]]] = {
    "facts": fact_rows,
    "claims": claim_rows,
    "evidence": evidence_rows,
    "policies": policy_rows,
    "force": force_rows,
}
