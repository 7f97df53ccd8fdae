"""From texts with their adoptions to the weights of the second reader of adoptions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.pipeline import ExtractConfig
from extract.training.adoptions.gold import read_adoptions
from extract.training.adoptions.run import RECIPE, read_examples, summary, train
from extract.training.labels import LabelError

EVENT = {"programme": "链长制", "region": "湖北省/黄石市", "status": "achieved", "time": "2021-04"}
TEXTS = {
    "2021年4月，黄石市把链长制用了起来。": [EVENT],
    "2021年4月，黄石市去外地看了看链长制。": [],
    "黄石市打算2023年4月推行链长制。": [EVENT | {"status": "planned", "time": "2023-04"}],
}


def _folder(path: Path) -> Path:
    path.mkdir()
    rows = [{"published": "2022-06-01", "text": text, "events": events} for text, events in TEXTS.items()]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (path / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_candidate_is_right_where_the_gold_has_its_region_time_and_status(tmp_path: Path) -> None:
    told = read_adoptions([_folder(tmp_path / "a")])
    examples = read_examples(told, ExtractConfig(ner="none"))
    assert [(e.source, e.predicate, e.right, e.wrong) for e in examples] == [
        ("a", "adopted", 1, 0), ("a", "planned", 0, 1),
        ("a", "adopted", 0, 1), ("a", "planned", 0, 1),
        ("a", "adopted", 0, 1), ("a", "planned", 1, 0),
    ]  # fmt: skip


def test_the_same_examples_give_the_same_model_which_says_how_it_does_unseen(tmp_path: Path) -> None:
    folders = [_folder(tmp_path / name) for name in ("a", "b", "c")]
    given = read_examples(read_adoptions(folders), ExtractConfig(ner="none"))
    model = train(given, RECIPE, "2026")
    assert model.to_json() == train(given, RECIPE, "2026").to_json()
    assert model.about["examples"] == {"a": 3, "b": 3, "c": 3}
    assert summary(model)[0].startswith("adopted: of 3 right in folders left out in turn it says")


def test_gold_without_its_parts_is_refused_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"missing/gold\.jsonl"):
        read_adoptions([tmp_path / "missing"])
    (tmp_path / "gold.jsonl").write_text('{"text": "x", "events": [], "published": "2022"}\n{}', encoding="utf-8")
    with pytest.raises(LabelError, match=r"gold\.jsonl:2: no text with its adoptions"):
        read_adoptions([tmp_path])


def test_events_of_a_corpus_with_gold_are_read_too(tmp_path: Path) -> None:
    for part in ("gold", "text"):
        (tmp_path / part).mkdir()
    gold = {"doc": "a", "entities": [], "relations": [], "events": [EVENT | {"quote": "…"}]}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "text" / "a.txt").write_text("2021年4月，黄石市把链长制用了起来。", encoding="utf-8")
    (told,) = read_adoptions([tmp_path])
    assert [a.time for a in told.adoptions] == ["2021-04"]
