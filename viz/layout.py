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
        rings = nx.spring_layout(graph, k=2.2 / np.sqrt(len(nodes)), pos=rings, iterations=150, seed=_SEED)
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


def _apart(places: Places, boxes: Places) -> Places:
    """Push overlapping boxes apart, each pair along the axis on which less of the boxes overlaps."""
    reach = (boxes[:, None, :] + boxes[None, :, :]) / 2
    rows = np.arange(len(places))
    side_on_one_spot = np.sign(rows[:, None] - rows[None, :])[:, :, None]
    for _ in range(_ROUNDS if len(places) <= SPRING_LIMIT else _ROUNDS // 8):
        away = places[:, None, :] - places[None, :, :]
        overlap = reach - np.abs(away)
        overlap[rows, rows] = 0
        hit: NDArray[np.bool_] = np.all(overlap > 0, axis=2)
        if not hit.any():
            break
        axis = np.equal(np.argmin(overlap / reach, axis=2)[:, :, None], np.arange(2)[None, None, :])
        side = np.where(away == 0, side_on_one_spot, np.sign(away))
        push = np.where(np.logical_and(hit[:, :, None], axis), overlap * side, 0.0)
        places = places + push.sum(axis=1) * 0.5 / np.maximum(hit.sum(axis=1), 1)[:, None]
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
