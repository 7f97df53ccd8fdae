"""A heading that names an industry says of the companies under it that they are in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import Record


def _in_industry(record: Record) -> dict[str, str]:
    names = {e.id: e.name for e in record.entities}
    return {names[r.subject]: names[r.object] for r in record.relations if r.predicate == "inIndustry"}


@pytest.mark.parametrize(
    "text",
    [
        "——新材料产业。远山硅业有限公司、大河碳素有限公司两家企业产值超亿元。",
        "一、新材料产业（2家）：远山硅业有限公司、大河碳素有限公司。",
        "（一）新材料产业链。现有规上企业12家。代表企业有远山硅业有限公司、大河碳素有限公司。",
        "新材料产业：远山硅业有限公司产值5亿元；大河碳素有限公司产值3亿元。",
        "一、新材料产业\n1.远山硅业有限公司\n2.大河碳素有限公司",
        "一、新材料产业\n1.远山硅业有限公司\n2.大河碳素有限公司\n二、食品加工产业\n1.青山乳业有限公司",
    ],
)
def test_those_under_the_heading_are_in_its_industry(record_of: Callable[..., Record], text: str) -> None:
    found = _in_industry(record_of(text))
    assert {firm for firm, industry in found.items() if industry == "新材料"} == {
        "远山硅业有限公司",
        "大河碳素有限公司",
    }


@pytest.mark.parametrize(
    "text",
    [
        "——新材料产业。县农商银行有限公司放贷3亿元。",
        "（一）新材料产业。产值增长8%。\n（二）走访企业。走访远山轴承有限公司。",
        "——新材料、食品加工产业。远山轴承有限公司投产。",
        "新材料产业\n远山轴承有限公司",
        "——新材料产业用电量。远山轴承有限公司投产。",
    ],
)
def test_who_is_not_named_for_it_is_not(record_of: Callable[..., Record], text: str) -> None:
    assert not _in_industry(record_of(text))


@pytest.mark.parametrize("head", ["—" * 4000, "——新材料" + "产业链" * 1500, "1、" * 2000, "新材料" + "产业链" * 1500])
def test_a_row_of_marks_or_words_is_taken_apart_once(record_of: Callable[..., Record], head: str) -> None:
    # Each further mark once doubled the time: forty would not have ended.
    assert _in_industry(record_of(f"{head}，\n远山硅业有限公司投产。")) == {}
