"""Precision, recall and F1, counted by mention."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.evaluate.report import Counts
from extract.recogniser.tagset import Span
from extract.training.labels import Labelled
from extract.training.measure import Tally, measure

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
        ((), Counts(right=1, found=4, gold=3)),
        (("Region",), Counts(right=1, found=1, gold=1)),
        (("Park",), Counts(right=0, found=0, gold=1)),
        (("Agency",), Counts(right=0, found=1, gold=0)),
        (("Enterprise",), Counts(right=0, found=1, gold=1)),
        (("Region", "Park"), Counts(right=1, found=1, gold=2)),
        (("Policy",), Counts(right=0, found=0, gold=0)),
    ],
)
def test_right_is_the_same_stretch_of_the_same_type(types: tuple[str, ...], score: Counts) -> None:
    assert measure(SENTENCES, recognised).score(*types) == score


def test_shares_of_a_score() -> None:
    score = Counts(right=3, found=4, gold=6)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)


def test_where_nothing_is_nothing_is_right() -> None:
    assert {
        (s.precision, s.recall, s.f1)
        for s in (Counts(right=0, found=0, gold=0), Counts(right=0, found=0, gold=5), Counts(right=0, found=5, gold=0))
    } == {(0.0, 0.0, 0.0)}


@given(COUNTS, COUNTS, COUNTS)
def test_f1_is_the_harmonic_mean(right: int, wrong: int, missed: int) -> None:
    score = Counts(right=right, found=right + wrong, gold=right + missed)
    assert 0 <= score.f1 <= 1
    if right:
        assert score.f1 == pytest.approx(2 / (1 / score.precision + 1 / score.recall))


def test_a_mention_found_twice_counts_once() -> None:
    tally = Tally()
    tally.add(iter([Span(0, 3, "Region")]), [Span(0, 3, "Region")] * 2)
    assert tally.score() == Counts(right=1, found=1, gold=1)


def test_sentences_without_an_answer_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        measure(SENTENCES, lambda texts: [[]])
