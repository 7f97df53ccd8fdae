"""Sentences lie apart in their rows, and little room is lost."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from extract.recogniser.rows import laid_out

LENGTHS = st.lists(st.integers(1, 40) | st.integers(1, 512), min_size=1, max_size=300)


@given(LENGTHS)
def test_a_gap_stands_before_and_after_each_sentence(lengths: list[int]) -> None:
    steps, rows, places = laid_out(lengths)
    taken = defaultdict(list)
    for length, (at, row) in zip(lengths, places, strict=True):
        taken[row].append((at, at + length))
    assert set(taken) == set(range(rows))
    for stretches in taken.values():
        edges = [edge for stretch in sorted(stretches) for edge in stretch]
        assert edges[0] == 1 and edges[-1] < steps
        assert all(end + 1 == start for end, start in zip(edges[1::2], edges[2::2], strict=False))


@given(LENGTHS)
def test_rows_are_of_nearly_one_length(lengths: list[int]) -> None:
    steps, rows, _ = laid_out(lengths)
    assert (steps - 1) * rows <= sum(lengths) + len(lengths) + rows * (max(lengths) + 1)
