"""The JSON Schema of records: it takes what the contract allows and names the place of anything else."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from ontology import records
from ontology.contract import validate_record
from ontology.terms import values

Json = dict[str, Any]
SPAN = {"start": 4, "end": 8, "quote": "四送一服", "rule": "implements-carry-out"}
PROGRAMME = "0" * 20


@pytest.fixture
def record() -> Json:
    """A record with one of everything."""
    return {
        "doc": "000",
        "id": "a" * 64,
        "source": "reports/000.txt",
        "title": None,
        "published": "2021-10-15",
        "tier": "repost",
        "region": {
            "path": "安徽省/合肥市",
            "code": "340100",
            "level": "city",
            "resolved": True,
            "basis": "stated",
            "confidence": 1,
            "evidence": [SPAN],
        },
        "period": {"report": ["2021"], "plan": []},
        "url": None,
        "notice": None,
        "entities": [
            {
                "id": PROGRAMME,
                "type": "Programme",
                "name": "四送一服",
                "aliases": [],
                "candidate": False,
                "vocabulary": "si-song-yi-fu",
                "mentions": [{"start": 4, "end": 8, "text": "四送一服"}],
            }
        ],
        "relations": [
            {
                "id": "1" * 20,
                "subject": "@region",
                "predicate": "implements",
                "object": PROGRAMME,
                "status": "achieved",
                "levels": ["市"],
                "time": "2021",
                "stage": None,
                "quantity": {"value": None, "unit": "家", "kind": "flow"},
                "confidence": 0.9,
                "evidence": [SPAN],
            }
        ],
        "events": [
            {
                "programme": PROGRAMME,
                "region": "湖南省/长沙市",
                "code": None,
                "status": "planned",
                "time": None,
                "evidence": [SPAN],
            }
        ],
        "warnings": [],
    }


def test_a_record_with_one_of_everything_is_accepted(record: Json) -> None:
    assert validate_record(record) == []


@pytest.mark.parametrize("field", ["url", "notice"])
def test_url_and_notice_may_be_left_out(record: Json, field: str) -> None:
    del record[field]
    assert validate_record(record) == []


@pytest.mark.parametrize("time", ["2021", "2021-05", "2021-05-03", "2016/2020", "2021-05/2021-09", None])
def test_times_are_edtf_or_null(record: Json, time: str | None) -> None:
    record["relations"][0]["time"] = time
    assert validate_record(record) == []


@pytest.mark.parametrize(
    "time",
    ["2021年", "21", "2021-13", "2021-5", "2021-05-32", "2016-2020", "2016/", "/2020", "", "2021\n", "２０２１", 2021],
)
def test_other_times_are_refused_where_they_stand(record: Json, time: object) -> None:
    record["relations"][0]["time"] = time
    assert [error.split(":")[0] for error in validate_record(record)] == ["$.relations[0].time"]


def _set(*path: str | int, to: object) -> Callable[[Json], None]:
    def change(record: Json) -> None:
        *parents, last = path
        place: Any = record
        for step in parents:
            place = place[step]
        place[last] = to

    return change


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("$.doc", _set("doc", to="")),
        ("$.id", _set("id", to="sha256:" + "a" * 64)),
        ("$.published", _set("published", to="2021/2022")),
        ("$.tier", _set("tier", to="blog")),
        ("$.url", _set("url", to="javascript:alert(1)")),
        ("$.region.level", _set("region", "level", to="市")),
        ("$.region.basis", _set("region", "basis", to="guessed")),
        ("$.region.code", _set("region", "code", to="34")),
        ("$.region.path", _set("region", "path", to="安徽省//合肥市")),
        ("$.region.confidence", _set("region", "confidence", to=1.01)),
        ("$.period.report[0]", _set("period", "report", to=["2021年"])),
        ("$.period.plan", _set("period", "plan", to=["2022", "2022"])),
        ("$.entities[0].id", _set("entities", 0, "id", to="c0")),
        ("$.entities[0].type", _set("entities", 0, "type", to="Person")),
        ("$.entities[0].name", _set("entities", 0, "name", to=" ")),
        ("$.entities[0].mentions", _set("entities", 0, "mentions", to=[])),
        (
            "$.entities[0].mentions[0].start",
            _set("entities", 0, "mentions", 0, to={"start": -1, "end": 1, "text": "四"}),
        ),
        ("$.entities[0]", _set("entities", 0, "colour", to="red")),
        ("$.relations[0].subject", _set("relations", 0, "subject", to="@here")),
        ("$.relations[0].predicate", _set("relations", 0, "predicate", to="likes")),
        ("$.relations[0].status", _set("relations", 0, "status", to=None)),
        ("$.relations[0].levels[0]", _set("relations", 0, "levels", to=["乡"])),
        ("$.relations[0].stage", _set("relations", 0, "stage", to="获批")),
        ("$.relations[0].confidence", _set("relations", 0, "confidence", to=-0.1)),
        ("$.relations[0].evidence", _set("relations", 0, "evidence", to=[])),
        ("$.relations[0].evidence[0].rule", _set("relations", 0, "evidence", 0, to={**SPAN, "rule": "<b>"})),
        ("$.relations[0].quantity", _set("relations", 0, "quantity", to={"value": 3, "unit": "家"})),
        ("$.events[0].programme", _set("events", 0, "programme", to="四送一服")),
        ("$.events[0].evidence", _set("events", 0, "evidence", to=[])),
        ("$.warnings[0]", _set("warnings", to=[5355])),
        ("$", _set("author", to="某人")),
    ],
)
def test_each_kind_of_bad_value_is_refused_where_it_stands(
    record: Json, place: str, change: Callable[[Json], None]
) -> None:
    good = copy.deepcopy(record)
    change(record)
    assert record != good
    errors = validate_record(record)
    assert errors
    assert all(error.startswith(place) for error in errors)


def test_every_field_but_url_and_notice_is_required(record: Json) -> None:
    for field in set(record) - {"url", "notice"}:
        without = {key: value for key, value in record.items() if key != field}
        assert validate_record(without) == [f"$: '{field}' is a required property"]


def test_an_error_about_a_huge_value_stays_short(record: Json) -> None:
    record["relations"][0]["predicate"] = "x" * 100_000
    (error,) = validate_record(record)
    assert len(error) < 300
    assert error.endswith("breaks the rule 'enum'")


def test_its_lists_are_those_of_the_records_and_of_the_ontology() -> None:
    schema = json.loads(files("ontology").joinpath("record.schema.json").read_text("utf-8"))["$defs"]
    relation, entity = schema["relation"]["properties"], schema["entity"]["properties"]
    assert tuple(entity["type"]["enum"]) == records.ENTITY_TYPES
    assert tuple(relation["predicate"]["enum"]) == records.PREDICATES
    assert tuple(schema["status"]["enum"]) == records.STATUSES
    assert tuple(relation["stage"]["enum"]) == (*records.STAGES, None)
    assert tuple(relation["levels"]["items"]["enum"]) == records.LEVELS
    assert set(schema["region"]["properties"]["basis"]["enum"]) == set(values("Basis"))
    assert set(schema["quantity"]["properties"]["kind"]["enum"]) == set(values("QuantityKind"))
