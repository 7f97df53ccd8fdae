"""Who carries a programme out where the text says it in no verb of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import OWN_REGION, Record


def _doers(record: Record, programme: str) -> set[str]:
    """Those who carry the programme out."""
    names = {e.id: e.name for e in record.entities} | {OWN_REGION: OWN_REGION}
    said = [r for r in record.relations if r.predicate == "implements" and names[r.object] == programme]
    return {names[r.subject] for r in said}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("市科技局、市工信局联合开展“四送一服”活动。", {"市科技局", "市工信局"}),
        ("市工信局将会同市财政局开展“四送一服”活动。", {"市工信局"}),
        ("积极融入京津冀，开展“四送一服”活动。", {OWN_REGION}),
    ],
)
def test_those_at_the_head_of_the_clause_carry_it_out(
    record_of: Callable[..., Record], text: str, doers: set[str]
) -> None:
    assert _doers(record_of(text), "四送一服") == doers


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("这家企业去年获评绿色工厂。", False),
        ("3家企业获评绿色工厂。", True),
        ("XX公司获评绿色工厂。", True),
        ("对获评绿色工厂的企业奖励50万元。", True),
        ("远山新材料有限公司获评绿色工厂，至此全县绿色工厂达6家。", True),
        ("远山新材料有限公司获评绿色工厂，全县绿色工厂发展良好。", False),
    ],
)
def test_a_title_of_one_holder_is_carried_out_only_where_holders_are_counted(
    record_of: Callable[..., Record], text: str, carried: bool
) -> None:
    assert _doers(record_of(text), "绿色工厂") == ({OWN_REGION} if carried else set())


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("“四送一服”改革经验被全国推广。", {"achieved"}),
        ("学习“四送一服”经验。", {"mentioned"}),
    ],
)
def test_what_others_take_up_is_carried_out_here(
    record_of: Callable[..., Record], text: str, statuses: set[str]
) -> None:
    assert {r.status for r in record_of(text).relations if r.predicate == "implements"} == statuses


@pytest.mark.parametrize(("text", "doers"), [("世界500强企业来我县参展。", set()), ("世界500强达6家。", {OWN_REGION})])
def test_a_ranking_is_no_deed_of_the_region_but_where_it_is_counted(
    record_of: Callable[..., Record], text: str, doers: set[str]
) -> None:
    assert _doers(record_of(text), "世界500强") == doers


@pytest.mark.parametrize(
    ("title", "founds"),
    [("《关于申请建设绿色工厂的函》", False), ("《绿色工厂培育办法》", True)],
)
def test_a_letter_that_applies_for_something_sets_up_nothing(
    record_of: Callable[..., Record], title: str, founds: bool
) -> None:
    record = record_of(f"{title}收悉。")
    assert any(r.predicate == "establishes" for r in record.relations) is founds


@pytest.mark.parametrize(
    ("region", "status"), [("中国", "mentioned"), ("浙江省", "mentioned"), ("浙江省/台州市/仙居县", "achieved")]
)
def test_practices_that_spring_up_in_a_nation_or_province_are_only_mentioned(
    record_of: Callable[..., Record], region: str, status: str
) -> None:
    record = record_of("“最多跑一次”、“一网通办”等创新实践不断涌现。", region=region)
    assert {r.status for r in record.relations if r.predicate == "implements"} == {status}


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("支持高新技术企业上市融资。", False),
        ("培育高新技术企业，支持高新技术企业上市融资。", True),
        ("支持高新技术企业做大做强。", True),
    ],
)
def test_holders_who_are_led_to_do_something_else_carry_no_title_out(
    record_of: Callable[..., Record], text: str, carried: bool
) -> None:
    assert bool(_doers(record_of(text), "高新技术企业")) == carried


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("不得以任何名义发放“青瓷贷”。", False),
        ("县里推出“青瓷贷”，不得收取手续费。", True),
    ],
)
def test_what_is_forbidden_is_no_deed(record_of: Callable[..., Record], text: str, carried: bool) -> None:
    assert bool(_doers(record_of(text), "青瓷贷")) == carried
