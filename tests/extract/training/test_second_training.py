"""From gold and labels to the weights of the second reader: what counts as right, and what is learnt from it."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from extract.pipeline import ExtractConfig
from extract.training.labels import LabelError
from extract.training.second.examples import Example
from extract.training.second.fit import Recipe, calibrate, fit
from extract.training.second.gold import read_first_seen, read_gold, read_labels
from extract.training.second.run import Read, read_all, summary, train

TEXT = "青禾工业园今年产值增长一成，远山电子有限公司的产值创了新高。大河工业园扩建，青河铝业有限公司订单不断。"
ENTITIES = [
    {"type": "Park", "name": "青禾工业园"}, {"type": "Park", "name": "大河工业园"},
    {"type": "Enterprise", "name": "远山电子有限公司"}, {"type": "Enterprise", "name": "青河铝业有限公司"},
]  # fmt: skip
IN_PARK = {
    "subject": "远山电子有限公司",
    "predicate": "inPark",
    "object": "青禾工业园",
    "status": "achieved",
    "quote": TEXT[:29],
}


def _gold(folder: Path, name: str, relations: list[dict[str, object]]) -> Path:
    for part in ("gold", "text"):
        (folder / name / part).mkdir(parents=True, exist_ok=True)
    gold = {"doc": f"{name}1", "entities": ENTITIES, "relations": relations}
    (folder / name / "gold" / f"{name}1.json").write_text(json.dumps(gold), encoding="utf-8")
    (folder / name / "text" / f"{name}1.txt").write_text(TEXT, encoding="utf-8")
    return folder / name


def _labels(folder: Path, rows: str, seen: str = "") -> Path:
    (folder / "passages").mkdir(parents=True)
    (folder / "relations").mkdir()
    passage = (
        "### A-1 | 简介 | 浙江省 | 2020\n[青禾工业园|园区]里，[远山电子有限公司|企业]扩产，[大河工业园|园区]扩建。\n"
    )
    (folder / "passages" / "A.txt").write_text(passage, encoding="utf-8")
    (folder / "relations" / "passages.csv").write_text(f"passage,subject,predicate,object,doubt\n{rows}", "utf-8")
    (folder / "relations" / "first_seen.csv").write_text(f"document,subject,predicate,object\n{seen}", "utf-8")
    return folder


def _read(folder: Path, relations: list[dict[str, object]], seen: dict[str, frozenset[tuple[str, str, str]]]) -> Read:
    (read,) = read_all(read_gold([_gold(folder, "a", relations)]), seen, ExtractConfig(ner="none"))
    return read


def test_what_the_gold_relates_is_right_and_what_it_does_not_is_wrong(tmp_path: Path) -> None:
    examples = _read(tmp_path, [IN_PARK], {"a1": frozenset()}).examples
    assert [(e.predicate, e.right, e.wrong, e.left_right, e.left_wrong) for e in examples] == [
        ("inPark", 1, 0, 1, 0),
        ("inPark", 0, 1, 0, 1),
    ]


def test_what_another_sentence_says_teaches_nothing_of_this_one(tmp_path: Path) -> None:
    elsewhere = IN_PARK | {"quote": "公司三年前就入驻了那里"}
    assert [(e.right, e.wrong) for e in _read(tmp_path, [elsewhere], {}).examples] == [(0, 1)]


def test_what_careful_readers_take_or_leave_counts_half(tmp_path: Path) -> None:
    assert _read(tmp_path, [IN_PARK | {"optional": True}], {}).examples[0].right == 0.5


def test_a_pair_that_rules_read_at_first_sight_was_not_left_over(tmp_path: Path) -> None:
    seen = {"a1": frozenset({("远山电子有限公司", "inPark", "青禾工业园")})}
    assert _read(tmp_path, [IN_PARK], seen).examples[0].left_right == 0


def test_labelled_passages_tell_of_their_predicates_and_leave_doubtful_pairs_out(tmp_path: Path) -> None:
    folder = _labels(
        tmp_path, "A-1,远山电子有限公司,inPark,青禾工业园,\nA-1,远山电子有限公司,inPark,大河工业园,?\n", "A-1,,,\n"
    )
    (told,) = read_labels(folder / "relations", folder / "passages")
    assert told.predicates == {"inPark"}
    seen = read_first_seen(folder / "relations")
    (read,) = read_all([told], seen, ExtractConfig(ner="none"))
    assert [(e.right, e.wrong) for e in read.examples] == [(1, 0)]


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("A-2,x,inPark,y,\n", "A-2"),
        ("A-1,远山电子有限公司,inPark,无名园,\n", "无名园"),
        ("A-1,远山电子有限公司,loves,青禾工业园,\n", "loves"),
        ("A-1,远山电子有限公司\n", "passages.csv:2"),
    ],
)
def test_a_label_that_does_not_fit_is_named(tmp_path: Path, rows: str, named: str) -> None:
    folder = _labels(tmp_path, rows)
    with pytest.raises(LabelError, match=named):
        read_labels(folder / "relations", folder / "passages")


def _example(features: set[str], right: int, source: str = "a") -> Example:
    return Example(source, "inPark", frozenset(features), right, 1 - right, right, 1 - right)


def test_weights_say_what_the_examples_say_and_the_same_twice_over() -> None:
    given = [*[_example({"in", "both"}, 1)] * 5, *[_example({"out", "both"}, 0)] * 5, _example({"once"}, 1)]
    weights = fit(given, Recipe())
    assert weights == fit(given, Recipe())
    assert weights.weights["in"] > 0 > weights.weights["out"]
    assert abs(weights.weights["both"]) < weights.weights["in"] / 2
    assert "once" not in weights.weights


def test_calibration_makes_probabilities_hold_for_what_is_left_over() -> None:
    weights = fit([_example({"in"}, 1), _example({"in"}, 1), _example({"out"}, 0), _example({"out"}, 0)], Recipe())
    bent = calibrate(weights, [(2.0, 100, 100), (-2.0, 20, 180)], Recipe())
    likely = [1 / (1 + math.exp(-(bent.scale * odds + bent.shift))) for odds in (2.0, -2.0)]
    assert likely == pytest.approx([0.5, 0.1], abs=0.02)
    assert calibrate(weights, [], Recipe()) == weights


def test_a_model_tells_what_it_learnt_from(tmp_path: Path) -> None:
    texts = read_gold([_gold(tmp_path, name, [IN_PARK]) for name in ("a", "b")])
    read = read_all(texts, {"a1": frozenset(), "b1": frozenset()}, ExtractConfig(ner="none"))
    model = train(read, Recipe(), "2026-11-23")
    assert model.about["texts"] == {"a": 1, "b": 1}
    assert model.to_json() == train(read, Recipe(), "2026-11-23").to_json()
    assert summary(model)[0].startswith("inPark: learnt from 2 right and 2 wrong; of 2 that rules left over says")
