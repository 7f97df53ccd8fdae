"""Clauses and sentences that leave their subject out or name it in another way are read as if they named it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import OWN_REGION, Record

Extract = Callable[..., Record]


def _facts(record: Record, predicate: str) -> set[tuple[str, str]]:
    names = {e.id: e.name for e in record.entities}
    return {
        (names.get(r.subject, OWN_REGION), names.get(r.object, OWN_REGION))
        for r in record.relations
        if r.predicate == predicate
    }


COMPANY = "远山电缆有限公司"


@pytest.mark.parametrize(
    ("text", "predicate", "facts"),
    [
        (f"{COMPANY}位于青禾工业园，2020年获评省级绿色工厂。", "recognisedAs", {(COMPANY, "绿色工厂")}),
        (f"{COMPANY}成立于2003年。先后入选专精特新企业名单。", "recognisedAs", {(COMPANY, "专精特新")}),
        (f"{COMPANY}负责人说，订单已排到年底，还将冲刺绿色工厂。", "recognisedAs", {(COMPANY, "绿色工厂")}),
        (f"{COMPANY}产销两旺，全市新增绿色工厂3家。", "recognisedAs", set()),
        ("青禾工业园占地2平方公里，主导产业为新材料。", "develops", {("青禾工业园", "新材料")}),
        ("推进青禾工业园建设，大力发展新材料产业。", "develops", {(OWN_REGION, "新材料")}),
        (
            "县政府印发《青山县工业发展意见》，重点支持新材料产业。",
            "supports",
            {("《青山县工业发展意见》", "新材料")},
        ),
        ("贯彻《青山县工业发展意见》，建立“青松培育行动”。", "establishes", set()),
    ],
)
def test_a_clause_without_subject_goes_on_with_the_topic(
    record_of: Extract, text: str, predicate: str, facts: set[tuple[str, str]]
) -> None:
    assert _facts(record_of(text), predicate) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "福建远山重型车桥有限公司已投产。据介绍，远山车桥去年获评绿色工厂。",
            {("福建远山重型车桥有限公司", "绿色工厂")},
        ),
        ("福建远山重型车桥有限公司已投产。巍峨的远山绿色工厂林立。", set()),
        (
            "福建远山重型车桥有限公司、福建远山精密阀门有限公司已投产。其中，远山车桥获评绿色工厂。",
            set(),
        ),
    ],
)
def test_a_company_is_taken_up_by_its_brand_and_trade(
    record_of: Extract, text: str, facts: set[tuple[str, str]]
) -> None:
    assert _facts(record_of(text), "recognisedAs") == facts


@pytest.mark.parametrize(
    ("text", "predicate", "facts"),
    [
        # The last company named is meant, in short or in full, also where a project is called by it.
        (
            "福建远山车桥有限公司与青禾水泥有限公司签约。“要补短板。”远山车桥董事长说。该公司去年获评绿色工厂。",
            "recognisedAs",
            {("福建远山车桥有限公司", "绿色工厂")},
        ),
        (
            "到远山电缆有限公司调研。这家落户青禾工业园的企业以电线电缆为主业，去年递交了绿色工厂的申报材料。",
            "inPark",
            {(COMPANY, "青禾工业园")},
        ),
        ("青禾工业园污水处理厂提标改造完工，园区通过绿色园区复核。", "recognisedAs", {("青禾工业园", "绿色园区")}),
        ("青禾工业集中区扩建。集中区主攻新材料产业。", "develops", {("青禾工业集中区", "新材料")}),
        ("青禾工业集中区扩建。各地产业园主攻新材料产业。", "develops", {(OWN_REGION, "新材料")}),
    ],
)
def test_a_word_takes_up_what_was_named_last(
    record_of: Extract, text: str, predicate: str, facts: set[tuple[str, str]]
) -> None:
    assert _facts(record_of(text), predicate) == facts


PROFILE = "普宁市工业局供稿\n青禾经济开发区规划面积15平方公里。{}现有远山电缆有限公司、青禾水泥有限公司等企业40家。"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (PROFILE.format("区内"), {COMPANY, "青禾水泥有限公司"}),
        (PROFILE.format("全市"), set()),
        ("普宁市工业总结\n全市工业平稳。青禾经济开发区扩区。县委牵头，园区提速。远山电缆有限公司投产。", set()),
    ],
)
def test_the_companies_in_the_profile_of_a_park_are_in_it(record_of: Extract, text: str, facts: set[str]) -> None:
    assert {s for s, _ in _facts(record_of(text), "inPark")} == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("绿色工厂名单\n1.远山电缆有限公司\n2.青禾水泥有限公司\n", {"远山电缆有限公司", "青禾水泥有限公司"}),
        ("省厅公布绿色工厂名单，3家企业榜上有名。\n远山电缆有限公司入选。", {"远山电缆有限公司"}),
        ("绿色工厂名单\n为表彰先进，特此公布。\n远山电缆有限公司\n", set()),
    ],
)
def test_a_title_stands_over_the_list_of_those_who_have_it(record_of: Extract, text: str, facts: set[str]) -> None:
    assert {s for s, _ in _facts(record_of(text), "recognisedAs")} == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("工作组到青禾工业园走访企业。在远山电缆有限公司，工作组了解了用工情况。", {COMPANY}),
        ("工作组到青禾工业园走访企业。随后赴景宁县。在远山电缆有限公司，工作组了解了用工情况。", set()),
    ],
)
def test_who_is_called_on_in_a_park_is_in_it(record_of: Extract, text: str, facts: set[str]) -> None:
    assert {s for s, _ in _facts(record_of(text), "inPark")} == facts


def test_respectively_pairs_first_with_first(record_of: Extract) -> None:
    record = record_of("远山电缆有限公司和青禾水泥有限公司分别获评国家级制造业单项冠军和省级瞪羚企业。")
    assert _facts(record, "recognisedAs") == {(COMPANY, "制造业单项冠军"), ("青禾水泥有限公司", "瞪羚企业")}
