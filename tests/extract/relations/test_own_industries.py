"""An industry that a region's report names, and gives to nobody, is one that the region develops."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import OWN_REGION, Record


def _own(record: Record) -> dict[str, str]:
    """The industries of the own region, with the status of each."""
    names = {e.id: e.name for e in record.entities}
    own = [r for r in record.relations if r.predicate == "develops" and r.subject == OWN_REGION]
    return {names[r.object]: r.status for r in own}


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("仙居县装备制造、新材料继续领跑。", {"装备制造": "achieved", "新材料": "achieved"}),
        ("仙居县工业简报\n二、下一步打算\n纺织服装要迈上新台阶。", {"纺织服装": "planned"}),
        ("仙居县简报\n二、打算\n发展信息咨询等现代服务业。", {"信息咨询": "planned", "现代服务业": "planned"}),
    ],
)
def test_what_nobody_else_is_in_is_the_regions(
    record_of: Callable[..., Record], text: str, own: dict[str, str]
) -> None:
    assert _own(record_of(text)) == own


@pytest.mark.parametrize(
    "text",
    [
        "仙居县纺织服装企业产值增长。",
        "仙居县举办纺织服装专场招聘。",
        "仙居县远山科技有限公司的纺织服装产值增长。",
        "浙江省仙居县工业简报。\n邻近的义乌市纺织服装也很兴旺。",
        "仙居县严控纺织服装新增产能。",
        "仙居县工业简报\n三、存在问题\n纺织服装转型升级较慢。",
    ],
)
def test_an_industry_of_somebody_else_or_in_name_only_is_not(record_of: Callable[..., Record], text: str) -> None:
    record = record_of(text)
    assert any(e.type == "Industry" for e in record.entities)
    assert _own(record) == {}


def test_a_profile_of_a_park_tells_what_the_park_develops_but_where_it_speaks_of_the_county(
    record_of: Callable[..., Record],
) -> None:
    record = record_of(
        "青山工业园简介\n园区2003年设立。截至去年底有企业182户，食品加工、新材料继续领跑。全县纺织服装同样兴旺。",
        region="浙江省台州市仙居县",
    )
    names = {e.id: e.name for e in record.entities} | {OWN_REGION: OWN_REGION}
    said = {(names[r.subject], names[r.object]) for r in record.relations if r.predicate == "develops"}
    assert said == {("青山工业园", "食品加工"), ("青山工业园", "新材料"), (OWN_REGION, "纺织服装")}
