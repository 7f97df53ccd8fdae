"""Which encoding a text is in: short Chinese texts of either script, stray bytes, and what is no text."""

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.encoding import decode
from extract.read.limits import Unreadable

SIMPLIFIED = "今年以来，全县工业经济运行平稳。"
TRADITIONAL = "今年以來，全縣工業經濟運行平穩。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_a_short_sentence_is_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_big5_is_told_from_gb18030() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


@pytest.mark.parametrize("name", ["亳州市", "衢州市柯城区", "doc,region\n003,泸州市"])
def test_rare_place_names_alone_are_still_text(name: str) -> None:
    assert decode(name.encode("gb18030")) == name


def test_marks_of_utf_16_be_are_taken_off() -> None:
    assert decode(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be")) == SIMPLIFIED


def test_a_stray_byte_costs_no_more_than_its_neighbours() -> None:
    data = SIMPLIFIED.encode("gb18030") + b"\xff\r\n" + SIMPLIFIED.encode("gb18030")
    text = decode(data)
    assert text.startswith(SIMPLIFIED) and text.endswith(SIMPLIFIED) and "\ufffd" in text


def test_the_declared_encoding_decides_what_would_be_utf_8_by_chance() -> None:
    by_chance = "一些".encode("gb18030")
    assert by_chance.decode("utf-8") == "һЩ"
    assert decode(by_chance, "GB2312") == "一些"


@pytest.mark.parametrize("declared", ["gbk", "big5", "rot13", "unicode_escape", "no such thing", None])
def test_a_wrong_declaration_does_not_harm(declared: str | None) -> None:
    assert decode(SIMPLIFIED.encode(), declared) == SIMPLIFIED


def test_other_scripts_are_left_to_the_library() -> None:
    russian = "Совещание по вопросам промышленной политики состоялось в понедельник."
    assert decode(russian.encode("cp1251")) == russian


def test_binary_is_refused() -> None:
    with pytest.raises(Unreadable, match="not text"):
        decode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_never_mistaken(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(decode(data), str)
