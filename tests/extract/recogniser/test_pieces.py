"""Cutting and batching lose no character, and waste little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.recogniser.pieces import BATCH, MAX_CHUNK, Piece, cut, equal_batches

LONG = st.builds(
    lambda head, times, tail: head * times + tail,
    st.text(min_size=1, max_size=9),
    st.integers(0, 3 * MAX_CHUNK // 9),
    st.text(max_size=9),
)
SENTENCES = st.lists(st.text(max_size=30) | LONG, max_size=8)
PIECES = st.lists(st.integers(1, MAX_CHUNK), max_size=150).map(
    lambda sizes: [Piece(number, 0, "工" * size) for number, size in enumerate(sizes)]
)


@given(SENTENCES)
def test_pieces_cover_every_sentence(sentences: list[str]) -> None:
    covered = [""] * len(sentences)
    for piece in cut(sentences):
        assert piece.offset == len(covered[piece.sentence])
        assert 0 < len(piece.text) <= MAX_CHUNK
        covered[piece.sentence] += piece.text
    assert covered == sentences


@pytest.mark.parametrize("mark", "。！？；，、： \u3000\n")
def test_a_long_sentence_is_cut_behind_the_last_mark_that_fits(mark: str) -> None:
    sentence = "工" * 300 + mark + "业" * 200 + mark + "园" * 100
    assert [len(piece.text) for piece in cut([sentence])] == [502, 100]


def test_a_sentence_that_fits_is_never_cut() -> None:
    sentence = "工，" * (MAX_CHUNK // 2)
    assert cut([sentence, ""]) == [Piece(0, 0, sentence)]


@given(PIECES)
def test_batches_keep_all_pieces(pieces: list[Piece]) -> None:
    made = list(equal_batches(pieces))
    assert sorted(piece for batch in made for piece in batch) == sorted(pieces)
    assert all(0 < len(batch) <= BATCH for batch in made)


@given(PIECES)
def test_equal_batches_need_no_padding(pieces: list[Piece]) -> None:
    assert all(len({len(piece.text) for piece in batch}) == 1 for batch in equal_batches(pieces))
