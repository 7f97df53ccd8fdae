"""Adoption events: which region took up which programme when, as documents tell it, and what that follows from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.quads.descent import write_descent
from kg.quads.document import add_evidence, value_term
from kg.quads.terms import GraphWriter, Terms, chinese, plain
from kg.resolve.identity import Identity
from kg.resolve.intervals import Interval, precedes
from kg.resolve.tellings import Coverage, Telling, interval, latest_first
from ontology.records import stable_id
from ontology.vocabulary.programmes import load_programmes

_PRECISIONS = {4: "year", 7: "month", 10: "day"}
_ADOPTED = ("ongoing", "achieved")
HIERARCHICAL = "hierarchical"
# Programme, region and status of an event; what is told of it, the first telling first, and when it began.
Key = tuple[Identity, Identity, str]
Event = tuple[list[Telling], Interval]


def events_of(
    told: Iterable[Telling], covered: Iterable[Coverage], fields: Mapping[str, frozenset[str]]
) -> dict[Key, Event]:
    """The events of one region: all that is `told` of it, and what its documents cover.

    `fields` are the fields of programmes of the vocabulary. One event for all documents that tell the same: programme,
    region and status make its identity.
    """
    grouped: dict[Key, list[Telling]] = defaultdict(list)
    for telling in told:
        grouped[telling.programme, telling.region, telling.status].append(telling)
    latest = latest_first(covered)
    events: dict[Key, Event] = {}
    for key, tellings in sorted(grouped.items()):
        ordered = sorted(tellings, key=lambda telling: telling.order)
        events[key] = ordered, interval(ordered[0], fields.get(key[0].key, frozenset()), latest)
    return events


def fields_of(extra: tuple[Path, ...] = ()) -> dict[str, frozenset[str]]:
    """The fields of the programmes of the vocabulary and of an analyst's own files, by id."""
    return {programme.id: frozenset(programme.scope) for programme in load_programmes(extra)}


def event_node(terms: Terms, programme: Identity, region: Identity, status: str) -> tuple[ox.NamedNode, str]:
    """The node of an event, and the key that ids of its evidence are made of."""
    adopted, adopter = (terms.thing(end.kind, end.key) for end in (programme, region))
    key = stable_id(adopted.value, adopter.value, status)
    return terms.thing("event", key), key


def write_event(graph: GraphWriter, event: Event) -> None:
    """One event with its evidence.

    What varies from telling to telling, the time, stands at the claim or the evidence; the event has that of the first.
    """
    terms, (told, when) = graph.terms, event
    first = told[0]
    node, key = event_node(terms, first.programme, first.region, first.status)
    graph.add(node, "rdf:type", terms.iri("zm:AdoptionEvent"))
    graph.add(node, "zm:programme", terms.thing(first.programme.kind, first.programme.key))
    graph.add(node, "zm:region", terms.thing(first.region.kind, first.region.key))
    graph.add(node, "zm:status", value_term(terms, "Status", first.status))
    graph.add(node, "zm:time", plain(first.time))
    graph.add(node, "zm:precision", plain(_precision(first.time)))
    graph.add(node, "zm:documentDate", plain(first.published))
    graph.add(node, "zm:notBefore", plain(when.lower))
    graph.add(node, "zm:notAfter", plain(when.upper))
    graph.add(node, "zm:surfaceForm", chinese(first.used))
    for telling in told:
        if telling.claim is not None:
            graph.add(node, "prov:wasDerivedFrom", terms.thing("claim", telling.claim))
        for evidence in telling.evidence:
            place = add_evidence(
                graph, telling.document, evidence, kind="zm:supportsEvent", target=node, key=_evidence_key(key, telling)
            )
            graph.add(place, "zm:time", plain(telling.time))


def _evidence_key(key: str, telling: Telling) -> str:
    """One place in a text may tell two times of one event: then it is two pieces of evidence."""
    return stable_id(key, telling.time) if telling.time else key


def _precision(time: str | None) -> str | None:
    return None if not time else "interval" if "/" in time else _PRECISIONS.get(len(time))


def write_parents(graph: GraphWriter, told: Iterable[Telling]) -> None:
    """Where adoptions of one programme came from, by hierarchy: the nearest superior that had it no later, where the
    region's own text carries it out."""
    adopted = [telling for telling in told if telling.status in _ADOPTED]
    first: dict[Identity, Telling] = {}
    for telling in sorted(adopted, key=lambda telling: (telling.order, telling.status)):
        first.setdefault(telling.region, telling)
    for region in sorted({telling.region for telling in adopted if telling.own}):
        for above in first[region].above:
            parent = first.get(Identity("region", above))
            if parent is not None and (weight := precedes(parent.when, first[region].when)) is not None:
                _descent(graph, first[region], parent, weight)
                break


def _descent(graph: GraphWriter, child: Telling, parent: Telling, weight: float) -> None:
    terms = graph.terms
    write_descent(
        graph,
        child=event_node(terms, child.programme, child.region, child.status),
        above=event_node(terms, parent.programme, parent.region, parent.status)[0],
        region=terms.thing(parent.region.kind, parent.region.key),
        kind=HIERARCHICAL,
        weight=weight,
    )
