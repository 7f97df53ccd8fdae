"""Files that are not what their names say, and old formats."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from extract.document import Document, Refusal
from extract.read import read_paths
from extract.read.limits import DEFAULT_LIMITS, Limits, Unreadable
from extract.read.office import convert
from extract.read.sniff import kind_of
from tests.extract.read.office_files import pdf, xls, xlsx

PAGE = "<html><meta charset='gbk'><table><tr><th>企业名称<th>地区<tr><td>甲有限公司<td>合肥市</table>".encode("gbk")
# 安徽 in GBK.
RICH = rb"{\rtf1\ansi\ansicpg936 \'b0\'b2\'bb\'d5}"
SHEET_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名单"><Table><Row>'
    '<Cell><Data ss:Type="String">企业名称</Data></Cell></Row></Table></Worksheet></Workbook>'
).encode()
with_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (PAGE, ".xls", "html"),
        (PAGE, ".doc", "html"),
        (RICH, ".doc", "rtf"),
        (SHEET_XML, ".xls", "sheet-xml"),
        (xlsx([["甲"]]), ".xls", "xlsx"),
        (xls([["甲"]]), ".xlsx", "xls"),
        (xls([["甲"]]), ".et", "xls"),
        ("企业名称\t地区\n甲\t乙\n".encode("gbk"), ".xls", "csv"),
        (pdf("文"), ".doc", "pdf"),
        (b"<table>", ".txt", "text"),
    ],
)
def test_bytes_tell_what_names_conceal(data: bytes, suffix: str, kind: str) -> None:
    assert kind_of(data, suffix) == kind


@pytest.mark.parametrize(("suffix", "article"), [(".pdf", "a"), (".xlsx", "an"), (".doc", "a"), (".et", "an")])
def test_what_is_nothing_of_the_kind_is_refused(suffix: str, article: str) -> None:
    with pytest.raises(Unreadable, match=f"it is not {article} {suffix[1:]} file"):
        kind_of(b"\x00\x01\x02", suffix)


def test_a_locked_office_file_is_refused() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unreadable, match="protected by a password"):
        kind_of(locked, ".docx")


def test_an_xls_that_is_a_page_is_read_with_its_cells(tmp_path: Path) -> None:
    (tmp_path / "名单.xls").write_bytes(PAGE)
    (document,) = read_paths([tmp_path / "名单.xls"])
    assert isinstance(document, Document) and document.text == "企业名称\t地区\n甲有限公司\t合肥市"
    assert document.map.place(document.text.index("甲"), len(document.text)) == "表1!A2:B2"


def test_without_libreoffice_an_old_file_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (tmp_path / "a.doc").write_bytes(RICH)
    (refusal,) = read_paths([tmp_path / "a.doc"])
    assert isinstance(refusal, Refusal)
    assert refusal.reason == (
        "it is in an old format (rtf), which needs LibreOffice (soffice), and that is not installed; "
        "install it, or save the file as docx"
    )


def test_a_converter_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nsleep 60\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(Unreadable, match=r"LibreOffice took longer than 0\.2 seconds"):
        convert(RICH, "rtf", Limits(seconds=0.2))


def test_a_converter_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nexit 1\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(Unreadable, match="LibreOffice cannot read it"):
        convert(RICH, "rtf", DEFAULT_LIMITS)


@with_libreoffice
def test_libreoffice_reads_old_files(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(RICH)
    (document,) = read_paths([tmp_path / "a.doc"])
    assert isinstance(document, Document) and document.text == "安徽"
    assert document.map.place(0, 2) == "第1段"


@with_libreoffice
def test_a_table_of_an_old_file_keeps_its_cells(tmp_path: Path) -> None:
    page = tmp_path / "名单.html"
    page.write_text(
        "<meta charset=utf-8><table><tr><td>甲公司</td><td rowspan=2>合肥市</td></tr><tr><td>乙公司</td></table>"
    )
    profile = (tmp_path / "profile").as_uri()
    options = [
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
        "--infilter=HTML (StarWriter)",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", *options, str(page)], check=True, capture_output=True
    )
    (document,) = read_paths([tmp_path / "名单.doc"])
    assert isinstance(document, Document)
    (table,) = document.map.tables
    assert [(document.text[c.start : c.end], c.reference, c.rows) for c in table.cells] == [
        ("甲公司", "A1", 1),
        ("合肥市", "B1", 2),
        ("乙公司", "A2", 1),
    ]
