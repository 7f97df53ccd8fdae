"""The graph as networkx sees it: things as nodes, facts and plans as edges, claims with evidence on every edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
from pyoxigraph import NamedNode

from kg.query.guard import QueryError
from kg.query.named import named_queries

if TYPE_CHECKING:
    from kg.graph import Graph

_QUERIES = Path(__file__).parent / "query" / "views"
CONTEXT = 60
# What an edge is shown as where its claims differ: what asserts before what hopes.
_WEIGHT = ("achieved", "ongoing", "ended", "planned", "mentioned")
MAX_NODES = 2_000


@dataclass(frozen=True, slots=True)
class _Link:
    """A claim lifted to the things that it is about, or a relation of the vocabulary (without a claim)."""

    subject: str
    predicate: str
    object: str
    claim: str | None = None

    @property
    def ends(self) -> tuple[str, str]:
        return self.subject, self.object


def neighbourhood(graph: Graph, centres: Sequence[NamedNode], *, depth: int = 1, limit: int = 150) -> nx.MultiDiGraph:
    """The things within `depth` steps of `centres`, at most `limit` of them, with all that joins them.

    Nodes are keyed by IRI and have `iri, label, type, aliases, notice, inferred` (an own region that no text states);
    edges `predicate, status, time, levels, claims`; a claim `status, time, stage, levels, confidence, evidence`, with
    the sentence in its context. Nearer nodes and those with more links come first; `graph['truncated']` tells whether
    the limit cut some off. Raises QueryError for a depth or a limit out of bounds.
    """
    if not 0 <= depth <= 5 or not 1 <= limit <= MAX_NODES:
        raise QueryError(f"depth is 0 to 5 and limit 1 to {MAX_NODES}, not {depth} and {limit}")
    chosen = {iri.value: None for iri in centres[:limit]}
    edge = list(chosen)
    truncated = len(centres) > limit
    for _ in range(depth):
        fresh = _by_links(_links(graph, edge), chosen)
        edge = fresh[: limit - len(chosen)]
        truncated = truncated or len(edge) < len(fresh)
        chosen.update(dict.fromkeys(edge))
    view = nx.MultiDiGraph(truncated=truncated, centres=[iri.value for iri in centres])
    view.add_nodes_from(_nodes(graph, list(chosen)))
    inside = (link for link in _links(graph, list(chosen)) if set(link.ends) <= chosen.keys())
    view.add_edges_from(_edges(graph, inside))
    return view


def facts_graph(graph: Graph) -> nx.MultiDiGraph:
    """All facts that stand (never plans), for algorithms over the whole graph: `label` and `type` on nodes, the
    predicate as `predicate` and as the key of the edge."""
    view = nx.MultiDiGraph()
    rows = graph.query(named_queries(_QUERIES)["facts"].sparql).to_dicts()
    for row in rows:
        for end in ("subject", "object"):
            view.add_node(row[end], label=row[end + "Name"], type=_local(row[end + "Type"]))
        predicate = _local(row["predicate"])
        view.add_edge(row["subject"], row["object"], key=predicate, predicate=predicate)
    return view


def _rows(graph: Graph, name: str, parameter: str, iris: Iterable[str]) -> list[dict[str, Any]]:
    terms = [NamedNode(iri) for iri in iris]
    if not terms:
        return []
    return graph.query(named_queries(_QUERIES)[name].bound({parameter: terms})).to_dicts()


def _links(graph: Graph, nodes: Sequence[str]) -> list[_Link]:
    rows = [
        row for name in ("claims-from", "claims-to", "vocabulary-links") for row in _rows(graph, name, "node", nodes)
    ]
    links = {_Link(r["subject"], _local(r["predicate"]), r["object"], r.get("claim")): None for r in rows}
    return [link for link in links if link.subject != link.object]


def _by_links(links: Iterable[_Link], known: Mapping[str, None]) -> list[str]:
    """Things at the ends of `links` that are not `known` yet, those with most links first."""
    counts: dict[str, int] = {}
    for link in links:
        for end in link.ends:
            if end not in known:
                counts[end] = counts.get(end, 0) + 1
    return sorted(counts, key=lambda iri: (-counts[iri], iri))


def _nodes(graph: Graph, iris: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    notices = {row["node"]: row["notice"] for row in _rows(graph, "notices", "node", iris)}
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(graph, "nodes", "node", iris):
        rows.setdefault(row["node"], []).append(row)
    for iri in iris:
        of = rows.get(iri, [{"label": iri, "type": None, "alias": None, "basis": None}])
        yield (
            iri,
            {
                "iri": iri,
                "label": of[0]["label"],
                "type": _local(of[0]["type"]) or "Thing",
                "aliases": sorted({row["alias"] for row in of if row["alias"]}),
                "notice": notices.get(iri),
                "inferred": _local(of[0]["basis"]) == "inferred",
            },
        )


def _edges(graph: Graph, links: Iterable[_Link]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    joined: dict[tuple[str, str, str], list[str]] = {}
    for link in links:
        joined.setdefault((link.subject, link.object, link.predicate), []).extend([link.claim] if link.claim else [])
    described = describe_claims(graph, sorted({claim for claims in joined.values() for claim in claims}))
    for (subject, object_, predicate), iris in sorted(joined.items()):
        claims = sorted((described[iri] for iri in set(iris)), key=_claim_order)
        best = min((claim["status"] for claim in claims), key=_WEIGHT.index, default=None)
        yield (
            subject,
            object_,
            predicate,
            {
                "predicate": predicate,
                "status": best,
                "time": next((c["time"] for c in claims if c["status"] == best and c["time"]), None),
                "levels": sorted({level for claim in claims for level in claim["levels"]}),
                "claims": claims,
            },
        )


def _claim_order(claim: Mapping[str, Any]) -> tuple[int, str, str]:
    return _WEIGHT.index(claim["status"]), claim["time"] or "9", claim["iri"]


def describe_claims(graph: Graph, iris: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Claims by IRI, each as `neighbourhood` has it on an edge: with its evidence, and each sentence in its context."""
    evidence: dict[str, list[dict[str, Any]]] = {iri: [] for iri in iris}
    text = cache(graph.text)
    for row in _rows(graph, "evidence", "claim", iris):
        evidence[row["claim"]].append(describe_evidence(row, text(row["source"].rpartition("/")[2])))
    claims: dict[str, dict[str, Any]] = {}
    for row in _rows(graph, "claims", "claim", iris):
        found = evidence[row["claim"]]
        claims[row["claim"]] = {
            "iri": row["claim"],
            "status": _local(row["status"]),
            "time": row["time"],
            "stage": _local(row["stage"]),
            "levels": [_local(level) for level in sorted((row["levels"] or "").split())],
            "confidence": max((e["confidence"] for e in found if e["confidence"] is not None), default=None),
            "evidence": found,
        }
    return claims


def describe_evidence(row: Mapping[str, Any], text: str | None) -> dict[str, Any]:
    """A place of evidence from the row of a query that gives all of it, in the context of its document's `text`."""
    start, end = row["start"], row["end"]
    return {
        "document": row["file"],
        "source": row["source"].rpartition("/")[2],
        "title": row["title"],
        "published": row["published"],
        "quote": row["sentence"],
        "before": "" if text is None else text[max(0, start - CONTEXT) : start],
        "after": "" if text is None else text[end : end + CONTEXT],
        "start": start,
        "end": end,
        "place": row["place"],
        "rule": None if row["rule"] is None else row["rule"].rpartition("/rule/")[2],
        "confidence": row["confidence"],
    }


def _local(iri: str | None) -> str:
    return (iri or "").rpartition("#")[2]
