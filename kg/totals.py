"""What there is in a graph in numbers, by names that a file of expectations may use."""

from __future__ import annotations

import pyoxigraph as ox

from ontology.namespaces import Namespaces
from ontology.records import BASED_ON_KINDS, ENTITY_TYPES, PREDICATES

_PLURALS = {"Industry": "industries", "Policy": "policies", "Agency": "agencies"}
_NAMED = (*PREDICATES, *BASED_ON_KINDS)
_PREDICATES = "VALUES ?kind { " + " ".join(f"zm:{name}" for name in _NAMED) + " }"
_TYPES = "VALUES ?kind { " + " ".join(f"zm:{name}" for name in ENTITY_TYPES) + " }"
_SIMPLE = {
    "documents": "SELECT (COUNT(*) AS ?n) { ?d a zm:Document }",
    "evidence": "SELECT (COUNT(*) AS ?n) { ?e a zm:Evidence }",
    "events": "SELECT (COUNT(*) AS ?n) { GRAPH zmg:events { ?e a zm:AdoptionEvent } }",
}
_THINGS = f"""SELECT ?kind (COUNT(DISTINCT ?c) AS ?n) {{ {_TYPES}
  GRAPH zmg:facts {{ ?e zm:canonical ?c }} ?c a ?kind }} GROUP BY ?kind"""
_CLAIMS = "SELECT ?kind (COUNT(*) AS ?n) { ?c a zm:Claim ; rdf:predicate ?kind } GROUP BY ?kind"
_FACTS = f"SELECT ?kind (COUNT(*) AS ?n) {{ {_PREDICATES} GRAPH zmg:facts {{ ?s ?kind ?o }} }} GROUP BY ?kind"


def totals(store: ox.Store, namespaces: Namespaces) -> dict[str, int]:
    """Documents, evidence and events; things of each type after resolution (`enterprises`); claims and facts, in all
    and by predicate (`facts.implements`)."""
    found = {name: sum(_rows(store, namespaces, sparql).values()) for name, sparql in _SIMPLE.items()}
    things = _rows(store, namespaces, _THINGS)
    found |= {_PLURALS.get(name, name + "s").lower(): things.get(name, 0) for name in ENTITY_TYPES}
    for kind, sparql in (("claims", _CLAIMS), ("facts", _FACTS)):
        rows = _rows(store, namespaces, sparql)
        found[kind] = sum(rows.values())
        found |= {f"{kind}.{name}": rows.get(name, 0) for name in _NAMED}
    return found


def _rows(store: ox.Store, namespaces: Namespaces, sparql: str) -> dict[str, int]:
    """Counts by the local name of `?kind`, by "" where there is none."""
    answer = store.query(sparql, prefixes=namespaces.prefixes)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(f"not a SELECT query: {sparql}")
    kinds = "kind" in {variable.value for variable in answer.variables}
    return {row["kind"].value.rpartition("#")[2] if kinds else "": int(row["n"].value) for row in answer}
