"""Word documents into lines."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.read.docx import read_docx
from extract.read.limits import DEFAULT_LIMITS, Limits, Unreadable


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def report() -> bytes:
    document = docx.Document()
    document.add_paragraph("第一段")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["企业", "称号", "甲公司", "小巨人"], strict=True
    ):
        cell.text = text
    table.cell(1, 1).add_paragraph("（国家级）")
    document.add_paragraph("第二段")
    return saved(document)


def with_paragraph(inner: str) -> bytes:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    return saved(document)


def test_paragraphs_and_tables_come_in_order() -> None:
    assert read_docx(report(), DEFAULT_LIMITS).text == "第一段\n企业\t称号\n甲公司\t小巨人 （国家级）\n第二段"


def test_text_inside_smart_tags_and_insertions_is_kept_and_deleted_text_is_not() -> None:
    inner = (
        '<w:smartTag w:element="chsdate"><w:r><w:t>2021年</w:t></w:r></w:smartTag>'
        '<w:ins w:id="1" w:author="a"><w:r><w:t>新增</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:br/><w:t>次行</w:t></w:r>'
    )
    assert read_docx(with_paragraph(inner), DEFAULT_LIMITS).text == "2021年新增\n次行"


def test_text_boxes_follow_their_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    inner = f"<w:r><w:t>段落</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r>"
    assert read_docx(with_paragraph(inner), DEFAULT_LIMITS).text == "段落\n框内"


@pytest.mark.parametrize("depth", [100, 240, 1000, 2000, 10_000])
def test_depth_is_read_or_refused(depth: int) -> None:
    tag = '<w:smartTag w:element="x">'
    part = f"<w:p>{tag * depth}<w:r><w:t>深</w:t></w:r>{'</w:smartTag>' * depth}</w:p><w:sectPr/>"
    source = zipfile.ZipFile(io.BytesIO(report()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name in source.namelist():
            body = f"<w:document {nsdecls('w')}><w:body>{part}</w:body></w:document>".encode()
            package.writestr(name, body if name == "word/document.xml" else source.read(name))
    try:
        assert read_docx(buffer.getvalue(), DEFAULT_LIMITS).text == "深"
    except Unreadable as error:
        assert depth > 200 and "docx" in str(error)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO(report())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/bomb.xml", b"\0" * (8 << 20))
    with pytest.raises(Unreadable, match=r"'word/bomb.xml' unpacks to more than 200 times"):
        read_docx(buffer.getvalue(), DEFAULT_LIMITS)


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(Unreadable, match="unpacks to more than 1,000 bytes"):
        read_docx(report(), Limits(unpacked_bytes=1000))


def test_another_zip_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("a.txt", "文")
    with pytest.raises(Unreadable, match="not a docx file that can be opened"):
        read_docx(buffer.getvalue(), DEFAULT_LIMITS)


def test_an_old_doc_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="not a docx file"):
        read_docx(b"\xd0\xcf\x11\xe0" + b"\0" * 512, DEFAULT_LIMITS)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(place: int, patch: bytes) -> None:
    data = bytearray(report())
    place %= len(data)
    data[place : place + len(patch)] = patch
    try:
        assert read_docx(bytes(data), DEFAULT_LIMITS).text
    except Unreadable as error:
        assert "docx" in str(error) or "unpacks" in str(error) or "empty" in str(error)
