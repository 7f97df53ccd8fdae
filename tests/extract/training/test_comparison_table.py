"""The table of the model card, on labels made up here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.document import Document
from extract.pipeline import ExtractConfig
from extract.recogniser.tagset import Span
from extract.training.graph_level import GoldFolder
from extract.training.labels import LabelError, Labelled, Marked, Passage, held_aside
from extract.training.markdown import CLOSING, OPENING, put_into
from extract.training.novelty import Familiar
from extract.training.speed import speeds
from extract.training.table import agreement_of
from extract.training.units import ALL, Unit, corpus_units, figures, outermost, passage_units
from kg.cli.app import app
from ontology.records import Entity, Mention, Period, Record

TEXT = "六安市开展“四送一服”见效。\n霍山县经信局走访企业。"
CONFIG = ExtractConfig(ner="none")
REGION, PROGRAMME, AGENCY = Span(0, 3, "Region"), Span(5, 11, "Programme"), Span(15, 21, "Agency")


def marked(*spans: Span, start: int = 0, end: int = 14, reader: str = "") -> Marked:
    return Marked("a", start, end, spans, "scratch", reader)


def everything_in_quotes(sentences: Sequence[str]) -> list[list[Span]]:
    return [[Span(s.index("“"), s.index("”") + 1, "Programme")] if "“" in s else [] for s in sentences]


def test_a_name_counts_by_exact_stretch_and_type() -> None:
    units = [Unit(TEXT, (REGION, PROGRAMME), (REGION, Span(6, 10, "Programme"), Span(0, 3, "Park")))]
    scores = figures(units)
    assert (scores[ALL].right, scores[ALL].found, scores[ALL].gold) == (1, 3, 2)
    assert (scores["Region"].f1, scores["Programme"].f1, scores["Park"].precision) == (1.0, 0.0, 0.0)


def test_of_a_record_the_outermost_mentions_count() -> None:
    def entity(kind: str, *places: tuple[int, int]) -> Entity:
        return Entity(kind, kind, kind, mentions=[Mention(a, b, "x" * (b - a)) for a, b in places])

    entities = [entity("Region", (0, 3), (9, 11)), entity("Agency", (0, 6)), entity("Park", (7, 10), (20, 22))]
    record = Record("a", "", "", None, None, None, None, Period(), entities=entities)
    assert outermost(record) == [(0, 6, "Agency"), (7, 10, "Park"), (9, 11, "Region"), (20, 22, "Park")]


def test_the_pipeline_reads_the_whole_document_and_is_judged_where_labels_are() -> None:
    documents = {"a": Document("a", "", "a", TEXT)}
    (first,) = corpus_units(CONFIG, documents, [marked(REGION, PROGRAMME)])
    assert set(first.found) == {REGION, PROGRAMME}
    (both,) = corpus_units(CONFIG, documents, [marked(REGION, PROGRAMME), marked(AGENCY, start=15, end=26)])
    assert set(both.gold) == set(both.found) == {REGION, PROGRAMME, AGENCY}
    with pytest.raises(LabelError, match="'a'"):
        list(corpus_units(CONFIG, {"b": documents["a"]}, [marked()]))


def test_a_passage_is_read_as_a_document() -> None:
    (unit,) = passage_units(CONFIG, [Passage("p", "总结", "安徽省", 2019, TEXT, (REGION,))])
    assert set(unit.found) == {REGION, PROGRAMME, AGENCY}


def test_recall_on_new_names_leaves_out_lexicons_and_training_sentences() -> None:
    familiar = Familiar([Labelled("本县有 蓝芯谷 园。", (), "t")])
    assert [familiar.knows(n) for n in ("蓝芯谷", "六安市", "“专精特新”", "纺织", "蓝芯谷科技")] == [True] * 4 + [False]
    text = "六安市有蓝芯谷、青禾谷、赤麦谷。"
    gold = (Span(0, 3, "Region"), *(Span(i, i + 3, "Park") for i in (4, 8, 12)))
    recall = familiar.recall([Unit(text, gold, (gold[0], gold[1], gold[2]))])
    assert (recall[ALL].gold, recall[ALL].recall, recall["Region"].gold) == (2, 0.5, 0)


def test_readers_agree_where_both_have_read() -> None:
    marks = [
        marked(REGION, PROGRAMME, reader="A"), marked(REGION, reader="B"),
        marked(AGENCY, start=15, end=26, reader="A"),
    ]  # fmt: skip
    scores, sentences = agreement_of(marks)
    assert sentences == 1
    assert scores[ALL].f1 == pytest.approx(2 / 3)
    assert scores["Agency"].gold == 0


def gold_folder(folder: Path) -> Path:
    entities = [{"type": "Programme", "name": "四送一服"}, {"type": "Region", "name": "六安市"}]
    gold = {"doc": "a", "region": None, "entities": entities, "relations": []}
    for name, content in (("gold/a.json", json.dumps(gold)), ("text/a.txt", TEXT)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(content, "utf-8")
    return folder


def test_a_recogniser_alone_is_judged_by_entity_on_whole_documents(tmp_path: Path) -> None:
    folder = GoldFolder(gold_folder(tmp_path))
    alone = folder.recognised(everything_in_quotes)["strict"][ALL]
    assert (alone.right, alone.found, alone.gold) == (1, 1, 2)
    assert folder.extracted(CONFIG)["relaxed"]["Region"].recall == 1.0


def test_speed_and_memory_are_those_of_processes_of_their_own() -> None:
    found = speeds([TEXT] * 40)
    assert set(found) == {"lac", "policy"}
    for speed in found.values():
        assert speed.characters == 40 * len(TEXT)
        assert speed.rate > 1000
        assert 20 < speed.memory < 600


def test_a_page_with_marks_keeps_the_rest() -> None:
    page = f"# Card\n\n{OPENING}\nold\n{CLOSING}\n\n## Limits\n"
    once = put_into(page, "| a |\n")
    assert once == f"# Card\n\n{OPENING}\n\n| a |\n\n{CLOSING}\n\n## Limits\n"
    assert put_into(once, "| a |\n") == once
    assert put_into("no marks", "| a |\n") == "| a |\n"


def write_labels(folder: Path) -> tuple[Path, Path]:
    """A corpus of one document with labels on its first sentence in every part, and a passage that is held aside."""
    corpus = folder / "corpus.jsonl"
    corpus.write_text(json.dumps({"id": "a", "text": TEXT, "date": "2019"}) + "\n", "utf-8")
    line = {"doc": "a", "sha256": sha256(TEXT.encode()).hexdigest(), "start": 0, "end": 14, "origin": "scratch"}
    labels = [list(REGION), list(PROGRAMME)]
    (folder / "labels/corpus").mkdir(parents=True)
    for part in ("train", "dev", "test"):
        (folder / f"labels/corpus/{part}.jsonl").write_text(json.dumps({**line, "labels": labels}), "utf-8")
    readings = [json.dumps({**line, "reader": reader, "labels": labels}) for reader in "AB"]
    (folder / "labels/corpus/agreement.jsonl").write_text("\n".join(readings), "utf-8")
    (folder / "labels/passages").mkdir()
    number = next(n for n in range(99) if held_aside(Passage(f"P-{n}", "", "", 2019, "", ())))
    passage = f"### P-{number} | 总结 | 安徽省/六安市 | 2019\n[六安市|地区]走访[青禾纺织有限公司|企业]。\n"
    (folder / "labels/passages/P.txt").write_text(passage, "utf-8")
    return corpus, folder / "labels"


def test_the_command_measures_everything_and_fills_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.training.speed._ROUNDS", 1)
    corpus, labels = write_labels(tmp_path)
    gold_folder(tmp_path / "eval")
    gold_folder(tmp_path / "eval/passages")
    page = tmp_path / "card.md"
    page.write_text(f"# Card\n{OPENING}\n{CLOSING}\nend\n", "utf-8")
    shipped = Path(__file__).parents[3] / "extract/recogniser/model"
    common = ["ner", "table", "--corpus", str(corpus), "--labels", str(labels), "--eval", str(tmp_path / "eval")]
    more = ["--texts", str(tmp_path / "eval/text"), "--curve", f"all={shipped}", "-o", str(page), "--quiet"]
    ended = CliRunner().invoke(app, common + more, catch_exceptions=False)
    assert (ended.exit_code, ended.stdout) == (0, "")
    text = page.read_text("utf-8")
    assert text.startswith(f"# Card\n{OPENING}\n\n") and text.endswith(f"{CLOSING}\nend\n")
    for row in ("rules and lexicons alone", "LAC alone", "envpos alone", "policy model alone", "pipeline with LAC"):
        assert f"\n| {row} |" in text
    assert "| rules and lexicons alone | 1.000 |" in text, "region and programme of the test sentence are well known"
    assert "\n| all | " in text
    assert str(tmp_path) not in text


def test_a_curve_needs_a_name_and_a_folder(tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["ner", "table", "--corpus", str(tmp_path / "c"), "--curve", "half"])
    assert ended.exit_code == 2
    assert "NAME=FOLDER" in ended.output
