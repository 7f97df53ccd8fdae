"""The parks of the vocabulary that documents speak of, as quads."""

from __future__ import annotations

from collections.abc import Iterable

from kg.quads.terms import GraphWriter, boolean, chinese, plain
from kg.resolve.identity import Identity
from kg.resolve.parks import find_park
from ontology.vocabulary import load_parks


def write_parks(graph: GraphWriter, spoken_of: Iterable[Identity]) -> set[Identity]:
    """The parks among `spoken_of` that the vocabulary knows; gives what is described now.

    Forms with a short ending are aliases, where no other park has the same.
    """
    surfaces = load_parks().surfaces
    described: set[Identity] = set()
    for identity in spoken_of:
        park = find_park(identity.key) if identity.kind == "park" else None
        if park is None:
            continue
        described.add(identity)
        node = graph.terms.thing(identity.kind, identity.key)
        graph.add(node, "rdf:type", graph.terms.iri("zm:Park"))
        graph.add(node, "skos:prefLabel", chinese(park.name))
        for alias in sorted(name for name, meant in surfaces.items() if meant == (park,) and name != park.name):
            graph.add(node, "skos:altLabel", chinese(alias))
        graph.add(node, "skos:notation", plain(park.code))
        graph.add(node, "zm:candidate", boolean(False))
    return described
