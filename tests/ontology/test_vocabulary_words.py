"""Parks, agencies, levels, types of documents and forms of enterprises."""

from __future__ import annotations

from ontology.vocabulary import (
    load_agencies,
    load_gbt4754,
    load_legal_forms,
    load_levels,
    load_park_kinds,
    load_parks,
    load_policy_types,
)


def test_parks_are_found_by_full_and_short_endings() -> None:
    parks = load_parks()
    assert len(parks) >= 800
    full, short = parks.surfaces["合肥经济技术开发区"], parks.surfaces["合肥经开区"]
    assert full == short
    assert (full[0].province, full[0].level, full[0].kind) == ("安徽省", "国家", "经济技术开发区")


def test_a_park_has_a_place_in_its_name() -> None:
    parks = load_parks()
    assert not set(parks.endings) & set(parks.surfaces)
    assert all(len(form) >= 4 for form in parks.surfaces)


def test_the_county_of_a_park_is_the_head_of_its_code() -> None:
    for park in load_parks():
        assert park.county is None or (len(park.county) == 6 and park.code is not None)


def test_the_longest_ending_tells_the_kind() -> None:
    parks = load_parks()
    kinds = {
        name: kind.kind
        for name in ("横溪小微园", "五里工业集中区", "某县经济技术开发区")
        if (kind := parks.kind_of(name))
    }
    assert kinds == {"横溪小微园": "小微企业园", "五里工业集中区": "工业集中区", "某县经济技术开发区": "经济技术开发区"}
    assert parks.kind_of("人民广场") is None
    assert len(load_park_kinds()) >= 10


def test_agencies_are_told_by_their_longest_head() -> None:
    agencies = load_agencies()
    assert [role.id for role in agencies.roles("县经信局")] == ["industry-information"]
    assert [role.id for role in agencies.roles("省政府办公厅")] == ["government-office"]
    assert agencies.roles("人民广场") == ()


def test_the_reform_of_2018_and_2019_is_dated() -> None:
    before = load_agencies().by_id["economy-information-commission"]
    assert (before.until, before.successors) == ("2018/2019", ("industry-information",))
    assert load_agencies().by_id["industry-information"].since == "2018/2019"


def test_every_successor_is_a_role() -> None:
    agencies = load_agencies()
    for role in agencies:
        assert all(successor in agencies.by_id and role.source for successor in role.successors)


def test_levels_go_from_the_nation_to_the_county() -> None:
    assert [level.label for level in load_levels()] == ["国家", "省", "市", "县"]
    assert "省级" in load_levels()[1].words
    assert "全县" in load_levels()[3].own


def test_policy_types_offer_the_longest_noun_first() -> None:
    by_noun = {policy_type.noun: policy_type for policy_type in load_policy_types()}
    assert by_noun["办法"].surface_forms[0] == "管理暂行办法"
    assert {"意见", "方案", "规划", "通知", "条例", "细则", "政策", "批复"} <= set(by_noun)


def test_legal_forms_offer_the_longest_first_and_name_no_generic() -> None:
    legal = load_legal_forms()
    assert legal.forms.index("股份有限公司") < legal.forms.index("公司")
    assert {"科技", "药业", "重工", "新材"} <= set(legal.trade)
    assert "公司" in legal.not_names


def test_loaders_are_cached() -> None:
    assert load_parks() is load_parks()
    assert load_gbt4754() is load_gbt4754()
