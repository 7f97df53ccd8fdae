"""What the figures count: entities, facts, statuses, regions, rules."""

from __future__ import annotations

from typing import Any

import pytest
from gold_examples import entity, facts, relation

from extract.evaluate import Evaluation, Pair, evaluate
from extract.evaluate.facts import Facts
from ontology.records import PREDICATES

FIRM = entity("Enterprise", "兴宇汽车")
FACTORY = entity("Programme", "绿色工厂")
CITY = entity("Region", "合肥市")


def judged(gold: Facts, found: Facts | None, predicates: frozenset[str] = frozenset(PREDICATES)) -> Evaluation:
    return evaluate([Pair(gold, found, None, predicates)])


def counted(result: Evaluation, name: str, mode: str | None = None) -> tuple[int, int, int]:
    """Right, gold and found."""
    counts = result.entities[name, mode] if mode else result.relations[name]
    return counts.right, counts.gold, counts.found


def test_a_near_name_is_right_when_relaxed_and_a_type_must_be_equal() -> None:
    gold = facts([entity("Programme", "四送一服"), FIRM])
    result = judged(gold, facts([entity("Programme", "四送一服行动"), entity("Park", "兴宇汽车")]))
    assert counted(result, "ALL", "strict") == (0, 2, 2)
    assert counted(result, "ALL", "relaxed") == (1, 2, 2)
    assert counted(result, "Park", "relaxed") == (0, 0, 1)


def test_an_alias_is_a_name() -> None:
    gold = facts([entity("Programme", "专精特新“小巨人”", "小巨人")])
    assert counted(judged(gold, facts([entity("Programme", "小巨人")])), "Programme", "strict") == (1, 1, 1)


def test_who_bears_two_names_of_the_gold_has_found_neither() -> None:
    gold = facts([FIRM, entity("Enterprise", "君业药业")])
    assert counted(judged(gold, facts([entity("Enterprise", "兴宇汽车", "君业药业")])), "ALL", "relaxed") == (0, 2, 1)


@pytest.mark.parametrize("found", [[FIRM, FACTORY], [FIRM]])
def test_what_is_optional_is_neither_missed_nor_wrong(found: list[dict[str, Any]]) -> None:
    gold = facts([FIRM, {**FACTORY, "optional": True}])
    assert counted(judged(gold, facts(found)), "ALL", "relaxed") == (1, 1, 1)


def test_a_document_without_an_answer_has_found_nothing() -> None:
    result = judged(facts([FIRM]), None)
    assert result.absent == ["a"]
    assert counted(result, "ALL", "relaxed") == (0, 1, 0)


def test_the_own_region_by_name_is_the_own_region() -> None:
    gold = facts([FACTORY], [relation("@region", "implements", "绿色工厂")])
    found = facts([CITY, FACTORY], [relation("合肥市", "implements", "绿色工厂")], region=None)
    assert counted(judged(gold, found), "implements") == (1, 1, 1)
    assert counted(judged(gold, found), "NAMED") == (0, 0, 0)


def test_repeats_of_a_fact_count_once_with_all_their_statuses() -> None:
    twice = [relation("兴宇汽车", "recognisedAs", "绿色工厂", status) for status in ("achieved", "planned")]
    result = judged(facts([FIRM, FACTORY], twice), facts([FIRM, FACTORY], twice[:1]))
    assert counted(result, "NAMED") == (1, 1, 1)
    assert dict(result.status) == {("achieved+planned", "achieved"): 1}


def test_status_is_not_judged_where_annotators_differed() -> None:
    gold = facts([FIRM, FACTORY], [relation("兴宇汽车", "recognisedAs", "绿色工厂", None)])
    found = facts([FIRM, FACTORY], [relation("兴宇汽车", "recognisedAs", "绿色工厂", "planned")])
    assert judged(gold, found).status.total() == 0


def test_based_on_is_counted_beside_the_totals_and_only_where_it_was_annotated() -> None:
    policies = [entity("Policy", "实施方案"), entity("Policy", "指导意见")]
    gold, found = facts(policies), facts(policies, [relation("实施方案", "basedOn", "指导意见")])
    assert counted(judged(gold, found), "basedOn") == (0, 0, 1)
    assert counted(judged(gold, found), "ALL") == (0, 0, 0)
    assert "basedOn" not in judged(gold, found, frozenset(PREDICATES) - {"basedOn"}).relations


def test_a_rule_is_right_where_its_fact_is_and_optional_facts_count_for_nobody() -> None:
    ends = [FIRM, FACTORY, entity("Programme", "小巨人"), entity("Park", "五里园区")]
    gold = facts(
        ends,
        [
            relation("兴宇汽车", "recognisedAs", "绿色工厂"),
            relation("兴宇汽车", "recognisedAs", "小巨人", optional=True),
        ],
    )
    found = facts(
        ends,
        [
            relation("兴宇汽车", "recognisedAs", "绿色工厂", rule="recognised"),
            relation("兴宇汽车", "recognisedAs", "绿色工厂", "planned", rule="listed"),
            relation("兴宇汽车", "recognisedAs", "小巨人", rule="listed"),
            relation("兴宇汽车", "inPark", "五里园区", rule="recognised"),
        ],
    )
    assert judged(gold, found).rules == {"recognised": (1, 2), "listed": (1, 1)}


@pytest.mark.parametrize(
    ("answer", "exact", "province", "level", "too_deep"),
    [
        ("安徽省/合肥市", 1, 1, 1, 0),
        ("安徽省/蚌埠市", 0, 1, 1, 0),
        ("安徽省", 0, 1, 0, 0),
        ("安徽省/合肥市/肥西县", 0, 1, 0, 1),
        ("浙江省/杭州市", 0, 0, 1, 0),
        (None, 0, 0, 0, 0),
    ],
)
def test_own_regions(answer: str | None, exact: int, province: int, level: int, too_deep: int) -> None:
    regions = judged(facts([]), facts([], region={"path": answer})).regions
    assert (regions.exact, regions.province, regions.level, regions.too_deep) == (exact, province, level, too_deep)


def test_json_has_every_figure() -> None:
    gold = facts([FIRM, FACTORY], [relation("兴宇汽车", "recognisedAs", "绿色工厂")])
    found = facts([FIRM, FACTORY], [relation("兴宇汽车", "recognisedAs", "绿色工厂", "planned", rule="r")])
    figures = judged(gold, found).as_json()
    full = {"p": 1.0, "r": 1.0, "f1": 1.0, "right": 1, "gold": 1, "found": 1}
    assert figures["entities"]["strict"]["Enterprise"] == full
    assert figures["relations"] == {"ALL": full, "NAMED": full, "recognisedAs": full}
    assert figures["status"] == {
        "accuracy": 0.0,
        "confusion": [{"gold": "achieved", "found": "planned", "count": 1}],
    }
    assert figures["region"] == {"exact": 1.0, "province": 1.0, "level": 1.0, "too_deep": 0.0}
    assert figures["rules"] == {"r": {"precision": 1.0, "right": 1, "read": 1}}
    assert "mistakes" not in figures
