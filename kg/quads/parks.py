"""The parks of the vocabulary that documents speak of, as quads."""

from __future__ import annotations

from collections.abc import Iterable

from kg.quads.terms import GraphWriter, boolean, chinese, plain
from kg.resolve.identity import Identity
from kg.resolve.parks import parks_by_key
from ontology.vocabulary import load_parks


def write_parks(graph: GraphWriter, spoken_of: Iterable[Identity]) -> set[Identity]:
    """The parks among `spoken_of` that the vocabulary knows; gives what is described now.

    Of two names for one code the first of the list is the label, the others are aliases, as short forms are.
    """
    known = parks_by_key()
    surfaces = load_parks().surfaces
    described: set[Identity] = set()
    for identity in spoken_of:
        if identity.kind != "park" or not (parks := known.get(identity.key)):
            continue
        described.add(identity)
        node = graph.terms.thing(identity.kind, identity.key)
        graph.add(node, "rdf:type", graph.terms.iri("zm:Park"))
        graph.add(node, "skos:prefLabel", chinese(parks[0].name))
        aliases = {name for name, meant in surfaces.items() if set(meant) <= set(parks)} - {parks[0].name}
        for alias in sorted(aliases):
            graph.add(node, "skos:altLabel", chinese(alias))
        graph.add(node, "zm:code", plain(parks[0].code))
        graph.add(node, "zm:candidate", boolean(False))
    return described
