"""Mentions of regions: full names, chains, short names with and without context, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.places.mentions import find_place_names, find_region_mentions
from extract.places.towns import find_local_towns, find_towns


def names(text: str, year: int | None = None) -> list[str]:
    return [m.text for m in find_region_mentions(text, year)]


def test_a_chain_narrows_each_of_its_names() -> None:
    found = find_region_mentions("北京市朝阳区与浙江省台州市仙居县横溪镇")
    assert [(m.text, m.candidates) for m in found] == [
        ("北京市", ("110000",)),
        ("朝阳区", ("110105",)),
        ("浙江省", ("330000",)),
        ("台州市", ("331000",)),
        ("仙居县", ("331024",)),
        ("横溪镇", ("331024",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("绵阳占185家，西安、榆林等地市", ["绵阳", "西安", "榆林"]),
        ("英山县是药材大县，英山茶产业", ["英山县", "英山"]),
        ("岚皋的多层厂房、汉滨的体制创新", ["岚皋", "汉滨"]),
        ("融入长三角和粤港澳大湾区，中东部地区", ["长三角", "粤港澳大湾区", "中东部地区"]),
        ("落户石门境内", []),
        ("位于汉阴的园区", ["汉阴"]),
        ("泰州的兴化来过，泰州的和平饭店，嘉兴的工人", ["泰州", "兴化", "泰州", "嘉兴"]),
        ("恩施州的富硒产业", ["恩施州"]),
    ],
)
def test_short_names_and_economic_regions(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "维护和平发展，建设新兴产业，资源丰富",
        "隆重庆祝建党百年",
        "推进县域经济，提高城镇化水平，平衡水资源",
        "全省和县级层面要规范县区用户县情",
        "由于城镇居民收入增长",
        "四川长虹电子控股集团有限公司、维谛技术（绵阳）有限公司、浙江大学",
        "大田经济开发区",
        "全国新增城市污水处理能力，沿海城市和航运城市顺应城市规律，理顺各项城市管理",
        "我县、xx县、某市、XX区",
    ],
)
def test_what_is_no_mention_of_a_region(text: str) -> None:
    assert names(text) == []


def test_a_full_name_gives_way_to_the_word_that_eats_its_end() -> None:
    assert names("开拓上海市场") == ["上海"]
    assert names("大同乡村振兴") == []


def test_names_inside_longer_names_are_told_apart() -> None:
    found = find_place_names("四川永贵科技有限公司落户乌兰浩特经济开发区")
    assert [(m.text, m.inside) for m in found] == [("四川", "organisation"), ("乌兰浩特", "park")]


def test_a_bare_name_is_the_prefectures_unless_the_county_is_spelt_out() -> None:
    assert [m.candidates for m in find_place_names("支持湘潭、岳阳打造特色产业基地。")] == [("430300",), ("430600",)]
    county, bare = find_place_names("湘潭县经济平稳，湘潭工业增长。")
    assert (county.candidates, bare.candidates[0]) == (("430321",), "430321")


def test_names_are_resolved_as_of_the_year() -> None:
    assert [m.candidates for m in find_region_mentions("巢湖市", 2010)] == [("341400",)]
    assert [m.candidates for m in find_region_mentions("巢湖市", 2020)] == [("340181",)]


def test_towns_in_a_list_or_before_a_park() -> None:
    found = find_towns("支持八滩、滨淮创建园区，整合蔡桥、正红、通榆民营创业园")
    assert [(m.text, m.inside) for m in found] == [
        ("八滩", None),
        ("滨淮", None),
        ("蔡桥", "park"),
        ("正红", "park"),
        ("通榆", "park"),
    ]


def test_towns_of_the_own_region_need_less_context() -> None:
    text = "汉滨区的机制、恒口的毛绒玩具"
    others = find_region_mentions(text)
    assert [m.text for m in find_local_towns(text, "610900", others)] == ["恒口"]
    assert find_local_towns(text, "330100", others) == []
    assert find_local_towns(text, "999999", others) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("滁州市动态\n【天长】工作队进驻企业。\n", ["滁州市", "天长"]),
        ("郑州市有两座城。巩义2019年实行；新密同年试点。", ["郑州市", "巩义", "新密"]),
        ("工作队进驻企业，【天长】地久。", []),
        ("郴州市推行改革，只有资兴9月跟上，兴趣只有资兴知道。", ["郴州市", "资兴"]),
        ("滁州市的企业盼天长地久。", ["滁州市"]),
    ],
)
def test_a_short_name_at_the_head_of_a_line_or_of_what_happened_when_is_a_place_near(
    text: str, told: list[str]
) -> None:
    assert [m.text for m in find_region_mentions(text)] == told


@given(
    st.lists(
        st.sampled_from(["浙江省", "台州市", "仙居", "县", "市场", "和平", "、", "的", "公司", "大同乡", "村", "xx"])
    )
)
def test_mentions_lie_in_the_text_in_order_without_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    found = find_place_names(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("建设平安浙江、数字福建，打造健康中国。", []),
        ("扎实推进“美丽安徽”建设，开展平安乡村创建。", []),
        ("平安、乐都两县增长，平安区居首。", ["平安", "乐都", "平安区"]),
        ("智慧浙江省级平台上线。", ["浙江省"]),
    ],
)
def test_slogans_name_no_place(text: str, named: list[str]) -> None:
    assert [m.text for m in find_region_mentions(text)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("启动了塔里木河、黑河流域综合治理。", []),
        ("黑河、齐齐哈尔两市对俄贸易增长。", ["黑河", "齐齐哈尔"]),
        ("沿丹江上游建设生态带。", []),
    ],
)
def test_a_river_is_not_the_place_named_after_it(text: str, named: list[str]) -> None:
    assert [m.text for m in find_region_mentions(text)] == named
