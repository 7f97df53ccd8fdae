"""Titles of policies in lines of their own at the head of a text."""

from __future__ import annotations

import pytest

from extract.entities.title_lines import find_title_lines


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "青山县陶瓷产业扶持办法（试行）\n第一章 总则\n第一条 为做强陶瓷产业，制定本办法。",
            "青山县陶瓷产业扶持办法（试行）",
        ),
        ("青政发〔2019〕7号\n青山县人民政府关于促进陶瓷产业发展的若干意见\n各乡镇：", "关于促进陶瓷产业发展的若干意见"),
        (
            "★中共青山县委青山县人民政府关于做强陶瓷产业的若干政策意见各镇，县直各单位：\n为",
            "关于做强陶瓷产业的若干政策意见",
        ),
        ("关于印发青山县技改奖补工作方案的通知\n各有关单位：", "青山县技改奖补工作方案"),
        ("松江省支持陶瓷园区建设等\n奖补政策实施细则\n第一章 总则", "松江省支持陶瓷园区建设等奖补政策实施细则"),
        ("青山县工业振兴三十九条为着力推进工业强县，加快转型升级，制定本政策。", "青山县工业振兴三十九条"),
        ("某网 分享文档，欢迎下载。\n青山县链长制实施方案\n为落实链长制，制定本方案。", "青山县链长制实施方案"),
        ("青山县人民政府办公室 2017年11月9日 （此件公开发布）青山县工业用地优化配置方案", "青山县工业用地优化配置方案"),
    ],
)
def test_a_title_in_a_line_of_its_own_is_a_policy(text: str, title: str) -> None:
    assert [c.name or text[c.start : c.end] for c in find_title_lines(text)] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "青山县2021年工业经济工作总结和2022年工作计划\n一、主要做法",
        "青山县印发优质企业梯度培育方案\n近日，县政府印发方案。",
        "青山产业园区投资指南（2023版）\n一、园区概况",
        "2022年度青山县瞪羚企业名单",
        "市工信局走访陶瓷企业 宣讲惠企政策\n5月16日，市工信局",
        "一、青山县工业发展规划\n规划已经批准。",
        "今年来，全县工业运行平稳。县里抓好产业规划。\n全县重点产业发展规划\n正在编制。再议。",
        "为推进青山县工业发展规划\n落地，制定本方案。",
    ],
)
def test_reports_news_profiles_lists_and_numbered_headings_are_none(text: str) -> None:
    assert not list(find_title_lines(text))
