"""An industry that only receives something, is curbed or met about is nobody's field; examples are in the rule file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from extract.relations.bystanders import bystander_rules, stands_by
from extract.relations.engine import OWN, Finding
from extract.relations.skeleton import MentionRef, build_skeleton
from extract.structure import Sentence
from ontology.records import OWN_REGION, Record


def _examples() -> Iterator[Any]:
    for rule in bystander_rules():
        for number, example in enumerate(rule["examples"]):
            yield pytest.param(example, id=f"{rule['id']}-{number}")


@pytest.mark.parametrize("example", list(_examples()))
def test_examples_of_the_kinds(example: dict[str, Any]) -> None:
    text = example["text"]
    start = text.index(example["industry"])
    mention = MentionRef(start, start + len(example["industry"]), "Industry", 0)
    skeleton = build_skeleton(text, Sentence(0, len(text), "report", "", False, 0), [mention])
    finding = Finding(OWN, "develops", 0, "any", 0, len(text), start, skeleton)
    assert stands_by(finding, text) == example["stands_by"]


def test_every_kind_has_an_example_of_both_sides() -> None:
    for rule in bystander_rules():
        assert {example["stands_by"] for example in rule["examples"]} == {True, False}, rule["id"]


def _industries(record: Record, predicate: str) -> set[str]:
    names = {e.id: e.name for e in record.entities}
    return {names[r.object] for r in record.relations if r.predicate == predicate}


def test_a_field_that_a_technology_is_put_to_use_in_is_not_developed(record_of: Callable[..., Record]) -> None:
    record = record_of("仙居县工业简报\n二、下一步打算\n大力发展工业机器人产业。推动人工智能在陶瓷、纺织行业应用。")
    developed = {r.object for r in record.relations if r.predicate == "develops" and r.subject == OWN_REGION}
    assert {e.name for e in record.entities if e.id in developed} == {"工业机器人"}


def test_what_a_fund_is_put_to_use_in_it_supports(record_of: Callable[..., Record]) -> None:
    record = record_of("仙居县设立青山转贷基金，规模2亿元，面向新材料、生物医药领域。")
    assert _industries(record, "supports") == {"新材料", "生物医药"}
