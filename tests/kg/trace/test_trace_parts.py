"""The parts of a trace that need no graph: intervals, curves, hops, strands, wording."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.query.guard import QueryError
from kg.resolve.intervals import Interval, began, bounds, precedes
from kg.trace.curves import cumulative, split
from kg.trace.filters import Filters
from kg.trace.hops import HOPS, borders, count_hops, hop
from kg.trace.places import Place
from kg.trace.wording import Pattern, wording

days = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(str)
times = days.flatmap(lambda day: st.sampled_from([day[:4], day[:7], day]))


def place(name: str, level: str, code: str | None, *above: str) -> Place:
    province = next((iri for iri in (name, *above) if len(iri) == 2 and iri != "中国"), None)
    return Place(name, name, level, province, code=code, above=above)


CHINA = place("中国", "national", "000000")
ZHEJIANG = place("浙江", "province", "330000", "中国")
ANHUI = place("安徽", "province", "340000", "中国")
GUANGDONG = place("广东", "province", "440000", "中国")
HANGZHOU = place("杭州市", "city", "330100", "浙江", "中国")
NINGBO = place("宁波市", "city", "330200", "浙江", "中国")
HEFEI = place("合肥市", "city", "340100", "安徽", "中国")
XIANJU = place("仙居县", "county", "331024", "台州市", "浙江", "中国")
MASKED = place("浙江某县", "county", None, "浙江", "中国")


@pytest.mark.parametrize(
    ("parent", "child", "way"),
    [
        (CHINA, ZHEJIANG, "down"),
        (ZHEJIANG, HANGZHOU, "down"),
        (ZHEJIANG, XIANJU, "leapfrog down"),
        (ZHEJIANG, MASKED, "leapfrog down"),
        (CHINA, HANGZHOU, "leapfrog down"),
        (HANGZHOU, ZHEJIANG, "up"),
        (ZHEJIANG, ANHUI, "neighbour"),
        (ZHEJIANG, GUANGDONG, "cross-province peer"),
        (HANGZHOU, NINGBO, "same-province peer"),
        (HANGZHOU, HEFEI, "cross-province peer"),
        (HANGZHOU, ANHUI, "diagonal"),
        (None, HEFEI, "unknown"),
    ],
)
def test_a_hop_is_classed_by_level_and_neighbourhood(parent: Place | None, child: Place, way: str) -> None:
    assert hop(parent, child) == way
    assert way in HOPS


def test_the_provinces_have_seventy_land_borders() -> None:
    assert len(borders()) == 70
    assert frozenset(("330000", "340000")) in borders()
    assert not any("460000" in pair or "710000" in pair for pair in borders())


def test_counts_of_hops_keep_ties_at_half_and_the_median_lag() -> None:
    [down, unknown] = count_hops([("unknown", 1, None), ("down", 1, 2.0), ("down", 0.5, 6.0)])
    assert (down.hop, down.count, down.weight, down.lag) == ("down", 2, 1.5, 4.0)
    assert (unknown.count, unknown.lag) == (1, None)


@given(times)
def test_a_time_holds_both_its_ends(time: str) -> None:
    first, last = bounds(time) or ("", "")
    assert first.startswith(time) and last.startswith(time) and first <= last


@pytest.mark.parametrize("time", [None, "", "5355", "2017-13", "2017-02-30", "去年", "2017-1-1-1", "2019/2017"])
def test_what_is_no_date_has_no_bounds(time: str | None) -> None:
    assert bounds(time) is None


@given(st.sampled_from(["achieved", "ongoing", "planned"]), st.none() | times, st.none() | times, st.lists(times))
def test_an_interval_is_never_upside_down(status: str, time: str, published: str, silences: list[str]) -> None:
    found = began(status, time, published, [(day, day) for day in silences])
    assert found.lower is None or found.upper is None or found.lower <= found.upper
    assert found.silent is None or found.silent in silences


def test_silence_bounds_what_is_under_way_and_not_what_is_dated() -> None:
    silent = [("2018-03", "old"), ("2019-01-05", "last"), ("2020", "later")]
    assert began("ongoing", None, "2019-06-01", silent) == Interval("2019-01-05", "2019-06-01", "last")
    assert began("achieved", "2019-03", "2019-06-01", silent) == Interval("2019-03-01", "2019-03-31")
    assert began("ongoing", "2019", "2019-06-01", []) == Interval(None, "2019-06-01")


@given(times, times)
def test_one_of_two_times_precedes_unless_they_overlap(one: str, other: str) -> None:
    pair = precedes(one, other), precedes(other, one)
    assert pair in [(1.0, None), (None, 1.0), (0.5, 0.5)]


@given(st.lists(st.tuples(st.integers(0, 50).map(str), st.none() | days), unique_by=lambda pair: pair[0]))
def test_a_curve_only_rises_and_counts_each_place_once(dated: list[tuple[str, str | None]]) -> None:
    curve = cumulative(dated)
    totals = [step.total for step in curve.steps]
    assert totals == sorted(totals)
    assert curve.total + len(curve.undated) == len(dated)
    assert curve.median is None or 2 * curve.by(curve.median) < curve.total


def test_a_curve_is_split_at_the_earliest_dated_mandate() -> None:
    curve = cumulative([("a", "2017-01-01"), ("b", "2018-03-31"), ("c", "2019-01-01")])
    mandate = split(curve, [("later", "2020"), ("report", "2018-03"), ("undated", None)])
    assert mandate is not None and (mandate.name, mandate.before, mandate.after) == ("report", 1, 2)


@pytest.mark.parametrize(
    "limit", [{"level": "乡"}, {"status": "done"}, {"until": "2020-13"}, {"until": "'; DROP"}, {"level": ""}]
)
def test_a_limit_that_means_nothing_is_refused_before_reading(limit: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        Filters(**limit)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["firsts", "borrowed", "grounded"])
def test_patterns_find_their_examples_and_nothing_else(name: str) -> None:
    patterns: tuple[Pattern, ...] = getattr(wording(), name)
    assert patterns
    for pattern in patterns:
        assert pattern.finds and pattern.misses
        assert [text for text in pattern.finds if not pattern.regex.search(text)] == []
        assert [text for text in pattern.misses if pattern.regex.search(text)] == []


def test_patterns_are_quick_on_long_sentences() -> None:
    text = "学习借鉴" + "某" * 20_000 + "根据" + "《" * 2_000
    for pattern in (*wording().firsts, *wording().borrowed, *wording().grounded):
        assert isinstance(pattern.regex, re.Pattern)
        pattern.regex.search(text)
