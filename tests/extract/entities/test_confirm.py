"""Candidates of rules and lexicons beside what the policy recogniser saw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.entities.candidates import Candidate
from extract.entities.confirm import confirmed
from extract.rules import read_rules

DOUBTED = read_rules("conflicts")["needs_confirmation"]
TRUSTED = sorted(s for s in set(read_rules("conflicts")["priority"]) - set(DOUBTED) if not s.startswith("model-"))
SEEN = Candidate(10, 16, "Enterprise", "model-enterprise")


def candidates(kind: str, sources: list[str]) -> st.SearchStrategy[list[Candidate]]:
    made = st.builds(
        lambda start, size, source: Candidate(start, start + size, kind, source),
        st.integers(0, 60), st.integers(1, 12), st.sampled_from(sources),
    )  # fmt: skip
    return st.lists(made, max_size=12)


def overlap(a: Candidate, b: Candidate) -> bool:
    return a.start < b.end and b.start < a.end


def test_sources_that_need_a_word_are_sources_each_once() -> None:
    assert DOUBTED and set(DOUBTED) <= set(read_rules("conflicts")["priority"])
    assert len(DOUBTED) == len(set(DOUBTED))


@pytest.mark.parametrize(
    ("start", "end", "stands"),
    [(10, 16, True), (12, 14, True), (8, 20, True), (15, 18, True), (4, 11, True), (4, 10, False), (16, 20, False)],
    ids=["same", "inside", "around", "end", "beginning", "before", "behind"],
)
def test_a_doubted_source_needs_a_name_seen_at_its_place(start: int, end: int, stands: bool) -> None:
    candidate = Candidate(start, end, "Park", DOUBTED[0])
    assert list(confirmed([candidate], [SEEN])) == [candidate] * stands


@pytest.mark.parametrize("source", DOUBTED)
def test_no_doubted_source_stands_where_nothing_was_seen(source: str) -> None:
    assert list(confirmed([Candidate(30, 34, "Park", source)], [SEEN])) == []


@pytest.mark.parametrize("source", TRUSTED)
def test_any_other_source_stands_where_nothing_was_seen(source: str) -> None:
    candidate = Candidate(30, 34, "Policy", source)
    assert list(confirmed([candidate], [SEEN])) == [candidate]


@given(candidates("Agency", [*TRUSTED, *DOUBTED]), candidates("Park", ["model-park"]))
def test_what_stands_keeps_its_order(proposed: list[Candidate], seen: list[Candidate]) -> None:
    expected = [c for c in proposed if c.source in TRUSTED or any(overlap(c, s) for s in seen)]
    assert list(confirmed([*proposed, *seen], seen)) == [*expected, *seen]


@pytest.mark.parametrize(
    ("start", "end", "kind", "stands"),
    [
        (10, 13, "Programme", False),
        (12, 16, "Programme", False),
        (11, 14, "Programme", False),
        (10, 16, "Programme", True),
        (10, 18, "Programme", True),
        (14, 18, "Programme", True),
        (11, 14, "Industry", True),
    ],
    ids=["beginning", "end", "middle", "same", "longer", "crossing", "other type"],
)
def test_a_part_of_a_known_name_is_no_name_of_the_same_type(start: int, end: int, kind: str, stands: bool) -> None:
    known = Candidate(10, 16, "Programme", "gazetteer-programme", "programme/x")
    seen = Candidate(start, end, kind, f"model-{kind.lower()}")
    assert (seen in confirmed([known, seen], [seen])) is stands
