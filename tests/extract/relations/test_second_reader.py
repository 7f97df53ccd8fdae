"""What the second reader adds where no rule has related two names, and what it leaves alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.document import Document, Metadata
from extract.log_linear import LogLinearModel, ModelError, Weights, read_model
from extract.pipeline import ExtractConfig, read_by_rules
from extract.pipeline import record_of as make_record
from extract.relations.second import shipped
from extract.relations.second.features import features
from extract.relations.second.pairs import Pair, pairs_of, readers
from extract.rules import RuleError
from ontology.records import Record

SURE = Weights(intercept=3.0, weights={})
# No rule reads where the company is.
IN_PARK = "青禾工业园今年产值增长一成，远山电子有限公司的产值创了新高。"
Read = tuple[str, str, str, str, float]


def _said(text: str, model: LogLinearModel) -> list[Read]:
    """The relations of a text between named things: names, predicate, rule and confidence."""
    document = Document("test", "0" * 64, "test.txt", text, Metadata())
    record = make_record(read_by_rules(document, ExtractConfig(ner="none")), ExtractConfig(ner="none"), model)
    return list(_relations(record))


def _relations(record: Record) -> Iterator[Read]:
    names = {e.id: e.name for e in record.entities}
    for r in record.relations:
        if r.subject in names and r.object in names:
            yield names[r.subject], r.predicate, names[r.object], r.evidence[0].rule or "", r.confidence


def _pairs(text: str) -> list[tuple[Pair, set[str]]]:
    reading = read_by_rules(Document("test", "0" * 64, "test.txt", text, Metadata()), ExtractConfig(ner="none"))
    return [(pair, features(pair, reading.view)) for pair in pairs_of(reading.spoken)]


def test_a_pair_that_no_rule_relates_is_said_with_its_probability() -> None:
    assert _said(IN_PARK, LogLinearModel({})) == []
    said = _said(IN_PARK, LogLinearModel({"inPark": SURE}))
    assert said == [("远山电子有限公司", "inPark", "青禾工业园", "model-inPark", round(1 / (1 + math.exp(-3)), 3))]


def test_an_unlikely_pair_is_not_said() -> None:
    assert _said(IN_PARK, LogLinearModel({"inPark": Weights(-0.1, {})})) == []


def test_calibration_bends_what_weights_say() -> None:
    weights = Weights(1.0, {"a": 2.0, "b": -1.0}, scale=0.5, shift=-1.0)
    assert weights.raw({"a", "b", "unknown"}) == 2.0
    assert weights.probability({"a", "b"}) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        # The rules put the company in one park, the project with one company.
        ("远山电子有限公司落户青禾工业园，大河工业园也在扩建。", "inPark"),
        ("远山电子有限公司的年产2万套传感器项目开工，青河铝业有限公司订单不断。", "undertakes"),
        # Who stands next to the title has it.
        ("青河铝业有限公司产值增长一成，远山电子有限公司获评绿色工厂。", "recognisedAs"),
    ],
)
def test_nothing_is_read_against_the_rules(text: str, predicate: str) -> None:
    alone = _said(text, LogLinearModel({}))
    assert {r[1] for r in alone} >= {predicate}
    assert [r for r in _said(text, LogLinearModel({predicate: SURE})) if r[1] == predicate] == [
        r for r in alone if r[1] == predicate
    ]


def test_a_title_that_was_refused_is_none_for_the_second_reader_either() -> None:
    text = "远山电子有限公司参加了绿色工厂的评审，未能入选。"
    assert _said(text, LogLinearModel({"recognisedAs": SURE})) == []


def test_of_several_parks_a_company_is_in_the_likeliest() -> None:
    text = "青禾工业园今年扩建，大河工业园建成路网，远山电子有限公司的产值创了新高。"
    near = Weights(1.0, {"nearer-objects<0": 1.0})
    assert [r[2] for r in _said(text, LogLinearModel({"inPark": near}))] == ["大河工业园"]


def test_items_of_one_list_are_not_each_others() -> None:
    text = "抓好远山电子有限公司、年产2万吨锂盐项目、青禾工业园等建设。"
    model = LogLinearModel({"inPark": SURE, "undertakes": SURE})
    assert [r for r in _said(text, model) if r[1] in ("inPark", "undertakes")] == []


def test_status_and_time_are_told_as_of_what_rules_read() -> None:
    """A plan is a plan whoever reads it."""
    text = "下一步，远山电子有限公司要在2026年前把绿色工厂的牌子拿到手。"
    document = Document("test", "0" * 64, "test.txt", text, Metadata(published="2025-01-10"))
    config = ExtractConfig(ner="none")
    record = make_record(read_by_rules(document, config), config, LogLinearModel({"recognisedAs": SURE}))
    held = [r for r in record.relations if r.predicate == "recognisedAs"]
    assert [(r.status, r.time) for r in held] == [("planned", "2026")]
    assert all(text[e.start : e.end] == e.quote for r in held for e in r.evidence)


def test_features_tell_order_distance_words_and_rivals() -> None:
    [(_, seen)] = _pairs("青禾工业园里，青河铝业有限公司和远山电子有限公司都在扩建。")
    assert {"types<ⒺⓅ", "all<里，", "first<里", "commas<1", "one-clause<False", "subjects-named2"} <= seen
    assert {"nearer-subjects<0", "object-ends园", "right<都"} <= seen


def test_features_know_a_subject_that_the_clause_leaves_out() -> None:
    text = "远山电子有限公司成立于2003年，主打新材料。"
    named, left_out = sorted(_pairs(text), key=lambda p: -abs(p[0].subject_at - p[0].object_at))
    assert named[0].reader.predicate == left_out[0].reader.predicate == "inIndustry"
    assert "subject-left-out" in left_out[1] - named[1]


def test_pairs_are_of_the_types_and_the_reach_that_the_file_tells() -> None:
    text = "远山电子有限公司" + "今年产值增长，订单不断，" * 6 + "青禾工业园扩建。"
    assert all(0 < abs(p.subject_at - p.object_at) <= p.reader.reach for p, _ in _pairs(text))
    assert {p.reader.predicate for p, _ in _pairs(text)} == set()
    assert readers()["inPark"].types == {("Enterprise", "Park"), ("Project", "Park")}


def test_the_shipped_model_knows_every_predicate_of_the_file() -> None:
    assert set(shipped().readers) == set(readers())
    assert set(shipped().about["pairs"]) == set(readers())  # type: ignore[call-overload]


def test_the_shipped_model_reads_what_rules_do_not() -> None:
    assert [r for r in _said(IN_PARK, shipped()) if r[3] == "model-inPark"]


def test_a_model_written_is_the_model_read(tmp_path: Path) -> None:
    model = LogLinearModel(
        {"inPark": Weights(0.5, {"b": 0.25, "a": -1.0, "tiny": 0.001}, 0.9, -0.1)}, {"trained": "2026"}
    )
    path = tmp_path / "model.json"
    path.write_text(model.to_json(), encoding="utf-8")
    read = read_model(path)
    assert read.readers["inPark"] == Weights(0.5, {"a": -1.0, "b": 0.25}, 0.9, -0.1)
    assert read.to_json() == model.to_json()


@pytest.mark.parametrize("text", ["{", "[]", '{"about": {}, "inPark": {"intercept": 1}}'])
def test_a_file_without_weights_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="m.json"):
        read_model(path)


def test_the_order_of_features_makes_no_difference() -> None:
    """They come as sets, whose order differs from process to process."""
    names = [str(n) for n in range(200)]
    weights = Weights(0.1, {name: math.sin(n) / 3 for n, name in enumerate(names)})
    assert len({weights.raw(names[k:] + names[:k]) for k in range(0, 200, 7)}) == 1


def test_a_wrong_entry_of_the_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.relations.second import pairs

    monkeypatch.setattr(
        pairs, "read_rules", lambda name: {"inPark": {"types": [["Enterprise", "Parc"]], "reach": 9, "least": 0.5}}
    )
    with pytest.raises(RuleError, match="inPark"):
        pairs.readers.__wrapped__()
