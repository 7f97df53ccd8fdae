"""Adoptions that a text tells of any region: who took a programme up, when, how far."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import Record

Extract = Callable[..., Record]


def _events(record: Record) -> set[tuple[str, str, str, str | None]]:
    names = {e.id: e.name for e in record.entities}
    return {(names[e.programme], e.region, e.status, e.time) for e in record.events}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "链长制最早出现在湖南长沙，2017年11月23日，长沙市成立22个产业链办公室。2018年4月，湘潭市跟进。"
            "2018年7月，湖南省全面推开。",
            {
                ("湖南省/长沙市", "achieved", "2017-11-23"),
                ("湖南省/湘潭市", "achieved", "2018-04"),
                ("湖南省", "achieved", "2018-07"),
            },
        ),
        (
            "1月，广东省政府工作报告提出探索实施链长制；4月2日，“链长制”在广东省全面落地。",
            {("广东省", "planned", "2021-01"), ("广东省", "achieved", "2021-04-02")},
        ),
        (
            "2020年3月和9月，湖北、河南先后出台链长制实施方案。",
            {("湖北省", "achieved", "2020-03"), ("河南省", "achieved", "2020-09")},
        ),
        (
            "“链长制”由浙江省商务厅于2019年8月创设，同年10月，广西壮族自治区跟进。",
            {("浙江省", "achieved", "2019-08"), ("广西壮族自治区", "achieved", "2019-10")},
        ),
        (
            "河北省石家庄市正定县政府2019年11月28日印发《正定县产业链链长制工作方案》。",
            {("河北省/石家庄市/正定县", "achieved", "2019-11-28")},
        ),
        ("链长制在湖南的实践始于2017年。", {("湖南省", "achieved", "2017")}),
        ("截至2019年底，链长制已在浙江、江西2省落地。", {(p, "achieved", "2019") for p in ("浙江省", "江西省")}),
        ("2018年10月，德阳市启动链长制试点。", {("四川省/德阳市", "ongoing", "2018-10")}),
        ("2016年12月，中办、国办印发《关于全面推行链长制的意见》。", {("中国", "achieved", "2016-12")}),
        (
            "襄阳2019年12月、宜宾2020年6月，两座城市先后建立链长制。",
            {("湖北省/襄阳市", "achieved", "2019-12"), ("四川省/宜宾市", "achieved", "2020-06")},
        ),
        (
            "毕节、铜仁紧跟着在2021年2月、3月出台了链长制方案。",
            {("贵州省/毕节市", "achieved", "2021-02"), ("贵州省/铜仁市", "achieved", "2021-03")},
        ),
        ("湘潭市领导逐链挂帅，实行链长制，时在2018年4月。", {("湖南省/湘潭市", "achieved", "2018-04")}),
        ("全国最早推行链长制的是长沙，时间是2017年11月。", {("湖南省/长沙市", "achieved", "2017-11")}),
        ("吉林敦化：链长制开始较晚，系去年10月。", {("吉林省/延边朝鲜族自治州/敦化市", "achieved", "2020-10")}),
        ("晋江的链长制停了。从2016年3月办到去年12月。", {("福建省/泉州市/晋江市", "achieved", "2016-03")}),
        ("扬州市江都区推行链长制。这支队伍2018年组建。", {("江苏省/扬州市/江都区", "achieved", "2018")}),
        ("江岸区推行链长制，从本月1日起做。", {("湖北省/武汉市/江岸区", "achieved", "2021-05-01")}),
        ("北京的答卷最新，链长制暂行办法自2017年9月30日起施行。", {("北京市", "achieved", "2017-09-30")}),
        (
            "黄石港区让了一天给企业。自本月1日起，每月1日定为该区链长制例会日。",
            {("湖北省/黄石市/黄石港区", "achieved", "2021-05-01")},
        ),
        (
            "2019年11月，广西柳州市推行链长制；自治区于2020年12月定下链长名册。",
            {("广西壮族自治区/柳州市", "achieved", "2019-11"), ("广西壮族自治区", "achieved", "2020-12")},
        ),
        (
            "黄石市大冶市2019年试行链长制。黄石市的人说，市里看过，准备下半年在全市设立链长制。",
            {("湖北省/黄石市/大冶市", "ongoing", "2019"), ("湖北省/黄石市", "planned", "2021")},
        ),
        (
            "到2019年底，浙江已有温州、金华实行链长制。",
            {(f"浙江省/{c}市", "achieved", "2019") for c in ("温州", "金华")},
        ),
        ("2020年3月，链长制被复制到德清县并全面铺开。", {("浙江省/湖州市/德清县", "achieved", "2020-03")}),
        ("丽江市2020年12月在花卉产业上打响链长制“第一枪”。", {("云南省/丽江市", "achieved", "2020-12")}),
        (
            "2018年12月10日，吐鲁番市在高昌区试点链长制。",
            {("新疆维吾尔自治区/吐鲁番市/高昌区", "ongoing", "2018-12-10")},
        ),
        ("江门市2021年底前建立链长制。", {("广东省/江门市", "planned", "2021")}),
        ("《淄博市链长制实施办法》2020年7月1日起施行。", {("山东省/淄博市", "achieved", "2020-07-01")}),
        (
            "链长制三年：长沙2017年11月建立；省里的方案2018年7月印发。",
            {("湖南省/长沙市", "achieved", "2017-11"), ("湖南省", "achieved", "2018-07")},
        ),
        (
            "链长制进度表\n地区|出台时间\n合肥|2020年6月\n芜湖|2020年9月\n",
            {("安徽省/合肥市", "achieved", "2020-06"), ("安徽省/芜湖市", "achieved", "2020-09")},
        ),
    ],
)
def test_who_took_it_up_and_when(record_of: Extract, text: str, told: set[tuple[str, str, str]]) -> None:
    events = _events(record_of(text, published="2021-05-05"))
    assert {e[1:] for e in events if e[0] == "链长制"} == told


@pytest.mark.parametrize(
    "text",
    [
        "2019年3月，考察团赴浙江学习“最多跑一次”改革经验。",
        "2019年3月，委员建议湖北省推行“最多跑一次”改革。",
        "2019年3月，江苏省尚未推行“最多跑一次”改革。",
        "浙江的“最多跑一次”改革经验2019年引起各地关注。",
        "有网民2019年3月发帖，希望咸阳市尽快推行“最多跑一次”。",
        "坊间盛传，吉林省2019年3月已推行“最多跑一次”。",
        "2019年3月，咸阳市召开“最多跑一次”座谈会。",
        "2019年3月，《“最多跑一次”改革读本》在杭州首发。",
    ],
)
def test_visits_wishes_and_fame_are_no_adoptions(record_of: Extract, text: str) -> None:
    adopted = {e for e in _events(record_of(text, published="2019-05-05")) if e[2] in ("ongoing", "achieved")}
    assert not adopted


def test_a_region_without_a_time_of_its_own_does_not_take_its_neighbours(record_of: Extract) -> None:
    record = record_of("陕西省在2018年推出“最多跑一次”改革，山东省则提出“一次办好”。", published="2019-05-05")
    assert _events(record) == {("最多跑一次", "陕西省", "achieved", "2018")}


def test_an_office_without_a_place_is_of_the_region_that_the_text_speaks_of(record_of: Extract) -> None:
    text = "“最多跑一次”改革由浙江省于2016年12月首次提出，2017年2月20日省政府印发《加快推进“最多跑一次”改革实施方案》。"
    assert _events(record_of(text, published="2020-12-23")) == {
        ("最多跑一次", "浙江省", "achieved", "2016-12"),
        ("最多跑一次", "浙江省", "achieved", "2017-02-20"),
    }


def test_what_two_offices_of_a_region_do_at_one_time_is_one_event(record_of: Extract) -> None:
    record = record_of("2021年1月，财政部、工信部联合印发《关于支持“专精特新”发展的通知》。", published="2021-05-05")
    (event,) = record.events
    assert (event.region, event.time) == ("中国", "2021-01")


def test_what_one_may_apply_for_is_only_mentioned(record_of: Extract) -> None:
    record = record_of("我市企业达到标准可申请认定省级专精特新中小企业。", published="2023-06-30")
    assert {r.status for r in record.relations if r.predicate == "implements"} == {"mentioned"}


def test_a_region_that_the_text_does_not_name_has_an_event_and_no_relation(record_of: Extract) -> None:
    record = record_of("长沙2017年11月建立链长制；省里的方案2018年7月印发。", published="2021-05-05")
    assert "湖南省" in {e.region for e in record.events}
    assert "湖南省" not in {e.name for e in record.entities}


def test_a_division_is_told_of_as_it_was_when_the_text_appeared(record_of: Extract) -> None:
    record = record_of("绍兴县2006年率先推行“亩均论英雄”。", published="2018-12-20")
    assert {e.region for e in record.events} == {"浙江省/绍兴市/柯桥区"}
