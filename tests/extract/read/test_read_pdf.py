"""PDF files: text with its pages, ruled tables as rows of cells, scans told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.read.limits import DEFAULT_LIMITS, Limits, Unreadable
from extract.read.pdf import read_pdf
from tests.extract.read.office_files import new_page, pdf, ruled, scan

SENTENCE = "全县工业经济运行平稳，实施“四送一服”专项行动。"
ROWS = [["序号", "企业名称", "所在地"], ["1", "安徽青禾有限公司", "合肥市"], ["2", "安徽远山有限公司", ""]]


def test_text_knows_its_page() -> None:
    layer = read_pdf(pdf(SENTENCE, new_page(), "第二页的话。"), DEFAULT_LIMITS)
    assert layer.text == f"{SENTENCE}\n第二页的话。"
    assert layer.map.place(0, 5) == "第1页"
    assert layer.map.place(layer.text.index("第二页"), len(layer.text)) == "第2页"
    assert layer.map.place(0, len(layer.text)) == "第1页–第2页"


def test_a_ruled_table_is_rows_of_cells_between_the_lines_around_it() -> None:
    layer = read_pdf(pdf("省级绿色工厂名单", ruled(ROWS), "注：排名不分先后。"), DEFAULT_LIMITS)
    assert layer.text.split("\n") == [
        "省级绿色工厂名单",
        "序号\t企业名称\t所在地",
        "1\t安徽青禾有限公司\t合肥市",
        "2\t安徽远山有限公司\t",
        "注：排名不分先后。",
    ]
    at = layer.text.index("合肥市")
    assert layer.map.place(at, at + 3) == "第1页 表1!C2"


def test_a_merged_cell_reaches_over_its_rows() -> None:
    layer = read_pdf(pdf(ruled(ROWS, [((2, 1), (2, 2))])), DEFAULT_LIMITS)
    (table,) = layer.map.tables
    city = next(cell for cell in table.cells if layer.text[cell.start : cell.end] == "合肥市")
    assert (city.row, city.column, city.rows, city.columns) == (1, 2, 2, 1)


def test_a_scan_says_that_it_has_no_text_layer() -> None:
    with pytest.raises(Unreadable, match="no text layer"):
        read_pdf(scan("", ""), DEFAULT_LIMITS)


def test_a_scanned_page_among_others_is_told() -> None:
    layer = read_pdf(scan("第一页", "", "第三页", ""), DEFAULT_LIMITS)
    assert layer.text == "第一页\n第三页"
    assert layer.problems == ("pages 2, 4 have no text layer (a scan?) and cannot be read; the other pages are",)


def test_a_locked_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="protected by a password"):
        read_pdf(pdf(SENTENCE, password="geheim"), DEFAULT_LIMITS)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than 1 pages"):
        read_pdf(pdf("一", new_page(), "二"), Limits(pages=1))


def test_what_only_claims_to_be_one_is_refused() -> None:
    with pytest.raises(Unreadable, match="not a pdf file that can be opened"):
        read_pdf(b"%PDF-1.4\nnothing", DEFAULT_LIMITS)


_WHOLE = pdf(SENTENCE, ruled(ROWS))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(place: int, patch: bytes) -> None:
    data = bytearray(_WHOLE)
    data[place % len(data) : place % len(data) + len(patch)] = patch
    try:
        layer = read_pdf(bytes(data), DEFAULT_LIMITS)
    except Unreadable as error:
        assert str(error)
    else:
        assert layer.text.strip()
