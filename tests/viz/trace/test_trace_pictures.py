"""Pictures of a trace: well-formed, escaped, the same every time, and legible in grey."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from extract.places.divisions import divisions
from kg.errors import ZhengmaiError
from viz.trace import read_geometry
from viz.trace.curve import curve_svg
from viz.trace.figures import png
from viz.trace.grids import cities, country, has_table
from viz.trace.heat import heat_svg
from viz.trace.names import names_svg
from viz.trace.svg import STATES, element, looks, shortened, width
from viz.trace.tilemap import map_svg
from viz.trace.tree import tree_svg
from viz.trace.views import (
    CurveView,
    HeatCell,
    HeatRow,
    HeatView,
    Line,
    MapView,
    NameMark,
    NamesView,
    Point,
    Tile,
    TreeNode,
    TreeView,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert("1")</script>&\u202e\x00'
MANDATE, MEDIAN = ("2020-09-01", "中央部署"), ("2021-04-02", "半数")
POINTS = (Point("2017-11-23", 1, "长沙市", "a0"), Point("2021-04-02", 3, HOSTILE, "a1"))
LEGEND = tuple((state, state) for state in STATES)
TILES = tuple(Tile(str(n), "湖南", n, 0, ("no document", state), f"t{n}") for n, state in enumerate(STATES))
CELLS = tuple(HeatCell(state, n, HOSTILE, f"c0-{n}") for n, state in enumerate(STATES))
PICTURES = {
    "curve": curve_svg(CurveView((Line("全部", POINTS),), MANDATE, MEDIAN, HOSTILE, "y")),
    "heat": heat_svg(HeatView(tuple(range(2017, 2023)), (HeatRow(HOSTILE, 1, CELLS),), LEGEND, HOSTILE)),
    "map": map_svg(MapView((2019, 2020), TILES, 1, LEGEND, HOSTILE, "示意图")),
    "tree": tree_svg(
        TreeView(
            (
                TreeNode("浙江省 2017", "2017-01-01", None, "", "a0"),
                TreeNode(HOSTILE, None, 0, "hierarchical", "a1"),
                TreeNode("杭州市", "2016-01-01", 0, "cited", "a2"),
            ),
            (("cited", "文中引用"),),
            HOSTILE,
            "日期不详",
        )
    ),
    "names": names_svg(NamesView(((HOSTILE, (NameMark("2017-01-01", "2018-02-03", "安徽省", "n0"),)),), HOSTILE)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_xml_in_which_hostile_names_are_text(name: str) -> None:
    root = ElementTree.fromstring(PICTURES[name])
    assert root.tag == f"{SVG}svg" and not list(root.iter(f"{SVG}script"))
    assert any('<script>alert("1")' in (text.text or "") for text in root.iter())
    assert "\u202e" not in PICTURES[name] and "\x00" not in PICTURES[name]


@pytest.mark.parametrize("name", PICTURES)
def test_every_mark_leads_somewhere(name: str) -> None:
    marks = [e for e in ElementTree.fromstring(PICTURES[name]).iter() if "mark" in (e.get("class") or "")]
    assert marks and all(mark.get("data-ref") for mark in marks)


@pytest.mark.parametrize("svg", [curve_svg(CurveView((), None, None, "空", "")), tree_svg(TreeView((), (), "空", ""))])
def test_nothing_to_draw_is_still_a_picture(svg: str) -> None:
    assert ElementTree.fromstring(svg).tag == f"{SVG}svg"


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_states_differ_in_grey_by_lightness_or_pattern() -> None:
    fills = {state: fill for state, (fill, *_) in looks().items()}
    plain = sorted(lightness(fill) for fill in fills.values() if fill.startswith("#"))
    patterns = [fill for fill in fills.values() if not fill.startswith("#")]
    assert len(set(patterns)) == len(patterns) == 2
    assert min(b - a for a, b in zip(plain, plain[1:], strict=False)) > 20


def test_the_map_shows_the_year_that_it_is_at() -> None:
    assert ">2020<" in PICTURES["map"] and "示意图" in PICTURES["map"]


def test_provinces_have_a_cell_each_and_keep_most_neighbours() -> None:
    from kg.trace.hops import borders

    spots = country()
    assert len(set(spots.values())) == len(spots) == 34
    pairs = [tuple(pair) for pair in borders()]
    near = [(a, b) for a, b in pairs if max(abs(spots[a][0] - spots[b][0]), abs(spots[a][1] - spots[b][1])) == 1]
    assert (len(near), len(pairs)) == (64, 70)


def test_a_province_without_a_table_has_its_cities_in_the_order_of_codes() -> None:
    assert has_table("330000") and len(cities("330000")) == 11
    assert not has_table("510000")
    above = divisions().get("510000")
    assert above is not None and list(cities("510000")) == [d.code for d in divisions().below(above)]


def test_long_names_are_cut_to_their_room() -> None:
    assert width(shortened("某" * 50, 120, 12), 12) <= 120 and shortened("短", 120) == "短"
    assert element("a", data_ref='"<') == "<a data-ref='\"&lt;'/>"


def square(code: str, west: float) -> dict[str, object]:
    ring = [[west, 30], [west + 1, 30], [west + 1, 31], [west, 30]]
    return {"properties": {"adcode": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_an_agency_brings_its_own_boundaries_and_their_number(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps({"features": [square("330000", 119), square("156340000", 117)]}))
    geometry = read_geometry(path, "GS(2024)0650号")
    assert list(geometry.shapes) == ["330000", "340000"] and geometry.approval == "GS(2024)0650号"
    assert all(0 <= x <= 560 and 0 <= y <= 440 for rings in geometry.shapes.values() for ring in rings for x, y in ring)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"features": [{}]}', '{"features": []}', json.dumps({"features": [square("330000", 4e9)]})]
)
def test_what_is_no_map_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.json"
    path.write_text(text)
    with pytest.raises(ZhengmaiError, match=r"map\.json"):
        read_geometry(path, "GS(2024)0650号")
    with pytest.raises(ZhengmaiError, match="审图号"):
        read_geometry(path, " ")


def test_png_is_sharp_enough_for_print() -> None:
    pytest.importorskip("resvg_py")
    data = png(PICTURES["curve"])
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and int.from_bytes(data[16:20], "big") == 560 * 3
    assert data == png(PICTURES["curve"])
