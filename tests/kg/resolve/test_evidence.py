"""What sentences tell of two things whose names say too little or too much: numbers beside them, when they began."""

from __future__ import annotations

import re

import pytest
from cases import Case, named_case
from test_resolution import one, run

SHUCHENG = "安徽省/六安市/舒城县"


def of(text: str, date: str = "2021", place: str = SHUCHENG) -> Case:
    """A document of one sentence, in which the name stands in 〔type：name〕; the marks are taken out."""
    marked = re.search("〔([^：〕]+)：([^〕]+)〕", text)
    assert marked
    return named_case(marked[1], marked[2], place, date, text.replace(marked[0], marked[2]), text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "舒政办〔2019〕7号：〔政策：《关于支持竹编产业的意见》〕。",
            "县里按〔政策：舒政办[2019]7号〕兑现竹编奖金。",
        ),
        (
            "印发〔政策：《关于支持竹编产业的意见》〕，舒政办〔2019〕7号。",
            "县里按〔政策：舒政办[2019]7号〕兑现竹编奖金。",
        ),
        (
            "〔项目：竹炭中试线〕备案，项目代码2020-341523-41-03-012345。",
            "〔项目：生物质材料技改项目〕（2020-341523-41-03-012345）环评批复。",
        ),
        ("〔企业：西舒竹编〕即安徽西溪龙舒工艺公司，出口竹篮。", "〔企业：安徽西溪龙舒工艺公司〕招工。"),
    ],
)
def test_a_number_or_a_word_for_is_ties_names_that_share_nothing(first: str, second: str) -> None:
    assert one(run([of(first), of(second)]), of(first), of(second))


@pytest.mark.parametrize(
    ("first", "second", "years"),
    [
        # Another text's number; a number that the text follows.
        (
            "《工业意见》（舒政办〔2019〕7号）中〔政策：关于支持竹编产业的规定〕。",
            "按〔政策：舒政办[2019]7号〕兑现。",
            "2021 2021",
        ),
        (
            "印发〔政策：《关于支持竹编产业的意见》〕，依据六政〔2018〕3号。",
            "按〔政策：六政[2018]3号〕兑现。",
            "2021 2021",
        ),
        # Founded after all that is told of the other; versions of one title.
        ("〔企业：龙舒玻璃厂〕破产清算。", "〔企业：龙舒玻璃〕点火，该公司2015年由客商注册。", "1996 2018"),
        ("〔政策：复工复产方案〕第一版。", "〔政策：复工复产方案〕第三版出台。", "2020 2020"),
    ],
)
def test_what_is_of_another_number_time_or_version_stays_apart(first: str, second: str, years: str) -> None:
    a, b = (of(text, year) for text, year in zip((first, second), years.split(), strict=True))
    assert not one(run([a, b]), a, b)


def test_a_county_that_issues_one_besides_has_its_own() -> None:
    city = of("〔政策：稳工业二十条〕奖返岗职工。", "2020", "安徽省/六安市")
    own = of("县里另出〔政策：稳工业二十条〕，与六安市的可叠加。", "2020")
    assert not one(run([city, own]), city, own)


def test_two_short_names_that_differ_are_one_only_if_texts_share_something() -> None:
    works, bare = of("〔企业：龙舒玻璃厂〕安置职工。", "1994"), of("〔企业：龙舒玻璃〕新建管线。", "2018")
    told, again = of("〔企业：龙舒玻璃厂〕的浮法熔窑冷修。"), of("〔企业：龙舒玻璃〕浮法熔窑重新点火。")
    assert not one(run([works, bare]), works, bare)
    assert one(run([told, again]), told, again)
