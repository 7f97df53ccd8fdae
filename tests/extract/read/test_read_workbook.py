"""Spreadsheets: rows with the addresses of their cells, merged cells, and tables of documents."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.read.corpus import Corpus
from extract.read.layer import Layer
from extract.read.limits import DEFAULT_LIMITS, Limits, Unreadable
from extract.read.workbook import read_workbook
from tests.extract.read.office_files import xls, xlsx

ROWS = [["企业名称", "所在地", "认定时间"], ["甲公司", "合肥市", datetime.date(2023, 5, 3)], ["乙公司", None, 2022]]


def layer_of(data: bytes) -> Layer:
    layer = read_workbook(data, DEFAULT_LIMITS)
    assert isinstance(layer, Layer)
    return layer


def test_a_row_is_a_line_and_every_cell_has_its_address() -> None:
    layer = layer_of(xlsx(ROWS, ["B2:B3"]))
    assert layer.text == "企业名称\t所在地\t认定时间\n甲公司\t合肥市\t2023-05-03\n乙公司\t\t2022"
    (table,) = layer.map.tables
    told = {cell.reference: layer.text[cell.start : cell.end] for cell in table.cells}
    assert told["B2"] == "合肥市" and told["C3"] == "2022"
    assert next(cell.rows for cell in table.cells if cell.reference == "B2") == 2
    assert layer.map.place(layer.text.index("甲"), layer.text.index("2023")) == "Sheet1!A2:B2"


def test_the_old_format_reads_the_same() -> None:
    layer = layer_of(xls([["企业名称", "所在地"], ["甲公司"], ["乙公司"]], [(1, 2, 1, 1, "合肥市")]))
    assert layer.text == "企业名称\t所在地\n甲公司\t合肥市\n乙公司"
    assert next(cell.rows for cell in layer.map.tables[0].cells if cell.reference == "B2") == 2


def test_a_sheet_that_has_a_name_tells_it_and_a_hidden_one_is_passed_over() -> None:
    layer = layer_of(xlsx([["甲"]], title="2023年绿色工厂", hidden=[["密"]]))
    assert layer.text == "2023年绿色工厂\n甲"
    assert layer.map.place(0, 4) == "2023年绿色工厂"
    assert layer.map.place(10, 11) == "2023年绿色工厂!A1"


def test_a_break_within_a_cell_does_not_break_the_row() -> None:
    assert layer_of(xlsx([["安徽青禾\n有限公司", "a\nb\tc"]])).text == "安徽青禾有限公司\ta b c"


def test_a_table_of_documents_gives_rows() -> None:
    data = xlsx([["标题", "正文", "日期"], ["甲", "全县\n工业", datetime.date(2021, 5, 3)], ["乙", "全市", None]])
    found = read_workbook(data, DEFAULT_LIMITS)
    assert found == Corpus(
        ((2, {"title": "甲", "text": "全县\n工业", "date": "2021-05-03"}), (3, {"title": "乙", "text": "全市"}))
    )


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than 4 cells"):
        read_workbook(xlsx(ROWS), Limits(cells=4))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO(xlsx(ROWS))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/bomb.xml", b"\0" * (8 << 20))
    with pytest.raises(Unreadable, match="unpacks to more than 200 times"):
        read_workbook(buffer.getvalue(), DEFAULT_LIMITS)


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(Unreadable, match="its text is empty"):
        read_workbook(xlsx([]), DEFAULT_LIMITS)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([xlsx(ROWS), xls([["甲公司"]])]), st.integers(0, 10**6), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(whole: bytes, place: int, patch: bytes) -> None:
    data = bytearray(whole)
    data[place % len(data) : place % len(data) + len(patch)] = patch
    try:
        read_workbook(bytes(data), DEFAULT_LIMITS)
    except Unreadable as error:
        assert str(error)


_CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), st.integers(0, 9999), st.none()
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_CELLS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_every_cell_slices_back_to_its_text(rows: list[list[object]]) -> None:
    told = {
        (row, column): " ".join(str(value).split())
        for row, cells in enumerate(rows)
        for column, value in enumerate(cells)
        if value is not None and str(value).strip() and not str(value).startswith("=")
    }
    if len(told) < sum(value is not None and bool(str(value).strip()) for cells in rows for value in cells) or not told:
        return
    layer = layer_of(xlsx(rows))
    (table,) = layer.map.tables
    assert {(c.row, c.column): layer.text[c.start : c.end] for c in table.cells} == told
