"""Laws of records: what is built from a text keeps the contract, and what drifts from it is found."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.contract import check_evidence, check_meaning, validate_record
from ontology.records import (
    LEVELS,
    STATUSES,
    AdoptionEvent,
    Entity,
    Evidence,
    Mention,
    Period,
    Quantity,
    Record,
    RegionAnswer,
    Relation,
    stable_id,
)
from ontology.terms import Signature, signatures

TEXT = "虚构示例。2021年，我市常态化开展“四送一服”活动，禾光电子获国家专精特新“小巨人”认定。"
DOC = "0" * 64
DATES = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(str)
TIMES = st.none() | st.integers(1900, 2100).map(str) | DATES | st.just("2016/2020")
UNIT_INTERVAL = st.floats(0, 1)


@st.composite
def evidence(draw: st.DrawFn, text: str) -> Evidence:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Evidence(start, end, text[start:end], draw(st.none() | st.just("implements-carry-out")))


@st.composite
def entities(draw: st.DrawFn, text: str, kind: str) -> Entity:
    span = draw(evidence(text))
    name = draw(st.sampled_from(["四送一服", "小微园", "禾光电子", "链长制"]))
    return Entity(stable_id(DOC, kind, name), kind, name, mentions=[Mention(span.start, span.end, span.quote)])


@st.composite
def texts_with_records(draw: st.DrawFn) -> tuple[str, Record]:
    """A text, and a record that says one thing of it."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
    predicate = draw(st.sampled_from([p for p in signatures() if p not in ("nextStage", "basedOn")]))
    subject = draw(entities(text, draw(st.sampled_from(signatures()[predicate].subjects))))
    target = draw(entities(text, draw(st.sampled_from(signatures()[predicate].objects))))
    relation = Relation(
        id=stable_id(DOC, subject.id, predicate, target.id),
        subject="@region" if subject.type == "Region" else subject.id,
        predicate=predicate,
        object=target.id,
        status=draw(st.sampled_from(STATUSES)),
        levels=draw(st.lists(st.sampled_from(LEVELS), unique=True)),
        time=draw(TIMES),
        quantity=draw(st.none() | st.just(Quantity(None, "家")) | st.just(Quantity(12, "家", "flow"))),
        confidence=draw(UNIT_INTERVAL),
        evidence=draw(st.lists(evidence(text), min_size=1, max_size=3)),
    )
    programme = Entity(stable_id(DOC, "event"), "Programme", "链长制", mentions=[Mention(0, 1, text[0])])
    seen = [draw(evidence(text))]
    event = AdoptionEvent(programme.id, "湖南省/长沙市", "430100", "achieved", draw(DATES), seen, draw(TIMES))
    region = RegionAnswer("安徽省", "340000", draw(st.sampled_from(["city", None])), False, "inferred", 0.9)
    record = Record(
        doc="000",
        id=DOC,
        source="reports/000.txt",
        title=draw(st.none() | st.just("总结")),
        published=draw(st.none() | DATES),
        tier=None,
        region=draw(st.none() | st.just(region)),
        period=Period(["2021"], []),
        entities=[subject, target, programme],
        relations=[relation],
        events=[event],
    )
    return text, record


@settings(deadline=None)
@given(texts_with_records())
def test_a_record_built_from_its_text_keeps_the_whole_contract(case: tuple[str, Record]) -> None:
    text, record = case
    assert validate_record(json.loads(record.to_json())) == []
    assert check_evidence(record, text) == []
    assert check_meaning(record) == []


@settings(deadline=None)
@given(texts_with_records())
def test_a_record_is_the_same_after_a_round_trip_through_json(case: tuple[str, Record]) -> None:
    _, record = case
    line = record.to_json()
    assert "\n" not in line
    assert Record.from_dict(json.loads(line)) == record


@settings(deadline=None)
@given(texts_with_records())
def test_a_text_cut_short_of_its_last_evidence_is_found(case: tuple[str, Record]) -> None:
    text, record = case
    last = max(item.end for item in record.relations[0].evidence)
    assert any(error.startswith("relation") for error in check_evidence(record, text[: last - 1]))


def _entity(kind: str, name: str) -> Entity:
    start = TEXT.index(name)
    return Entity(stable_id(DOC, kind, name), kind, name, mentions=[Mention(start, start + len(name), name)])


def _evidence(quote: str) -> Evidence:
    return Evidence(TEXT.index(quote), TEXT.index(quote) + len(quote), quote, "rule")


CAMPAIGN, TITLE, FIRM = (
    _entity("Programme", "四送一服"),
    _entity("Programme", "小巨人"),
    _entity("Enterprise", "禾光电子"),
)
GRANT = Relation(
    id="1" * 20,
    subject=FIRM.id,
    predicate="recognisedAs",
    object=TITLE.id,
    status="achieved",
    stage="认定",
    evidence=[_evidence("禾光电子获国家专精特新“小巨人”认定")],
)
EVENT = AdoptionEvent(CAMPAIGN.id, "安徽省", "340000", "achieved", "2021", [_evidence("开展“四送一服”活动")])


def _record(relation: Relation = GRANT, event: AdoptionEvent = EVENT) -> Record:
    return Record(
        doc="000",
        id=DOC,
        source="000.txt",
        title=None,
        published=None,
        tier=None,
        region=RegionAnswer("安徽省", "340000", "city", False, "inferred", 0.9, [_evidence("我市")]),
        period=Period(),
        entities=[CAMPAIGN, TITLE, FIRM],
        relations=[relation],
        events=[event],
    )


def test_the_good_record_has_no_error() -> None:
    assert check_evidence(_record(), TEXT) == []
    assert check_meaning(_record()) == []


def test_offsets_that_drift_are_named_with_what_stands_there() -> None:
    drifted = replace(GRANT, evidence=[Evidence(0, 4, "禾光电子")])
    assert check_evidence(_record(drifted), TEXT) == [
        f"relation {GRANT.id} evidence[0]: [0:4] reads '虚构示例', not '禾光电子'"
    ]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-4, -1), (0, 10_000)])
def test_offsets_outside_the_text_or_upside_down_are_errors_even_where_python_would_slice(start: int, end: int) -> None:
    odd = replace(GRANT, evidence=[Evidence(start, end, TEXT[start:end])])
    assert len(check_evidence(_record(odd), TEXT)) == 1


def test_evidence_of_mentions_region_and_events_is_checked_too() -> None:
    places = [error.split(":")[0] for error in check_evidence(_record(), "")]
    assert "region evidence[0]" in places
    assert "events[0] evidence[0]" in places
    assert f"entity {FIRM.id} mentions[0]" in places


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (replace(GRANT, object="f" * 20), f"object {'f' * 20} is no entity of the record"),
        (replace(GRANT, object=FIRM.id, subject=TITLE.id), "not Enterprise or Park or Project or Region"),
        (replace(GRANT, predicate="likes"), "'likes' is no predicate"),
        (replace(GRANT, predicate="locatedIn", stage=None), "object of locatedIn is Programme, not Region"),
        (replace(GRANT, subject="@region", predicate="implements"), "implements has no stage"),
        (replace(GRANT, stage="入库"), "stage 入库 is not achieved"),
        (replace(GRANT, time="2021-02-30"), "time 2021-02-30 is not in the calendar"),
        (replace(GRANT, time="2020/2016"), "time 2020/2016 ends before it starts"),
        (replace(GRANT, predicate="nextStage", subject=TITLE.id, stage=None), "subject and object are the same"),
    ],
)
def test_what_cannot_be_meant_is_an_error_of_its_relation(relation: Relation, reason: str) -> None:
    errors = check_meaning(_record(relation))
    assert errors
    assert all(error.startswith(f"relation {GRANT.id}: ") for error in errors)
    assert any(reason in error for error in errors)


def test_the_own_region_may_stand_wherever_a_region_may() -> None:
    located = replace(GRANT, predicate="locatedIn", object="@region", stage=None)
    assert check_meaning(_record(located)) == []


def test_an_event_adopts_a_programme_of_the_record() -> None:
    assert check_meaning(_record(event=replace(EVENT, programme=FIRM.id))) == [
        f"events[0]: programme {FIRM.id} is Enterprise, not Programme"
    ]


def test_an_id_is_there_once() -> None:
    twice = replace(_record(), entities=[CAMPAIGN, TITLE, FIRM, FIRM])
    assert check_meaning(twice) == [f"entities: id {FIRM.id} is there twice"]


def test_signatures_are_those_of_the_guidelines() -> None:
    assert signatures()["develops"] == Signature(("Region", "Park"), ("Industry",))
    assert signatures()["locatedIn"] == Signature(("Park", "Enterprise", "Project", "Agency"), ("Region",))
