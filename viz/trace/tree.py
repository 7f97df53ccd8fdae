"""The tree of hops over time: each region at its first evidence, joined to where it had the programme from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from viz.trace.axis import TimeAxis
from viz.trace.svg import INK, PAPER, SOFT, element, picture, shortened, title, width, words
from viz.trace.views import TreeNode, TreeView

_ACROSS, _ROW, _TOP, _LABEL = 820.0, 24.0, 20.0, 210.0
# By kind: width and dashes; what no text says is never a full line.
_LINES: dict[str, tuple[float, str | None]] = {
    "cited": (2.4, None),
    "hierarchical": (1.4, "7 3"),
    "text reuse": (1.8, "2 3"),
    "inferred": (1.2, "4 5"),
}


def tree_svg(view: TreeView, prefix: str = "tree") -> str:
    """The tree as an SVG 820 wide, a row a region."""
    days = [node.date for node in view.nodes if node.date]
    undated = any(node.date is None for node in view.nodes)
    right = _ACROSS - _LABEL - (70 if undated else 0)
    axis = TimeAxis.over(days, 24, right)
    bottom = _TOP + _ROW * len(view.nodes)
    spots = [(axis.x(n.date) if n.date else right + 40, _TOP + _ROW * (i + 0.5)) for i, n in enumerate(view.nodes)]
    body = list(axis.draw(_TOP - 6, bottom))
    if undated:
        body.append(words(view.undated, right + 40, bottom + 16, 12, fill=SOFT, text_anchor="middle"))
    body += [_edge(node, spots[node.parent], spots[i]) for i, node in enumerate(view.nodes) if node.parent is not None]
    body += [_node(node, *spots[i]) for i, node in enumerate(view.nodes)]
    body += _kinds(view.kinds, bottom + 40)
    body.append(words(view.note, 24, bottom + 62, 12, fill=SOFT))
    return picture(body, _ACROSS, bottom + 74, view.label, prefix)


def _edge(node: TreeNode, start: tuple[float, float], end: tuple[float, float]) -> str:
    weight, dashes = _LINES.get(node.kind, _LINES["inferred"])
    bend = min(start[0], end[0]) if start[0] <= end[0] else end[0] - 10
    path = f"M{start[0]:.1f} {start[1]:.1f}H{bend:.1f}V{end[1]:.1f}H{end[0]:.1f}"
    line = element("path", d=path, fill="none", stroke="#4a6fa5", stroke_width=weight, stroke_dasharray=dashes)
    wide = element("path", d=path, fill="none", stroke="transparent", stroke_width=9)
    return element("g", title(node.hint), line, wide, class_="mark", data_ref=node.ref)


def _node(node: TreeNode, x: float, y: float) -> str:
    fill = PAPER if not node.ref.startswith("a") else "#1f4e79"
    dot = element("circle", cx=x, cy=y, r=5, fill=fill, stroke="#1f4e79", stroke_width=1.6)
    label = words(shortened(node.label, _ACROSS - x - 16, 12), x + 10, y + 4, 12, fill=INK)
    room = min(width(node.label, 12) + 4, _ACROSS - x - 10)
    halo = element("rect", x=x + 8, y=y - 8, width=room, height=16, fill=PAPER, fill_opacity=0.85)
    hint = title(node.hint or node.label)
    return element("g", hint, halo, dot, label, class_="mark", tabindex=0, role="button", data_ref=node.ref)


def _kinds(kinds: Sequence[tuple[str, str]], y: float) -> Iterator[str]:
    at = 24.0
    for kind, text in kinds:
        weight, dashes = _LINES.get(kind, _LINES["inferred"])
        yield element(
            "line",
            x1=at,
            x2=at + 30,
            y1=y - 4,
            y2=y - 4,
            stroke="#4a6fa5",
            stroke_width=weight,
            stroke_dasharray=dashes,
        )
        yield words(text, at + 36, y, 12, fill=SOFT)
        at += 56 + width(text, 12)
