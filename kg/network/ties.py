"""The networks: programmes tied by documents that name both, regions tied by programmes that both carry out."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from kg.query.guard import QueryError
from kg.query.labels import bind
from kg.query.named import NamedQuery, read_query

if TYPE_CHECKING:
    from kg.graph import Graph

_QUERIES = Path(__file__).parent / "queries"
# What a network is of, and the query for what its nodes share.
OF = {"programmes": "named-in", "regions": "carried-out-in"}


def network(graph: Graph, of: str, *, area: str | None = None, least: int = 1) -> nx.Graph:
    """The network of `programmes` or `regions` in `area`, ties of fewer than `least` things shared left out.

    Nodes are keyed by IRI and have `label` and `count`, how many documents (of a programme) or programmes (of a region)
    they have; a tie has `shared`, how many both have, and `similarity`, that as a share of what either has (Jaccard,
    0 to 1). Raises QueryError for another `of`, an unknown area, and a `least` below 1.
    """
    if of not in OF or least < 1:
        raise QueryError(f"a network is of {' or '.join(OF)}, with at least 1 shared, not of {of!r} with {least}")
    labels, having = _incidence(graph, OF[of], area)
    count = Counter(thing for things in having.values() for thing in things)
    shared = Counter(pair for things in having.values() for pair in combinations(sorted(things), 2))
    found = nx.Graph()
    found.add_nodes_from((thing, {"label": labels[thing], "count": count[thing]}) for thing in sorted(count))
    for (one, two), number in sorted(shared.items()):
        if number >= least:
            either = count[one] + count[two] - number
            found.add_edge(one, two, shared=number, similarity=round(number / either, 4))
    return found


def _incidence(graph: Graph, name: str, area: str | None) -> tuple[dict[str, str], dict[str, set[str]]]:
    """The labels of things, and which things each source has."""
    query = _query(name)
    sparql = query.bound(bind(query, {"area": area}, graph.prefixes, lambda text: graph.query(text).rows))
    labels: dict[str, str] = {}
    having: dict[str, set[str]] = defaultdict(set)
    for row in graph.query(sparql).to_dicts():
        labels.setdefault(row["thing"], row["name"])
        having[row["source"]].add(row["thing"])
    return labels, having


@cache
def _query(name: str) -> NamedQuery:
    return read_query(_QUERIES / f"{name}.rq")
