"""Whatever cleaning does, every character of its result knows its place in the text layer."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.clean import AlignedText, Mark, clean
from extract.clean.aligned import Edit

NOISE = st.text(
    alphabet=st.sampled_from(
        "的工业经济县区产中国鐨勫伐ㄈㄋ﹫┱枨蟆縣經業發園區乾著，。；：、（）“”\"'()?!.,:;《》「」12X x×*某第页共"
        "\n\r\t \u3000\ufeff\u200b％ａjīnghé-—>｜"
    ),
    max_size=60,
)
_SNIPPETS = """第8页,共11页|經(jīng)|。ㄈ﹫(jiān)持|?h|
2、|1、|   |\u3000\u3000|阅读量:64|工业经济|“四送一服”|《关于|的通知》|XX县|
|鐨勫伐浣|ä¸\xadå\x9b½|，|。|首页>|責任編輯：|（一）|a b"""
SNIPPETS = st.lists(st.sampled_from(_SNIPPETS.split("|")), max_size=12).map("".join)


def assert_aligned(text: AlignedText) -> None:
    assert len(text.text) == len(text.starts) == len(text.ends)
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    assert all(0 <= start < end <= len(text.raw) for start, end in zip(text.starts, text.ends, strict=True))
    assert all(0 <= mark.start < mark.end <= len(text.text) for mark in text.marks)


@settings(deadline=None, max_examples=150)
@given(st.one_of(NOISE, SNIPPETS, st.text(max_size=40)))
@example("蟆蟆")
def test_cleaning_is_aligned_and_cleaning_again_changes_nothing(raw: str) -> None:
    once = clean(raw)
    assert once.raw == raw
    assert_aligned(once)
    assert clean(once.text).text == once.text


@given(st.data())
def test_edits_put_in_what_they_say_and_keep_the_alignment(data: st.DataObject) -> None:
    raw = data.draw(st.text(min_size=1, max_size=30))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(raw)), max_size=8)))
    edits: list[Edit] = [(a, b, data.draw(st.text(max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edited = AlignedText.of(raw).edited(edits)
    expected, at = "", 0
    for start, end, replacement in edits:
        expected, at = expected + raw[at:start] + replacement, end
    assert edited.text == expected + raw[at:]
    assert_aligned(edited)


def test_a_quote_runs_from_its_first_to_its_last_character_with_the_readings_between() -> None:
    text = clean("我縣(xiàn)經(jīng)濟發(fā)展")
    assert text.text == "我县经济发展"
    start, end = text.to_raw(1, 3)
    assert text.raw[start:end] == "縣(xiàn)經"


def test_marks_move_with_their_text() -> None:
    marked = AlignedText.of("甲 乙丙").marked([Mark("mask", 2, 4)])
    moved = marked.edited([(0, 1, "甲甲甲"), (1, 2, "")])
    assert moved.text == "甲甲甲乙丙"
    assert moved.marks == (Mark("mask", 3, 5),)


@pytest.mark.parametrize("edits", [[(1, 1, "x")], [(0, 2, ""), (1, 3, "")], [(2, 9, "")]])
def test_edits_without_a_place_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit"):
        AlignedText.of("一二三").edited(edits)


def test_a_recoding_keeps_the_length() -> None:
    with pytest.raises(ValueError, match="length"):
        AlignedText.of("一二三").recoded("一二")
