"""A view as a still SVG, drawn by the server: what the page shows where the browser has no WebGL."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx

from kg.query.cells import visible
from viz.layout import Point, positions
from viz.network import box_size, line_kind, short_label
from viz.words import appearance, words

# With more boxes than this a picture can no longer be read.
MOST = 300
_MARGIN = 24.0
_FONT = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
# With more lines than this, what they say would cover the boxes.
_NAMED_LINES = 40


def picture_svg(view: Mapping[str, Any], lang: str) -> str:
    """The `nodes` and `links` of a view (as the page gets it) as an SVG document in `lang` (zh, en).

    The first 300 nodes are drawn. The same view gives the same picture.
    """
    nodes = {node["id"]: node for node in view["nodes"][:MOST]}
    links = [link for link in view["links"] if link["s"] in nodes and link["o"] in nodes]
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((link["s"], link["o"]) for link in links)
    names = {key: (lang == "en" and node.get("en")) or node["label"] for key, node in nodes.items()}
    labels = {key: short_label(name) for key, name in names.items()}
    sizes = {key: box_size(label) for key, label in labels.items()}
    places = positions(graph, sizes, view.get("centre")) if nodes else {}
    parts = [_line(link, places, lang if len(links) <= _NAMED_LINES else None) for link in links]
    parts += [_box(nodes[key], labels[key], sizes[key], places[key]) for key in nodes]
    return _sheet(parts, places, sizes)


def _sheet(parts: Sequence[str], places: Mapping[str, Point], sizes: Mapping[str, Point]) -> str:
    xs = [x + side * sizes[key][0] / 2 for key, (x, _) in places.items() for side in (-1, 1)] or [0.0]
    ys = [y + side * sizes[key][1] / 2 for key, (_, y) in places.items() for side in (-1, 1)] or [0.0]
    left, top = min(xs) - _MARGIN, min(ys) - _MARGIN
    width, height = max(xs) + _MARGIN - left, max(ys) + _MARGIN - top
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" '
        f'font-family="{_FONT}" font-size="15" text-anchor="middle">'
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}" fill="#fff"/>'
        f"{''.join(parts)}</svg>\n"
    )


def _line(link: Mapping[str, Any], places: Mapping[str, Point], lang: str | None) -> str:
    (x1, y1), (x2, y2) = places[link["s"]], places[link["o"]]
    look = appearance()["lines"][line_kind(link["status"])]
    dashes = f' stroke-dasharray="{" ".join(map(str, look["dashes"]))}"' if look["dashes"] else ""
    drawn = (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" '
        f'stroke="{look["color"]}" stroke-width="{look["width"]}"{dashes}/>'
    )
    if lang is None:
        return drawn
    named = _escaped(words().get(link["p"], {}).get(lang, link["p"]))
    return (
        f'{drawn}<text x="{(x1 + x2) / 2:.0f}" y="{(y1 + y2) / 2:.0f}" font-size="12" fill="#374151" '
        f'stroke="#fff" stroke-width="4" paint-order="stroke">{named}</text>'
    )


def _box(node: Mapping[str, Any], label: str, size: Point, place: Point) -> str:
    looks: dict[str, dict[str, str]] = appearance()["types"]
    look = looks.get(node["type"], looks["Thing"])
    (width, height), (x, y) = size, place
    lines = label.split("\n")
    first = y + 5 - (len(lines) - 1) * 9.5
    texts = "".join(
        f'<text x="{x:.0f}" y="{first + n * 19:.0f}" fill="#1a202c">{_escaped(text)}</text>'
        for n, text in enumerate(lines)
    )
    return (
        f'<g><title>{_escaped(node["label"][:200])}</title><rect x="{x - width / 2:.0f}" y="{y - height / 2:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" rx="6" fill="{look["fill"]}" stroke="{look["border"]}" '
        f'stroke-width="1.5"/>{texts}</g>'
    )


def _escaped(text: str) -> str:
    return html.escape(visible(text))
