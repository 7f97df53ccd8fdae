"""Tables with a character between their cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.document import Document, Refusal
from extract.read import read_paths
from extract.read.delimited import delimiter_of, read_delimited
from extract.read.limits import DEFAULT_LIMITS, Limits


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encoding_and_delimiter_are_found(encoding: str, delimiter: str) -> None:
    lines = [["企业名称", "所在地"], ["安徽青禾新材料有限公司", "合肥市"], ["安徽远山机械有限公司", "芜湖市"]]
    data = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    layer = read_delimited(data, DEFAULT_LIMITS)
    assert layer.text == "\n".join("\t".join(line) for line in lines)
    at = layer.text.index("合肥市")
    assert layer.map.place(at, at + 3) == "B2"


def test_quoted_cells_keep_delimiters_and_lose_line_breaks() -> None:
    layer = read_delimited('名称,备注\n"甲,乙",一\n丙,"二\n三"\n'.encode(), DEFAULT_LIMITS)
    assert layer.text == "名称\t备注\n甲,乙\t一\n丙\t二三"


def test_what_looks_like_a_formula_is_text() -> None:
    assert "=HYPERLINK(1)" in read_delimited("名称,值\n甲,=HYPERLINK(1)\n".encode(), DEFAULT_LIMITS).text


def test_a_comma_in_text_is_no_delimiter() -> None:
    assert delimiter_of("名称\t简介\n甲\t一,二,三\n乙\t四\n") == "\t"


def test_a_table_of_documents_is_told_by_its_header(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes('标题,正文,发布日期,地区\n甲,"全县工业\n经济",2021-05,合肥市\n乙,,2021,\n'.encode("gb18030"))
    document, refusal = read_paths([path])
    assert isinstance(document, Document)
    assert (document.doc, document.source, document.text) == ("t/2", "t.csv:2", "全县工业\n经济")
    assert (document.metadata.title, document.metadata.published) == ("甲", "2021-05")
    assert refusal == Refusal(f"{path}:3", "it has no text")


def test_a_list_with_contents_of_projects_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("项目名称,建设内容\n甲项目,扩建\n", "utf-8")
    (document,) = read_paths([path])
    assert isinstance(document, Document) and document.doc == "t"


def test_a_table_of_documents_may_be_larger_than_a_document(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,text\n" + "".join(f"{n},全县工业经济{n}\n" for n in range(50)), "utf-8")
    assert [item.doc for item in read_paths([path], limits=Limits(file_bytes=100)) if isinstance(item, Document)] == [
        str(n) for n in range(50)
    ]


def test_a_broken_row_is_named_and_the_rows_before_it_stand(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,text\n1,好\n2," + "长" * 2000 + "\n", "utf-8")
    items = list(read_paths([path], limits=Limits(characters=1000)))
    assert isinstance(items[0], Document)
    assert items[1:] == [Refusal(str(path), "row 3 cannot be read: field larger than field limit (1000)")]
