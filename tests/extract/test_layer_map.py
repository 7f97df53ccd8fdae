"""Offsets of a text layer into pages, paragraphs and cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.layer_map import LayerMap, column_letters
from extract.read.compose import Composer, GridCell
from extract.read.html import read_html
from extract.read.limits import DEFAULT_LIMITS, Limits, Unreadable


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_in_spreadsheets(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_nothing_known_is_no_place() -> None:
    assert LayerMap().place(0, 5) is None


def test_a_stretch_is_told_from_its_first_to_its_last_part() -> None:
    composer = Composer(DEFAULT_LIMITS)
    composer.at("第1页")
    composer.line("甲乙")
    composer.table("第1页 表1")
    composer.row(0, [GridCell("丙", 0), GridCell("", 1), GridCell("丁", 2)])
    composer.row(1, [GridCell("戊", 0)])
    composer.at("第2页")
    composer.line("己")
    layer = composer.layer()
    assert layer.text == "甲乙\n丙\t\t丁\n戊\n己"
    told = {
        stretch: layer.map.place(*stretch) for stretch in [(0, 2), (3, 4), (3, 7), (3, 9), (6, 7), (10, 11), (0, 11)]
    }
    assert told == {
        (0, 2): "第1页",
        (3, 4): "第1页 表1!A1",
        (3, 7): "第1页 表1!A1:C1",
        (3, 9): "第1页 表1!A1:C2",
        (6, 7): "第1页 表1!C1",
        (10, 11): "第2页",
        (0, 11): "第1页–第2页",
    }


def test_cells_are_bounded() -> None:
    composer = Composer(Limits(cells=1))
    composer.table("")
    with pytest.raises(Unreadable, match="more than 1 cells"):
        composer.row(0, [GridCell("甲", 0), GridCell("乙", 1)])


_WORD = st.text(st.sampled_from("甲乙丙丁 A1"), max_size=4).map(str.strip)


@given(st.lists(st.one_of(_WORD, st.lists(_WORD, min_size=1, max_size=4)), min_size=1, max_size=8))
def test_every_cell_slices_back_to_its_text_and_names_its_place(parts: list[str | list[str]]) -> None:
    composer, told = Composer(DEFAULT_LIMITS), []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            composer.line(part or "-")
        else:
            composer.table(f"表{number}")
            composer.row(number, [GridCell(text, column) for column, text in enumerate(part)])
            told += [(f"表{number}!{column_letters(c)}{number + 1}", text) for c, text in enumerate(part) if text]
    composer.line("。")
    layer = composer.layer()
    cells = [cell for table in layer.map.tables for cell in table.cells]
    assert [(layer.map.place(c.start, c.end), layer.text[c.start : c.end]) for c in cells] == told


def test_merged_cells_of_a_page_push_the_others_aside() -> None:
    page = "<table><tr><td rowspan=2>合肥市<td colspan=2>甲<tr><td>乙<td>丙</table><p>段落"
    layer = read_html(page.encode(), DEFAULT_LIMITS)
    (table,) = layer.map.tables
    assert {layer.text[c.start : c.end]: (c.reference, c.rows, c.columns) for c in table.cells} == {
        "合肥市": ("A1", 2, 1),
        "甲": ("B1", 1, 2),
        "乙": ("B2", 1, 1),
        "丙": ("C2", 1, 1),
    }
    assert layer.map.place(layer.text.index("段落"), len(layer.text)) == "第1段"


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    page = "<table><tr><td>左<td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>"
    layer = read_html(page.encode(), DEFAULT_LIMITS)
    assert layer.text == "左\n甲\t乙\n丙\t丁"
    assert [layer.text[c.start : c.end] for c in layer.map.tables[0].cells] == ["甲", "乙", "丙", "丁"]


def test_a_name_broken_within_its_cell_is_whole_and_layout_stays_lines() -> None:
    page = "<table><tr><td>1<td>安徽青禾<br>有限公司<td>合肥市</table><table><tr><td>左栏一<br>左栏二<td>右栏</table>"
    assert read_html(page.encode(), DEFAULT_LIMITS).text == "1\t安徽青禾有限公司\t合肥市\n左栏一\n左栏二\n右栏"
