"""The map: equal cells in the order of the country or a province, or an agency's own approved geometry."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from kg.query.cells import visible
from viz.trace.svg import INK, SOFT, element, ink, legend, look, picture, shortened, title, width, words
from viz.trace.views import MapView, Tile

_SMALL = 10.0
_CELL, _GAP, _LEFT, _TOP = 50.0, 4.0, 14.0, 14.0
_LEAST_ACROSS = 480.0
_SHAPES = (560.0, 460.0)


def map_svg(view: MapView, prefix: str = "map") -> str:
    """The map as an SVG, in the year that the view is at."""
    columns = max((tile.column for tile in view.tiles), default=0) + 1
    rows = max((tile.row for tile in view.tiles), default=0) + 1
    if view.shapes:
        across, under = _SHAPES
        body = list(_shapes(view, prefix))
    else:
        across, under = max(_LEFT * 2 + columns * _CELL, _LEAST_ACROSS), _TOP * 2 + rows * _CELL
        body = [_tile(tile, view, prefix) for tile in view.tiles]
    year = str(view.years[view.at]) if view.years else ""
    body.append(words(year, across - 14, 34, 24, fill=INK, text_anchor="end", font_weight="bold", class_="year"))
    boxes, height = legend(view.legend, 14, under + 10, across - 28, prefix)
    body += [boxes, words(view.caption, 14, under + height + 18, 12, fill=SOFT)]
    return picture(body, across, under + height + 30, view.label, prefix)


def _tile(tile: Tile, view: MapView, prefix: str) -> str:
    x, y = _LEFT + tile.column * _CELL, _TOP + tile.row * _CELL
    state = tile.states[view.at] if tile.states else "no document"
    side = _CELL - _GAP
    box = element("rect", x=x, y=y, width=side, height=side, rx=4, **look(state, prefix))
    label = _name(tile.label, x + side / 2, y + side / 2, side - 2, ink(state))
    return element(
        "g",
        title(tile.label),
        box,
        label,
        class_="mark tile",
        tabindex=0,
        role="button",
        data_ref=tile.ref,
        data_key=tile.key,
    )


def _name(label: str, x: float, y: float, room: float, ink: dict[str, object]) -> str:
    """A name in the middle of a cell; in Latin letters in small type, a line a word, as narrow as it must be."""
    if not label.isascii():
        return words(shortened(label, room, 13), x, y + 5, 13, text_anchor="middle", **ink)
    lines = label.split()
    spans = []
    for n, line in enumerate(lines):
        narrow = {"textLength": room, "lengthAdjust": "spacingAndGlyphs"} if width(line, _SMALL) > room else {}
        at = y + 4 + _SMALL * (n - (len(lines) - 1) / 2)
        spans.append(element("tspan", escape(visible(line)), x=x, y=at, **narrow))
    return element("text", *spans, font_size=_SMALL, text_anchor="middle", **ink)


def _shapes(view: MapView, prefix: str) -> Iterator[str]:
    """Polygons given by who may publish them; a place without one is left out and listed nowhere else on the map."""
    tiles = {tile.key: tile for tile in view.tiles}
    for key, rings in view.shapes:
        tile = tiles.get(key)
        if tile is None:
            continue
        state = tile.states[view.at] if tile.states else "no document"
        path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)
        shape = element("path", d=path, fill_rule="evenodd", **look(state, prefix))
        yield element(
            "g",
            title(tile.label),
            shape,
            class_="mark tile",
            tabindex=0,
            role="button",
            data_ref=tile.ref,
            data_key=key,
        )
