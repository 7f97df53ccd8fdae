"""A pattern that was made quick finds what it found before, and what a pattern needs stands in all that it finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.relations.adoption.words import any_step
from extract.relations.rules import sentence_rules
from extract.rules import words
from extract.rules.needed import needed
from extract.rules.openings import alternatives, quick

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


def test_all_steps_of_an_adoption_together_are_quick() -> None:
    openings = [alternative[0] for alternative in alternatives(any_step().pattern)]
    assert len(openings) == len(set(openings))


@given(st.lists(PATTERNS, min_size=1, max_size=3).map("|".join), TEXTS)
def test_every_match_has_one_of_what_is_needed(pattern: str, text: str) -> None:
    told = needed(pattern)
    assert all(not told or told.intersection(match[0]) for match in re.finditer(pattern, text))


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        ("县园", "县"),
        ("(?:县|市)?园", "园"),
        ("[^，]{0,4}(?:园区|基地)(?!项目)", "园基"),
        ("(?P<S>[甲乙])(?:将|把)[^，]*(?:列为|作为)", "将把"),
        (r"\d+[家户]|第一", "家户第"),
    ],
)
def test_the_fewest_characters_are_told(pattern: str, characters: str) -> None:
    assert needed(pattern, frozenset("甲乙")) == frozenset(characters)


@pytest.mark.parametrize("pattern", ["园?", "园*|县", "园{0,2}", "(?=园)", "(?:园|)", r"\d", "[^园]", "[一-九]", "甲"])
def test_what_can_do_without_tells_nothing(pattern: str) -> None:
    assert needed(pattern, frozenset("甲")) == frozenset()


def test_most_rules_need_a_word() -> None:
    rules = sentence_rules()
    assert sum(bool(rule.words) for rule in rules) > len(rules) / 2
