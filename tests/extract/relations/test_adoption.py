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
