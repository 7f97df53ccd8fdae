"""Names without what only stands at their ends, and parks that are titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.entities.candidates import Candidate
from extract.entities.trims import as_title, trimmed
from ontology.records import Record


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("✅远山阿胶糕厂", "Enterprise", "远山阿胶糕厂"),
        ("●远山轴承项目", "Project", "远山轴承项目"),
        ("远山科技（铜箔）", "Enterprise", "远山科技"),
        ("远山投资中心（有限合伙）", "Enterprise", "远山投资中心（有限合伙）"),
        ("远山（青河）科技有限公司", "Enterprise", "远山（青河）科技有限公司"),
        ("“四送一服”", "Programme", "“四送一服”"),
        ("远山机械参评制造业单项冠军", "Programme", "制造业单项冠军"),
    ],
)
def test_what_stands_at_the_ends_is_cut(text: str, kind: str, name: str) -> None:
    c = trimmed(text, Candidate(0, len(text), kind, "model"))
    assert text[c.start : c.end] == name


@pytest.mark.parametrize(
    ("before", "park", "kind", "name"),
    [
        ("园区2012年列为", "自治区A类产业园区", "Programme", "A类产业园区"),
        ("力争创建国家", "电瓷产业基地", "Programme", "电瓷产业基地"),
        ("获批", "松江省特色产业园区", "Programme", "特色产业园区"),
        ("企业落户", "临港产业园区", "Park", "临港产业园区"),
        ("培育为市级", "渠南工业园", "Park", "渠南工业园"),
    ],
)
def test_a_park_that_is_granted_at_a_level_is_a_title(before: str, park: str, kind: str, name: str) -> None:
    text = before + park
    c = as_title(text, Candidate(len(before), len(text), "Park", "park-suffix"), set())
    assert (c.type, text[c.start : c.end]) == (kind, name)


def test_works_end_before_the_verb_of_their_clause() -> None:
    text = "标准厂房三期（12万平方米）计划年内开工"
    c = trimmed(text, Candidate(0, text.index("年内"), "Project", "model"))
    assert text[c.start : c.end] == "标准厂房三期"


def test_a_park_called_by_its_place_is_one_whatever_it_is_granted() -> None:
    text = "获批国家级青山产业园"
    assert as_title(text, Candidate(5, len(text), "Park", "park-suffix"), {5}).type == "Park"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青山铝业有限公司、大河轴承一体化两个老牌项目投产。", {"大河轴承一体化"}),
        ("新能源产业因远山储能有限公司满产，增长41%。", {"远山储能有限公司"}),
        ("推荐远山机械有限公司参评制造业单项冠军。", {"远山机械有限公司", "制造业单项冠军"}),
        ("印发关于公布2022年度绿色工厂名单的通知。", set()),
        ("落实“一企一档”，（四）持之以恒优园区。", set()),
        ("印发关于加强绿色工厂管理的通知。", {"关于加强绿色工厂管理的通知"}),
    ],
)
def test_names_end_where_they_end(record_of: Callable[..., Record], text: str, names: set[str]) -> None:
    found = {e.name for e in record_of(text).entities}
    assert names <= found
    assert names or not found - {"绿色工厂"}
