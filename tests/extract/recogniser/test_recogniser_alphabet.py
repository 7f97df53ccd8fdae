"""Which row of the embedding a character is read from."""

from hypothesis import given
from hypothesis import strategies as st

from extract.recogniser.alphabet import UNKNOWN, Alphabet, rows_of

ALPHABET = Alphabet("工业A", {"業": "业", "Ａ": "A", "園": "园", "工": "A"})


def test_characters_have_the_rows_behind_the_unknown_one_and_the_blank() -> None:
    assert ALPHABET.numbers("工业A").tolist() == [2, 3, 4]
    assert ALPHABET.numbers("龘𠮷").tolist() == [UNKNOWN, UNKNOWN]


def test_a_variant_is_read_as_what_it_stands_for_where_that_is_known() -> None:
    assert ALPHABET.numbers("業Ａ").tolist() == ALPHABET.numbers("业A").tolist()
    assert ALPHABET.numbers("園").tolist() == [UNKNOWN]


def test_a_character_of_its_own_is_no_variant() -> None:
    assert ALPHABET.numbers("工").tolist() == [2]


def test_all_blanks_are_one() -> None:
    assert len({*ALPHABET.numbers(" \t\u3000\xa0").tolist()}) == 1
    assert ALPHABET.numbers(" ")[0] not in (UNKNOWN, *ALPHABET.numbers("工业A").tolist())


@given(st.text(max_size=20))
def test_every_character_has_a_row(text: str) -> None:
    rows = ALPHABET.numbers(text).tolist()
    assert len(rows) == len(text)
    assert all(0 <= row < len(ALPHABET.characters) + 2 for row in rows)


def test_lines_of_a_table_without_a_tab_are_passed_over() -> None:
    assert list(rows_of("0\t工\n\nno table\n1\t \n2\ta\tb")) == [("0", "工"), ("1", " "), ("2", "a\tb")]
