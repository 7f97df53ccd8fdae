"""What stands before a name and is no part of it, and what only points."""

from __future__ import annotations

import pytest

from extract.entities.boundary import Boundaries
from extract.entities.candidates import Candidate
from extract.entities.leads import without_lead


@pytest.mark.parametrize(
    ("text", "found", "kind", "name"),
    [
        ("培育10家以上智能制造标杆企业", "以上智能制造标杆企业", "Programme", "智能制造标杆企业"),
        ("建立若干建材行业服务平台", "干建材行业服务平台", "Programme", "建材行业服务平台"),
        ("落实好带薪休假制度", "好带薪休假制度", "Programme", "带薪休假制度"),
        ("制定我省基础研究十年行动方案", "我省基础研究十年行动方案", "Policy", "基础研究十年行动方案"),
        ("编制并公布住房发展规划", "并公布住房发展规划", "Policy", "住房发展规划"),
        ("培育3家左右人工智能科技园", "左右人工智能科技园", "Park", "人工智能科技园"),
        ("推广好品青山行动计划", "好品青山行动计划", "Industry", "好品青山行动计划"),
    ],
)
def test_a_name_begins_behind_its_lead(text: str, found: str, kind: str, name: str) -> None:
    start = text.index(found)
    c = without_lead(text, Candidate(start, start + len(found), kind, "model-x"), Boundaries(text))
    assert c is not None and text[c.start : c.end] == name


@pytest.mark.parametrize(
    "name", ["具体管理办法", "其他专项规划", "新的三年行动计划", "符合自身特点的实施方案", "本院发展规划"]
)
def test_what_only_points_is_no_policy(name: str) -> None:
    text = f"制定{name}。"
    assert without_lead(text, Candidate(2, 2 + len(name), "Policy", "policy-issued"), Boundaries(text)) is None


def test_a_written_out_name_loses_the_same_lead() -> None:
    text = "实施好就业促进、创业引领等计划"
    c = without_lead(text, Candidate(2, 7, "Programme", "programme-list-item", name="好就业促进计划"), Boundaries(text))
    assert c == Candidate(3, 7, "Programme", "programme-list-item", name="就业促进计划")


def test_a_title_in_brackets_and_a_known_name_stand_as_they_are() -> None:
    title = Candidate(0, 10, "Policy", "policy-title")
    known = Candidate(0, 4, "Programme", "gazetteer-programme")
    assert without_lead("《其他有关办法汇编》", title, Boundaries("《其他有关办法汇编》")) == title
    assert without_lead("有关制度", known, Boundaries("有关制度")) == known
