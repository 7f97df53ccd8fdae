"""What went wrong in real texts, in texts of our own: wrong merges, and things that were only asked about."""

from __future__ import annotations

import pytest
from cases import Case, case

from kg.resolve.match.names import read_name
from kg.resolve.match.park_names import is_head
from kg.resolve.resolution import resolve
from ontology.records import Entity, Mention

SHANGHAI, COUNTRY = "上海市", "中国"


def one(*sides: tuple[Case, str]) -> bool:
    """Whether all named things are one when the texts, and no others, are resolved."""
    texts = {at.record.id: at.text for at, _ in sides}
    records = {at.record.id: at.record for at, _ in sides}
    found = resolve(records.values(), texts=texts.get)
    return len({found.identities[at.id(name)] for at, name in sides}) == 1


def named(kind: str, name: str, place: str, sentence: str, date: str = "2021") -> tuple[Case, str]:
    return case(place, sentence.replace("它", f"〔{kind}：{name}〕"), date), name


ONE = {
    "what is done with a project is no owner": (
        named("项目", "青浦枢纽", SHANGHAI, "着力打造它等新城综合交通枢纽。", "2021"),
        named("项目", "青浦枢纽", SHANGHAI, "高标准建设它，新城发力。", "2022"),
    ),
    "what stands before it in a list is no owner": (
        named("项目", "蕰东电厂二期", SHANGHAI, "推进北横隧道和它。", "2021"),
        named("项目", "蕰东电厂二期", SHANGHAI, "建成青浦枢纽及它。", "2022"),
    ),
    "a reform of the State is the same everywhere": (
        named("抓手", "行政审批制度改革", COUNTRY, "它进一步深化。", "2014"),
        named("抓手", "行政审批制度改革", SHANGHAI, "深化它。", "2013"),
    ),
    "and under a name without 体制": (
        named("抓手", "铁路投融资体制改革", COUNTRY, "推进它。", "2014"),
        named("抓手", "铁路投融资改革", COUNTRY, "深化它。", "2015"),
    ),
    "what is called after a province is the province's": (
        named("抓手", "数字山东", "山东省/济南市", "加快推进它建设。", "2020"),
        named("抓手", "数字山东", "山东省/青岛市", "服务它。", "2021"),
    ),
    "a province registers one firm of a name": (
        named("企业", "浙江股权交易中心", "浙江省/衢州市", "在它挂牌的企业，奖励十万元。"),
        named("企业", "浙江省股权交易中心", "浙江省/台州市/黄岩区", "支持企业在它挂牌。"),
    ),
    "a local text rests on the country's title, behind another": (
        named("政策", "无人驾驶农机作业管理规范", "山东省/青岛市", "依据《农机法》《它》，制定本细则。"),
        named("政策", "无人驾驶农机作业管理规范", COUNTRY, "工业和信息化部印发《它》。"),
    ),
    "what else a list names is elsewhere, not what it is about": (
        named("园区", "紫藤科学园", SHANGHAI, "推进杨浦试点城区和它建设。"),
        named("园区", "闵行紫藤科学园", SHANGHAI, "加快它建设。"),
    ),
    "a ministry's department": (
        named("机关", "工信部电子信息司", COUNTRY, "联系人：它。"),
        named("机关", "工业和信息化部电子信息司", COUNTRY, "它，2021年5月。"),
    ),
}
TWO = {
    "endings of a common word": (
        named("抓手", "科技活动周", "山东省", "举办它，普及人工智能。"),
        named("抓手", "科技计划", "山东省", "依托它，支持人工智能。"),
    ),
    "a zone is not the programme that it is for": (
        named("抓手", "“丝路电商”合作先行区", SHANGHAI, "建设它，扩大电商开放。"),
        named("抓手", "丝路电商", SHANGHAI, "发展它，扩大电商开放。"),
    ),
    "one of two departments": (
        named("机关", "工业和信息化部装备工业二司", COUNTRY, "联系人：它船舶处。"),
        named("机关", "工业和信息化部装备工业司", COUNTRY, "联系人：它船舶处。"),
    ),
    "every place has its own park of a kind": (
        named("园区", "南湖区经济技术开发区", "浙江省/嘉兴市", "支持它扩区。"),
        named("园区", "嘉兴经济技术开发区", "浙江省/嘉兴市", "它和南湖区联动。"),
    ),
    "what many projects close with": (
        named("项目", "越江隧道", SHANGHAI, "强化它安全监管，盾构掘进。"),
        named("项目", "江渚路越江隧道", SHANGHAI, "它盾构掘进。"),
    ),
    "told of many years apart": (
        named("项目", "档案馆江滩新馆", SHANGHAI, "建成它，馆藏开放。", "2004"),
        named("项目", "档案馆新馆", SHANGHAI, "它馆藏开放。", "2023"),
    ),
    "a body of a ministry that explains its own name": (
        named("机关", "教育部", COUNTRY, "它统筹。"),
        named("机关", "教育部技术中心", COUNTRY, "教育部技术与资源中心（以下简称它）和教育部信息中心。"),
    ),
    "what a text calls so elsewhere": (
        named("抓手", "企业技术中心", "山东省/青岛市", "支持创建它。"),
        named("抓手", "高新研发中心", "浙江省/金华市/永康市", "建设企业技术中心（简称它），奖励十万元。"),
    ),
}


@pytest.mark.parametrize("sides", ONE.values(), ids=ONE)
def test_real_texts_speak_of_one_thing(sides: tuple[tuple[Case, str], ...]) -> None:
    assert one(*sides)


@pytest.mark.parametrize("sides", TWO.values(), ids=TWO)
def test_real_texts_speak_of_two_things(sides: tuple[tuple[Case, str], ...]) -> None:
    assert not one(*sides)


def test_the_old_text_of_a_title_is_not_the_new_one_that_ends_it() -> None:
    title, number = "关于促进酒业发展的若干意见", "仙政发〔2013〕18号"
    text = case("浙江省/台州市/仙居县", f"〔政策：{title}〕\n为做大酒业，提出意见。原《{title}》（{number}）同时废止。")
    at = text.text.rindex(title)
    old = Entity("old", "Policy", f"《{title}》", [number], True, None, [Mention(at - 1, at + len(title) + 1, title)])
    text.record.entities.append(old)
    found = resolve([text.record], texts={text.record.id: text.text}.get)
    assert found.identities["old"] != found.identities[text.id(title)]


@pytest.mark.parametrize(
    ("above", "number", "own"),
    [
        ("关于实行电厂排放电价政策的通知", "发改价格〔2015〕28号", "转发国家发展改革委关于实行电厂排放电价政策的通知"),
        ("嘉兴市人民政府关于支持竹业的意见", "嘉政发〔2015〕1号", "关于支持竹业的意见"),
    ],
)
def test_a_number_behind_a_longer_title_is_none_of_the_title_in_it(above: str, number: str, own: str) -> None:
    place = "浙江省/嘉兴市/嘉善县"
    behind = "（浙价资〔2016〕65号）" if own.startswith("转发") else ""
    text = case(place, f"〔政策：{own}〕\n根据《{above}》（{number}）和本县的《{own}》{behind}，提出意见。")
    at = text.text.index(f"《{above}》")
    other = Entity("above", "Policy", f"《{above}》", [number], True, None, [Mention(at, at + len(above) + 2, above)])
    text.record.entities.append(other)
    found = resolve([text.record], texts={text.record.id: text.text}.get)
    assert found.identities["above"] != found.identities[text.id(own)]


def test_what_is_only_called_after_a_programme_does_not_bear_its_name() -> None:
    at, _ = named("抓手", "互联网+", COUNTRY, "推进它。")
    contest = read_name("Programme", "中国“互联网+”大学生创新创业大赛", at.record)
    assert "互联网+" not in {core.text for core in contest.cores}
    assert "互联网+" in {core.text for core in read_name("Programme", "“互联网+”行动计划", at.record).cores}


def test_what_ties_a_namesake_ties_both() -> None:
    country = named("抓手", "养老照护保险试点", COUNTRY, "启动它。", "2017")
    looking_up = named("抓手", "养老照护保险试点", SHANGHAI, "列入国家它。", "2017")
    alone = named("抓手", "养老照护保险试点", SHANGHAI, "推进它。", "2018")
    assert not one(country, alone)
    assert one(country, looking_up, alone)


def test_what_lists_leave_of_a_park_is_no_name_of_it() -> None:
    assert is_head("临港", ["临港物流园区", "临港"])
    assert is_head("省级", ["省级产业园", "省级"])
    assert not is_head("东方美谷", ["东方美谷示范区"])
    assert not is_head("张江高新区", ["张江高新区", "张江高新区核心园"])
