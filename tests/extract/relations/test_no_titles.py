"""Titles that a place only aspires to, or that somebody in it or a smaller place holds, are not its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import OWN_REGION, Record

Facts = set[tuple[str, str]]


def _facts(record: Record, predicate: str) -> Facts:
    names = {e.id: e.name for e in record.entities} | {OWN_REGION: OWN_REGION}
    return {(names[r.subject], names[r.object]) for r in record.relations if r.predicate == predicate}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("推进青山工业园建设，争创国家级绿色园区。", {("青山工业园", "绿色园区")}),
        ("推进青山工业园建设，打造世界级绿色园区。", set()),
        ("将青山工业园建设成为国内一流绿色园区。", set()),
        ("对青山工业园内获批的国家级绿色工厂给予奖励。", set()),
        ("企业落户青山工业园，且被认定为省级瞪羚企业，给予奖励。", set()),
    ],
)
def test_what_a_park_is_to_become_or_a_firm_in_it_holds_is_no_title_of_the_park(
    record_of: Callable[..., Record], text: str, titles: Facts
) -> None:
    assert _facts(record_of(f"仙居县工业简报\n{text}"), "recognisedAs") == titles


@pytest.mark.parametrize(
    ("region", "title", "own"),
    [
        ("浙江省台州市仙居县", "国家循环经济示范县", True),
        ("浙江省", "国家循环经济示范县", False),
        ("上海市", "国家循环经济示范城市", True),
    ],
)
def test_no_region_holds_the_title_of_smaller_places(
    record_of: Callable[..., Record], region: str, title: str, own: bool
) -> None:
    record = record_of(f"工业经济企稳回升。全年技改投资增长，争创{title}。", region=region)
    assert {s for s, _ in _facts(record, "recognisedAs")} == ({OWN_REGION} if own else set())


def test_a_chain_of_techniques_is_no_ladder(record_of: Callable[..., Record]) -> None:
    chain = record_of("打通“数据感知—数据传送”链条。")
    ladder = record_of("按照创新型中小企业—专精特新中小企业的路径走。")
    assert _facts(chain, "nextStage") == set()
    assert _facts(ladder, "nextStage") == {("创新型中小企业", "专精特新")}


@pytest.mark.parametrize(
    ("title", "industries"),
    [
        ("《铝材产业发展规划》", {"铝材"}),
        ("《铝材加工数据接口规范》", set()),
        ("《铝材性能测试方法》", set()),
        ("《关于企业股改的若干政策》", set()),
    ],
)
def test_a_technical_standard_supports_no_industry(
    record_of: Callable[..., Record], title: str, industries: set[str]
) -> None:
    record = record_of(f"仙居县印发{title}。")
    assert {o for _, o in _facts(record, "supports")} == industries


def test_an_ordinary_word_is_no_industry_in_other_titles(record_of: Callable[..., Record]) -> None:
    record = record_of("仙居县印发《安全产业发展规划》《道路安全管理规定》《仙居产业发展规划》。")
    assert {o for _, o in _facts(record, "supports")} <= {"安全产业", "安全"}
    assert all("道路" not in s for s, _ in _facts(record, "supports"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("以“先建后补”方式支持技改。", set()),
        ("推行“先建后补”改革。", {"先建后补"}),
        ("制定农户扶持政策。", set()),
    ],
)
def test_how_something_is_done_is_no_programme(record_of: Callable[..., Record], text: str, names: set[str]) -> None:
    record = record_of(f"仙居县工业简报\n{text}")
    assert {e.name for e in record.entities if e.type == "Programme"} == names


def test_names_listed_side_by_side_are_not_each_others(record_of: Callable[..., Record]) -> None:
    listed = record_of("仙居县大河垃圾焚烧厂和青山年产2万吨锂盐项目建成投产。")
    owned = record_of("远山化工有限公司年产2万吨锂盐项目建成投产。")
    assert _facts(listed, "undertakes") == set()
    assert {s for s, _ in _facts(owned, "undertakes")} == {"远山化工有限公司"}


def test_cutting_overcapacity_is_not_eliminating_outdated_capacity(record_of: Callable[..., Record]) -> None:
    record = record_of("仙居县工业简报\n化解过剩产能，淘汰落后产能。")
    assert {e.name for e in record.entities if e.type == "Programme"} == {"化解过剩产能", "淘汰落后产能"}


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("对经省科技厅认定的省级绿色工厂给予奖励。", "ongoing"),
        ("省科技厅组织绿色工厂申报。", "planned"),
    ],
)
def test_what_an_office_does_all_along_a_policy_takes_for_granted(
    record_of: Callable[..., Record], clause: str, status: str
) -> None:
    record = record_of(f"仙居县工业提质办法\n第一条 为推动工业提质，制定本办法。\n第二条 {clause}")
    offices = {e.id for e in record.entities if e.type == "Agency"}
    said = {r.status for r in record.relations if r.predicate == "implements" and r.subject in offices}
    assert said == {status}
