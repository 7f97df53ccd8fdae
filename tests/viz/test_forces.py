"""Places of many things: the same every time, apart from each other, and near what they are linked to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from viz.forces import APART, spread

COUNT = 240
# Six stars of forty, joined in a ring by their middles.
STARS = np.array([(n, n % 6) for n in range(6, COUNT)] + [(n, (n + 1) % 6) for n in range(6)], dtype=np.int64)


def test_the_same_links_give_the_same_places() -> None:
    assert np.array_equal(spread(STARS, COUNT), spread(STARS, COUNT))


def test_what_is_linked_stands_nearer_than_what_is_not() -> None:
    places = spread(STARS, COUNT)
    linked = np.linalg.norm(places[STARS[:, 0]] - places[STARS[:, 1]], axis=1)
    others = np.linalg.norm(places[STARS[:, 0]] - places[(STARS[:, 1] + 3) % 6], axis=1)
    assert np.mean(linked < others) > 0.95


def test_hardly_any_two_lie_on_each_other() -> None:
    nearest = cKDTree(places := spread(STARS, COUNT)).query(places, k=2)[0][:, 1]
    assert np.quantile(nearest, 0.05) > APART / 2


@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_things_without_links_have_places_too(count: int) -> None:
    places = spread(np.zeros((0, 2), dtype=np.int64), count)
    assert places.shape == (count, 2)
    assert len(np.unique(places, axis=0)) == count


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=80))
def test_any_links_give_finite_places(links: list[tuple[int, int]]) -> None:
    assert np.isfinite(spread(np.array(links, dtype=np.int64).reshape(-1, 2), 40)).all()
