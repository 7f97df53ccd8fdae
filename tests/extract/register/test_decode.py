"""A run of sentences keeps its register until there is more for the other than a change costs."""

from hypothesis import given
from hypothesis import strategies as st

from extract.register.decode import Said, registers

ODDS = st.lists(st.integers(-20, 20).filter(bool).map(lambda n: n / 4), max_size=12)


def test_one_sentence_against_many_changes_nothing() -> None:
    assert registers([Said(3, 0), Said(-2, 4), Said(3, 4)]) == [True, True, True]


def test_a_run_changes_where_enough_speaks_for_it() -> None:
    assert registers([Said(-3, 4), Said(3, 4), Said(3, 4)]) == [False, True, True]


def test_an_empty_run_has_none() -> None:
    assert registers([]) == []


@given(ODDS)
def test_where_changes_cost_nothing_each_sentence_speaks_for_itself(odds: list[float]) -> None:
    assert registers([Said(o, 0) for o in odds]) == [o > 0 for o in odds]


@given(ODDS)
def test_where_changes_cost_all_there_is_none(odds: list[float]) -> None:
    assert len(set(registers([Said(o, 1000) for o in odds]))) <= 1
