"""The vocabulary graph: what is known before any document is read, and the divisions that documents speak of."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from extract.places.divisions import divisions
from kg.quads.industries import write_industries
from kg.quads.lineages import write_versions
from kg.quads.parks import write_parks
from kg.quads.programmes import write_programmes
from kg.quads.terms import GraphWriter, boolean, chinese, plain
from kg.resolve.gather import Gathered
from kg.resolve.identity import Identity
from kg.resolve.places import NATION, is_code, parent_key, versions
from kg.store import FORMAT

Described = set[Identity]


def write_vocabulary(graph: GraphWriter, found: Gathered, extra: tuple[Path, ...]) -> Described:
    """All programmes and industries, and the regions that records or programmes speak of with all above them.

    Gives what the graph describes, so that nobody else does. Raises VocabularyError for a bad file of `extra`.
    """
    graph.add(graph.terms.thing("dataset", "this"), "zm:formatVersion", plain(str(FORMAT)))
    programmes = write_programmes(graph, extra)
    parks = write_parks(graph, found.canonical)
    regions = {**dict.fromkeys(sorted(programmes.regions | parks.regions), ""), **found.regions}
    described = {Identity("region", key) for key in _write_regions(graph, regions)}
    return described | parks.described | programmes.described | write_industries(graph)


def _write_regions(graph: GraphWriter, names: dict[str, str]) -> set[str]:
    """Describe the regions with these keys and all that they are part of; gives the keys described."""
    done: set[str] = set()
    waiting = sorted(names)
    while waiting:
        key = waiting.pop()
        if key in done:
            continue
        done.add(key)
        node = graph.terms.thing("region", key)
        graph.add(node, "rdf:type", graph.terms.iri("zm:Region"))
        _describe(graph, node, key, names.get(key, ""))
        if parent := parent_key(key):
            graph.add(node, "zm:partOf", graph.terms.thing("region", parent))
            waiting.append(parent)
    return done


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
