"""From and until when a policy is in force, and the sentences that say so."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from extract.relations.claims import measured
from kg.query.named import named_queries
from kg.views import describe_evidence
from ontology.records import FORCE_TIMES

if TYPE_CHECKING:
    from kg import Graph
    from kg.store import ReadStore

_QUERIES = Path(__file__).parent / "queries"


def force_of(graph: Graph, store: ReadStore, iri: str) -> dict[str, Any] | None:
    """`from`, `until` and `repealed` (EDTF, or None) of a policy or document, and `told`: evidence with the `effect`
    and `time` that each place tells; None where nothing is told."""
    query = named_queries(_QUERIES)["force"].bound({"thing": [ox.NamedNode(iri)]})
    text = cache(graph.text)
    told = [
        describe_evidence(row, text(row["source"].rpartition("/")[2])) | {"effect": row["effect"], "time": row["time"]}
        for row in graph.query(query).to_dicts()
    ]
    for one in told:
        one["measured"] = measured(one["rule"]) if one["rule"] else None
    return _times(graph, store, iri) | {"told": told} if told else None


def _times(graph: Graph, store: ReadStore, iri: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for effect, term in FORCE_TIMES.items():
        predicate = ox.NamedNode(graph.prefixes["zm"] + term)
        quads = store.quads(subject=ox.NamedNode(iri), predicate=predicate)
        found[effect] = min((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), default=None)
    return found
