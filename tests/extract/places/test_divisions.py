"""Divisions: lookup as of a year, lineages, full paths; and what the data must hold throughout."""

from __future__ import annotations

import pytest

from extract.places.divisions import LEVELS, divisions, township_shorts, townships


@pytest.mark.parametrize(
    ("name", "year", "path"),
    [
        ("仙居县", None, "浙江省/台州市/仙居县"),
        ("浦东新区", None, "上海市/浦东新区"),
        ("兴安盟", None, "内蒙古自治区/兴安盟"),
        ("济源市", None, "河南省/济源市"),
        ("东莞市", None, "广东省/东莞市"),
        ("景宁县", None, "浙江省/丽水市/景宁畲族自治县"),
        ("恩施州", None, "湖北省/恩施土家族苗族自治州"),
        ("巢湖市", 2010, "安徽省/巢湖市"),
        ("巢湖市", 2012, "安徽省/合肥市/巢湖市"),
        ("绍兴县", None, "浙江省/绍兴市/绍兴县"),
    ],
)
def test_full_paths_as_of_a_year(name: str, year: int | None, path: str) -> None:
    (division,) = divisions().named(name, year)
    assert divisions().path(division.code, year) == path


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [("旬阳县", "旬阳市", 2021), ("绍兴县", "柯桥区", 2013), ("襄樊市", "襄阳市", 2010), ("神木县", "神木市", 2017)],
)
def test_a_renamed_division_is_one_lineage(old: str, new: str, changed: int) -> None:
    (before,) = divisions().named(old, changed - 1)
    (after,) = divisions().named(new, changed)
    assert before.lineage == after.lineage
    assert before.end + 1 == after.start == changed
    assert divisions().version(after, changed - 1) == before
    assert before in divisions().lineage(after)


def test_a_division_that_is_gone_is_found_within_its_own_although_another_place_still_has_the_name() -> None:
    (chongqing,) = divisions().named("重庆市")
    assert [d.parent for d in divisions().named("江北区")] == ["330200"]
    assert [(d.code, d.end) for d in divisions().named("江北区", above=chongqing)] == [("500105", 2025)]


def test_a_short_name_gives_the_highest_level_first() -> None:
    assert [d.name for d in divisions().shortly("朝阳")] == ["朝阳市", "朝阳区", "朝阳县", "朝阳区"]


def test_within_and_below() -> None:
    found = divisions()
    county, city, other = found.get("331024"), found.get("331000"), found.get("330100")
    assert county and city and other
    assert found.within(county, city) and not found.within(county, other)
    assert county in found.below(city)


def test_unknown_codes() -> None:
    assert divisions().get("999999") is None
    with pytest.raises(KeyError, match="999999"):
        divisions().path("999999")


def test_every_version_hangs_from_one_above_that_stood_at_the_time() -> None:
    found = divisions()
    for division in found:
        assert division.start <= division.end
        chain = found.chain(division)
        assert chain[0].level == "province"
        assert [LEVELS.index(d.level) for d in chain] == sorted({LEVELS.index(d.level) for d in chain})


def test_no_two_divisions_have_a_code_at_the_same_time() -> None:
    spans: dict[str, list[tuple[int, int]]] = {}
    for division in divisions():
        spans.setdefault(division.code, []).append((division.start, division.end))
    for code, stood in spans.items():
        ordered = sorted(stood)
        assert all(a[1] < b[0] for a, b in zip(ordered, ordered[1:], strict=False)), code


def test_todays_divisions_are_all_there() -> None:
    today = [d for d in divisions() if d.valid(None)]
    counts = {level: sum(d.level == level for d in today) for level in LEVELS}
    assert counts["province"] == 34
    assert 330 <= counts["city"] <= 340
    assert 2800 <= counts["county"] <= 2900


def test_townships_belong_to_counties_of_today() -> None:
    known = {d.code for d in divisions() if d.valid(None)}
    assert len(townships()) > 25_000
    assert {code for codes in townships().values() for code in codes} <= known
    assert set(townships()["横溪镇"]) >= {"331024"}
    assert township_shorts()["恒口"] == ("610902",)
