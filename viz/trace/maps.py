"""A trace as the view of a map: the provinces, or the cities of the province that the trace is limited to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.places.divisions import divisions
from extract.places.english import english_short
from kg.trace.coverage import IN_FORCE, NAMED, OVER, SILENT, UNSEEN, Row
from kg.trace.result import Trace
from viz.trace.geometry import Geometry
from viz.trace.grids import Spot, cities, country, has_table
from viz.trace.svg import STATES
from viz.trace.views import MapView, Tile
from viz.trace.words import say

BELOW = "below"
# What a tile shows is the strongest of what is known by the year, in this order.
_ORDER = (OVER, IN_FORCE, BELOW, NAMED, SILENT, UNSEEN)


def map_view(trace: Trace, lang: str, geometry: Geometry | None = None) -> MapView:
    """The state of each province by the end of each year; with an `area` of one province, of each of its cities."""
    province = _one_province(trace)
    spots = cities(province) if province else country()
    tiles = tuple(_tile(code, spot, trace.matrix.rows, len(trace.matrix.years), lang) for code, spot in spots.items())
    caption = "caption_map" if province is None or has_table(province) else "caption_codes"
    said = say("picture", caption, lang)
    if geometry is not None:
        said = say("picture", "caption_shapes", lang).format(geometry.approval)
    states = {state for tile in tiles for state in tile.states} | {UNSEEN}
    return MapView(
        years=trace.matrix.years,
        tiles=tiles,
        at=len(trace.matrix.years) - 1,
        legend=tuple((state, say("states", state, lang)) for state in STATES if state in states),
        label=f"{trace.name} · {say('views', 'map', lang)}",
        caption=said,
        shapes=tuple(geometry.shapes.items()) if geometry is not None else (),
    )


def _one_province(trace: Trace) -> str | None:
    """The code of the one province that all rows lie in, where the trace is limited to an area."""
    found = {row.place.province for row in trace.matrix.rows}
    if trace.provenance.area is None or len(found) != 1 or (iri := found.pop()) is None:
        return None
    return iri.rpartition("/")[2]


def _tile(code: str, spot: Spot, rows: Sequence[Row], years: int, lang: str) -> Tile:
    own = next((row for row in rows if row.place.code == code and row.place.known), None)
    inside = [row for row in rows if row is not own and any(key.endswith(f"/{code}") for key in row.place.above)]
    best: list[str] = []
    for at in range(years):
        here = [own.cells[at].state] if own else []
        here += [_from_below(row.cells[at].state) for row in inside]
        best.append(min([*here, *best[-1:], UNSEEN], key=_ORDER.index))
    return Tile(code, tile_name(code, lang), *spot, tuple(best), f"t{code}")


def tile_name(code: str, lang: str) -> str:
    """The short name of a division in a language, by its code."""
    division = divisions().get(code)
    if division is None:
        return code
    return english_short(division) if lang == "en" else division.short


def _from_below(state: str) -> str:
    """What a region inside tells of the province: never that the province itself adopted."""
    return {IN_FORCE: BELOW, OVER: NAMED}.get(state, state)


def inside(code: str, rows: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The keys of the places of which `rows` gives the keys above that are, or lie in, the division with this code."""
    return [key for key, above in rows.items() if any(iri.endswith(f"/{code}") for iri in (key, *above))]
