"""From gold and labels to the weights of the reader of status: what teaches it, and how it is judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.pipeline import ExtractConfig
from extract.relations.second.model import SecondModel
from extract.relations.status_reader.model import ALL
from extract.training.labels import LabelError
from extract.training.second.gold import read_gold
from extract.training.status.examples import Example, examples, from_gold, from_labels
from extract.training.status.fit import Recipe, calibrate, fit
from extract.training.status.run import across_sets, summary, train

CONFIG = ExtractConfig(ner="none")
TEXT = "一、工作成效\n全县开展“四送一服”活动。\n二、下一步打算\n继续开展“四送一服”活动，推行“亩均论英雄”改革。"


def _relation(target: str, status: str | None, quote: str, optional: bool = False) -> dict[str, object]:
    told = {"subject": "@region", "predicate": "implements", "object": target, "status": status, "quote": quote}
    return told | ({"optional": True} if optional else {})


def _examples(folder: Path, relations: list[dict[str, object]], name: str = "a") -> list[Example]:
    for part in ("gold", "text"):
        (folder / name / part).mkdir(parents=True, exist_ok=True)
    entities = [{"type": "Programme", "name": "四送一服"}, {"type": "Programme", "name": "亩均论英雄"}]
    gold = {"doc": f"{name}1", "entities": entities, "relations": relations}
    (folder / name / "gold" / f"{name}1.json").write_text(json.dumps(gold), encoding="utf-8")
    (folder / name / "text" / f"{name}1.txt").write_text(TEXT, encoding="utf-8")
    (judgements,) = from_gold(read_gold([folder / name]))
    return examples(judgements, CONFIG, SecondModel({}))


def test_each_reading_learns_from_what_is_quoted_of_it(tmp_path: Path) -> None:
    done = _relation("四送一服", "achieved", "全县开展“四送一服”活动")
    ahead = _relation("四送一服", "planned", "继续开展“四送一服”活动，推行“亩均论英雄”改革")
    given = _examples(tmp_path, [done, ahead])
    assert [(e.seen.spot.role, e.status, e.weight) for e in given] == [
        ("report", "achieved", 1.0),
        ("plan", "planned", 1.0),
    ]


def test_a_reading_that_is_not_quoted_counts_less_and_an_optional_one_half(tmp_path: Path) -> None:
    done = _relation("四送一服", "achieved", "全县开展")
    left = _relation("亩均论英雄", "planned", "继续开展“四送一服”活动，推行“亩均论英雄”改革", optional=True)
    given = _examples(tmp_path, [done, left])
    assert [(e.seen.spot.role, e.status, e.weight) for e in given] == [
        ("report", "achieved", 1.0),
        ("plan", "achieved", 0.4),
        ("plan", "planned", 0.5),
    ]


def test_where_annotators_differ_nothing_is_learnt(tmp_path: Path) -> None:
    assert _examples(tmp_path, [_relation("四送一服", None, "全县开展“四送一服”活动")]) == []


def _labels(folder: Path, row: str) -> tuple[Path, Path]:
    (folder / "passages").mkdir()
    passage = "### A-1 | 简介 | 浙江省 | 2020\n明年推行[“四送一服”|计划]。\n"
    (folder / "passages" / "A.txt").write_text(passage, encoding="utf-8")
    (folder / "status.csv").write_text(f"passage,subject,predicate,object,status\n{row}\n", encoding="utf-8")
    return folder, folder / "passages"


def test_labelled_passages_tell_the_status_of_facts_by_name(tmp_path: Path) -> None:
    (judgements,) = from_labels(*_labels(tmp_path, "A-1,@region,implements,四送一服,planned"))
    (given,) = examples(judgements, CONFIG, SecondModel({}))
    assert (given.source, given.status, given.weight) == ("A", "planned", 1.0)


@pytest.mark.parametrize(
    ("row", "named"),
    [("A-2,@region,implements,四送一服,planned", "A-2"), ("A-1,@region,implements,四送一服,maybe", "maybe")],
)
def test_a_label_that_does_not_fit_is_named(tmp_path: Path, row: str, named: str) -> None:
    with pytest.raises(LabelError, match=named):
        from_labels(*_labels(tmp_path, row))


def _set(tmp_path: Path, name: str) -> list[Example]:
    done = _relation("四送一服", "achieved", "全县开展“四送一服”活动")
    ahead = _relation("四送一服", "planned", "继续开展“四送一服”活动，推行“亩均论英雄”改革")
    return _examples(tmp_path, [done, ahead], name)


def test_weights_say_what_the_examples_say_and_the_same_twice_over(tmp_path: Path) -> None:
    given = [*_set(tmp_path, "a"), *_set(tmp_path, "b")]
    model = fit(given, Recipe(prior=1.0, least_seen=2))
    assert model == fit(given, Recipe(prior=1.0, least_seen=2))
    achieved, _, planned = model.weights[ALL]["role plan"]
    assert planned > 0 > achieved
    likely = [model.probabilities(e.seen) for e in given]
    assert [max(range(3), key=one.__getitem__) for one in likely] == [0, 2, 0, 2]


def test_calibration_makes_a_model_that_was_wrong_less_sure(tmp_path: Path) -> None:
    given = _set(tmp_path, "a")
    model = fit([*given, *given], Recipe(prior=1.0, least_seen=1))
    right = calibrate(model, [((200, 0, 0), "achieved", 1.0)] * 9 + [((200, 0, 0), "planned", 1.0)])
    wrong = calibrate(model, [((200, 0, 0), "achieved", 1.0)] * 5 + [((200, 0, 0), "planned", 1.0)] * 5)
    assert right.scale > wrong.scale
    assert calibrate(model, []) == model


def test_every_set_is_judged_by_a_model_that_has_not_seen_it(tmp_path: Path) -> None:
    given = [*_set(tmp_path, "a"), *_set(tmp_path, "b")]
    model = train(given, Recipe(prior=1.0, least_seen=1), "2026-11-23")
    assert len(across_sets(given, Recipe())) == len(given)
    assert model.about["unseen sets"] == {"a": [2, 2, 2], "b": [2, 2, 2]}
    assert summary(model)[0] == "a: of 2 statuses the rules tell 2 rightly, a model without the set 2"
    assert model.to_json() == train(given, Recipe(prior=1.0, least_seen=1), "2026-11-23").to_json()
