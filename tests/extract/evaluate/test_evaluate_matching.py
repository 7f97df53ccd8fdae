"""Matching is one to one, as large as can be, and fair to what is required and to what agrees best."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from extract.evaluate.matching import match


@dataclass(frozen=True)
class Item:
    """Agrees strictly with items of the same `strict` value, and loosely where the `loose` sets meet."""

    number: int
    strict: int
    loose: frozenset[int]
    optional: bool = False


def equal(one: Item, other: Item) -> bool:
    return one.strict == other.strict


def near(one: Item, other: Item) -> bool:
    return bool(one.loose & other.loose)


def items(*, may_be_optional: bool) -> st.SearchStrategy[list[Item]]:
    optional = st.booleans() if may_be_optional else st.just(False)
    parts = st.tuples(st.integers(0, 5), st.frozensets(st.integers(0, 5), max_size=3), optional)
    return st.lists(parts, max_size=8).map(lambda rows: [Item(number, *row) for number, row in enumerate(rows)])


def largest(gold: list[Item], found: list[Item]) -> int:
    """Size of a maximum matching, by another's implementation."""
    graph = nx.Graph()
    graph.add_nodes_from(("gold", g.number) for g in gold)
    agreeing = [(g, f) for g in gold for f in found if equal(g, f) or near(g, f)]
    graph.add_edges_from((("gold", g.number), ("found", f.number)) for g, f in agreeing)
    return len(nx.bipartite.maximum_matching(graph, [("gold", g.number) for g in gold])) // 2


@given(items(may_be_optional=True), items(may_be_optional=False))
def test_each_is_matched_once_and_as_many_as_can_be(gold: list[Item], found: list[Item]) -> None:
    matched = match(gold, found, [equal, near])
    assert len({g.number for g, _ in matched.pairs}) == len({f.number for _, f in matched.pairs}) == len(matched.pairs)
    assert all(equal(g, f) or near(g, f) for g, f in matched.pairs)
    assert len(matched.pairs) == largest(gold, found)
    assert len(matched.extra) == len(found) - len(matched.pairs)


@given(items(may_be_optional=True), items(may_be_optional=False))
def test_what_is_optional_never_takes_the_place_of_what_is_required(gold: list[Item], found: list[Item]) -> None:
    required = [item for item in gold if not item.optional]
    matched = match(gold, found, [near])
    assert len(matched.missed) == len(match(required, found, [near]).missed)


def test_an_equal_name_goes_before_a_near_one() -> None:
    both, other = Item(0, 1, frozenset({1})), Item(1, 2, frozenset({1}))
    answer = Item(0, 2, frozenset({1}))
    assert match([both, other], [answer], [equal, near]).pairs == ((other, answer),)


def test_a_chain_longer_than_the_stack_of_python_is_followed() -> None:
    size = 1200
    gold = [Item(i, 0, frozenset({i, i + 1})) for i in range(size)] + [Item(size, 0, frozenset({0}))]
    found = [Item(i, 1, frozenset({i})) for i in range(size + 1)]
    assert len(match(gold, found, [near]).pairs) == size + 1
