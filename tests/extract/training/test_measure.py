"""Precision, recall and F1, counted by mention."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.recogniser.tagset import Span
from extract.training.labels import Labelled
from extract.training.measure import Score, Tally, measure

SENTENCES = [
    Labelled("合肥市高新区。", (Span(0, 3, "Region"), Span(3, 6, "Park")), "A-1"),
    Labelled("英科医疗扩产。", (Span(0, 4, "Enterprise"),), "A-1"),
    Labelled("成效明显。", (), "A-1"),
]
FOUND = [[Span(0, 3, "Region"), Span(3, 6, "Agency")], [Span(0, 2, "Enterprise")], [Span(0, 2, "Programme")]]
COUNTS = st.integers(0, 50)


def recognised(texts: Sequence[str]) -> list[list[Span]]:
    assert list(texts) == [s.text for s in SENTENCES]
    return FOUND


@pytest.mark.parametrize(
    ("types", "score"),
    [
        ((), Score(1, 4, 3)),
        (("Region",), Score(1, 1, 1)),
        (("Park",), Score(0, 0, 1)),
        (("Agency",), Score(0, 1, 0)),
        (("Enterprise",), Score(0, 1, 1)),
        (("Region", "Park"), Score(1, 1, 2)),
        (("Policy",), Score(0, 0, 0)),
    ],
)
def test_right_is_the_same_stretch_of_the_same_type(types: tuple[str, ...], score: Score) -> None:
    assert measure(SENTENCES, recognised).score(*types) == score


def test_shares_of_a_score() -> None:
    score = Score(right=3, found=4, gold=6)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)


def test_where_nothing_is_nothing_is_right() -> None:
    assert {(s.precision, s.recall, s.f1) for s in (Score(0, 0, 0), Score(0, 0, 5), Score(0, 5, 0))} == {
        (0.0, 0.0, 0.0)
    }


@given(COUNTS, COUNTS, COUNTS)
def test_f1_is_the_harmonic_mean(right: int, wrong: int, missed: int) -> None:
    score = Score(right, right + wrong, right + missed)
    assert 0 <= score.f1 <= 1
    if right:
        assert score.f1 == pytest.approx(2 / (1 / score.precision + 1 / score.recall))


def test_a_mention_found_twice_counts_once() -> None:
    tally = Tally()
    tally.add(iter([Span(0, 3, "Region")]), [Span(0, 3, "Region")] * 2)
    assert tally.score() == Score(1, 1, 1)


def test_sentences_without_an_answer_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        measure(SENTENCES, lambda texts: [[]])
