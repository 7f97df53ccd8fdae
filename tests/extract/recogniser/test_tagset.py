"""Spans and tags say the same, and only tags that may follow each other do."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.recogniser.tagset import TAGS, TYPES, Span, allowed, decode, encode, may_begin, may_end
from ontology.records import ENTITY_TYPES


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[int, list[Span]]:
    """The length of a text, and spans in it that do not overlap, some of them touching."""
    at, spans = 0, []
    for gap, size, kind in draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6), st.sampled_from(TYPES)), max_size=8)
    ):
        spans.append(Span(at + gap, at + gap + size, kind))
        at += gap + size
    return at + draw(st.integers(0, 3)), spans


def numbers(*tags: str) -> list[int]:
    return [TAGS.index(tag) for tag in tags]


def test_the_types_are_those_of_the_records() -> None:
    assert sorted(TYPES) == sorted(ENTITY_TYPES)
    assert len(TAGS) == 1 + 4 * len(TYPES) == len(set(TAGS))


@given(texts_with_spans())
def test_spans_come_back_from_their_tags(text: tuple[int, list[Span]]) -> None:
    length, spans = text
    tags = encode(length, reversed(spans))
    assert len(tags) == length
    assert list(decode(tags)) == spans


@given(texts_with_spans())
def test_tags_of_spans_are_allowed_after_each_other(text: tuple[int, list[Span]]) -> None:
    tags, may = encode(*text), allowed()
    assert all(may[a, b] for a, b in pairwise(tags))
    assert not tags or (may_begin()[tags[0]] and may_end()[tags[-1]])


@given(st.lists(st.integers(0, len(TAGS) - 1), min_size=1, max_size=12))
def test_what_is_allowed_throughout_is_what_some_spans_spell(tags: list[int]) -> None:
    may = allowed()
    whole = may_begin()[tags[0]] and may_end()[tags[-1]] and all(may[a, b] for a, b in pairwise(tags))
    assert whole == (encode(len(tags), decode(tags)) == tags)


@pytest.mark.parametrize(
    "spans",
    [
        [Span(0, 3, "Park"), Span(2, 4, "Region")],
        [Span(1, 2, "Park"), Span(0, 4, "Agency")],
        [Span(0, 2, "Park"), Span(0, 2, "Park")],
        [Span(3, 6, "Park")],
        [Span(-1, 2, "Park")],
        [Span(2, 2, "Park")],
    ],
    ids=["crossing", "inside", "twice", "beyond", "before", "empty"],
)
def test_spans_that_overlap_or_leave_the_text_are_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="overlaps another or leaves the text of 5"):
        encode(5, spans)


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B-Park", "I-Park", "O"], []),
        (["I-Park", "E-Park"], []),
        (["B-Park", "O", "E-Park"], []),
        (["B-Park", "B-Park", "E-Park"], [Span(1, 3, "Park")]),
        (["S-Park", "E-Park", "S-Region"], [Span(0, 1, "Park"), Span(2, 3, "Region")]),
        (["B-Park", "E-Park", "E-Park"], [Span(0, 2, "Park")]),
    ],
)
def test_what_is_no_whole_name_is_passed_over(tags: list[str], spans: list[Span]) -> None:
    assert list(decode(numbers(*tags))) == spans
