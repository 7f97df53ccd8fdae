"""Which stretches of a text meet one."""

from hypothesis import given
from hypothesis import strategies as st

from extract.spans import Spans

SPAN = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(SPAN), SPAN)
def test_they_are_those_that_a_look_at_each_finds(spans: list[tuple[int, int]], one: tuple[int, int]) -> None:
    start, end = one
    met = sorted({(a, b) for a, b in spans if a < end and start < b})
    found = Spans(spans)
    assert found.meeting(start, end) == met
    assert found.touch(start, end) == bool(met)
    assert found.hold(start, end) == any(a <= start and end <= b for a, b in spans)
