"""Sections and sentences: what the headings of a report say about the text under them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.structure import ROLES, Sentence, heading_level, role_of, split_sentences

REPORT = """全县工业经济运行情况
一、工作开展情况
（一）企业培育成效明显。新增专精特新企业6家。推荐4家企业申报小巨人；
1.强化服务。走访企业86家。
二、存在的问题
融资仍然困难。
（一）用工短缺。一线工人难招。
三、下一步工作打算
（一）继续培育企业。力争新增3家。
四、有关情况说明
数据为快报数。"""


def _by_text(text: str) -> dict[str, Sentence]:
    return {text[s.start : s.end].strip("\n。；"): s for s in split_sentences(text)}


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、主要做法", 0), ("第三章 保障措施", 0), ("十一、附则", 0),
        ("（二）主要做法", 1), ("2.强化服务", 2), ("12、强化服务", 2), ("（3）强化服务", 3),
        ("2.5亿元的项目", None), ("主要做法", None), ("一季度增长", None), ("", None),
    ],
)  # fmt: skip
def test_enumerators_give_the_level_of_a_heading(line: str, level: int | None) -> None:
    assert heading_level(line) == level


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("三、下一步工作打算", "plan"), ("二、存在的困难和问题", "problem"), ("四、意见建议", "demand"),
        ("一、主要成效", "report"), ("（一）项目为王", None), ("五、问题整改的下一步措施", "plan"),
        ("（二）坚持问题导向，补齐发展短板", None), ("（三）加大对困难企业帮扶", None),
        ("三、需要解决的问题", "problem"), ("二、2030年全市重点工作", "plan"),
        ("一、2030年重点工作完成情况", "report"),
    ],
)  # fmt: skip
def test_words_of_a_heading_give_its_role(heading: str, role: str | None) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("2024年重点工作", "plan"),
        ("下一步工作打算", "plan"),
        ("今年怎么干", "plan"),
        ("存在的主要问题", "problem"),
        ("重点工作开展情况", "report"),
        ("青山县2023年工作总结和2024年工作安排", "report"),
        ("下一步工作打算让企业安心", "report"),
    ],
)
def test_a_line_without_a_number_may_be_a_heading(line: str, role: str) -> None:
    text = f"工作总结\n{line}\n推行链长制。"
    assert _by_text(text)["推行链长制"].role == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("全县工业经济运行情况", "report"),
        ("新增专精特新企业6家", "report"),
        ("走访企业86家", "report"),
        ("融资仍然困难", "problem"),
        ("一线工人难招", "problem"),
        ("力争新增3家", "plan"),
        ("数据为快报数", "report"),
    ],
)
def test_a_section_keeps_its_role_until_a_heading_of_its_rank(sentence: str, role: str) -> None:
    assert _by_text(REPORT)[sentence].role == role


def test_headings_are_told_from_the_sentences_behind_them_in_one_line() -> None:
    sentences = _by_text(REPORT)
    heading, sentence = sentences["（一）企业培育成效明显"], sentences["新增专精特新企业6家"]
    assert heading.is_heading and not sentence.is_heading
    assert sentence.heading == "（一）企业培育成效明显"
    assert heading.paragraph == sentence.paragraph != sentences["融资仍然困难"].paragraph


def test_a_long_line_behind_an_enumerator_is_no_heading() -> None:
    text = "1.截至目前" + "全县累计实施工业技改投资项目" * 6 + "。"
    assert [s.is_heading for s in split_sentences(text)] == [False]


def test_a_label_in_brackets_is_a_heading_until_the_next() -> None:
    text = "【运行】产值增长。\n【下步】培育企业。\n抓好招商。\n【帮扶】走访企业。"
    assert [s.role for s in split_sentences(text)] == ["report", "plan", "plan", "report"]


def test_a_time_to_come_in_the_midst_of_a_sentence_turns_nothing_to_plans() -> None:
    text = "生产线刚打完基础，明年见产品；申报材料已送到省里。明年，推行一窗受理；抓好招商。"
    assert [s.role for s in split_sentences(text)] == ["report", "report", "plan", "plan"]


def test_a_paragraph_that_turns_to_plans_speaks_of_them_to_its_end() -> None:
    text = "上半年新增6家。下一步，新增3家。再走访20家。\n全年走访80家。"
    assert [s.role for s in split_sentences(text)] == ["report", "plan", "plan", "report"]


@given(
    st.lists(
        st.sampled_from(["一、", "（二）", "3.", "（4）", "问题", "下一步", "新增6家", "。", "；", "！", "，", "\n",
        " ", "：", "1.5"])
        | st.text(max_size=5)
    ).map("".join)
)  # fmt: skip
def test_sentences_tile_the_text_but_for_blank_lines(text: str) -> None:
    sentences = split_sentences(text)
    at = 0
    for sentence in sentences:
        assert not text[at : sentence.start].strip()
        assert at <= sentence.start < sentence.end
        assert "\n" not in text[sentence.start : sentence.end]
        assert sentence.role in ROLES
        at = sentence.end
    assert not text[at:].strip()
    assert [s.paragraph for s in sentences] == sorted(s.paragraph for s in sentences)
