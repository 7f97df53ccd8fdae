"""What of a sentence the model of the register sees."""

from hypothesis import given
from hypothesis import strategies as st

from extract.register.features import features


def test_clauses_show_their_head_and_their_end() -> None:
    assert {"h加快", "s推进", "e建设"} <= features("加快推进园区建设。", None)


def test_a_number_before_a_clause_hides_no_head() -> None:
    assert "h推进" in features("1.推进改革。", None)


def test_numbers_are_all_the_same() -> None:
    assert "m增长0" in features("产值增长8.1%。", None) & features("产值增长23%。", None)


def test_a_year_counts_from_that_of_the_text() -> None:
    said = "到2020年，建成园区10个。"
    assert "y2" in features(said, 2018)
    assert "y-2" in features(said, 2022)
    assert not any(f.startswith("y") for f in features(said, None))


@given(st.text(max_size=60))
def test_any_text_has_features(said: str) -> None:
    assert all(len(f) > 1 for f in features(said, 2020))
