"""The years that a document reports on and plans for."""

from __future__ import annotations

from extract.places.period import report_period
from ontology.records import Period


def test_the_title_tells_report_and_plan() -> None:
    period = report_period("全县工业增长。", title="XX县经信局2021年工作总结和2022年工作计划")
    assert period == Period(["2021"], ["2022"])


def test_a_speech_reports_and_plans() -> None:
    assert report_period("下面讲四点。", title="在2021年全市工业会议上的讲话") == Period(["2021"], ["2021"])


def test_years_of_other_documents_and_five_year_plans_tell_nothing() -> None:
    text = "依据景政发〔2018〕16号和《2019年行动方案》，“十四五”期间开展2022年度评价。"
    assert report_period(text) == Period(["2022"], [])


def test_a_target_is_planned() -> None:
    assert report_period("2023年产值10亿元，力争到2025年达到20亿元。") == Period(["2023"], ["2025"])


def test_history_is_not_the_period() -> None:
    assert report_period("自2009年设立以来，2021年产值创新高。") == Period(["2021"], [])


def test_masked_and_implausible_years_give_none() -> None:
    assert report_period("20XX年全市经济向好，有效期至5355年，今年继续。") == Period([], [])


def test_the_date_of_publication_counts_where_the_text_speaks_of_it() -> None:
    assert report_period("今年以来，全县工业增长。", published="2022-07-01") == Period(["2022"], [])
    assert report_period("全县工业增长。", published="2022-07-01") == Period([], [])
