"""Adoption events: which region took up which programme when, as documents tell it."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.quads.document import add_evidence, value_term
from kg.quads.terms import GraphWriter, plain
from kg.resolve.adopters import adopter
from kg.resolve.gather import Gathered, end_identity, event_region
from kg.resolve.identity import Identity
from ontology.records import AdoptionEvent, Record, Relation, stable_id

# A programme that is only spoken of is not taken up.
_TOLD = ("planned", "ongoing", "achieved", "ended")


def write_events(graph: GraphWriter, records: Iterable[Record], found: Gathered) -> None:
    """Events that records tell, with their evidence, and those that claims of `implements` amount to.

    One node for all documents that tell the same: programme, region, status and time make its identity.
    """
    for record in records:
        for event in record.events:
            _told(graph, record, event, found)
        for relation in record.relations:
            if relation.predicate == "implements" and relation.status in _TOLD:
                _from_claim(graph, record, relation, found)


def _told(graph: GraphWriter, record: Record, event: AdoptionEvent, found: Gathered) -> None:
    programme, region = found.links[event.programme], event_region(event, record)
    node, key = _event(graph, programme, region, event.status, event.time)
    for evidence in event.evidence:
        add_evidence(graph, record, evidence, kind="zm:supportsEvent", target=node, key=key)


def _from_claim(graph: GraphWriter, record: Record, relation: Relation, found: Gathered) -> None:
    """What an agency does is told of its region by the event alone, so that needs evidence, and no date."""
    region = adopter(record, relation, found)
    by_agency = end_identity(found, record, relation.subject) != region
    if region is None or not (relation.time or by_agency):
        return
    programme = end_identity(found, record, relation.object)
    node, key = _event(graph, programme, region, relation.status, relation.time)
    graph.add(node, "prov:wasDerivedFrom", graph.terms.thing("claim", relation.id))
    for evidence in relation.evidence if by_agency else ():
        add_evidence(graph, record, evidence, kind="zm:supportsEvent", target=node, key=key)


def _event(
    graph: GraphWriter, programme: Identity, region: Identity, status: str, time: str | None
) -> tuple[ox.NamedNode, str]:
    terms = graph.terms
    adopted, adopter = (terms.thing(end.kind, end.key) for end in (programme, region))
    key = stable_id(adopted.value, adopter.value, status, time or "")
    node = terms.thing("event", key)
    graph.add(node, "rdf:type", terms.iri("zm:AdoptionEvent"))
    graph.add(node, "zm:programme", adopted)
    graph.add(node, "zm:region", adopter)
    graph.add(node, "zm:status", value_term(terms, "Status", status))
    graph.add(node, "zm:time", plain(time))
    return node, key
