"""What is reformed or tried out: the names of reforms and pilots, and the industries that they are of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import Record


def test_a_pilot_supports_the_industry_in_its_name(record_of: Callable[..., Record]) -> None:
    record = record_of("推进再制造产业发展、融资租赁兼营远洋退税等创新试点。")
    names = {e.id: e.name for e in record.entities}
    supports = {(names[r.subject], names[r.object]) for r in record.relations if r.predicate == "supports"}
    assert supports == {("再制造产业发展创新试点", "再制造"), ("融资租赁兼营远洋退税创新试点", "融资租赁")}


@pytest.mark.parametrize(
    "text",
    ["深化重点领域改革。", "推进政府改革和建设。", "一项重大改革优先在新区试点。", "支持中小企业开展股份制改革。"],
    ids=["a field", "a set phrase", "where it is tried", "what firms do"],
)
def test_what_names_no_reform(record_of: Callable[..., Record], text: str) -> None:
    assert not [e.name for e in record_of(text).entities if e.type == "Programme"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("国务院机构改革基本完成，国家开发银行股份制改革顺利进行。", {"国务院机构改革", "国家开发银行股份制改革"}),
        ("国有林场改革和规范林业秩序进展顺利。", {"国有林场改革"}),
        ("省属农场改革的经验很多。", set()),
    ],
    ids=["offices and firms within names", "one subject of two", "nothing told of it"],
)
def test_a_reform_that_a_clause_tells_the_progress_of(
    record_of: Callable[..., Record], text: str, names: set[str]
) -> None:
    assert {e.name for e in record_of(text).entities if e.type == "Programme"} == names
