"""Answers as workbooks, read back by another library than the one that writes them."""

from __future__ import annotations

import io

import openpyxl
import pytest

from kg.query import sheet
from kg.query.guard import QueryError
from kg.query.sheet import workbook


def read(data: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_texts_are_never_formulas_and_numbers_stay_numbers() -> None:
    row = ("=1+1", "@x", "-3", "https://e.org", 7, 0.5, True, None)
    written = read(workbook([f"c{n}" for n in range(8)], [row]))
    assert [cell.value for cell in written[2]] == list(row)
    assert {cell.data_type for cell in written[2][:4]} == {"s"}
    assert not written._hyperlinks


def test_the_header_stays_and_columns_fit_chinese() -> None:
    written = read(workbook(["地区", "句"], [["合肥市长丰县双墩镇", "字" * 500]]))
    assert written.freeze_panes == "A2"
    assert written.column_dimensions["A"].width >= 18
    assert written.column_dimensions["B"].width <= 61


def test_the_same_table_gives_the_same_bytes() -> None:
    assert workbook(["a"], [["x"]]) == workbook(["a"], [["x"]])


def test_what_has_no_room_is_cut_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(workbook(["a"], [["字" * 40_000]]))["A2"].value == "字" * 32_766 + "…"
    assert read(workbook(["a"], [[10**20]]))["A2"].value == str(10**20)
    monkeypatch.setattr(sheet, "_MAX_ROWS", 1)
    with pytest.raises(QueryError, match="csv"):
        workbook(["a"], [["x"], ["y"]])
