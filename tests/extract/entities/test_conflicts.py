"""Of overlapping candidates the better stand, whatever the order they come in."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.entities.candidates import Candidate
from extract.entities.conflicts import longest_first, standing_alone
from extract.rules import RuleError, read_rules
from ontology.records import ENTITY_TYPES

ENTITIES = Path(__file__).parents[3] / "extract" / "entities"


def _sources() -> set[str]:
    """Every name of a source in the code of the recognisers, and those that are put together from data."""
    code = "\n".join(p.read_text("utf-8") for p in sorted(ENTITIES.glob("*.py")))
    named = re.findall(rf'"(?:{"|".join(ENTITY_TYPES)})", "([a-z-]+)"', code)
    policies = re.findall(r'"(policy-[a-z-]+)"', code)
    recognised = {f"{name}-{kind.lower()}" for name in ("model", "lac", "hanlp") for kind in ENTITY_TYPES}
    programmes = (f"programme-{kind}" for kind in read_rules("programmes")["suffixes"])
    return {*named, *policies, *programmes, *recognised, "region"}


def test_every_source_has_a_priority() -> None:
    assert len(_sources()) > 30
    assert _sources() - set(read_rules("conflicts")["priority"]) == set()


def test_a_priority_belongs_to_a_source() -> None:
    code = "\n".join(p.read_text("utf-8") for p in sorted(ENTITIES.parent.rglob("*.py")))
    unknown = [s for s in read_rules("conflicts")["priority"] if s not in _sources() and f'"{s}"' not in code]
    assert unknown == []


def test_types_that_nest_are_types() -> None:
    for inner, outers in read_rules("conflicts")["may_stand_in"].items():
        assert {inner, *outers} <= set(ENTITY_TYPES)


def test_a_source_without_priority_is_an_error_that_names_it() -> None:
    with pytest.raises(RuleError, match="conflicts.yaml.*'guess'"):
        longest_first([Candidate(0, 2, "Park", "guess")])


@pytest.mark.parametrize(
    ("candidates", "stand"),
    [
        ([(0, 9, "Policy", "policy-title"), (3, 7, "Programme", "gazetteer-programme")], 2),
        ([(0, 6, "Agency", "agency-office"), (0, 3, "Region", "region")], 2),
        ([(0, 9, "Project", "project-suffix"), (0, 4, "Enterprise", "enterprise-legal-form")], 2),
        ([(0, 9, "Enterprise", "enterprise-legal-form"), (2, 4, "Industry", "gazetteer-industry")], 1),
        ([(0, 9, "Enterprise", "enterprise-legal-form"), (0, 3, "Region", "region")], 1),
        ([(0, 5, "Park", "park-suffix"), (3, 8, "Park", "park-suffix")], 1),
        ([(0, 5, "Park", "park-suffix"), (0, 5, "Programme", "programme-title")], 1),
        ([(0, 5, "Park", "park-suffix"), (5, 8, "Region", "region")], 2),
    ],
    ids=["title", "agency", "owner", "trade", "place", "crossing", "same", "adjacent"],
)
def test_what_may_stand_in_what(candidates: list[tuple[int, int, str, str]], stand: int) -> None:
    assert len(longest_first(Candidate(*c) for c in candidates)) == stand


def test_a_better_source_wins_then_the_longer_stretch_then_the_earlier() -> None:
    better, longer = Candidate(4, 8, "Enterprise", "enterprise-legal-form"), Candidate(0, 6, "Park", "park-suffix")
    assert longest_first([longer, better]) == [better]
    short, long = Candidate(0, 4, "Park", "park-suffix"), Candidate(2, 8, "Park", "park-suffix")
    assert longest_first([short, long]) == [long]
    early, late = Candidate(0, 4, "Park", "park-suffix"), Candidate(2, 6, "Park", "park-suffix")
    assert longest_first([late, early]) == [early]


KINDS = [
    ("Agency", "agency-office"), ("Agency", "agency-rank"), ("Enterprise", "enterprise-legal-form"),
    ("Park", "park-suffix"), ("Policy", "policy-title"), ("Programme", "programme-action"),
    ("Project", "project-list"), ("Region", "region"),
]  # fmt: skip


@st.composite
def _candidate(draw: st.DrawFn) -> Candidate:
    start = draw(st.integers(0, 150))
    kind, source = draw(st.sampled_from(KINDS))
    return Candidate(start, start + draw(st.integers(1, 90)), kind, source)


@given(st.lists(_candidate(), max_size=25), st.randoms())
def test_the_order_of_candidates_does_not_matter(candidates: list[Candidate], chance: Random) -> None:
    shuffled = candidates * 2
    chance.shuffle(shuffled)
    assert longest_first(shuffled) == longest_first(candidates)


@given(st.lists(_candidate(), max_size=25))
def test_what_stands_nests_or_is_apart_and_stands_again(candidates: list[Candidate]) -> None:
    kept = longest_first(candidates)
    for a, b in combinations(kept, 2):
        apart = a.end <= b.start or b.end <= a.start
        assert apart or (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
        assert (a.start, a.end) != (b.start, b.end)
    assert longest_first(kept) == kept
    assert set(kept) <= set(candidates)
    assert bool(kept) == bool(candidates)


def test_the_rungs_of_a_ladder_stand_alone() -> None:
    rungs = [Candidate(1, 4, "Programme", "programme-rung"), Candidate(5, 9, "Programme", "programme-rung")]
    joined = Candidate(1, 9, "Programme", "model-programme")
    title = Candidate(0, 20, "Policy", "policy-title")
    assert longest_first([joined, *rungs]) == rungs
    assert longest_first([title, *rungs]) == [title, *rungs]


@pytest.mark.parametrize(
    ("text", "inner", "outer", "stands"),
    [
        ("白酒酿造二期项目开工", ("Industry", "白酒"), ("Project", "白酒酿造二期项目"), False),
        ("白酒酿造二期项目开工，白酒增长", ("Industry", "白酒"), ("Project", "白酒酿造二期项目"), True),
        ("上线化工产业大脑", ("Industry", "化工"), ("Programme", "化工产业大脑"), True),
        ("认定化工特色产业基地", ("Industry", "化工"), ("Programme", "化工特色产业基地"), False),
        ("实施著名商标培育工程", ("Programme", "著名商标"), ("Programme", "著名商标培育工程"), False),
        ("印发《纺织业振兴方案》", ("Industry", "纺织业"), ("Policy", "《纺织业振兴方案》"), True),
    ],
)
def test_what_stands_only_in_a_longer_name_says_what_that_is_about(
    text: str, inner: tuple[str, str], outer: tuple[str, str], stands: bool
) -> None:
    names = [(inner, m) for m in re.finditer(inner[1], text)] + [(outer, m) for m in re.finditer(outer[1], text)]
    kept = standing_alone(text, [Candidate(*m.span(), kind, "any") for (kind, _), m in names])
    assert (inner in {(c.type, text[c.start : c.end]) for c in kept}) == stands
    assert outer in {(c.type, text[c.start : c.end]) for c in kept}
