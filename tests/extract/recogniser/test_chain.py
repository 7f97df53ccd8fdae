"""Sentences that are decoded together are decoded as each alone is."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from extract.recogniser.chain import Chain
from extract.recogniser.viterbi import Floats

TAGS = 4
NUMBERS = st.integers(-60, 60).map(lambda n: np.float32(n / 10))
CHAINS = st.builds(
    Chain,
    arrays.arrays(np.float32, (TAGS, TAGS), elements=NUMBERS),
    arrays.arrays(np.float32, TAGS, elements=NUMBERS),
    arrays.arrays(np.float32, TAGS, elements=NUMBERS),
)


@st.composite
def sentences(draw: st.DrawFn) -> list[Floats]:
    """Scores (length, tags) of some sentences, most of them short."""
    lengths = draw(st.lists(st.integers(1, 6) | st.integers(1, 40), min_size=1, max_size=30))
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    return [rng.normal(0, 3, (length, TAGS)).astype(np.float32) for length in lengths]


@settings(deadline=None)
@given(CHAINS, sentences())
def test_company_changes_neither_paths_nor_probabilities(chain: Chain, scores: list[Floats]) -> None:
    paths, likely = chain.paths(scores), chain.likely(scores)
    for one, path, shares in zip(scores, paths, likely, strict=True):
        assert path.tolist() == chain.paths([one])[0].tolist()
        np.testing.assert_allclose(shares, chain.likely([one])[0], atol=1e-4)


def test_a_sentence_begins_and_ends_as_it_may() -> None:
    between = np.zeros((2, 2), np.float32)
    chain = Chain(between, np.array([0, 5], np.float32), np.array([0, 3], np.float32))
    scores = np.array([[1, 0], [1, 0], [1, 0]], np.float32)
    assert [path.tolist() for path in chain.paths([scores, scores[:2]])] == [[1, 0, 1], [1, 1]]


def test_nothing_is_decoded_to_nothing() -> None:
    chain = Chain(*(np.zeros(shape, np.float32) for shape in ((2, 2), 2, 2)))
    assert chain.paths([]) == chain.likely([]) == []
