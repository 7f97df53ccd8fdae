"""From labels to a model: by one command, the same twice over, and read without torch as torch reads it."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from extract.recogniser.policy import PolicyRecogniser
from extract.recogniser.rows import laid_out
from extract.recogniser.session import session
from extract.recogniser.tagset import TYPES, Span
from extract.training.labels import Labelled, Passage, held_aside
from extract.training.run import LabelSet, TrainingError, about, portion, train

ROOT = Path(__file__).parents[3]
CORPUS = {"a": "合肥市推进“四送一服”。后文。", "b": "到五里工业集中区。", "c": "霍山县。"}


def sentences(count: int, seed: int) -> list[Labelled]:
    """Made-up sentences of several lengths with a name of each type here and there."""
    rng = random.Random(seed)
    names = (
        "兴宇汽车有限公司",
        "五里工业集中区",
        "陶瓷产业",
        "《若干意见》",
        "“小巨人”",
        "霍山县",
        "省经信厅",
        "铝材项目",
    )
    made = []
    for number in range(count):
        text, spans = "", []
        for kind, name in rng.sample(list(zip(TYPES, names, strict=True)), rng.randint(1, 5)):
            text += rng.choice(("今年以来，", "推进", "支持", "，并到"))
            spans.append(Span(len(text), len(text) + len(name), kind))
            text += name
        made.append(Labelled(text + "。", tuple(spans), f"A-{number % 7}"))
    return made


def write_labels(folder: Path) -> Path:
    """A folder of labels over CORPUS, which is written beside it."""
    (folder / "corpus").mkdir()
    (folder / "passages").mkdir()
    (folder / "passages" / "A.txt").write_text("### A-1 | 园区简介 | 安徽省 | 2021\n[高新区|园区]发展快。\n", "utf-8")
    for part, (document, text) in zip(("train", "dev", "test"), CORPUS.items(), strict=True):
        end = text.index("。") + 1
        digest = sha256(text.encode()).hexdigest()
        line = {"doc": document, "sha256": digest, "start": 0, "end": end, "origin": "scratch", "labels": []}
        (folder / "corpus" / f"{part}.jsonl").write_text(json.dumps(line) + "\n")
    rows = [json.dumps({"id": document, "text": text}) for document, text in CORPUS.items()]
    (folder / "corpus.jsonl").write_text("\n".join(rows) + "\n")
    return folder / "corpus.jsonl"


def zhengmai(*arguments: str | Path, before: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"{before}\nfrom kg.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=False
    )


def test_labels_of_a_folder_are_read_part_by_part(tmp_path: Path) -> None:
    labels = LabelSet.read(tmp_path, write_labels(tmp_path))
    texts = [[s.text for s in part] for part in (labels.train, labels.dev, labels.test)]
    assert texts == [["合肥市推进“四送一服”。"], ["到五里工业集中区。"], ["霍山县。"]]
    assert [p.id for p in labels.passages] == ["A-1"]


def test_a_model_is_never_trained_on_what_is_kept_for_measuring() -> None:
    passages = tuple(Passage(f"A-{number}", "g", "r", 2021, f"第{number}篇。", ()) for number in range(30))
    labels = LabelSet(*((Labelled(part, (), part),) for part in ("train", "dev", "test")), passages)
    trained, held = ({s.source for s in chosen} for chosen in (labels.sentences(), labels.held()))
    assert held == {p.id for p in passages if held_aside(p)} and held
    assert trained == {"train", *(p.id for p in passages)} - held


def test_a_share_of_the_labels_is_of_whole_documents_and_grows() -> None:
    made = sentences(60, seed=1)
    sources = [{s.source for s in portion(made, share)} for share in (0.0, 0.25, 0.5, 1.0)]
    assert [len(s) for s in sources] == [0, 2, 4, 7]
    assert all(a < b for a, b in zip(sources, sources[1:], strict=False))
    assert portion(made, 0.5) == [s for s in made if s.source in sources[2]]
    assert portion(made, 1.0) == made


def test_a_model_says_what_it_was_trained_on() -> None:
    told = about([Labelled("合肥市。", (Span(0, 3, "Region"),), "A-1")] * 2, epochs=3, seed=7, date="2026-11-22")
    assert told["mentions"] == {"Region": 2}
    assert (told["trained"], told["seed"], told["epochs"], told["sentences"], told["characters"]) == (
        "2026-11-22", 7, 3, 2, 8,
    )  # fmt: skip


def test_help_of_the_command() -> None:
    shown = zhengmai("ner", "train", "--help")
    assert shown.returncode == 0 and shown.stderr == ""
    for option in ("--corpus", "--output", "--date", "--labels", "--epochs", "--seed", "--share"):
        assert option in shown.stdout


@pytest.mark.parametrize("missing", ["torch", "torchcrf", "onnx"])
def test_without_a_package_of_training_the_error_says_what_to_install(tmp_path: Path, missing: str) -> None:
    corpus = write_labels(tmp_path)
    done = zhengmai(
        "ner", "train", "--corpus", corpus, "--labels", tmp_path, "--date", "2026-11-22", "-o", tmp_path / "model",
        before=f"import sys; sys.modules[{missing!r}] = None",
    )  # fmt: skip
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("zhengmai: training needs more packages")
    assert "pip install 'zhengmai[train]'" in done.stderr
    assert not (tmp_path / "model").exists()


def test_the_same_from_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    monkeypatch.delitem(sys.modules, "extract.training.export", raising=False)
    with pytest.raises(TrainingError, match=r"pip install 'zhengmai\[train\]'"):
        train(LabelSet((), (), (), ()), tmp_path, epochs=1, seed=1, date="2026")


@pytest.mark.parametrize(("part", "reason"), [("labels", "dev.jsonl"), ("corpus", "none.jsonl")])
def test_a_missing_file_is_named(tmp_path: Path, part: str, reason: str) -> None:
    corpus = write_labels(tmp_path)
    (tmp_path / "corpus" / "dev.jsonl").unlink()
    chosen = tmp_path / "none.jsonl" if part == "corpus" else corpus
    done = zhengmai("ner", "train", "--corpus", chosen, "--labels", tmp_path, "--date", "2026", "-o", tmp_path / "m")
    assert done.returncode == 2 and reason in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_two_trainings_from_one_seed_write_the_same_files(tmp_path: Path) -> None:
    for package in ("torch", "torchcrf", "onnx"):
        pytest.importorskip(package)
    labels, heard = LabelSet(tuple(sentences(60, seed=2)), (), (), ()), list[str]()
    for name in ("first", "second"):
        train(labels, tmp_path / name, epochs=1, seed=11, date="2026-11-22", tell=heard.append)
    files = [{f.name: f.read_bytes() for f in sorted((tmp_path / n).iterdir())} for n in ("first", "second")]
    assert sorted(files[0]) == ["policy.json", "policy.onnx"]
    assert files[0] == files[1]
    assert len(heard) == 2 and heard[0] == heard[1] and heard[0].startswith("epoch 1 of 1: loss ")
    recogniser = PolicyRecogniser(tmp_path / "first")
    assert recogniser.about["trained"] == "2026-11-22" and recogniser.about["sentences"] == 60


@pytest.mark.slow
def test_the_files_score_as_the_network_in_torch_does(tmp_path: Path) -> None:
    for package in ("torchcrf", "onnx"):
        pytest.importorskip(package)
    torch = pytest.importorskip("torch")
    from extract.training.alphabet import lac_alphabet
    from extract.training.export import export
    from extract.training.fit import Recipe, fit
    from extract.training.lac_weights import read_lac_weights

    weights = read_lac_weights()
    alphabet, embedding = lac_alphabet(weights.embedding)
    # The file keeps the embedding in half precision.
    embedding = embedding.astype(np.float16).astype(np.float32)
    network = fit(sentences(90, seed=3), alphabet, embedding, weights, Recipe(seed=5, epochs=2), lambda s, _: s)
    export(network, alphabet, {}, tmp_path)
    unseen = [alphabet.numbers(s.text) for s in sentences(40, seed=4)]
    steps, rows, places = laid_out([len(numbers) for numbers in unseen])
    characters, within = np.zeros((steps, rows), np.int64), np.zeros((steps, rows, 1), np.float32)
    for numbers, (at, row) in zip(unseen, places, strict=True):
        characters[at : at + len(numbers), row], within[at : at + len(numbers), row] = numbers, 1
    graph = session((tmp_path / "policy.onnx").read_bytes())
    (scores,) = graph.run(None, {"characters": characters, "within": within})
    for numbers, (at, row) in zip(unseen, places, strict=True):
        with torch.no_grad():
            expected = network(torch.tensor(numbers)[None], torch.tensor([len(numbers)]))[0].numpy()
        # Some of its products are of rounded numbers.
        np.testing.assert_allclose(scores[at : at + len(numbers), row], expected, atol=0.05)
        assert expected.std() > 0.2
