"""What a network tells: ties, central nodes, the likes of one, groups."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.network.ties import network
from kg.query.guard import QueryError
from kg.query.result import csv_text
from kg.query.sheet import workbook

if TYPE_CHECKING:
    from kg.graph import Graph

# Shortest paths from so many nodes tell which are central well enough (Brandes & Pich 2007).
_PIVOTS = 300
_SEED = 0
_Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis: a table, and the network (see `kg.network.ties.network`) that it was made from."""

    header: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    graph: nx.Graph

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows by the names of the columns."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]

    def to_json(self) -> str:
        """A JSON array with an object a row."""
        return json.dumps(self.to_dicts(), ensure_ascii=False, indent=2)

    def to_csv(self) -> str:
        """CSV with a byte-order mark and no cell that a spreadsheet would run."""
        return csv_text(self.header, self.rows)

    def to_xlsx(self) -> bytes:
        """A workbook of one sheet, its texts never run."""
        return workbook(self.header, self.rows)

    def to_graphml(self) -> str:
        """The network as GraphML, with all that nodes and ties have."""
        return "\n".join(nx.generate_graphml(self.graph)) + "\n"


def analyse(
    graph: Graph,
    kind: str,
    *,
    of: str | None = None,
    to: str | None = None,
    area: str | None = None,
    least: int = 1,
    limit: int | None = None,
) -> Analysis:
    """One of ANALYSES over the network of `programmes` or `regions` (None: what is usual for it).

    `to` names the one that others are compared with in `similar`; `area`, `least`: see `network`; `limit`: at most so
    many rows. The same graph gives the same rows. Raises QueryError for what is not there.
    """
    if kind not in ANALYSES:
        raise QueryError(f"there is no analysis {kind!r}; choose {', '.join(ANALYSES)}")
    found = network(graph, of or ("regions" if kind == "similar" else "programmes"), area=area, least=least)
    wanted = None if to is None else {node.value for node in graph.entity(to)}
    if wanted is not None:
        if not wanted & set(found):
            raise QueryError(f"{to} is not in this network")
        found = nx.Graph(found.edge_subgraph(found.edges(wanted & set(found))))
    header, rows = ANALYSES[kind](found, wanted or set())
    return Analysis(header, tuple(rows[:limit]), found)


def _co_occurrence(found: nx.Graph, first: set[str]) -> tuple[tuple[str, ...], _Rows]:
    return ("one", "other", "shared", "similarity"), _ties(found, first, ("shared", "similarity"))


def _similar(found: nx.Graph, first: set[str]) -> tuple[tuple[str, ...], _Rows]:
    return ("one", "other", "similarity", "shared"), _ties(found, first, ("similarity", "shared"))


def _ties(found: nx.Graph, first: set[str], by: tuple[str, str]) -> _Rows:
    label = nx.get_node_attributes(found, "label")
    rows = []
    for one, two, tie in found.edges(data=True):
        left, right = (two, one) if two in first else (one, two)
        rows.append((label[left], label[right], tie[by[0]], tie[by[1]]))
    return sorted(rows, key=lambda row: (-row[2], -row[3], row[0], row[1]))


def _centrality(found: nx.Graph, first: set[str]) -> tuple[tuple[str, ...], _Rows]:
    """Degree, ties weighted by what is shared, PageRank (Brin & Page 1998), betweenness (Brandes 2001)."""
    rank = nx.pagerank(found, weight="shared") if found else {}
    pivots = min(_PIVOTS, len(found))
    between = nx.betweenness_centrality(found, k=pivots or None, seed=_SEED)
    rows = [
        (data["label"], data["count"], found.degree(node), found.degree(node, weight="shared"),
         round(rank[node], 5), round(between[node], 5))
        for node, data in found.nodes(data=True)
    ]  # fmt: skip
    header = ("name", "count", "ties", "weight", "pagerank", "betweenness")
    return header, sorted(rows, key=lambda row: (-row[4], -row[5], row[0]))


def _communities(found: nx.Graph, first: set[str]) -> tuple[tuple[str, ...], _Rows]:
    """Groups by Louvain's method (Blondel et al. 2008), the largest first; what has no tie is in none."""
    tied = nx.Graph(found.edge_subgraph(found.edges))
    # Sets of numbers have one order in every run, sets of texts do not.
    numbered = nx.convert_node_labels_to_integers(tied, ordering="sorted", label_attribute="node")
    parts = nx.community.louvain_communities(numbered, weight="shared", seed=_SEED) if numbered else []
    groups = [[numbered.nodes[number]["node"] for number in sorted(part)] for part in parts]
    ordered = sorted(groups, key=lambda group: (-len(group), min(_names(found, group))))
    rows = [
        (number, len(group), found.nodes[node]["label"], tied.degree(node, weight="shared"))
        for number, group in enumerate(ordered, 1)
        for node in group
    ]
    return ("group", "size", "name", "weight"), sorted(rows, key=lambda row: (row[0], -row[3], row[2]))


def _names(found: nx.Graph, group: Iterable[str]) -> list[str]:
    return [found.nodes[node]["label"] for node in group]


ANALYSES: Mapping[str, Callable[[nx.Graph, set[str]], tuple[tuple[str, ...], _Rows]]] = {
    "co-occurrence": _co_occurrence,
    "centrality": _centrality,
    "similar": _similar,
    "communities": _communities,
}
