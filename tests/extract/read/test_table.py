"""Tables of documents as JSON lines."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.document import Document, Metadata, Refusal
from extract.read import read_paths
from extract.read.limits import Limits


def table(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "t.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    return path


def row(**values: object) -> str:
    return json.dumps({"id": "a", "text": "文", **values}, ensure_ascii=False)


def only(path: Path) -> Document:
    (item,) = read_paths([path])
    assert isinstance(item, Document)
    return item


def test_a_row_is_a_document(tmp_path: Path) -> None:
    url = "https://example.org/1"
    stated = {"title": "题", "region": "上海市", "date": "2021-3", "tier": "official", "notice": "虚构示例", "url": url}
    document = only(table(tmp_path, row(id=7, corpus="x", **stated)))
    assert (document.doc, document.source, document.text) == ("7", "t.jsonl:1", "文")
    assert document.metadata == Metadata("题", "2021-03", "上海市", "official", url, "虚构示例")


def test_the_year_stands_in_for_a_date(tmp_path: Path) -> None:
    assert only(table(tmp_path, row(date=None, year=2021))).metadata.published == "2021"


def test_the_id_is_that_of_the_content_whatever_the_order_of_keys(tmp_path: Path) -> None:
    first = only(table(tmp_path, '{"id": "a", "text": "文"}'))
    assert only(table(tmp_path, '{"text":"\\u6587","id":"a"}')).id == first.id
    assert only(table(tmp_path, '{"id": "a", "text": "字"}')).id != first.id


def test_bad_rows_are_refused_by_line_and_the_others_go_on(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "{",
        "[1]",
        "",
        '{"id": "x"}',
        '{"text": "文"}',
        '{"id": [], "text": "文"}',
        row(text=" "),
        "[" * 10**5,
        row(),
    )
    items = list(read_paths([path]))
    assert isinstance(items[-1], Document) and items[-1].source == "t.jsonl:9"
    refusals = [item for item in items if isinstance(item, Refusal)]
    assert [r.source.rpartition(":")[2] for r in refusals] == ["1", "2", "4", "5", "6", "7", "8"]
    assert [r.reason for r in refusals[1:6]] == [
        "it is not a JSON object",
        "it has no text",
        "it has no id",
        "its id cannot be used: it is not text",
        "its text is empty",
    ]
    assert refusals[0].reason.startswith("it is not JSON") and refusals[6].reason.startswith("it is not JSON")


def test_one_id_twice_is_refused_naming_both_lines(tmp_path: Path) -> None:
    path = table(tmp_path, row(), row(text="别的"))
    assert list(read_paths([path]))[1:] == [Refusal(f"{path}:2", f"it has the same name, 'a', as {path}:1")]


def test_a_wrong_date_costs_the_date_only(tmp_path: Path) -> None:
    path = table(tmp_path, row(date="5355-01-01"))
    refusal, document = read_paths([path])
    assert refusal == Refusal(f"{path}:1", "its date is left out: '5355-01-01' has an implausible year")
    assert isinstance(document, Document) and document.metadata.published is None


def test_half_surrogates_do_not_reach_the_text(tmp_path: Path) -> None:
    assert only(table(tmp_path, '{"id": "a", "text": "文\\ud800\\u0000"}')).text == "文\ufffd\ufffd"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    assert only(table(tmp_path, row(text="全县工业经济").encode(encoding))).text == "全县工业经济"


def test_utf_16_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = table(tmp_path, row().encode("utf-16"))
    assert list(read_paths([path])) == [Refusal(str(path), "it is in UTF-16; a table of JSON lines is to be in UTF-8")]


def test_a_line_is_bounded(tmp_path: Path) -> None:
    path = table(tmp_path, row(), row(id="b", text="长" * 100))
    items = list(read_paths([path], limits=Limits(file_bytes=100)))
    assert items[1:] == [Refusal(str(path), "line 2 is longer than 100 bytes")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_raise_nothing(tmp_path: Path, data: bytes) -> None:
    for name in ("x.jsonl", "x.html", "x.md", "x.docx"):
        path = tmp_path / name
        path.write_bytes(data)
        assert all(isinstance(item, Document | Refusal) for item in read_paths([path]))
