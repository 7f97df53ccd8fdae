"""All named queries, the trace and the default graph, on engines of other makers and on the embedded store."""

from __future__ import annotations

import pytest

from kg import Graph
from kg.query.named import named_queries
from kg.query.reference import examples
from kg.trace import to_json


@pytest.mark.parametrize("name", named_queries())
def test_a_named_query_has_the_same_answer(published: Graph, embedded: Graph, name: str) -> None:
    query = named_queries()[name]
    for given in (examples(query), {p.name: p.example for p in query.parameters}):
        here, there = embedded.named(name, **given), published.named(name, **given)
        assert there.vars == here.vars
        assert sorted(map(str, there.to_dicts())) == sorted(map(str, here.to_dicts()))


def test_a_trace_is_the_same(published: Graph, embedded: Graph) -> None:
    # Texts are not published: the words around a quote are known to the embedded graph alone.
    assert to_json(published.trace("链长制")) == to_json(embedded.trace("链长制"))


def test_the_default_graph_counts_each_triple_once_and_has_nothing_inferred(published: Graph, embedded: Graph) -> None:
    for query in (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { GRAPH zmg:inferred { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?n) { GRAPH zmg:inferred { ?s ?p ?o } ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?d a zm:Document } }",
    ):
        assert published.query(query).to_dicts() == embedded.query(query).to_dicts()


def test_the_other_forms_of_queries_work_too(published: Graph, embedded: Graph) -> None:
    names = "CONSTRUCT { ?p skos:prefLabel ?n } WHERE { ?p a zm:Programme ; skos:prefLabel ?n }"
    assert set(published.query(names).triples) == set(embedded.query(names).triples) != set()
    assert published.query("ASK { ?d a zm:Document }").truth is True
    assert published.query("ASK { ?d a zm:Nothing }").truth is False


def test_things_are_found_by_their_names(published: Graph, embedded: Graph) -> None:
    assert published.entity("四送一服") == embedded.entity("四送一服")
    assert published.find("四送").to_dicts() == embedded.find("四送").to_dicts()
    assert set(published.neighbourhood("四送一服")) == set(embedded.neighbourhood("四送一服"))
