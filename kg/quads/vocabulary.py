"""Divisions in the vocabulary graph: those that documents or programmes speak of, as lineages."""

from __future__ import annotations

import pyoxigraph as ox

from extract.places.divisions import divisions
from kg.quads.lineages import write_versions
from kg.quads.terms import GraphWriter, boolean, chinese, plain
from kg.resolve.places import NATION, is_code, parent_key, versions


def write_region(graph: GraphWriter, key: str, name: str) -> None:
    """Describe the region with this key; `name` is used where the table of divisions has none."""
    node = graph.terms.thing("region", key)
    graph.add(node, "rdf:type", graph.terms.iri("zm:Region"))
    _describe(graph, node, key, name)
    if parent := parent_key(key):
        graph.add(node, "zm:partOf", graph.terms.thing("region", parent))


def _describe(graph: GraphWriter, node: ox.NamedNode, key: str, name: str) -> None:
    division = divisions().get(key)
    if key == NATION:
        graph.add(node, "zm:level", graph.terms.iri("zm:national"))
    if division is None:
        graph.add(node, "skos:prefLabel", chinese(name or key))
        graph.add(node, "zm:code", plain(key) if is_code(key) else None)
        graph.add(node, "zm:candidate", boolean(key != NATION and not is_code(key)))
        return
    lineage = versions(division)
    graph.add(node, "skos:prefLabel", chinese(division.name))
    for alias in sorted({name for d in lineage for name in (d.name, d.short)} - {division.name}):
        graph.add(node, "skos:altLabel", chinese(alias))
    for version in lineage:
        graph.add(node, "zm:code", plain(version.code))
    write_versions(graph, key, lineage)
    graph.add(node, "zm:level", graph.terms.iri(f"zm:{division.level}"))
    graph.add(node, "zm:candidate", boolean(False))
