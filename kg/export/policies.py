"""When policies are in force as rows of tables: each policy with its times, and each sentence that says one."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.tables import Row, described, documents, select
from kg.store import ReadStore
from ontology.records import FORCE_TIMES

_FORCE = """SELECT ?force ?policy ?effect ?time ?evidence ?source ?file ?title ?published
    ?start ?end ?quote ?rule ?confidence ?notice {
  GRAPH <%s> { ?force a zm:Force ; zm:forceOf ?what ; zm:effect ?effect ; zm:time ?time .
    ?evidence zm:supportsForce ?force ; zm:start ?start ; zm:end ?end ; zm:quote ?quote ;
      prov:hadPrimarySource ?source ; zm:rule ?rule ; zm:confidence ?confidence .
    ?source dct:identifier ?file OPTIONAL { ?source dct:title ?title } OPTIONAL { ?source dct:issued ?published }
    OPTIONAL { ?source zm:notice ?notice } }
  OPTIONAL { ?what zm:canonical ?known }
  BIND(COALESCE(?known, ?what) AS ?policy) } ORDER BY ?start ?end ?force ?evidence"""
_TERMS = " ".join(f"zm:{name}" for name in FORCE_TIMES.values())
_TIMES = f"""SELECT ?policy ?name ?time ?state {{ VALUES ?name {{ {_TERMS} }}
  GRAPH zmg:facts {{ ?policy ?name ?time OPTIONAL {{ ?policy zm:forceState ?state }} }} }} ORDER BY ?policy"""


def force_rows(store: ReadStore) -> Iterator[Row]:
    """What documents say of when policies are in force, by document and place: a row a sentence."""
    for graph in documents(store):
        for row in select(store, _FORCE % graph):
            force, policy, *said = row.values()
            yield (force, policy, described(store, policy)[1], *said)


def policy_rows(store: ReadStore) -> Iterator[Row]:
    """Policies of which any such time is told, with a sentence for each; a text that does not name the policy that it
    is stands as its document. The state is told in views of a date only."""
    told: dict[str, dict[str, str]] = {}
    for row in select(store, _TIMES):
        times = told.setdefault(row["policy"], {})
        times[row["name"].rpartition("#")[2]] = row["time"]
        times["state"] = row["state"]
    said = _sentences(store)
    for policy, times in told.items():
        ends = [times.get(name) for name in FORCE_TIMES.values()]
        quotes = [said.get((policy, effect, end)) for effect, end in zip(FORCE_TIMES, ends, strict=True)]
        yield (*described(store, policy), *ends, *quotes, times["state"])


def _sentences(store: ReadStore) -> dict[tuple[str, str, str | None], str]:
    """For each policy, effect and time the sentence that comes first."""
    found: dict[tuple[str, str, str | None], str] = {}
    for row in force_rows(store):
        found.setdefault((row[1], row[3], row[4]), row[12])
    return found
