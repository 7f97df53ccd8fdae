"""Who is who, and which facts stand."""

from __future__ import annotations

from itertools import permutations

import pytest
from handmade import Handmade, report, stated
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.adopters import adopter
from kg.resolve.agencies import agency_place
from kg.resolve.gather import event_region, gather
from kg.resolve.identity import Identity, document_number, full_legal_name, identify
from kg.resolve.standing import Word, stands
from kg.resolve.times import last_instant
from ontology.records import OWN_REGION, AdoptionEvent, Entity, RegionAnswer


def entity(kind: str, name: str, *aliases: str, vocabulary: str | None = None) -> Entity:
    return Entity("0" * 20, kind, name, list(aliases), vocabulary is None, vocabulary)


ANHUI, HUNAN = (Handmade(name, name).record() for name in ("安徽的报告", "湖南的报告"))


CAMPAIGN = "si-song-yi-fu"
JOINED = [
    (entity("Programme", "四送一服", vocabulary=CAMPAIGN), entity("Programme", "“四送一服”", vocabulary=CAMPAIGN)),
    (entity("Region", "旬阳县", vocabulary="610928"), entity("Region", "旬阳市", vocabulary="610981")),
    (entity("Region", "武汉市"), entity("Region", "湖北省武汉市")),
    (entity("Region", "阿鲁科尔沁旗"), entity("Region", "内蒙古阿鲁科尔沁旗")),
    (entity("Region", "Hong Kong"), entity("Region", "香港特别行政区")),
    (entity("Region", "襄樊"), entity("Region", "湖北省襄阳市")),
    (entity("Policy", "若干意见", "皖政〔2018〕3号"), entity("Policy", "关于实体经济的意见（皖政[2018]第3号）")),
    (entity("Enterprise", "安徽禾光（合肥）电子有限公司"), entity("Enterprise", "禾光", "安徽禾光(合肥)电子有限公司")),
    (entity("Agency", "安徽省经信厅"), entity("Agency", "安徽省经信厅")),
]


@pytest.mark.parametrize(("first", "second"), JOINED)
def test_what_identifies_a_thing_joins_documents(first: Entity, second: Entity) -> None:
    assert identify(first, ANHUI) == identify(second, HUNAN)


@pytest.mark.parametrize(
    "found",
    [
        entity("Programme", "产业项目建设年"),
        entity("Enterprise", "禾光电子"),
        entity("Enterprise", "科技有限公司"),
        entity("Policy", "关于促进工业发展的意见"),
        entity("Policy", "甲意见", "皖政〔2018〕3号", "皖政〔2019〕3号"),
        entity("Agency", "县经信局"),
        entity("Region", "鼓楼区"),
        entity("Park", "工业集中区"),
    ],
)
def test_a_name_alone_is_no_identity(found: Entity) -> None:
    assert identify(found, ANHUI) != identify(found, HUNAN)
    assert identify(found, ANHUI) == identify(found, ANHUI)


def test_two_policies_of_one_number_in_different_years_are_two() -> None:
    assert document_number("皖政〔2018〕3号") != document_number("皖政〔2019〕3号")


def test_an_enterprise_with_two_full_names_is_not_guessed_at() -> None:
    assert full_legal_name(entity("Enterprise", "安徽禾光电子有限公司", "安徽兴宇汽车有限公司")) is None


@pytest.mark.parametrize(
    ("path", "code", "level", "name", "expected"),
    [
        ("浙江省/台州市/仙居县", "331024", "county", "县经信局", ("331024", "经信局")),
        ("浙江省/台州市/仙居县", "331024", "county", "市经信局", ("331000", "经信局")),
        ("浙江省/台州市/仙居县", "331024", "county", "省经信厅", ("330000", "经信厅")),
        ("浙江省/台州市/仙居县", "331024", "county", "湖北省武汉市经信局", ("420100", "经信局")),
        # 市 may be the county-level city or the city above it.
        ("安徽省/合肥市/巢湖市", "340181", "county", "市经信局", None),
        # A district of that name is in several cities.
        ("浙江省/台州市/仙居县", "331024", "county", "鼓楼区经信局", None),
        ("浙江省/台州市/仙居县", "331024", "county", "工信部", None),
    ],
)
def test_an_agency_belongs_to_a_region_only_where_that_is_certain(
    path: str, code: str, level: str, name: str, expected: tuple[str, str] | None
) -> None:
    assert agency_place(name, Handmade("a", "a", region=stated(path, code, level)).record()) == expected


def test_an_inferred_region_lends_its_agencies_no_identity() -> None:
    guess = RegionAnswer("浙江省/台州市/仙居县", "331024", "county", True, "inferred", 0.7)
    assert agency_place("县经信局", Handmade("a", "a", region=guess).record()) is None


@pytest.mark.parametrize(
    ("predicate", "words", "standing"),
    [
        ("implements", [("planned", "2022")], False),
        ("implements", [("mentioned", "2022")], False),
        ("implements", [("ongoing", "2021")], True),
        ("recognisedAs", [("ongoing", "2021")], False),
        ("recognisedAs", [("achieved", "2021")], True),
        ("issues", [("ongoing", "2021")], False),
        ("implements", [("achieved", "2021"), ("ended", "2022")], False),
        ("implements", [("ended", "2021"), ("achieved", "2022")], True),
        # A later plan, or an application for renewal, takes nothing away.
        ("implements", [("achieved", "2021"), ("planned", "2022")], True),
        ("recognisedAs", [("achieved", "2021"), ("ongoing", "2022")], True),
        # Of one time: a thing ends after it began.
        ("implements", [("ended", "2021"), ("achieved", "2021")], False),
        # A year ends after its months; what has no time comes first.
        ("implements", [("ended", "2021-05"), ("achieved", "2021")], True),
        ("implements", [("ended", None), ("achieved", "1999")], True),
        ("implements", [("achieved", "2016/2020"), ("ended", "2018")], True),
    ],
)
def test_the_latest_word_decides(predicate: str, words: list[tuple[str, str | None]], standing: bool) -> None:
    for order in permutations(Word(status, last_instant(time)) for status, time in words):
        assert stands(predicate, order) is standing


@given(st.dates(), st.dates())
def test_days_are_ordered_as_in_the_calendar(first: object, second: object) -> None:
    assert (last_instant(str(first)) < last_instant(str(second))) == (str(first) < str(second))


def test_a_claim_without_a_time_has_the_time_of_its_document() -> None:
    began, ended = report("a", year="2020"), report("b", year="2022")
    for made, status in ((began, "achieved"), (ended, "ended")):
        made.relations.clear()
        made.says(OWN_REGION, "implements", next(iter(made.entities)), status, "开展“四送一服”")
    assert gather([began.record(), ended.record()]).facts() == []
    assert len(gather([began.record()]).facts()) == 1


def test_what_a_masked_city_does_is_never_said_of_its_province() -> None:
    made = report("a")
    made.region = RegionAnswer("安徽省", "340000", "city", False, "inferred", 0.9)
    found = gather([made.record()])
    assert [fact[0].kind for fact in found.facts()] == ["region-of"]
    assert found.guessed_facts() == []


def test_facts_of_an_unmasked_region_are_inferred_and_no_more() -> None:
    made = report("a")
    made.region = RegionAnswer("安徽省/合肥市", "340100", "city", True, "inferred", 0.9)
    found = gather([made.record()])
    assert [fact[0].kind for fact in found.facts()] == ["region-of"]
    assert [(fact[0].kind, fact[0].key) for fact in found.guessed_facts()] == [("region", "340100")]


def adopted_by(name: str, region: RegionAnswer) -> Identity | None:
    made = Handmade("a", f"{name}推行链长制", region=region)
    made.says(made.entity("Agency", name), "implements", made.entity("Programme", "链长制"), "achieved", "推行链长制")
    record = made.record()
    return adopter(record, record.relations[0], gather([record]))


TAIZHOU = stated("浙江省/台州市", "331000", "city")
MASKED = RegionAnswer("浙江省", "330000", "county", False, "stated", 1.0)


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("市经信局", TAIZHOU, "331000"),
        ("台州市经信局", TAIZHOU, "331000"),
        ("省政府", TAIZHOU, "330000"),
        ("浙江省商务厅", TAIZHOU, "330000"),
        # One of its counties, another region, or nobody knows whose.
        ("县经信局", TAIZHOU, None),
        ("武汉市经信局", TAIZHOU, None),
        ("市场监管局", TAIZHOU, None),
        ("省政府", MASKED, "330000"),
        ("市经信局", MASKED, None),
    ],
)
def test_what_an_agency_does_its_own_region_does(name: str, region: RegionAnswer, expected: str | None) -> None:
    found = adopted_by(name, region)
    assert found == (Identity("region", expected) if expected else None)


def test_the_office_of_a_masked_county_acts_for_that_county() -> None:
    found = adopted_by("县经信局", MASKED)
    assert found is not None and found.kind == "region-of"


def test_an_event_of_an_inferred_own_region_is_not_said_of_the_division() -> None:
    event = AdoptionEvent("x", "浙江省/台州市", "331000", "achieved", "2021")
    guess = RegionAnswer("浙江省/台州市", "331000", "city", True, "inferred", 0.7)
    assert event_region(event, Handmade("a", "a", region=guess).record()).kind == "region-of"
    assert event_region(event, Handmade("a", "a", region=TAIZHOU).record()) == Identity("region", "331000")


def test_a_park_of_the_vocabulary_is_one_thing_by_its_code_or_its_only_name() -> None:
    by_code = identify(entity("Park", "北京经开区", vocabulary="110115403"), ANHUI)
    by_name = identify(entity("Park", "北京亦庄", vocabulary="北京经济技术开发区"), HUNAN)
    assert by_code == by_name == Identity("park", "110115403")
