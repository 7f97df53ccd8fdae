"""Expressions of time as EDTF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.places import time_patterns
from extract.places.times import find_times, plan_years
from extract.rules.openings import tried_at

ALPHABET = '今去前明本上下半一二三四五十〇年月日号季度第至-—.0129“”"近期间规划，某 '


@pytest.mark.parametrize(
    ("text", "edtf", "kind"),
    [
        ("2021年", "2021", "year"),
        ("2021年度", "2021", "year"),
        ("2021年5月", "2021-05", "month"),
        ("2021年5月3日", "2021-05-03", "date"),
        ("二〇二一年十月", "2021-10", "month"),
        ("2021年1-9月", "2021-01/2021-09", "range"),
        ("2021年上半年", "2021-01/2021-06", "range"),
        ("2016-2020年", "2016/2020", "range"),
        ("2020-01-15", "2020-01-15", "date"),
        ("今年", "2021", "relative"),
        ("去年一季度", "2020-01/2020-03", "relative"),
        ("明年", "2022", "relative"),
        ("下半年", "2021-07/2021-12", "relative"),
        ("前三季度", "2021-01/2021-09", "relative"),
        ("前9个月", "2021-01/2021-09", "relative"),
        ("9月", "2021-09", "relative"),
        ("5月3日", "2021-05-03", "relative"),
        ("近日", "2021-10", "vague"),
        ("昨日", "2021-10-14", "relative"),
        ("上个月", "2021-09", "relative"),
        ("下月", "2021-11", "relative"),
        ("本月5日", "2021-10-05", "relative"),
        ("去年的8月", "2020-08", "relative"),
        ("三年前", "2018", "relative"),
        ("三年前的7月", "2018-07", "relative"),
        ("“十三五”", "2016/2020", "plan"),
        ("5355年", "5355", "implausible"),
    ],
)
def test_one_expression(text: str, edtf: str, kind: str) -> None:
    (found,) = find_times(f"，{text}，", "2021-10-15")
    assert (found.edtf, found.kind) == (edtf, kind)
    assert f"，{text}，"[found.start : found.end] == text


@pytest.mark.parametrize(("day", "edtf"), [("8日", "2021-10-08"), ("28日", "2021-09-28")])
def test_a_day_alone_is_the_last_of_that_number_before_the_document(day: str, edtf: str) -> None:
    assert [t.edtf for t in find_times(f"，{day}，某市召开会议", "2021-10-15")] == [edtf]


@pytest.mark.parametrize(
    "text", ["20XX年", "xxxx年", "XX年5月", "x-x月", "第3月", "每年上半年", "12345年", "十五个项目"]
)
def test_masked_years_and_what_is_no_time(text: str) -> None:
    assert find_times(text, "2021") == []


def test_without_the_documents_date_only_what_is_told_in_full() -> None:
    assert [t.edtf for t in find_times("今年上半年、近日、9月和2020年", None)] == ["2020"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("2018年3月试点，6月推开", ["2018-03", "2018-06"]),
        ("2018年3月试点。6月推开", ["2018-03", "2018-06"]),
        ("2018年7月试点。6月推开", ["2018-07", "2021-06"]),
        ("2018年3月试点。8月底，记者走访", ["2018-03", "2018-08"]),
        ("2018年3月试点。9月30日，记者走访", ["2018-03", "2021-09-30"]),
        ("2018年，改革提速。6月推开", ["2018", "2018-06"]),
        ("公司成立于2018年。6月投产", ["2018", "2021-06"]),
        ("落实2018年3月印发的《办法》。6月推开", ["2018-03", "2021-06"]),
        ("过去的一年，我市12月推开", ["2020-12"]),
        ("过去的一年成绩不小。下一步，12月推开", ["2021-12"]),
        ("2018年3月起，在试点两年后，全市推开", ["2018-03"]),
        ("2018年3月试点，半年后推开", ["2018-03", "2018-09"]),
        ("2018年3月试点。甲市5月推开，乙市8月底推开", ["2018-03", "2018-05", "2018-08"]),
        ("2018年3月甲市推开，乙市晚两个月推开", ["2018-03", "2018-05"]),
        ("2018年3月试点。同年6月推开，次年1月验收", ["2018-03", "2018-06", "2019-01"]),
        ("较2018年同期增长，6月回落", ["2018", "2021-06"]),
        ("2018年3月试点。12月推开", ["2018-03", "2018-12"]),
        ("2018年3月试点，次月推开", ["2018-03", "2018-04"]),
        ("2018年3月试点；又过了三个月，全市推开", ["2018-03", "2018-06"]),
        ("今起施行，年内推开，2010年代初试点", ["2021-10-15", "2021"]),
        ("10月12日发布：即日起施行", ["2021-10-12", "2021-10-12"]),
        ("即日起施行", ["2021-10-15"]),
        ("大事记·2020年\n3月　启动试点", ["2020", "2020-03"]),
        ("2018年3月2日试点，同月15日推开", ["2018-03-02", "2018-03-15"]),
        ("2018年3月试点，两个月后推开，一年后验收", ["2018-03", "2018-05", "2019"]),
        ("2018年被视为元年。这一年的8月推开", ["2018", "2018-08"]),
        ("于当年9月建成", []),
        ("上上月试点，上周五推开，本周一验收", ["2021-08", "2021-10-08", "2021-10-11"]),
        ("2018年3月推开，去年同期，乙市试点", ["2018-03", "2017-03"]),
        ("2018年3月试点。越明年，甲市推开；又二年，乙市推开", ["2018-03", "2019", "2021"]),
        ("2018年3月试点，乙市来年四月推开", ["2018-03", "2019-04"]),
        ("2018年3月试点，转过年来三月推开", ["2018-03", "2019-03"]),
        ("自明年元旦起推开", ["2022-01-01"]),
        ("2018年，多地试点。到了年底，省里推开", ["2018", "2018"]),
        ("甲市　2018.09　推开，产值2021.09万元", ["2018-09"]),
        ("本报甲市10月13日电　甲市昨天推开", ["2021-10-13", "2021-10-12"]),
        ("3月试点，6月推开（以上均为2018年）", ["2018-03", "2018-06", "2018"]),
        ("2018年3月，甲市试点；\n同年4月，乙市推开；\n次年5月，全省推开", ["2018-03", "2018-04", "2019-05"]),
        ("2020年3月试点；乙市争取11月出台", ["2020-03", "2021-11"]),
        ("2020年3月试点，力争11月推开", ["2020-03", "2020-11"]),
        ("2019年3月试点；目前只有乙市在8月跟上", ["2019-03", "2021-08"]),
        ("丙市前年办过。乙市准备下半年设立", ["2019", "2021-07/2021-12"]),
    ],
)
def test_what_is_told_without_a_year_is_of_the_year_told_before_it(text: str, times: list[str]) -> None:
    assert [t.edtf for t in find_times(text, "2021-10-15") if t.edtf != "2021-09"] == times


@pytest.mark.parametrize(("name", "years"), [("一五", (1953, 1957)), ("十五", (2001, 2005)), ("十四五", (2021, 2025))])
def test_five_year_plans(name: str, years: tuple[int, int]) -> None:
    assert plan_years(name) == years


@given(st.text("今去明年上下半季度月日前一三五九十2012年-至“”第个 ", max_size=40))
def test_times_lie_in_order_without_overlap(text: str) -> None:
    found = find_times(text, "2021-10-15")
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(0 <= t.start < t.end <= len(text) for t in found)


@given(st.text(ALPHABET, max_size=24), st.sampled_from(["HEAD", "PART"]))
def test_looking_only_where_an_expression_may_begin_misses_none(text: str, kind: str) -> None:
    pattern, may_begin = getattr(time_patterns, kind), getattr(time_patterns, f"{kind}_MAY_BEGIN")
    assert [m.span() for m in tried_at(pattern, may_begin, text)] == [m.span() for m in pattern.finditer(text)]
