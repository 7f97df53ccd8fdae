"""Silver labels: what the voters settle, what they leave in doubt, and which documents they never see."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document
from extract.recogniser.tagset import Span
from extract.training.labels import SILVER, LabelError, Labelled, Marked, part_of, read_silver
from extract.training.run import LabelSet, with_silver
from extract.training.silver import Votes, drawn, settle, silver, standoff_lines, trainable

CITY = Span(0, 3, "Region")
BUREAU = Span(0, 6, "Agency")
PARK = Span(8, 13, "Park")
NOBODY: frozenset[Span] = frozenset()
NAMES = {part: next(f"d{n}" for n in range(1000) if part_of(f"d{n}") == part) for part in ("train", "dev", "test")}


def votes(model: dict[Span, float], *others: set[Span], outside: float = 1.0) -> Votes:
    return Votes(model, [frozenset(o) for o in others] or [NOBODY], outside)


@pytest.mark.parametrize(
    ("given_votes", "settled"),
    [
        (votes({}), ()),
        (votes({PARK: 0.95, CITY: 0.9}), (CITY, PARK)),
        (votes({PARK: 0.5}, {PARK}), (PARK,)),
        (votes({PARK: 0.89}), None),
        (votes({PARK: 0.49}, {PARK}, {PARK}), None),
        (votes({PARK: 0.6}, {PARK._replace(type="Project")}), None),
        (votes({PARK: 0.6}, {PARK._replace(end=12)}), None),
        (votes({CITY: 0.99, PARK: 0.6}), None),
        (votes({CITY: 0.99}, outside=0.4), None),
    ],
)
def test_a_sentence_is_settled_only_where_all_of_the_models_spans_stand(
    given_votes: Votes, settled: tuple[Span, ...] | None
) -> None:
    assert settle(given_votes) == settled


def test_what_two_others_agree_on_and_the_model_rejects_is_in_doubt() -> None:
    assert settle(votes({CITY: 0.99}, {PARK}, set())) == (CITY,)
    assert settle(votes({CITY: 0.99}, {PARK}, {PARK})) is None
    assert settle(votes({CITY: 0.99}, {PARK}, {PARK._replace(type="Project")})) == (CITY,)


def test_a_name_within_a_longer_one_that_stands_is_no_doubt_but_another_type_is() -> None:
    assert settle(votes({BUREAU: 0.99}, {CITY}, {CITY})) == (BUREAU,)
    assert settle(votes({CITY: 0.99}, {BUREAU}, {BUREAU})) is None
    other = PARK._replace(type="Project")
    assert settle(votes({PARK: 0.99}, {other}, {other})) is None


@given(
    st.dictionaries(st.sampled_from([BUREAU, PARK]), st.floats(0, 1)), st.sets(st.sampled_from([CITY, BUREAU, PARK]))
)
def test_what_is_settled_is_all_that_the_model_says(model: dict[Span, float], other: set[Span]) -> None:
    assert settle(votes(model, other)) in (None, tuple(sorted(model)))


def marks(named: int, nameless: int) -> list[Marked]:
    spans = [(CITY,)] * named + [()] * nameless
    return [Marked("d", n, n + 1, s, SILVER, "") for n, s in enumerate(spans)]


@pytest.mark.parametrize(
    ("named", "nameless", "most", "kept"), [(8, 90, 50, (8, 2)), (90, 90, 50, (40, 10)), (4, 0, 50, (4, 0))]
)
def test_a_fifth_of_the_drawn_sentences_at_most_has_no_name(
    named: int, nameless: int, most: int, kept: tuple[int, int]
) -> None:
    found = drawn(marks(named, nameless), most, seed=1)
    assert (sum(bool(m.spans) for m in found), sum(not m.spans for m in found)) == kept
    assert found == drawn(marks(named, nameless), most, seed=1)
    assert [m.start for m in found] == sorted(m.start for m in found)


def test_documents_of_the_dev_and_test_parts_are_never_asked() -> None:
    documents = [Document(name, "", "", "") for name in NAMES.values()]
    assert [d.doc for d in trainable(documents)] == [NAMES["train"]]


def silver_file(folder: Path, document: str, text: str, origin: str = SILVER) -> Path:
    mark = Marked(document, 0, len(text), (CITY,), origin, "")
    (folder / "silver.jsonl").write_text("\n".join(standoff_lines([mark], {document: text})), "utf-8")
    return folder / "silver.jsonl"


def test_what_is_written_is_read_again_for_training(tmp_path: Path) -> None:
    text, name = "合肥市加快发展。", NAMES["train"]
    assert read_silver(silver_file(tmp_path, name, text), {name: text}) == (Labelled(text, (CITY,), name, SILVER),)


@pytest.mark.parametrize(("part", "origin"), [("test", SILVER), ("dev", SILVER), ("train", "scratch")])
def test_silver_of_another_part_or_origin_is_refused(tmp_path: Path, part: str, origin: str) -> None:
    text, name = "合肥市加快发展。", NAMES[part]
    with pytest.raises(LabelError, match=f"silver.jsonl: {name}: silver labels of documents of the train part"):
        read_silver(silver_file(tmp_path, name, text, origin), {name: text})


def write_labels(folder: Path, text: str, origin: str) -> Path:
    """A folder of labels, the train part of which has the first sentence of `text`; the corpus is written beside it."""
    for name in ("corpus", "passages"):
        (folder / name).mkdir()
    for part in ("dev", "test"):
        (folder / "corpus" / f"{part}.jsonl").touch()
    digest = sha256(text.encode()).hexdigest()
    line = {"doc": NAMES["train"], "sha256": digest, "start": 0, "end": 16, "origin": origin, "labels": []}
    (folder / "corpus" / "train.jsonl").write_text(json.dumps(line), "utf-8")
    rows = [json.dumps({"id": name, "text": text}) for name in NAMES.values()]
    (folder / "corpus.jsonl").write_text("\n".join(rows), "utf-8")
    return folder / "corpus.jsonl"


def test_silver_has_no_place_among_the_labels_that_were_read(tmp_path: Path) -> None:
    corpus = write_labels(tmp_path, "合肥市经济和信息化局推进工业发展。", SILVER)
    with pytest.raises(LabelError, match="silver labels have no place"):
        LabelSet.read(tmp_path, corpus)


def test_only_sentences_without_a_label_in_documents_of_the_train_part_become_silver(tmp_path: Path) -> None:
    covered, free = "合肥市委、市政府推进工业发展。\n", "安徽省人民政府加快推进各项重点工作。"
    corpus = write_labels(tmp_path, covered + free, "scratch")
    found = silver(corpus, tmp_path, model=None, most=10, seed=1)
    assert [(m.document, m.start, m.origin) for m in found] == [(NAMES["train"], len(covered), SILVER)]
    assert found[0].spans == (Span(len(covered), len(covered) + 7, "Agency"),)


def test_silver_is_added_up_to_its_share() -> None:
    made = [Labelled(f"第{n}句。", (), "d", SILVER) for n in range(50)]
    counts = [len(with_silver(made, 60, share, seed=1)) for share in (0.0, 0.25, 0.9)]
    assert counts == [0, 20, 50]
    assert with_silver(made, 60, 0.25, seed=1) == with_silver(made, 60, 0.25, seed=1)
