"""Sections whose headings tell what they are, and gold by status, teach the register."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.document import Document, Metadata
from extract.evaluate.sources import gold_sets
from extract.register import INTENDS
from extract.training.register import Labelled, RegisterRecipe, by_gold, by_headings, held_out, train
from kg.cli.app import app

ADDRESS = (
    "青山市政府工作报告\n各位代表：现在，我代表市人民政府，向大会报告政府工作，请予审议。\n"
    "一、2018年工作回顾\n工业增加值比上年增长8.1%，新增规上企业20家。\n"
    "二、2019年工作安排\n强化要素保障，鼓励企业加大投入，支持企业上市。"
)


def _document(text: str, name: str = "a") -> Document:
    return Document(name, hashlib.sha256(text.encode()).hexdigest(), f"{name}.txt", text, Metadata())


def test_headings_label_what_stands_under_them() -> None:
    labelled = list(by_headings(_document(ADDRESS)))
    assert [(one.intends, "h鼓励" in one.features) for one in labelled] == [(False, False), (True, True)]


def test_a_policy_document_intends_and_plain_news_label_nothing() -> None:
    policy = _document("为加快工业发展，制定本办法。\n第一条 对新认定的企业给予奖励。")
    assert {one.intends for one in by_headings(policy)} == {True}
    assert list(by_headings(_document("青山泵业产值增长8%，新增产线2条。"))) == []


def test_gold_labels_a_sentence_by_its_statuses(tmp_path: Path) -> None:
    text = "全县推行“一窗受理”，群众满意。要开展“百企升级”行动，加快转型。"
    names = ["一窗受理", "百企升级行动"]
    quotes = [("一窗受理", "achieved", "推行“一窗受理”"), ("百企升级行动", "planned", "开展“百企升级”行动")]
    relations = [
        {"subject": "@region", "predicate": "implements", "object": name, "status": status, "quote": quote}
        for name, status, quote in quotes
    ]
    gold = {"doc": "g", "entities": [{"type": "Programme", "name": n} for n in names], "relations": relations}
    for folder, file, content in (("gold", "g.json", json.dumps(gold)), ("text", "g.txt", text)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text(content, encoding="utf-8")
    (one,) = gold_sets([tmp_path])
    assert [said.intends for said in by_gold(one.texts["g"], one.gold[0])] == [False, True]


@pytest.fixture
def labelled() -> list[Labelled]:
    """Ten documents, in which 强化 intends and 增长 reports; a name of a topic and a rare word teach nothing."""
    return [
        Labelled(f"d{n}", "headings", frozenset(seen), intends)
        for n in range(10)
        for seen, intends in (({"h强化", "hAI"}, True), ({"e增长", f"s{n}号"}, False))
    ]


def test_a_model_learns_words_of_many_documents_that_are_of_no_topic(labelled: list[Labelled]) -> None:
    model = train(labelled, RegisterRecipe(prior=1.0, least_documents=5), "2026-01-01").readers[INTENDS]
    assert set(model.weights) == {"h强化", "e增长"}
    assert model.weights["h强化"] > 0 > model.weights["e增长"]


def test_a_model_says_how_it_does_on_documents_that_it_has_not_seen(labelled: list[Labelled]) -> None:
    recipe = RegisterRecipe(prior=1.0, least_documents=5)
    assert held_out(labelled, recipe) == {("headings", "intends"): 1.0, ("headings", "reports"): 1.0}


def test_the_command_trains_the_same_model_twice(tmp_path: Path) -> None:
    for n in range(12):
        (tmp_path / f"{n}.txt").write_text(ADDRESS.replace("8.1", f"{n}.1"), encoding="utf-8")
    for name in ("one", "two"):
        told = CliRunner().invoke(
            app, ["register", "train", str(tmp_path), "-o", str(tmp_path / name), "--date", "2026-01-01", "--quiet"]
        )
        assert told.exit_code == 0, told.output
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert json.loads((tmp_path / "one").read_text(encoding="utf-8"))["about"]["documents"] == 12
