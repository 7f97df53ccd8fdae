"""The parks of the vocabulary that documents speak of, as quads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.quads.terms import GraphWriter, boolean, chinese, plain
from kg.resolve.identity import Identity
from kg.resolve.parks import find_park, park_region
from ontology.vocabulary import Park, load_parks


def write_park(graph: GraphWriter, identity: Identity) -> bool:
    """Describe the park with its region, if it is one that the vocabulary knows; gives whether it is.

    Forms with a short ending are aliases, where no other park has the same.
    """
    park = find_park(identity.key) if identity.kind == "park" else None
    if park is None:
        return False
    node = graph.terms.thing(identity.kind, identity.key)
    graph.add(node, "rdf:type", graph.terms.iri("zm:Park"))
    graph.add(node, "skos:prefLabel", chinese(park.name))
    for alias in _forms().get(park, ()):
        graph.add(node, "skos:altLabel", chinese(alias))
    graph.add(node, "skos:notation", plain(park.code))
    graph.add(node, "zm:candidate", boolean(False))
    if region := park_region(park):
        graph.add(node, "zm:locatedIn", graph.terms.thing("region", region))
    return True


@cache
def _forms() -> Mapping[Park, list[str]]:
    """The other names that mean one park only, sorted."""
    forms: dict[Park, list[str]] = {}
    for name, meant in sorted(load_parks().surfaces.items()):
        if len(meant) == 1 and name != meant[0].name:
            forms.setdefault(meant[0], []).append(name)
    return forms
