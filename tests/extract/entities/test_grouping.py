"""Mentions of one thing are one entity; things that only look alike stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.entities.candidates import Candidate
from extract.entities.group import Group
from extract.entities.grouping import group_mentions, strip_quotes
from extract.entities.short_forms import company_core
from extract.places import find_place_names


def _groups(text: str, kind: str, *names: str, vocabulary: str = "") -> list[Group]:
    """Groups of the mentions of `names`, each looked for behind the last one."""
    mentions, at = [], 0
    for name in names:
        at = text.index(name, at)
        mentions.append(Candidate(at, at + len(name), kind, "test", vocabulary))
        at += len(name)
    return group_mentions(text, mentions, find_place_names(text) if kind == "Region" else ())


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("维谛技术（绵阳）有限公司", "维谛技术"), ("远山集团有限公司", "远山"), ("远山科技股份有限公司", "远山科技"),
        ("兴宇汽车", "兴宇汽车"), ("集团公司", "集团公司"), ("", ""),
    ],
)  # fmt: skip
def test_the_core_of_a_company_name(name: str, core: str) -> None:
    assert company_core(name) == core


def test_quotes_around_part_of_a_name_stay() -> None:
    assert [strip_quotes(n) for n in ("“四送一服”", "专精特新“小巨人”", "“甲”和“乙”")] == [
        "四送一服", "专精特新“小巨人”", "“甲”和“乙”",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "long", "short"),
    [
        ("Enterprise", "湖北辰美中药有限公司", "辰美中药"),
        ("Enterprise", "远山科技有限公司", "远山科技"),
        ("Enterprise", "远山科技有限公司", "远山科技公司"),
        ("Enterprise", "重庆雅桥汽车装备有限公司", "雅桥"),
        ("Enterprise", "秦岭锋重型机械公司", "秦岭锋重机"),
        ("Agency", "濉溪县科技局", "科技局"),
        ("Park", "濉溪经济开发区", "经济开发区"),
        ("Park", "安徽濉溪经济开发区", "濉溪经开区"),
        ("Park", "濉溪高新技术产业开发区", "濉溪高新区"),
    ],
)
def test_a_short_form_means_the_long_one(kind: str, long: str, short: str) -> None:
    text = f"{long}平稳。{short}增长。"
    (group,) = _groups(text, kind, long, short)
    assert (group.name, group.aliases) == (long, [short])
    assert [text[a:b] for a, b in group.spans] == [long, short]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("Enterprise", ["湖北远山科技有限公司", "湖南远山科技有限公司", "远山科技"]),
        ("Enterprise", ["远山新材料有限公司", "青禾新材料有限公司"]),
        ("Agency", ["濉溪县科技局", "烈山区科技局", "科技局"]),
        ("Industry", ["新能源汽车", "汽车"]),
    ],
)
def test_a_form_that_may_mean_two_things_means_none_of_them(kind: str, names: list[str]) -> None:
    assert [g.name for g in _groups("。".join(names), kind, *names)] == names


def test_two_full_names_of_companies_are_two_companies() -> None:
    names = ["安徽青禾新材料有限公司", "安徽青禾新材料科技股份有限公司"]
    assert [group.name for group in _groups("\n".join(names), "Enterprise", *names)] == names


def test_a_vocabulary_entry_is_one_thing_under_all_its_names() -> None:
    text = "评定小巨人企业，即专精特新“小巨人”。"
    (group,) = _groups(text, "Programme", "小巨人企业", "专精特新“小巨人”", vocabulary="xiao-ju-ren")
    assert group.vocabulary == "xiao-ju-ren" and len(group.spans) == 2


def test_quotes_and_letter_case_do_not_make_another_thing() -> None:
    assert len(_groups("“四送一服”和四送一服", "Programme", "“四送一服”", "四送一服")) == 1
    assert len(_groups("“5G+”行动和5g+行动", "Programme", "“5G+”行动", "5g+行动")) == 1


def test_the_same_words_of_two_types_are_two_things() -> None:
    text = "科创中心和科创中心"
    mentions = [Candidate(0, 4, "Park", "test"), Candidate(5, 9, "Programme", "test")]
    assert [g.type for g in group_mentions(text, mentions, ())] == ["Park", "Programme"]


def test_the_name_is_the_longest_form_of_those_the_most_frequent() -> None:
    group = Group("Park", "", forms := ["甲园", "乙园区", "丙园区", "丙园区"], forms)
    assert (group.name, group.aliases) == ("丙园区", ["甲园", "乙园区"])


def test_a_region_has_its_full_name() -> None:
    (group,) = _groups("石泉县的茶。石泉县平稳。", "Region", "石泉县", "石泉县")
    assert group.name == "石泉县"


@given(
    st.lists(
        st.tuples(st.sampled_from(["Enterprise", "Agency", "Park"]), st.text("远山青科技局园", min_size=2, max_size=6))
    )
)
def test_every_mention_belongs_to_exactly_one_entity(named: list[tuple[str, str]]) -> None:
    text, mentions = "", []
    for kind, name in named:
        mentions.append(Candidate(len(text), len(text) + len(name), kind, "test"))
        text += name + "，"
    groups = group_mentions(text, mentions, ())
    assert sorted((*s, g.type) for g in groups for s in g.spans) == sorted((m.start, m.end, m.type) for m in mentions)
    assert [g.spans[0] for g in groups] == sorted(g.spans[0] for g in groups)


@pytest.mark.parametrize(
    ("long", "short", "one"),
    [
        ("青山县经济和信息化局", "县经信局", True),
        ("青山县经济和信息化局", "县财政局", False),
        ("青山县经济和信息化局", "市经信局", False),
        ("绿水县经济和信息化局", "县经信局", False),
    ],
)
def test_an_office_of_the_own_region_by_its_level_is_the_one_by_its_name(long: str, short: str, one: bool) -> None:
    text = f"{long}牵头，{short}配合。"
    mentions = [Candidate(text.index(n), text.index(n) + len(n), "Agency", "test") for n in (long, short)]
    assert (len(group_mentions(text, mentions, (), ["青山县", "青山"])) == 1) == one


def test_two_companies_of_one_brand_leave_a_short_name_alone() -> None:
    text = "远桥化工有限公司、远桥建材有限公司投产，远桥增长。"
    assert len(_groups(text, "Enterprise", "远桥化工有限公司", "远桥建材有限公司", "远桥")) == 3
