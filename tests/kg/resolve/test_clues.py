"""What stands beside names tells who is who: leaders and addresses, hidden characters, sounds, towns, sums."""

from __future__ import annotations

import pytest
from cases import case
from test_resolution import one, run

from extract.numerals import number

XH = "河北省/衡水市/故城县"
OLD = case(XH, "〔企业：河北冀华橡塑有限公司〕，法定代表人田春芳，青罕镇振兴路19号，生产油封。", "2014")
NEW = "故城县润捷密封有限公司〕，法定代表人{}，青罕镇振兴路19号，生产油封{}。"
HIDDEN = case(XH, "技改公示：〔企业：故城县汇*锻造有限公司〕，履带链轨节，补150万元。")
OPEN = "〔企业：故城县汇骏锻造有限公司〕履带链轨节生产线得技改奖补{}。"


@pytest.mark.parametrize(
    ("leader", "ending", "same"),
    [
        ("田春芳", "，2017年名称变更", True),
        ("田春芳", "，2017年更为现名", True),
        ("田春芳", "", False),
        ("焦玉田", "，2017年名称变更", False),
    ],
)
def test_a_firm_renamed_is_known_by_who_leads_it_and_where(leader: str, ending: str, same: bool) -> None:
    new = case(XH, "〔企业：" + NEW.format(leader, ending), "2019")
    assert one(run([OLD, new]), OLD, new) is same


@pytest.mark.parametrize(
    ("leader", "ending", "same"),
    [("迟守林", "，2015年更为现名", True), ("迟守林", "", False), ("焦玉田", "，2015年更为现名", False)],
)
def test_a_firm_renamed_may_keep_a_word_of_its_trade(leader: str, ending: str, same: bool) -> None:
    place = "山东省/潍坊市/坊子区"
    old = case(place, "〔企业：坊子信达铸造有限公司〕，凤凰街道崇仁街58号，法人代表迟守林，主产缸体。", "2013")
    renamed = f"〔企业：坊子铸鼎精密机械有限公司〕，凤凰街道崇仁街58号，法人代表{leader}，主产缸体{ending}。"
    new = case(place, renamed, "2019")
    assert one(run([old, new]), old, new) is same


@pytest.mark.parametrize(("sum_", "same"), [("一百五十万元", True), ("九十万元", False)])
def test_a_hidden_character_is_filled_where_texts_tell_the_same_amount(sum_: str, same: bool) -> None:
    open_ = case(XH, OPEN.format(sum_))
    assert one(run([HIDDEN, open_]), HIDDEN, open_) is same


def test_two_hidden_names_stay_two() -> None:
    other = case(XH, "安全处罚：〔企业：故城县汇*锻造有限公司〕，履带链轨节，罚150万元。")
    assert not one(run([HIDDEN, other]), HIDDEN, other)


@pytest.mark.parametrize(("name", "same"), [("鲍勾玻璃工业园", True), ("鲍沟玻璃物流园", False)])
def test_a_character_of_the_same_sound_is_a_slip(name: str, same: bool) -> None:
    place = "山东省/枣庄市/滕州市"
    first = case(place, "〔园区：鲍沟玻璃工业园〕浮法窑炉煤改气收尾。")
    second = case(place, f"督查点名〔园区：{name}〕，浮法窑炉煤改气须年内收尾。")
    assert one(run([first, second]), first, second) is same


def test_sums_of_yi_and_wan_are_read() -> None:
    assert number("三亿六千万") == number("3.6亿") == 360_000_000
    assert (number("二千三百万"), number("一万二"), number("一万亿")) == (23_000_000, 10_002, 10**12)
