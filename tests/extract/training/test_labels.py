"""Labels: inline in passages of our own, stand-off on a corpus, both read as they were written or refused by place."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.clean import clean
from extract.recogniser.tagset import Span, encode
from extract.training.labels import (
    CHINESE,
    PARTS,
    LabelError,
    Passage,
    held_aside,
    part_of,
    read_corpus,
    read_passages,
    read_standoff,
)

HEAD = "### A-1 | 工业运行 | 安徽省/合肥市 | 2021\n"


def passages(folder: Path, *texts: str) -> list[Passage]:
    files = [folder / f"P{number}.txt" for number, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, "utf-8")
    return read_passages(files)


def standoff(folder: Path, text: str, *labels: tuple[int, int, str], **changed: object) -> Path:
    """A stand-off file with one line, over the whole of `text`, in which the entries of `changed` are others."""
    digest = sha256(text.encode()).hexdigest()
    line = {"doc": "d", "sha256": digest, "start": 0, "end": len(text), "origin": "scratch", "labels": labels}
    (folder / "train.jsonl").write_text(json.dumps(line | changed) + "\n", "utf-8")
    return folder / "train.jsonl"


def test_a_passage_is_its_text_without_the_labels_and_their_places(tmp_path: Path) -> None:
    [passage] = passages(tmp_path, f"{HEAD}[合肥市|地区]推进[“四送一服”|计划]。\n[高新区|园区]发展快；成效明显\n")
    assert (passage.id, passage.genre, passage.region, passage.year) == ("A-1", "工业运行", "安徽省/合肥市", 2021)
    assert passage.text == "合肥市推进“四送一服”。\n高新区发展快；成效明显"
    assert passage.spans == (Span(0, 3, "Region"), Span(5, 11, "Programme"), Span(13, 16, "Park"))


def test_sentences_of_a_passage_have_their_own_offsets(tmp_path: Path) -> None:
    [passage] = passages(tmp_path, f"{HEAD}[合肥市|地区]推进[“四送一服”|计划]。\n[高新区|园区]发展快；成效明显\n")
    sentences = [(s.text, s.spans, s.source) for s in passage.sentences()]
    assert sentences == [
        ("合肥市推进“四送一服”。", (Span(0, 3, "Region"), Span(5, 11, "Programme")), "A-1"),
        ("高新区发展快；", (Span(0, 3, "Park"),), "A-1"),
        ("成效明显", (), "A-1"),
    ]


def test_passages_of_several_files_come_in_order_of_the_files(tmp_path: Path) -> None:
    heads = [HEAD.replace("A-1", name) for name in ("A-1", "A-2", "B-1")]
    found = passages(tmp_path, f"{heads[0]}甲。\n\n{heads[1]}乙。\n", f"{heads[2]}丙。")
    assert [(p.id, p.text) for p in found] == [("A-1", "甲。"), ("A-2", "乙。"), ("B-1", "丙。")]
    assert found == read_passages(sorted(tmp_path.glob("*.txt"), reverse=True))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "every passage must begin"),
        ("甲。\n" + HEAD + "乙。", "every passage must begin"),
        (HEAD + "甲。\n### A-2 | 工业运行\n乙。", "every passage must begin"),
        (HEAD.replace("2021", "今年") + "甲。", "every passage must begin"),
        (HEAD + "甲。\n" + HEAD + "乙。", "A-1 is used twice"),
        (HEAD + "[合肥市|城市]。", "A-1: '城市' is no type; one of 企业"),
        (HEAD + "到[合肥市]走访。", "A-1: a stray bracket or bar in '到"),
        (HEAD + "到[合肥市|地区走访。", "A-1: a stray bracket"),
        (HEAD + "到[合肥|地区|市]走访。", "A-1: a stray bracket"),
        (HEAD + "到[[合肥|地区]市|地区]走访。", "A-1: a stray bracket"),
    ],
)
def test_a_wrong_passage_is_refused_by_file_and_passage(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(LabelError, match=reason) as caught:
        passages(tmp_path, text)
    assert "P0.txt: " in str(caught.value)


def test_an_id_that_another_file_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="P1.txt: A-1 is used twice"):
        passages(tmp_path, HEAD + "甲。", HEAD + "乙。")


def test_a_corpus_is_read_by_document(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text('{"id": "a", "text": "甲\\r\\n", "year": 2021}\n{"id": "b", "text": ""}\n', "utf-8")
    assert read_corpus(file) == {"a": "甲\r\n", "b": ""}


def test_a_standoff_label_lies_on_the_cleaned_sentence(tmp_path: Path) -> None:
    text = "前文。合 肥市發展壯大ＡＢＣ科 技公司。後文。"
    labels = (3, 7, "Region"), (11, 19, "Enterprise")
    [sentence] = read_standoff(standoff(tmp_path, text, *labels, start=3, end=20, origin="corrected"), {"d": text})
    assert sentence.text == "合肥市发展壮大ABC科技公司。"
    assert [(sentence.text[s.start : s.end], s.type) for s in sentence.spans] == [
        ("合肥市", "Region"),
        ("ABC科技公司", "Enterprise"),
    ]
    assert (sentence.source, sentence.origin) == ("d", "corrected")


def test_a_sentence_of_page_furniture_teaches_nothing(tmp_path: Path) -> None:
    text = "产值增长。\n广告：合肥市企业上云，三折起\n下一步抓项目。"
    assert list(read_standoff(standoff(tmp_path, text, (9, 12, "Region"), start=6, end=20), {"d": text})) == []


NAMES = st.sampled_from(["合肥市", "ABC科技公司", "“小巨人”", "产业园", "《实施意见（2021年）》", "ＴＣＬ"])
BETWEEN = st.sampled_from(["推进", "，", "增长８．５％，", "支持", " ", "引进, ", "\n", "\ufeffXX家"])


@st.composite
def noisy(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A sentence in two widths with blanks of several kinds strewn in, and the places of its names."""
    text, labels = "", []
    for between, name in draw(st.lists(st.tuples(BETWEEN, NAMES), min_size=1, max_size=5)):
        gaps = draw(st.lists(st.sampled_from(["", "", "", " ", "\u3000", "\u200b"]), min_size=7, max_size=7))
        wide = name[0] + "".join(
            gap + c if gap and not (c + name[i]).isascii() else c
            for i, (gap, c) in enumerate(zip(gaps, name[1:], strict=False))
        ) + name[8:]  # fmt: skip
        text += between
        labels.append((len(text), len(text) + len(wide), "Enterprise"))
        text += wide
    return text + "。", labels


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noisy())
def test_labels_survive_cleaning(tmp_path: Path, made: tuple[str, list[tuple[int, int, str]]]) -> None:
    text, labels = made
    [sentence] = read_standoff(standoff(tmp_path, text, *labels), {"d": text})
    assert sentence.text == clean(text).text
    assert len(sentence.spans) == len(labels)
    assert len(encode(len(sentence.text), sentence.spans)) == len(sentence.text)
    for span, (start, end, _) in zip(sentence.spans, labels, strict=True):
        # Whether a wide blank goes depends on what is around it.
        assert "".join(sentence.text[span.start : span.end].split()) == "".join(clean(text[start:end]).text.split())


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"doc": "e"}, "train.jsonl:1: the corpus has no document 'e'"),
        ({"sha256": "0" * 64}, "train.jsonl:1: the text of 'd' is not the one that was labelled"),
        ({"labels": [[0, 3, "City"]]}, "train.jsonl:1: a label is of no known type or leaves its sentence"),
        ({"labels": [[3, 9, "Park"]]}, "train.jsonl:1: a label is of no known type or leaves its sentence"),
        ({"labels": [[2, 2, "Park"]]}, "train.jsonl:1: a label is of no known type or leaves its sentence"),
        ({"start": 1, "labels": [[0, 3, "Park"]]}, "train.jsonl:1: a label is of no known type or leaves its sentence"),
        ({"origin": "machine"}, "train.jsonl:1: 'machine' is none of scratch, corrected"),
        ({"labels": [[0, 3, "Region"], [2, 4, "Park"]]}, "train.jsonl: d at 0: the span 2-4 .* overlaps"),
    ],
)
def test_a_wrong_line_is_refused_by_file_and_line(tmp_path: Path, changed: dict[str, object], reason: str) -> None:
    text = "合肥市發展快。"
    with pytest.raises(LabelError, match=reason):
        list(read_standoff(standoff(tmp_path, text, **changed), {"d": text}))


def test_labels_on_a_document_that_has_changed_since_are_refused(tmp_path: Path) -> None:
    file = standoff(tmp_path, "合肥市。", (0, 3, "Region"))
    assert len(list(read_standoff(file, {"d": "合肥市。"}))) == 1
    with pytest.raises(LabelError, match="'d' is not the one that was labelled"):
        list(read_standoff(file, {"d": "合肥市。 "}))


def test_a_document_belongs_to_one_part_for_good() -> None:
    parts = {"gwr-cn-1999": "train", "gwr-cn-2005": "test"}
    assert {document: part_of(document) for document in parts} == parts
    shares = [part_of(f"document-{number}") for number in range(2000)]
    assert {part: round(shares.count(part) / 2000, 1) for part in PARTS} == {"train": 0.7, "dev": 0.1, "test": 0.2}


def test_one_passage_in_seven_is_held_aside_by_its_id_alone() -> None:
    made = [Passage(f"A-{number}", "g", "r", 2021, "", ()) for number in range(1400)]
    held = {p.id for p in made if held_aside(p)}
    assert 150 < len(held) < 250
    assert held == {p.id for p in made if held_aside(Passage(p.id, "x", "y", 1999, "甲。", ()))}


def test_every_type_has_a_chinese_name() -> None:
    assert len(CHINESE) == len(set(CHINESE.values())) == 8
