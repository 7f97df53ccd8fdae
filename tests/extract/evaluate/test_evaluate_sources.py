"""Gold, texts and records from disk, and what is said where they cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gold_examples import TEXT, document, entity, relation, write_gold

from extract.document import Refusal
from extract.evaluate import EvaluationError, evaluate, extracted_pairs, recorded_pairs
from extract.evaluate.sources import read_gold
from extract.pipeline import ExtractConfig, extract_document
from extract.read import read_paths

GOLD = document(
    [entity("Programme", "四送一服")],
    [relation("@region", "implements", "四送一服", quote="开展“四送一服”活动")],
)
RULES_ALONE = ExtractConfig(ner="none")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder `set` with its gold, and a text that belongs to it elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text(TEXT, encoding="utf-8")
    return write_gold(tmp_path / "set" / "gold", GOLD)


@pytest.mark.parametrize("beside", ["text", "corpus"])
@pytest.mark.parametrize("named", ["set", "set/gold"])
def test_texts_beside_the_gold_are_extracted(gold: Path, tmp_path: Path, beside: str, named: str) -> None:
    (tmp_path / "elsewhere").rename(tmp_path / "set" / beside)
    (pair,) = extracted_pairs([tmp_path / named], RULES_ALONE)
    assert pair.text == TEXT and pair.answer is not None
    assert "四送一服" in {entity.name for entity in pair.answer.entities}


def test_texts_may_lie_elsewhere_and_records_in_a_file(gold: Path, tmp_path: Path) -> None:
    texts = [tmp_path / "elsewhere"]
    extracted = evaluate(extracted_pairs([gold], RULES_ALONE, texts), with_mistakes=True)
    records = tmp_path / "records.jsonl"
    (read,) = read_paths(texts)
    assert not isinstance(read, Refusal)
    records.write_text(extract_document(read, RULES_ALONE).to_json() + "\n", encoding="utf-8")
    recorded = evaluate(recorded_pairs([gold], records, texts), with_mistakes=True)
    assert recorded.as_json() == extracted.as_json()
    assert recorded.relations["implements"].right == 1


def test_folders_add_up(gold: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps(GOLD), encoding="utf-8")
    result = evaluate(recorded_pairs([gold, gold], records))
    assert (result.documents, result.relations["ALL"].right) == (2, 2)


def test_a_document_without_a_text_is_told(gold: Path, tmp_path: Path) -> None:
    write_gold(gold, GOLD, {**GOLD, "doc": "b"})
    (tmp_path / "elsewhere" / "b.txt").write_bytes(b"")
    refused: list[Refusal] = []
    pairs = list(extracted_pairs([gold], RULES_ALONE, [tmp_path / "elsewhere"], refused=refused.append))
    assert evaluate(pairs).absent == ["b"]
    assert [Path(refusal.source).name for refusal in refused] == ["b.txt"]


def test_gold_without_any_text_is_refused(gold: Path) -> None:
    with pytest.raises(EvaluationError, match=r"gold: none of its documents has a text"):
        list(extracted_pairs([gold], RULES_ALONE))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"doc": None}, r"000\.json: doc: None is not of type"),
        ({"entities": [entity("Firm", "兴宇汽车")]}, r"000\.json: entities\[0\]\.type: 'Firm' is not one of"),
        ({"entities": [{"type": "Park"}]}, r"000\.json: entities\[0\]: 'name' is a required property"),
        ({"relations": [relation("@region", "likes", "四送一服")]}, r"relations\[0\]\.predicate: 'likes' is not one"),
        (
            {"relations": [relation("@region", "implements", "一次办好")]},
            r"names '一次办好', which is no entity",
        ),
        ({"relations": [relation("@region", "implements", "四送一服", "done")]}, r"relations\[0\]\.status: 'done'"),
    ],
)
def test_bad_gold_names_file_and_reason(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    with pytest.raises(EvaluationError, match=reason):
        read_gold(write_gold(tmp_path / "gold", {**GOLD, **change}))


@pytest.mark.parametrize("data", [b"{", b"\xff\xfe", b"[" * 100_000])
def test_gold_that_is_not_json_names_the_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(EvaluationError, match=r"x\.json: it is not JSON"):
        read_gold(tmp_path)


def test_two_gold_files_on_one_document_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"001\.json: it is about document 'a', as .*000\.json is"):
        read_gold(write_gold(tmp_path, GOLD, GOLD))


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="the folder has no gold"):
        read_gold(tmp_path)


def test_a_bad_record_names_its_line(gold: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps(GOLD) + "\n\n" + json.dumps(GOLD) + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"records\.jsonl:3: there is a record of document 'a' before"):
        list(recorded_pairs([gold], records))


def test_a_file_of_records_that_is_not_there_is_named(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"none\.jsonl: "):
        list(recorded_pairs([gold], tmp_path / "none.jsonl"))
