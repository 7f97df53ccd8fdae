"""The industries of the vocabulary as quads: names that reports use, with their codes in GB/T 4754-2017."""

from __future__ import annotations

from kg.quads.terms import GraphWriter, boolean, chinese, plain
from kg.resolve.identity import Identity
from ontology.vocabulary.industries import load_industries


def write_industries(graph: GraphWriter) -> set[Identity]:
    """All industries; gives what is described now. A name is its own key: the vocabulary has each only once."""
    described: set[Identity] = set()
    for industry in load_industries():
        node = graph.terms.thing("industry", industry.name)
        described.add(Identity("industry", industry.name))
        graph.add(node, "rdf:type", graph.terms.iri("zm:Industry"))
        graph.add(node, "skos:prefLabel", chinese(industry.name))
        for alias in industry.aliases:
            graph.add(node, "skos:altLabel", chinese(alias))
        for code in industry.codes:
            graph.add(node, "skos:notation", plain(code))
        if industry.broader:
            graph.add(node, "skos:broader", graph.terms.thing("industry", industry.broader))
        graph.add(node, "zm:candidate", boolean(False))
    return described
