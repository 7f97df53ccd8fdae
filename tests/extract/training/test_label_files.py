"""The labels that ship: enough, no two alike, each document in its part, and nothing of the evaluation's texts."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from extract.recogniser.tagset import TYPES, encode
from extract.training.labels import CHINESE, ORIGINS, PARTS, Passage, held_aside, part_of, read_passages

ROOT = Path(__file__).parents[3]
LABELS = ROOT / "labels"
SHARED = Path(os.environ.get("ZHENGMAI_SHARED", ROOT.parent / "shared"))
GRAM = 8
# Reports and passages of the evaluation that nobody may train on, as they lie in the shared folder.
EVALUATED = sorted([*(SHARED / "seeds").glob("*.txt"), *(SHARED / "eval/passages/text").glob("*.txt")])
needs_shared = pytest.mark.skipif(not EVALUATED, reason="the shared texts of the evaluation are not here")


@cache
def passages() -> list[Passage]:
    return read_passages((LABELS / "passages").glob("*.txt"))


@cache
def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELS / "corpus" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def grams(text: str) -> set[str]:
    return {text[i : i + GRAM] for i in range(len(text) - GRAM + 1)}


def overlaps(texts: dict[str, str]) -> Iterator[tuple[float, str, str]]:
    """Each two texts that share stretches of eight characters, with the shared part of the shorter one's."""
    of_text = {name: grams(text) for name, text in texts.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, stretches in of_text.items():
        for stretch in stretches:
            holders[stretch].append(name)
    shared = Counter(pair for names in holders.values() for pair in combinations(names, 2))
    for (a, b), count in shared.items():
        yield count / min(len(of_text[a]), len(of_text[b])), a, b


def test_an_overlap_is_the_shared_part_of_the_shorter_text() -> None:
    text = "全县规上工业增加值同比增长百分之八，"
    assert list(overlaps({"a": text, "b": text[:12], "c": text[::-1]})) == [(1.0, "a", "b")]


def test_there_are_enough_passages_of_our_own() -> None:
    assert len(passages()) >= 300
    assert sum(len(p.text) for p in passages()) >= 60_000
    assert {p.genre for p in passages() if held_aside(p)} and len({p.genre for p in passages()}) >= 6


def test_no_passage_is_nearly_another() -> None:
    alike = [pair for pair in overlaps({p.id: p.text for p in passages()}) if pair[0] > 0.2]
    assert alike == []


def test_labels_of_passages_lie_within_sentences_and_apart() -> None:
    for passage in passages():
        sentences = list(passage.sentences())
        assert sum(len(s.spans) for s in sentences) == len(passage.spans), passage.id
        assert all(len(encode(len(s.text), s.spans)) == len(s.text) for s in sentences), passage.id
    assert {s.type for p in passages() for s in p.spans} == set(CHINESE.values())


@pytest.mark.parametrize("part", PARTS)
def test_each_document_is_in_its_part(part: str) -> None:
    assert [line["doc"] for line in lines(part) if part_of(line["doc"]) != part] == []


@pytest.mark.parametrize("part", (*PARTS, "fresh"))
def test_lines_say_where_they_lie_and_where_they_come_from(part: str) -> None:
    places = [(line["doc"], line["start"]) for line in lines(part)]
    assert len(places) == len(set(places))
    for line in lines(part):
        assert line["origin"] in ORIGINS and len(line["sha256"]) == 64
        assert all(line["start"] <= a < b <= line["end"] and t in TYPES for a, b, t in line["labels"]), line


def test_fresh_sentences_are_of_documents_to_train_on_and_not_among_those_trained_on() -> None:
    trained = {(line["doc"], line["start"]) for line in lines("train")}
    fresh = lines("fresh")
    assert fresh
    assert {part_of(line["doc"]) for line in fresh} == {"train"}
    assert not trained & {(line["doc"], line["start"]) for line in fresh}


@pytest.mark.parametrize("part", (*PARTS, "fresh"))
def test_no_sentence_is_labelled_twice(part: str) -> None:
    by_document: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in lines(part):
        by_document[line["doc"]].append((line["start"], line["end"]))
    for document, places in by_document.items():
        places.sort()
        assert all(a[1] <= b[0] for a, b in zip(places, places[1:], strict=False)), document


def test_a_document_has_one_text_in_all_files() -> None:
    hashes: dict[str, set[str]] = defaultdict(set)
    for name in (*PARTS, "fresh", "agreement"):
        for line in lines(name):
            hashes[line["doc"]].add(line["sha256"])
    assert [document for document, found in hashes.items() if len(found) > 1] == []


def test_there_are_enough_sentences_of_the_corpus_and_the_test_part_is_read_from_scratch() -> None:
    assert sum(len(lines(part)) for part in PARTS) >= 2500
    assert len(lines("test")) >= 500
    assert {line["origin"] for line in lines("test")} <= {"scratch", "adjudicated"}


def test_two_readers_read_two_hundred_sentences_of_the_test_part() -> None:
    readers: dict[tuple[str, int], set[str]] = defaultdict(set)
    for line in lines("agreement"):
        readers[line["doc"], line["start"]].add(line["reader"])
    assert len([place for place, who in readers.items() if len(who) == 2]) >= 200
    assert {part_of(document) for document, _ in readers} == {"test"}


@needs_shared
def test_no_line_is_on_a_text_of_the_evaluation() -> None:
    names = {file.stem for file in EVALUATED}
    hashes = {sha256(file.read_text("utf-8", errors="replace").encode()).hexdigest() for file in EVALUATED}
    for name in (*PARTS, "fresh", "agreement"):
        assert [line["doc"] for line in lines(name) if line["doc"] in names or line["sha256"] in hashes] == []


@needs_shared
def test_no_passage_is_out_of_a_text_of_the_evaluation() -> None:
    evaluated = {gram for file in EVALUATED for gram in grams(file.read_text("utf-8", errors="replace"))}
    copied = [p.id for p in passages() if len(grams(p.text) & evaluated) > 0.2 * len(grams(p.text))]
    assert copied == []
