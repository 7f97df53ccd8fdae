"""The parks of the vocabulary that documents speak of, as quads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.quads.terms import GraphWriter, boolean, chinese, plain
from kg.resolve.identity import Identity
from kg.resolve.parks import find_park, park_region
from ontology.vocabulary import load_parks


@dataclass(slots=True)
class WrittenParks:
    """What is described now, and the keys of the regions that it points to."""

    described: set[Identity] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)


def write_parks(graph: GraphWriter, spoken_of: Iterable[Identity]) -> WrittenParks:
    """The parks among `spoken_of` that the vocabulary knows, each with its region.

    Forms with a short ending are aliases, where no other park has the same.
    """
    surfaces = load_parks().surfaces
    written = WrittenParks()
    for identity in spoken_of:
        park = find_park(identity.key) if identity.kind == "park" else None
        if park is None:
            continue
        written.described.add(identity)
        node = graph.terms.thing(identity.kind, identity.key)
        graph.add(node, "rdf:type", graph.terms.iri("zm:Park"))
        graph.add(node, "skos:prefLabel", chinese(park.name))
        for alias in sorted(name for name, meant in surfaces.items() if meant == (park,) and name != park.name):
            graph.add(node, "skos:altLabel", chinese(alias))
        graph.add(node, "skos:notation", plain(park.code))
        graph.add(node, "zm:candidate", boolean(False))
        if region := park_region(park):
            written.regions.add(region)
            graph.add(node, "zm:locatedIn", graph.terms.thing("region", region))
    return written
