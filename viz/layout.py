"""Positions for the nodes of a view: the same view always looks the same, and no box lies on another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Places = NDArray[np.float64]
# Above this, force-directed layout takes longer than it helps (and networkx wants scipy from 500 on).
SPRING_LIMIT = 400
_SEED = 7
# Room between boxes: beside each other, for the label of the line that joins them, and above each other.
_GAP = np.array([76.0, 34.0])
# Screens are wider than high, and so are boxes.
_STRETCH = np.array([1.3, 0.77])
# How many times the area of all boxes a part is given.
_ROOM = 2.4
_ROUNDS = 400
# A little more than half of an overlap each, or boxes would only ever come near to touching.
_STEP = 1.1


def positions(view: nx.MultiDiGraph, sizes: Mapping[str, Point], centre: str | None) -> dict[str, Point]:
    """A place for the middle of every node's box, given its width and height.

    Each connected part has its own layout: rings around `centre` (or the node with most links), from there
    Fruchterman and Reingold's forces (below `SPRING_LIMIT` nodes), then overlapping boxes are pushed apart. Parts
    stand in rows, that of `centre` first, then by size.
    """
    plain = nx.Graph()
    plain.add_nodes_from(view)
    plain.add_edges_from((a, b) for a, b in view.edges() if a != b)
    parts = sorted(map(sorted, nx.connected_components(plain)), key=lambda part: (centre not in part, -len(part), part))
    laid = [(part, _part(plain.subgraph(part), part, sizes, centre)) for part in parts]
    return _in_rows(laid, sizes)


def _part(plain: nx.Graph, nodes: Sequence[str], sizes: Mapping[str, Point], centre: str | None) -> Places:
    """Places of the nodes of one connected part, around (0, 0)."""
    middle = (
        centre if centre is not None and centre in plain else max(nodes, key=lambda node: (plain.degree(node), node))
    )
    rings = _rings(plain, middle)
    if 2 < len(nodes) <= SPRING_LIMIT:
        graph = nx.Graph()
        graph.add_nodes_from(nodes)
        graph.add_edges_from(sorted(tuple(sorted(edge)) for edge in plain.edges()))
        rings = nx.spring_layout(graph, k=2.2 / np.sqrt(len(nodes)), pos=rings, iterations=80, seed=_SEED)
    elif len(nodes) > SPRING_LIMIT:
        rings = _sunflower(rings)
    places = np.array([rings[node] for node in nodes], dtype=float)
    boxes = np.array([sizes[node] for node in nodes]) + _GAP
    radius = max(float(np.abs(places).max()), 1e-9)
    return _apart(places / radius * _STRETCH * float(np.sqrt(_ROOM * boxes.prod(axis=1).sum() / np.pi)), boxes)


def _rings(plain: nx.Graph, middle: str) -> dict[str, Point]:
    """Nodes on rings by their distance from the middle, each near those that were reached from it."""
    tree = nx.bfs_tree(plain, middle, sort_neighbors=sorted)
    steps = nx.single_source_shortest_path_length(tree, middle)
    order = list(nx.dfs_preorder_nodes(tree, middle))
    leaves = [node for node in order if tree.out_degree(node) == 0]
    angle = {leaf: 2 * np.pi * n / len(leaves) for n, leaf in enumerate(leaves)}
    for node in reversed(order):
        if node not in angle:
            angle[node] = float(np.mean([angle[child] for child in tree.successors(node)]))
    return {
        node: (steps[node] * float(np.cos(angle[node])), steps[node] * float(np.sin(angle[node]))) for node in order
    }


def _sunflower(rings: Mapping[str, Point]) -> dict[str, Point]:
    """The same order from the middle outwards, spread evenly over a disc (Vogel 1979)."""
    golden = np.pi * (3 - np.sqrt(5))
    return {
        node: (float(np.sqrt(n) * np.cos(n * golden)), float(np.sqrt(n) * np.sin(n * golden)))
        for n, node in enumerate(sorted(rings, key=lambda node: (round(float(np.hypot(*rings[node])), 6), rings[node])))
    }


def _apart(places: Places, boxes: Places) -> Places:
    """Push overlapping boxes apart, each pair along the axis on which less of the boxes overlaps."""
    one, other = np.triu_indices(len(places), 1)
    reach = (boxes[one] + boxes[other]) / 2
    for _ in range(_ROUNDS):
        beside = np.flatnonzero(np.abs(places[one, 0] - places[other, 0]) < reach[:, 0])
        away = places[one[beside]] - places[other[beside]]
        overlap = reach[beside] - np.abs(away)
        hit = np.flatnonzero(overlap[:, 1] > 0)
        if not len(hit):
            break
        pairs, away, overlap = beside[hit], away[hit], overlap[hit]
        axis = np.argmin(overlap / reach[pairs], axis=1)
        chosen = np.arange(len(hit)), axis
        # Two boxes on one spot part by their order.
        push = np.zeros_like(away)
        push[chosen] = overlap[chosen] * np.where(away[chosen] < 0, -1.0, 1.0) / 2
        moved, times = np.zeros_like(places), np.ones(len(places))
        for ends, sign in ((one[pairs], 1.0), (other[pairs], -1.0)):
            np.add.at(moved, ends, sign * push)
            np.add.at(times, ends, 1.0)
        places = places + moved / np.maximum(times - 1.0, 1.0)[:, None] * _STEP
    return places


def _in_rows(laid: Iterable[tuple[Sequence[str], Places]], sizes: Mapping[str, Point]) -> dict[str, Point]:
    """All parts side by side, a new row where one would get wider than the first part, or than its fair share."""
    placed: dict[str, Point] = {}
    corner, row_height, widest = np.zeros(2), 0.0, 0.0
    for nodes, places in laid:
        half = np.array([sizes[node] for node in nodes]) / 2 + _GAP / 2
        low, high = (places - half).min(axis=0), (places + half).max(axis=0)
        width, height = high - low
        if corner[0] > 0 and corner[0] + width > widest:
            corner, row_height = np.array([0.0, corner[1] + row_height]), 0.0
        for node, (x, y) in zip(nodes, places - low + corner, strict=True):
            placed[node] = (round(float(x), 1), round(float(y), 1))
        corner = corner + np.array([width, 0.0])
        row_height, widest = max(row_height, height), max(widest, width)
    return placed
