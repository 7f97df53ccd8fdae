"""What a report says of a fact becomes its claims: status, stage, levels, time and count, with all the evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.relations.status import levels_before
from ontology.records import OWN_REGION, Record, Relation

FIRM = "远山新材料有限公司"


def _claims(record: Record, predicate: str, target: str) -> list[Relation]:
    """The claims of a predicate whose object has that name."""
    ids = {e.id for e in record.entities if target in (e.name, *e.aliases)}
    return [r for r in record.relations if r.predicate == predicate and r.object in ids]


def _claim(record: Record, predicate: str, target: str) -> Relation:
    (claim,) = _claims(record, predicate, target)
    return claim


@pytest.mark.parametrize(
    ("text", "status", "stage"),
    [
        (f"{FIRM}获评绿色工厂。", "achieved", "认定"),
        (f"推荐{FIRM}申报绿色工厂。{FIRM}获评绿色工厂。", "achieved", "认定"),
        (f"{FIRM}获评绿色工厂。{FIRM}正在创建绿色工厂。", "achieved", "认定"),
        (f"{FIRM}力争获评绿色工厂。", "planned", None),
        (f"下半年，力争青山泵业投产，{FIRM}获评绿色工厂。", "planned", None),
        (f"{FIRM}通过绿色工厂复核。", "achieved", "复核通过"),
        (f"三、下一步打算\n{FIRM}列入绿色工厂名单。", "planned", None),
        (f"三、下一步打算\n目前{FIRM}已列入绿色工厂名单。", "achieved", "认定"),
    ],
)
def test_the_strongest_status_of_a_title_holds(
    record_of: Callable[..., Record], text: str, status: str, stage: str | None
) -> None:
    claim = _claim(record_of(text), "recognisedAs", "绿色工厂")
    assert (claim.status, claim.stage) == (status, stage)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        (f"{FIRM}入选绿色工厂公示名单。", "公示"),
        (f"{FIRM}申报绿色工厂。", "申报"),
        (f"{FIRM}列入绿色工厂培育名单。", "培育"),
    ],
)
def test_before_the_grant_nothing_is_achieved(record_of: Callable[..., Record], text: str, stage: str) -> None:
    claim = _claim(record_of(text), "recognisedAs", "绿色工厂")
    assert claim.status in ("ongoing", "planned")
    assert claim.stage == stage


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("常态化开展“四送一服”活动。", "achieved"),
        ("深入推进“四送一服”活动。", "ongoing"),
        ("力争明年开展“四送一服”活动。", "planned"),
        ("一、总体要求\n开展“四送一服”活动。", "planned"),
        ("四、意见建议\n开展“四送一服”活动。", "planned"),
        ("县里不再开展“四送一服”活动。", "ended"),
    ],
)
def test_status_of_a_programme_that_is_carried_out(record_of: Callable[..., Record], text: str, status: str) -> None:
    claim = _claim(record_of(text), "implements", "四送一服")
    assert (claim.subject, claim.status) == (OWN_REGION, status)


def test_two_readings_of_a_fact_are_one_claim_with_both_as_evidence(record_of: Callable[..., Record]) -> None:
    text = f"{FIRM}获评省级绿色工厂。\n昨天，{FIRM}获评市级绿色工厂。"
    claim = _claim(record_of(text), "recognisedAs", "绿色工厂")
    assert claim.levels == ["省", "市"]
    places = {(e.start, e.end) for e in claim.evidence}
    assert len(places) == len(claim.evidence) >= 2
    assert {e.start > text.index("\n") for e in claim.evidence} == {True, False}


def test_what_is_said_of_two_years_is_two_claims(record_of: Callable[..., Record]) -> None:
    text = "2019年，全县开展“四送一服”活动。\n2021年，全县开展“四送一服”活动。"
    assert [c.time for c in _claims(record_of(text), "implements", "四送一服")] == ["2019", "2021"]


def test_what_was_done_and_is_planned_anew_is_two_claims(record_of: Callable[..., Record]) -> None:
    text = "一、主要成效\n新增省级绿色工厂3家。\n二、下一步打算\n新增省级绿色工厂5家。"
    assert [c.status for c in _claims(record_of(text), "implements", "绿色工厂")] == ["achieved", "planned"]


@pytest.mark.parametrize("going_on", ["继续开展{}活动。", "{}活动不停步，常态推进。", "做实{}活动。"])
def test_to_go_on_with_what_was_done_is_no_claim_of_its_own(record_of: Callable[..., Record], going_on: str) -> None:
    text = "一、主要成效\n开展“四送一服”活动。\n二、下一步打算\n" + going_on.format("“四送一服”")
    assert [c.status for c in _claims(record_of(text), "implements", "四送一服")] == ["achieved"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("兑现《仙居县技改扶持办法》各项承诺。", "achieved"),
        ("制定《仙居县技改扶持办法》。", "planned"),
    ],
)
def test_a_policy_that_plans_apply_is_there_already(record_of: Callable[..., Record], text: str, status: str) -> None:
    record = record_of("二、下一步打算\n" + text, region="浙江省台州市仙居县")
    assert _claim(record, "issues", "《仙居县技改扶持办法》").status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{FIRM}列入省级“绿色工厂”培育名单。", "ongoing"),
        (f"{FIRM}列入绿色工厂储备库。", "ongoing"),
        (f"省级绿色工厂：{FIRM}已进入重点培育名单。", "ongoing"),
        (f"{FIRM}递交了省级绿色工厂的申报材料。", "ongoing"),
        (f"{FIRM}今年冲刺省级绿色工厂，材料已报省厅。", "ongoing"),
        (f"{FIRM}列入绿色工厂名单。", "achieved"),
    ],
)
def test_a_list_of_those_to_be_cultivated_is_no_grant(record_of: Callable[..., Record], text: str, status: str) -> None:
    assert {r.status for r in record_of(text).relations if r.predicate == "recognisedAs"} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("青山县举行项目集中签约仪式。\n1.{}选址青山工业园。", "planned"),
        ("青山县举行项目集中签约仪式。同日开工的有{}。", "ongoing"),
        ("青山县举行项目集中开工仪式。{}落户青山工业园。", "ongoing"),
        ("{}当年签约、当年开工。", "ongoing"),
        ("{}去年满产，二期年内开工。", "achieved"),
        ("二、下一步打算\n确保{}年内投产。", "planned"),
    ],
)
def test_how_far_a_project_is(record_of: Callable[..., Record], text: str, status: str) -> None:
    project = "青山泵业年产5万台水泵项目"
    record = record_of(text.format(project), region="浙江省台州市仙居县")
    told = {e.id for e in record.entities if e.type == "Project"}
    assert {r.status for r in record.relations if r.subject in told and r.predicate == "locatedIn"} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("全县已推行“四送一服”活动，下半年还要评比。", "achieved"),
        ("2020年，全县推行“四送一服”活动，2021年计划投资3亿元。", "achieved"),
        ("下半年要抓三件事：推行“四送一服”活动。", "planned"),
        ("全县推行“雄鹰”企业成长计划，率先开展“四送一服”活动。", "achieved"),
    ],
)
def test_what_a_sentence_says_before_it_turns_to_plans_is_none(
    record_of: Callable[..., Record], text: str, status: str
) -> None:
    assert _claim(record_of(text), "implements", "四送一服").status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("企业建议：请县政府尽快出台《仙居县技改扶持办法》。", "planned"),
        ("《仙居县技改扶持办法》尚未出台。", "planned"),
        ("县经信局正制定《仙居县技改扶持办法》。", "ongoing"),
        ("《仙居县技改扶持办法》已经会议讨论，正在走合法性审查。", "ongoing"),
        ("所需资金力争从《仙居县技改扶持办法》年度预算中列支。", "achieved"),
    ],
)
def test_how_far_a_policy_is(record_of: Callable[..., Record], text: str, status: str) -> None:
    claims = _claims(record_of(text, region="浙江省台州市仙居县"), "issues", "《仙居县技改扶持办法》")
    assert {c.status for c in claims} == {status}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("明年，县里要抓好青山泵业年产5万台水泵项目。", "planned"),
        ("力争三年内在城北建成青山泵业产业园。", "planned"),
        ("县长说，青山泵业产业园要打造全省样板。", "achieved"),
    ],
)
def test_what_a_clause_intends_is_not_there_yet(record_of: Callable[..., Record], text: str, status: str) -> None:
    record = record_of(text, region="浙江省台州市仙居县")
    built = {e.id for e in record.entities if e.type in ("Project", "Park")}
    assert {r.status for r in record.relations if r.subject in built and r.predicate == "locatedIn"} == {status}


def test_the_time_before_the_name_counts_before_the_one_behind(record_of: Callable[..., Record]) -> None:
    text = f"2021年5月，{FIRM}获评绿色工厂，2022年投产。"
    assert _claim(record_of(text), "recognisedAs", "绿色工厂").time == "2021-05"


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("新增国家高新技术企业9家。", 9.0, "家", "flow"),
        ("拥有国家高新技术企业86家。", 86.0, "家", "stock"),
        ("新增国家高新技术企业XX家。", None, "家", "flow"),
        ("新增专精特新“小巨人”企业90家、国家高新技术企业9家。", 9.0, "家", "flow"),
        ("新增绿色工厂3家，高新技术企业突破1.2万家。", 12_000.0, "家", "stock"),
        ("建成40家高新技术企业。", 40.0, "家", "stock"),
        ("新增40家国家高新技术企业。", 40.0, "家", "flow"),
    ],
)
def test_how_many_unnamed_holders_a_title_has(
    record_of: Callable[..., Record], text: str, value: float | None, unit: str, kind: str
) -> None:
    quantity = _claim(record_of(text), "implements", "高新技术企业").quantity
    assert quantity is not None
    assert (quantity.value, quantity.unit, quantity.kind) == (value, unit, kind)


def test_those_who_are_served_are_no_count_of_holders(record_of: Callable[..., Record]) -> None:
    assert _claim(record_of("组织12家高新技术企业参加培训。"), "implements", "高新技术企业").quantity is None


@pytest.mark.parametrize(
    ("before", "name", "levels"),
    [
        ("获评省、市", "专精特新企业", ["省", "市"]), ("新增国家级", "绿色工厂", ["国家"]), ("列入第五批省级", "名单",
        ["省"]),
        ("获评", "绿色工厂", []), ("", "省级绿色工厂", ["省"]), ("全市重点", "项目", ["市"]), ("城市", "绿色工厂", []),
        ("自贸试验区", "“离岸通”平台", []), ("120个事项跨省市", "“一网通办”", []), ("新增区", "企业技术中心", ["县"]),
        ("推进", "要素市场化配置改革", []),
    ],
)  # fmt: skip
def test_levels_right_before_a_name(before: str, name: str, levels: list[str]) -> None:
    assert levels_before(before + name, len(before), name) == levels


def test_a_dated_adoption_is_an_event(record_of: Callable[..., Record]) -> None:
    record = record_of("2018年3月，濉溪县启动“四送一服”活动。", region="安徽省淮北市濉溪县")
    (event,) = record.events
    assert (event.region, event.code, event.time) == ("安徽省/淮北市/濉溪县", "340621", "2018-03")
    assert {e.id: e.name for e in record.entities}[event.programme] and event.evidence


def test_an_undated_adoption_or_one_of_nobody_is_none(record_of: Callable[..., Record]) -> None:
    assert record_of("濉溪县启动“四送一服”活动。", region="安徽省淮北市濉溪县").events == []
    assert record_of("2018年3月，启动“青松培育”行动。").events == []


def test_the_own_region_by_its_name_is_the_own_region(record_of: Callable[..., Record]) -> None:
    record = record_of("濉溪县深入开展“四送一服”活动。", region="安徽省淮北市濉溪县")
    assert _claim(record, "implements", "四送一服").subject == OWN_REGION


def test_evidence_shows_the_object(record_of: Callable[..., Record]) -> None:
    text = "全县工业平稳增长" * 60 + "常态化开展“四送一服”活动" + "全县工业平稳增长" * 60 + "。"
    (evidence,) = _claim(record_of(text), "implements", "四送一服").evidence
    assert "四送一服" in evidence.quote


@pytest.mark.parametrize(
    ("text", "predicate", "target", "status"),
    [
        ("二、下一步打算\n加快建设青山科技园、远山科技园等平台。", "locatedIn", "远山科技园", "planned"),
        ("青山县创建国家级绿色工厂30家、绿色园区3个。", "implements", "绿色园区", "achieved"),
        ("我县正在创建国家级绿色园区。", "implements", "绿色园区", "ongoing"),
        ("编制完成《青山县制造业发展规划》。", "issues", "《青山县制造业发展规划》", "achieved"),
        ("年产2万吨铸件项目加快建设，一批厂房竣工。", "locatedIn", "年产2万吨铸件项目", "ongoing"),
        ("年产2万吨铸件项目投入使用。", "locatedIn", "年产2万吨铸件项目", "achieved"),
    ],
)
def test_each_of_a_list_has_the_status_of_its_clause(
    record_of: Callable[..., Record], text: str, predicate: str, target: str, status: str
) -> None:
    record = record_of(text)
    (entity,) = [e.id for e in record.entities if e.name == target]
    (told,) = [r.status for r in record.relations if r.predicate == predicate and entity in (r.subject, r.object)]
    assert told == status


def test_a_year_that_something_rose_from_is_not_when_it_was_done(record_of: Callable[..., Record]) -> None:
    claim = _claim(record_of("高新技术企业从2012年的1500家增加到3500家。"), "implements", "高新技术企业")
    assert claim.time is None


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("专精特新企业从2017年的35家增加到310家。", {None}),
        ("较2019年提高两成，2021年新增专精特新企业35家。", {"2021"}),
        ("从2017年起，新增专精特新企业35家。", {"2017"}),
    ],
)
def test_the_year_that_growth_is_counted_from_is_no_time_of_what_grew(
    record_of: Callable[..., Record], text: str, times: set[str | None]
) -> None:
    record = record_of(text, region="上海市", published="2023-01")
    assert {r.time for r in record.relations if r.predicate == "implements"} == times


def test_who_is_in_a_town_of_the_own_county_is_in_the_county(record_of: Callable[..., Record]) -> None:
    record = record_of("肥西县工业简报\n位于上派镇的远山新材料有限公司投产。")
    names = {e.id: e.name for e in record.entities} | {OWN_REGION: OWN_REGION}
    where = {names[r.object] for r in record.relations if r.predicate == "locatedIn"}
    assert where == {"上派镇", OWN_REGION}
