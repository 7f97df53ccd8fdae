"""How far a project or a policy is, one state for all that a text says of it; what an industry is to a park."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import Record

PROJECT = "青山泵业年产5万台水泵项目"


def _told(record: Record, *predicates: str) -> set[str]:
    """Status of what is said of the projects under these predicates."""
    projects = {e.id for e in record.entities if e.type == "Project"}
    ends = ((r.status, r.predicate, {r.subject, r.object}) for r in record.relations)
    return {status for status, predicate, both in ends if predicate in predicates and projects & both}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("{}落户青禾工业园，总投资3亿元，占地80亩，8月并网发电。", "achieved"),
        ("{}总投资3亿元，前天下线第一台样机。", "achieved"),
        ("{}通过环保验收。", "achieved"),
        ("{}计划明年通过环保验收。", "planned"),
        ("{}昨日开工，建成后年产水泵5万台。", "ongoing"),
        ("{}3月复工，预计年底投产。", "ongoing"),
        ("{}因故未能开工，年产3万吨铸件项目竣工。", "ongoing"),
        ("{}拟落户青禾工业园，占地80亩，计划明年一季度开工。", "planned"),
    ],
)
def test_clauses_after_a_project_tell_how_far_it_is(record_of: Callable[..., Record], text: str, status: str) -> None:
    record = record_of(text.format(PROJECT), region="浙江省台州市仙居县")
    (project,) = [e.id for e in record.entities if e.name.endswith("水泵项目")]
    assert {r.status for r in record.relations if r.subject == project} == {status}


def test_what_one_mention_tells_holds_for_all_that_is_said_of_a_project(record_of: Callable[..., Record]) -> None:
    text = f"青山泵业有限公司承担的{PROJECT}落户青禾工业园，属装备制造业。\n{PROJECT}已投产。"
    record = record_of(text, region="浙江省台州市仙居县")
    assert _told(record, "locatedIn", "inPark") == {"achieved"}
    assert _told(record, "undertakes") == {"achieved"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("今年还要出台《仙居县扶持水泵产业若干规定》。", "planned"),
        ("《仙居县扶持水泵产业若干规定》正在征求意见。", "ongoing"),
        ("县政府印发《仙居县扶持水泵产业若干规定》，《仙居县用地办法》正在征求意见。", "achieved"),
        ("起草并以县政府名义印发《仙居县扶持水泵产业若干规定》。", "achieved"),
    ],
)
def test_what_a_policy_supports_is_not_there_before_it(
    record_of: Callable[..., Record], text: str, status: str
) -> None:
    record = record_of(text, region="浙江省台州市仙居县")
    (policy,) = [e.id for e in record.entities if e.name.strip("《》") == "仙居县扶持水泵产业若干规定"]
    told = {r.predicate: r.status for r in record.relations if policy in (r.subject, r.object)}
    assert told == {"issues": status, "supports": status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("青禾工业园主攻水泵。", "achieved"),
        ("全县工业主攻水泵。", "ongoing"),
        ("全县开始布局水泵产业。", "ongoing"),
        ("青禾工业园打造水泵产业基地。", "ongoing"),
    ],
)
def test_what_a_park_is_for_is_there_and_a_turn_under_way(
    record_of: Callable[..., Record], text: str, status: str
) -> None:
    record = record_of(text, region="浙江省台州市仙居县")
    assert {r.status for r in record.relations if r.predicate == "develops"} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("二、下一步打算\n青山泵业年产5万台水泵项目10月试车。", "planned"),
        ("二、下一步打算\n青山泵业年产5万台水泵项目正在安装设备，争取年底交付。", "ongoing"),
    ],
)
def test_a_stage_under_a_heading_of_plans_is_to_come(record_of: Callable[..., Record], text: str, status: str) -> None:
    assert _told(record_of(text, region="浙江省台州市仙居县"), "locatedIn") == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("开展“四送一服”活动。\n推动“四送一服”活动常态化。", "achieved"),
        ("推动“四送一服”活动常态化。", "ongoing"),
        ("要坚持“四送一服”活动。", "ongoing"),
        ("结合“四送一服”活动走访企业。", "ongoing"),
        ("到2030年，产值突破800亿元，开展“四送一服”活动。", "planned"),
        ("截至目前，开展“四送一服”活动。", "achieved"),
    ],
)
def test_a_deed_is_done_though_it_goes_on(record_of: Callable[..., Record], text: str, status: str) -> None:
    record = record_of(text, region="浙江省台州市仙居县")
    assert {r.status for r in record.relations if r.predicate == "implements"} == {status}


@pytest.mark.parametrize("who", ["对获得省工业和信息化厅认定的绿色工厂", "对省工业和信息化厅公布为绿色工厂的企业"])
def test_who_awards_a_title_that_a_bonus_is_for_goes_on_to_do_so(record_of: Callable[..., Record], who: str) -> None:
    record = record_of(f"为加快发展，制定本办法。\n{who}，奖励50万元。", region="浙江省台州市仙居县")
    office = {e.id for e in record.entities if e.type == "Agency"}
    assert {r.status for r in record.relations if r.subject in office and r.predicate == "implements"} == {"ongoing"}
