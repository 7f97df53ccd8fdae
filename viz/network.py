"""A networkx view as a pyvis network: boxes coloured by type, lines by status, everything in its place."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any

import networkx as nx
from pyvis.network import Network

from kg.query.cells import visible
from viz.layout import Point, positions
from viz.words import appearance, words

_FONT = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_SIZE = 15
_LINE_WIDTH = 20
_LINES = 2
# Marks that never begin a line.
_CLOSING = frozenset("”’》〉）」』】，。、；：！？)]")
# With more edges than this, their labels show only around what is selected.
LABELLED_EDGES = 60


def pyvis_network(view: nx.MultiDiGraph, centre: str | None, lang: str) -> Network:
    """The network of `view` around `centre`, words in `lang`; positions are fixed and physics is off.

    Nodes and edges go straight into pyvis' lists: its `add_edge` compares each new edge with all others.
    """
    network = Network(directed=True, cdn_resources="in_line")
    labels = {node: short_label(data["label"]) for node, data in view.nodes(data=True)}
    places = positions(view, {node: box_size(label) for node, label in labels.items()}, centre)
    network.nodes = [_node(node, view, labels[node], places[node], node == centre) for node in view]
    network.node_ids = list(view)
    network.edges = _edges(view, lang)
    network.options = _options()
    return network


def short_label(label: str) -> str:
    """`label` in at most two lines of ten Chinese characters (twenty Latin ones) and of like length, cut with `…`."""
    lines: list[str] = [""]
    text = visible(label).strip()
    whole = text_width(text)
    # One column more than half, or a Chinese character at the middle would go to a third line.
    width = _LINE_WIDTH if whole <= _LINE_WIDTH else min(_LINE_WIDTH, whole // _LINES + 1)
    for n, character in enumerate(text):
        if text_width(lines[-1] + character) > width and character not in _CLOSING:
            if len(lines) == _LINES:
                return "\n".join(lines)[:-1] + "…"
            lines.append("")
        lines[-1] += character
        if n > _LINES * _LINE_WIDTH:
            break
    return "\n".join(lines)


def text_width(text: str) -> int:
    """Width in half-width columns: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def box_size(label: str) -> Point:
    """Width and height, in the units of the canvas, of the box that vis-network draws around a label."""
    lines = label.split("\n")
    return max(map(text_width, lines)) * _SIZE * 0.55 + 24.0, len(lines) * _SIZE * 1.25 + 18.0


def _node(iri: str, view: nx.MultiDiGraph, label: str, place: Point, central: bool) -> dict[str, Any]:
    look = _look(view.nodes[iri]["type"])
    return {
        "id": iri,
        "label": label,
        "shape": "box",
        "x": place[0],
        "y": place[1],
        "borderWidth": 3 if central else 1.5,
        "borderWidthSelected": 3,
        "shapeProperties": {"borderRadius": 6, "borderDashes": [5, 3] if view.nodes[iri]["inferred"] else False},
        "color": {
            "background": look["fill"],
            "border": look["border"],
            "highlight": {"background": look["fill"], "border": "#111827"},
        },
    }


def _look(kind: str) -> Mapping[str, str]:
    types: dict[str, dict[str, str]] = appearance()["types"]
    return types.get(kind, types["Thing"])


def _edges(view: nx.MultiDiGraph, lang: str) -> list[dict[str, Any]]:
    parallel: Counter[frozenset[str]] = Counter()
    labelled = view.number_of_edges() <= LABELLED_EDGES
    edges = []
    for number, (subject, object_, data) in enumerate(view.edges(data=True)):
        pair = frozenset((subject, object_))
        bend = parallel[pair] if subject <= object_ else -parallel[pair]
        parallel[pair] += 1
        line = line_kind(data["status"])
        edge = {
            "id": f"edge-{number}",
            "from": subject,
            "to": object_,
            "label": words()[data["predicate"]][lang] if labelled else "",
            "color": {"color": appearance()["lines"][line]["color"], "highlight": "#1d4ed8"},
            "width": appearance()["lines"][line]["width"],
            "dashes": appearance()["lines"][line]["dashes"],
            "smooth": {
                "enabled": bool(bend),
                "type": "curvedCW" if bend > 0 else "curvedCCW",
                "roundness": 0.2 * abs(bend),
            },
        }
        edges.append(edge)
    return edges


def line_kind(status: str | None) -> str:
    """Which of the lines of `appearance.yaml` an edge has: its status, or `vocabulary` where there is none."""
    return status or "vocabulary"


def _options() -> dict[str, Any]:
    return {
        "physics": {"enabled": False},
        "interaction": {"hover": True, "multiselect": False, "keyboard": False, "selectConnectedEdges": False},
        "nodes": {
            "font": {"face": _FONT, "size": _SIZE, "color": "#1a202c", "multi": False},
            "margin": {"top": 8, "bottom": 8, "left": 10, "right": 10},
        },
        "edges": {
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
            "font": {"face": _FONT, "size": 12, "color": "#374151", "strokeWidth": 4, "strokeColor": "#ffffff"},
            "selectionWidth": 2,
            "hoverWidth": 0,
            "chosen": True,
        },
    }
