"""A pattern that was made quick finds what it found before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.rules import words
from extract.rules.openings import quick

LETTERS = st.sampled_from("县市园区")
SETS = st.lists(LETTERS, min_size=1, max_size=3).map(lambda chars: f"[{''.join(chars)}]")
PATTERNS = st.recursive(
    LETTERS | SETS | st.sampled_from(["(?<!县)", "(?<=[市园])", "(?=区)", "^", "$", r"\w", "[^市]"]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map("".join)
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})")
        | st.tuples(LETTERS | SETS, st.sampled_from(["?", "*", "+", "{1,2}", "??"])).map("".join)
        | inner.map(lambda part: f"(?:{part})?")
    ),
    max_leaves=12,
)
TEXTS = st.text("县市园区的", max_size=12)


def found(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]


@given(st.lists(PATTERNS, min_size=1, max_size=3).map("|".join), TEXTS)
def test_it_finds_the_same_stretches(pattern: str, text: str) -> None:
    assert found(quick(pattern), text) == found(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        ("园区|基地", "园基"),
        ("(?<![县市])(?:园区|基地)(?=现)", "园基"),
        ("[前后]者", "前后"),
        ("该?园区", "该园"),
        ("(?:以上|这)?[两三]家", "以这两三"),
        ("^(?:一个|另一个)", "一另"),
    ],
)
def test_every_alternative_begins_with_a_character(pattern: str, openings: str) -> None:
    assert "".join(alternative[0] for alternative in quick(pattern).split("|")) == openings


@pytest.mark.parametrize(
    "pattern", ["(园|区)", "(?P<S>园)区", r"\d家", "[^，]者", ".园", "园*区", "(?=园)园", "园|", "[一-九]县"]
)
def test_what_may_begin_with_anything_is_left_as_it_is(pattern: str) -> None:
    assert quick(pattern) == pattern


@pytest.mark.parametrize(("rules", "key"), [("anaphora", "Park"), ("adoption", "none"), ("status", "carried")])
def test_long_lists_of_rules_become_quick(rules: str, key: str) -> None:
    pattern = "|".join(words(rules, key)).replace("{Programme}", "园")
    assert quick(pattern) != pattern
