"""Noise for training leaves labels where the names are, and takes them from what it blots out."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.recogniser.tagset import Span, encode
from extract.training.labels import Labelled
from extract.training.noise import Augmenter, names_of

NAMES = {
    "Enterprise": ["安徽兴宇汽车零部件有限公司", "皖北轴瓦厂", "英科医疗"],
    "Park": ["五里工业集中区", "高新区"],
    "Region": ["霍山县", "合肥市"],
    "Project": ["年产3.5万吨铝材项目"],
    "Programme": ["“小巨人”", "专精特新"],
    "Policy": ["《若干意见》"],
}
BETWEEN = ("今年以来，", "推进", "、", "完成投资12.5亿元，", "“十四五”期间", "。", "")
QUIET = {"swap": 0.0, "mask": 0.0, "quotes": 0.0, "dirt": 0.0}
KINDS = [QUIET | {kind: 1.0} for kind in QUIET] + [{}, dict.fromkeys(QUIET, 1.0)]


@st.composite
def sentences(draw: st.DrawFn) -> Labelled:
    text, spans = "", []
    for between, kind in draw(
        st.lists(st.tuples(st.sampled_from(BETWEEN), st.sampled_from(sorted(NAMES))), max_size=6)
    ):
        name = draw(st.sampled_from(NAMES[kind]))
        spans.append(Span(len(text + between), len(text + between + name), kind))
        text += between + name
    return Labelled(text + draw(st.sampled_from(BETWEEN)), tuple(spans), "A-1", "corrected")


def shown(sentence: Labelled) -> list[tuple[str, str]]:
    return [(sentence.text[s.start : s.end], s.type) for s in sentence.spans]


def with_noise(kind: str, sentence: Labelled, seed: int = 0) -> Labelled:
    return Augmenter(NAMES, **(QUIET | {kind: 1.0}))(sentence, random.Random(seed))


@pytest.mark.parametrize("rates", KINDS, ids=[*QUIET, "as in training", "all"])
@given(sentence=sentences(), seed=st.integers(0, 999))
def test_labels_still_fit_after_any_noise(rates: dict[str, float], sentence: Labelled, seed: int) -> None:
    made = Augmenter(NAMES, **rates)(sentence, random.Random(seed))
    assert len(encode(len(made.text), made.spans)) == len(made.text)
    assert len(made.spans) <= len(sentence.spans)
    assert (made.source, made.origin) == ("A-1", "corrected")


@given(sentences(), st.integers(0, 999))
def test_the_same_chance_makes_the_same_sentence(sentence: Labelled, seed: int) -> None:
    noise = Augmenter(NAMES, **dict.fromkeys(QUIET, 0.8))
    assert noise(sentence, random.Random(seed)) == noise(sentence, random.Random(seed))


@given(sentences(), st.integers(0, 999))
def test_without_noise_a_sentence_stays_as_it_is(sentence: Labelled, seed: int) -> None:
    assert Augmenter(NAMES, **QUIET)(sentence, random.Random(seed)) == sentence


@given(sentences(), st.integers(0, 999))
def test_names_are_swapped_for_names_of_their_kind(sentence: Labelled, seed: int) -> None:
    made = with_noise("swap", sentence, seed)
    assert [s.type for s in made.spans] == [s.type for s in sentence.spans]
    assert all(name in NAMES[kind] for name, kind in shown(made))


@given(sentences(), st.integers(0, 999))
def test_dirt_changes_no_name_but_its_figures(sentence: Labelled, seed: int) -> None:
    before = iter(shown(sentence))
    for name, kind in shown(with_noise("dirt", sentence, seed)):
        # Cutting off takes names from the front, blotting out takes figures.
        assert any(kind == k and len(name) == len(n) and blotted(name, n) for n, k in before)


def blotted(name: str, before: str) -> bool:
    return all(a == b or (b.isdigit() and a in "xX") for a, b in zip(name, before, strict=True))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("name", "kind", "tail", "remains"),
    [
        ("兴宇汽车零部件有限公司", "Enterprise", "有限公司", False),
        ("皖北轴瓦厂", "Enterprise", "厂", False),
        ("霍山县", "Region", "县", False),
        ("年产3.5万吨铝材项目", "Project", "万吨铝材项目", True),
        ("英科医疗", "Enterprise", "英科医疗", True),
        ("合肥", "Region", "合肥", True),
        ("五里工业集中区", "Park", "五里工业集中区", True),
    ],
)
def test_a_masked_name_has_no_label_and_a_masked_figure_keeps_it(
    seed: int, name: str, kind: str, tail: str, remains: bool
) -> None:
    made = with_noise("mask", Labelled(f"到{name}。", (Span(1, 1 + len(name), kind),), "A-1"), seed)
    assert made.text.startswith("到") and made.text.endswith(f"{tail}。")
    assert (made.text == f"到{name}。") is (tail == name)
    assert shown(made) == ([(made.text[1:-1], kind)] if remains else [])


def test_other_quotes_stay_part_of_the_name() -> None:
    sentence = Labelled("“十四五”期间推进“小巨人”。", (Span(9, 14, "Programme"),), "A-1")
    made = {
        with_noise("quotes", sentence, seed).text: shown(with_noise("quotes", sentence, seed)) for seed in range(40)
    }
    assert made["十四五期间推进小巨人。"] == [("小巨人", "Programme")]
    assert made["「十四五」期间推进「小巨人」。"] == [("「小巨人」", "Programme")]
    assert len(made) == 5


def test_a_sentence_is_cut_behind_a_comma_outside_names() -> None:
    sentence = Labelled(
        "今年，霍山县、“抓两头，促中间”，推进。", (Span(3, 6, "Region"), Span(7, 16, "Programme")), "A-1"
    )
    made = {
        (m.text, *shown(m)) for seed in range(200) if (m := with_noise("dirt", sentence, seed)).text in sentence.text
    }
    programme = ("“抓两头，促中间”", "Programme")
    assert made - {(sentence.text, *shown(sentence))} >= {
        ("霍山县、“抓两头，促中间”，推进。", ("霍山县", "Region"), programme),
        ("“抓两头，促中间”，推进。", programme),
        ("推进。",),
    }
    assert all(not text.startswith("促") for text, *_ in made)


def test_names_to_swap_in_are_those_of_the_sentences_each_once() -> None:
    first = Labelled("合肥市、霍山县。", (Span(0, 3, "Region"), Span(4, 7, "Region")), "A-1")
    second = Labelled("霍山县高新区。", (Span(0, 3, "Region"), Span(3, 6, "Park")), "A-2")
    assert names_of([first, second]) == {"Region": ["合肥市", "霍山县"], "Park": ["高新区"]}
