"""What a mention says where no rule reads it: where things are, and which industry a programme is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import OWN_REGION, Record


def _facts(record: Record, predicate: str) -> set[tuple[str, str]]:
    names = {e.id: e.name for e in record.entities} | {OWN_REGION: OWN_REGION}
    return {(names[r.subject], names[r.object]) for r in record.relations if r.predicate == predicate}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("上海市政府工作报告\n市政府出台办法。", "市政府"),
        ("浙江省工业总结\n新获浙江制造标准的企业到县经信局备案。", "县经信局"),
        ("仙居县政府工作报告\n推进台湾农民创业园建设。", "台湾农民创业园"),
        ("上海市政府工作报告\n制定实施张江高科技园区行动方案。", "张江高科技园区"),
    ],
)
def test_what_a_report_names_as_its_own_is_in_its_region(
    record_of: Callable[..., Record], text: str, thing: str
) -> None:
    assert (thing, OWN_REGION) in _facts(record_of(text), "locatedIn")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("浙江省工业总结\n报工业和信息化部备案。", "工业和信息化部"),
        ("上海市政府工作报告\n大连软件园来沪招商。", "大连软件园"),
    ],
)
def test_what_is_above_or_elsewhere_is_not(record_of: Callable[..., Record], text: str, thing: str) -> None:
    assert (thing, OWN_REGION) not in _facts(record_of(text), "locatedIn")


@pytest.mark.parametrize(
    ("text", "industries"),
    [
        ("推进“新能源体制改革”，新能源产业增长6%。", {"新能源"}),
        ("推进“新材料合同生产试点”，新材料产业增长6%。", {"新材料"}),
        ("深化“养老服务综合改革试点”，养老服务业增长6%。", set()),
        ("推进“电力体制改革”。", {"电力"}),
    ],
)
def test_what_is_tried_or_reformed_in_an_industry_is_for_it(
    record_of: Callable[..., Record], text: str, industries: set[str]
) -> None:
    assert {o for _, o in _facts(record_of(text), "supports")} == industries


@pytest.mark.parametrize(
    ("park", "industries"),
    [
        ("横溪造船产业基地", {"造船"}),
        ("横溪航空航天产业基地", {"航空", "航天"}),
        ("横溪装备产业基地", {"装备制造业"}),
        ("横溪造船产业园", set()),
    ],
)
def test_a_base_develops_the_industries_in_its_name(
    record_of: Callable[..., Record], park: str, industries: set[str]
) -> None:
    record = record_of(f"仙居县简报\n参观{park}。\n造船、航空、航天等产业增长较快，大力振兴装备制造业。")
    names = {e.id: e.name for e in record.entities}
    assert park in names.values()
    told = {names[r.object] for r in record.relations if r.predicate == "develops" and names.get(r.subject) == park}
    assert told == industries


@pytest.mark.parametrize(
    "heading",
    [
        "《关于促进新材料产业发展的若干意见》支持企业引进人才",
        "关于促进新材料产业发展的若干意见（第五条支持企业引进人才）",
        "《关于促进新材料产业发展的若干意见》",
    ],
)
def test_a_policy_that_is_shown_part_by_part_furthers_what_its_title_names(
    record_of: Callable[..., Record], heading: str
) -> None:
    record = record_of(f"{heading}\n\n对引进人才的仙居县企业给予奖励。")
    policy = "《关于促进新材料产业发展的若干意见》" if heading.startswith("《") else "关于促进新材料产业发展的若干意见"
    assert (OWN_REGION, policy) in _facts(record, "issues")
    assert (OWN_REGION, "新材料") in _facts(record, "develops")
    assert next(r.status for r in record.relations if r.predicate == "issues") == "achieved"


def test_what_a_report_only_applies_says_nothing_of_its_industry(record_of: Callable[..., Record]) -> None:
    record = record_of("仙居县工业总结\n兑现《关于促进新材料产业发展的若干意见》奖补资金300万元。")
    assert not _facts(record, "develops")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("仙居县工业总结\n一、下一步打算\n积极引进青禾电子有限公司等企业。", "planned"),
        ("仙居县工业总结\n一、下一步打算\n支持青禾电子有限公司扩大生产。", "achieved"),
    ],
)
def test_a_company_that_plans_are_to_bring_here_is_not_here_yet(
    record_of: Callable[..., Record], text: str, status: str
) -> None:
    assert [r.status for r in record_of(text).relations if r.predicate == "locatedIn"] == [status]
