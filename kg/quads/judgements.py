"""People's decisions on identity as nodes: which entities, which verdict, who, when and why."""

from __future__ import annotations

from collections.abc import Iterable

from kg.quads.document import value_term
from kg.quads.terms import GraphWriter, chinese, plain
from kg.resolve.judgements.anchor import Anchored


def write_judgements(graph: GraphWriter, judged: Iterable[Anchored]) -> None:
    """One node a decision that holds; `zm:judges` leads to the two document-level entities, never to canonical ones."""
    terms = graph.terms
    for one in judged:
        said = one.line.judgement
        node = terms.thing("judgement", said.id)
        graph.add(node, "rdf:type", terms.iri("zm:Judgement"))
        for entity in sorted((one.first, one.second)):
            graph.add(node, "zm:judges", terms.thing("e", entity))
        graph.add(node, "zm:verdict", value_term(terms, "Verdict", said.verdict))
        graph.add(node, "zm:judgedBy", plain(said.who))
        graph.add(node, "zm:judgedOn", plain(said.when))
        graph.add(node, "zm:reason", chinese(said.why))
