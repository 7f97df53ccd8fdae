"""Answers of the store, narrowed to what a test expects of them."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store.read import Answer


def rows(answer: Answer) -> list[ox.QuerySolution]:
    """The rows of a SELECT query; any other answer fails the test."""
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)
