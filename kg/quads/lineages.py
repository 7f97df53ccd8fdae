"""What came after what: versions of divisions, and offices that a reform put in the place of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.places.divisions import TODAY, Division
from kg.quads.terms import GraphWriter, plain
from kg.quads.terms import chinese as name_of
from kg.resolve.identity import Identity
from kg.resolve.lineages import Succession


def write_versions(graph: GraphWriter, key: str, lineage: Sequence[Division]) -> None:
    """The versions of a region that has had several, each with its name, code and years, linked to the next."""
    if len(lineage) < 2:
        return
    terms = graph.terms
    nodes = [terms.thing("version", f"{d.code}-{d.start or d.end}") for d in lineage]
    for node, division in zip(nodes, lineage, strict=True):
        graph.add(node, "rdf:type", terms.iri("zm:Version"))
        graph.add(node, "zm:versionOf", terms.thing("region", key))
        graph.add(node, "skos:prefLabel", name_of(division.name))
        graph.add(node, "zm:code", plain(division.code))
        graph.add(node, "zm:validFrom", plain(str(division.start) if division.start else None))
        graph.add(node, "zm:validUntil", plain(str(division.end) if division.end != TODAY else None))
    for before, after in zip(nodes, nodes[1:], strict=False):
        graph.add(before, "zm:succeededBy", after)


def write_successions(graph: GraphWriter, successions: Iterable[Succession]) -> None:
    """Offices of one place whose task went over in a reform: a link with the times of the reform, never a merge."""
    terms = graph.terms
    for found in successions:
        before, after = terms.thing(*_parts(found.before)), terms.thing(*_parts(found.after))
        graph.add(before, "zm:succeededBy", after)
        graph.add(before, "zm:validUntil", plain(found.until))
        graph.add(after, "zm:validFrom", plain(found.since))


def _parts(identity: Identity) -> tuple[str, str]:
    return identity.kind, identity.key
