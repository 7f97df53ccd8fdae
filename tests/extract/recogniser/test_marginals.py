"""Marginals and best paths are what counting through all paths gives."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from extract.recogniser.marginals import marginals
from extract.recogniser.viterbi import Floats, best_paths, best_paths_by_time

NUMBERS = st.integers(-60, 60).map(lambda n: n / 10)


@st.composite
def chains(draw: st.DrawFn, most_tags: int = 3, longest: int = 4) -> tuple[Floats, Floats]:
    """Scores (length, batch, tags) and transitions (tags, tags) of a few small chains."""
    shape = (draw(st.integers(1, longest)), draw(st.integers(1, 3)), draw(st.integers(1, most_tags)))
    emissions = draw(arrays.arrays(np.float32, shape, elements=NUMBERS.map(np.float32)))
    transitions = draw(arrays.arrays(np.float32, (shape[2], shape[2]), elements=NUMBERS.map(np.float32)))
    return emissions, transitions


def all_paths(emissions: Floats, transitions: Floats) -> dict[tuple[int, ...], float]:
    """The score of every path through one chain (length, tags), in double precision."""
    length, tags = emissions.shape
    return {
        path: sum(float(emissions[i, tag]) for i, tag in enumerate(path))
        + sum(float(transitions[a, b]) for a, b in zip(path, path[1:], strict=False))
        for path in np.ndindex(*[tags] * length)
    }


@settings(deadline=None)
@given(chains())
def test_marginals_are_the_shares_of_the_paths(chain: tuple[Floats, Floats]) -> None:
    emissions, transitions = chain
    found = marginals(emissions, transitions)
    for row in range(emissions.shape[1]):
        paths = all_paths(emissions[:, row], transitions)
        expected = np.zeros(emissions[:, row].shape)
        for path, score in paths.items():
            for place, tag in enumerate(path):
                expected[place, tag] += np.exp(score)
        expected /= sum(np.exp(score) for score in paths.values())
        np.testing.assert_allclose(found[:, row], expected, atol=2e-5)


@settings(deadline=None)
@given(chains(most_tags=6, longest=60))
def test_marginals_sum_to_one_and_leave_the_scores_alone(chain: tuple[Floats, Floats]) -> None:
    emissions, transitions = chain
    before = emissions.copy()
    found = marginals(emissions, transitions)
    assert found.shape == emissions.shape and found.min() >= 0
    np.testing.assert_allclose(found.sum(axis=2), 1.0, atol=1e-5)
    np.testing.assert_array_equal(emissions, before)


@settings(deadline=None)
@given(chains())
def test_the_best_path_beats_every_other_whichever_way_the_scores_lie(chain: tuple[Floats, Floats]) -> None:
    emissions, transitions = chain
    paths = best_paths_by_time(emissions, transitions)
    assert paths.shape == (emissions.shape[1], emissions.shape[0])
    np.testing.assert_array_equal(paths, best_paths(emissions.transpose(1, 0, 2), transitions))
    for row, path in enumerate(paths.tolist()):
        scores = all_paths(emissions[:, row], transitions)
        assert scores[tuple(path)] >= max(scores.values()) - 1e-4


def test_of_equal_paths_the_lowest_tags_win() -> None:
    assert best_paths_by_time(np.zeros((3, 1, 4), np.float32), np.zeros((4, 4), np.float32)).tolist() == [[0, 0, 0]]
