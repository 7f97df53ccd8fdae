"""Titles that a sentence gives to a holder whom it names, whatever the verb, and who carries a programme out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import OWN_REGION, Record


def _said(record: Record, predicate: str) -> set[tuple[str, str, str]]:
    """Subject, object and status of the claims of a predicate that rules have read."""
    names = {e.id: e.name for e in record.entities} | {OWN_REGION: OWN_REGION}
    ruled = [r for r in record.relations if not all((e.rule or "").startswith("model-") for e in r.evidence)]
    return {(names[r.subject], names[r.object], r.status) for r in ruled if r.predicate == predicate}


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("连续四年保住绿色工厂资格。", "achieved"),
        ("大门口多了一块省级绿色工厂的牌子。", "achieved"),
        ("去年续上了省级绿色工厂证书。", "achieved"),
        ("由市经信局挂牌市级绿色工厂。", "achieved"),
        ("这家省级绿色工厂企业靠一枚轴承打开市场。", "achieved"),
        ("成功创建国家级绿色工厂。", "achieved"),
        ("还在等省级绿色工厂的评审结果。", "ongoing"),
        ("申报绿色工厂未通过，今年再次申报。", "ongoing"),
        ("正在冲刺国家级绿色工厂。", "planned"),
        ("想评省级绿色工厂。", "planned"),
        ("正按省级绿色工厂的标准整改，准备9月申报。", "planned"),
        ("因环保处罚被取消绿色工厂称号。", "ended"),
    ],
)
def test_a_title_is_its_holders_and_no_deed_of_the_region(
    record_of: Callable[..., Record], clause: str, status: str
) -> None:
    record = record_of("远山轴承有限公司" + clause)
    assert _said(record, "recognisedAs") == {("远山轴承有限公司", "绿色工厂", status)}
    assert not _said(record, "implements")


@pytest.mark.parametrize(
    "text",
    [
        "县经信局上门为远山轴承有限公司讲解绿色工厂评价标准。",
        "远山轴承有限公司投产后，全县绿色工厂增至6家。",
        "对获评绿色工厂的企业奖励50万元，远山轴承有限公司首批拿到奖金。",
        "远山轴承有限公司的母公司有一块绿色工厂的牌子。",
        "走访远山轴承有限公司，推进绿色工厂创建。",
        "远山轴承有限公司扩产，另有3家企业通过绿色工厂认定。",
        "远山轴承有限公司扩产，全县至今无一家绿色工厂。",
    ],
)
def test_a_title_spoken_of_beside_a_company_is_not_its_own(record_of: Callable[..., Record], text: str) -> None:
    assert not _said(record_of(text), "recognisedAs")


def test_a_title_of_a_companys_line_is_the_companys_too(record_of: Callable[..., Record]) -> None:
    text = "远山轴承有限公司的年产5万套轴承生产线拿到了省级数字化车间的牌子。"
    assert ("远山轴承有限公司", "数字化车间", "achieved") in _said(record_of(text), "recognisedAs")


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("我县将抓好四川省“四送一服”活动。", {OWN_REGION}),
        ("我局联合县财政局推广“四送一服”活动。", {OWN_REGION}),
        ("县政府召开动员会，全面开展“四送一服”活动。", {OWN_REGION}),
        ("县发改局局长说，靠的是我县首创的“四送一服”活动。", {OWN_REGION}),
        ("县政府开展“四送一服”活动。", {"县政府"}),
        ("“四送一服”活动因疫情取消。", set()),
        ("“四送一服”活动尚未启动。", set()),
    ],
)
def test_whose_deed_a_programme_is(record_of: Callable[..., Record], text: str, doers: set[str]) -> None:
    said = _said(record_of(text, region="四川省/绵阳市/三台县"), "implements")
    assert {subject for subject, _, _ in said} == doers


@pytest.mark.parametrize(
    ("sentence", "holders"),
    [
        ("以上前两户均为绿色工厂。", {"远山轴承有限公司", "大河食品有限公司"}),
        ("后一家是绿色工厂。", {"青山纺织有限公司"}),
        ("远山轴承有限公司扩产，另两家获评绿色工厂。", {"大河食品有限公司", "青山纺织有限公司"}),
        ("其余三家获评绿色工厂。", set()),
    ],
)
def test_some_of_the_companies_named_before(record_of: Callable[..., Record], sentence: str, holders: set[str]) -> None:
    before = "远山轴承有限公司产值增长8%；大河食品有限公司新上一条线；青山纺织有限公司停产检修。"
    assert {subject for subject, _, _ in _said(record_of(before + sentence), "recognisedAs")} == holders


@pytest.mark.parametrize(
    ("sentence", "there"),
    [
        ("上述企业均在青山工业园。", {"远山轴承有限公司", "大河食品有限公司"}),
        ("上述企业除大河食品有限公司在县城外，都集中在青山工业园。", {"远山轴承有限公司"}),
        ("上述企业大多在青山工业园。", set()),
    ],
)
def test_all_of_those_above_but_whoever_is_excepted(
    record_of: Callable[..., Record], sentence: str, there: set[str]
) -> None:
    record = record_of("远山轴承有限公司、大河食品有限公司投产。" + sentence)
    assert {subject for subject, _, _ in _said(record, "inPark")} == there


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("起草了《青山县工业发展规划》。", "achieved"),
        ("起草了《青山县工业发展规划》，已报县政府常务会审定。", "ongoing"),
        ("《青山县工业发展规划》已报县政府常务会审议。", "ongoing"),
        ("起草了《青山县工业发展规划》，走访企业12家。", "achieved"),
    ],
)
def test_a_paper_handed_on_to_be_approved_is_not_there_yet(
    record_of: Callable[..., Record], text: str, status: str
) -> None:
    assert {s for _, _, s in _said(record_of(text), "issues")} == {status}


def test_a_word_that_a_text_defines_means_only_what_it_defines(record_of: Callable[..., Record]) -> None:
    defined = "清河经济开发区（以下简称园区）"
    record = record_of(f"白水工业园简介\n白水工业园创建于2003年，与{defined}合作。园区获评省级绿色园区。")
    assert _said(record, "recognisedAs") == {("清河经济开发区", "绿色园区", "achieved")}
