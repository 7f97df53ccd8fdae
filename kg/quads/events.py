"""Adoption events: which region took up which programme when, as documents tell it, and what that follows from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.quads.descent import write_descent
from kg.quads.document import add_evidence, value_term
from kg.quads.terms import GraphWriter, Terms, chinese, plain
from kg.resolve.gather import Gathered
from kg.resolve.identity import Identity
from kg.resolve.intervals import precedes
from kg.resolve.tellings import Telling, Topics, superiors, tellings
from ontology.records import Record, stable_id
from ontology.vocabulary.programmes import load_programmes

_PRECISIONS = {4: "year", 7: "month", 10: "day"}
_ADOPTED = ("ongoing", "achieved")
HIERARCHICAL = "hierarchical"
_Key = tuple[Identity, Identity, str]


def write_events(
    graph: GraphWriter, inferred: GraphWriter, records: Sequence[Record], found: Gathered, extra: tuple[Path, ...] = ()
) -> None:
    """Events with their evidence into `graph`, parents by hierarchy into `inferred`; `extra` are own programme files.

    One node for all documents that tell the same: programme, region and status make its identity. What varies from
    telling to telling, the time, stands at the claim or the evidence; the event has that of the first.
    """
    topics = Topics(records, found, extra)
    for document, scopes in topics.covered.items():
        for scope in scopes:
            graph.add(graph.terms.thing("doc", document), "zm:covers", plain(scope))
    grouped: dict[_Key, list[Telling]] = defaultdict(list)
    for telling in tellings(records, found):
        grouped[telling.programme, telling.region, telling.status].append(telling)
    fields = {programme.id: frozenset(programme.scope) for programme in load_programmes(extra)}
    for key in sorted(grouped):
        told = grouped[key] = sorted(grouped[key], key=lambda telling: telling.order)
        _event(graph, told, topics, fields.get(key[0].key, frozenset()))
    _parents(inferred, grouped)


def event_node(terms: Terms, programme: Identity, region: Identity, status: str) -> tuple[ox.NamedNode, str]:
    """The node of an event, and the key that ids of its evidence are made of."""
    adopted, adopter = (terms.thing(end.kind, end.key) for end in (programme, region))
    key = stable_id(adopted.value, adopter.value, status)
    return terms.thing("event", key), key


def _event(graph: GraphWriter, told: Sequence[Telling], topics: Topics, scopes: frozenset[str]) -> None:
    terms, first = graph.terms, told[0]
    node, key = event_node(terms, first.programme, first.region, first.status)
    interval = topics.interval(first, scopes)
    graph.add(node, "rdf:type", terms.iri("zm:AdoptionEvent"))
    graph.add(node, "zm:programme", terms.thing(first.programme.kind, first.programme.key))
    graph.add(node, "zm:region", terms.thing(first.region.kind, first.region.key))
    graph.add(node, "zm:status", value_term(terms, "Status", first.status))
    graph.add(node, "zm:time", plain(first.time))
    graph.add(node, "zm:precision", plain(_precision(first.time)))
    graph.add(node, "zm:documentDate", plain(first.record.published))
    graph.add(node, "zm:notBefore", plain(interval.lower))
    graph.add(node, "zm:notAfter", plain(interval.upper))
    graph.add(node, "zm:surfaceForm", chinese(first.used))
    for telling in told:
        if telling.claim is not None:
            graph.add(node, "prov:wasDerivedFrom", terms.thing("claim", telling.claim))
        for evidence in telling.evidence:
            place = add_evidence(
                graph, telling.record, evidence, kind="zm:supportsEvent", target=node, key=_evidence_key(key, telling)
            )
            graph.add(place, "zm:time", plain(telling.time))


def _evidence_key(key: str, telling: Telling) -> str:
    """One place in a text may tell two times of one event: then it is two pieces of evidence."""
    return stable_id(key, telling.time) if telling.time else key


def _precision(time: str | None) -> str | None:
    return None if not time else "interval" if "/" in time else _PRECISIONS.get(len(time))


def _parents(graph: GraphWriter, grouped: Mapping[_Key, Sequence[Telling]]) -> None:
    """The nearest superior that had the programme no later, where the region's own text carries it out."""
    first: dict[tuple[Identity, Identity], Telling] = {}
    for (programme, region, status), told in grouped.items():
        if status in _ADOPTED:
            known = first.get((programme, region))
            first[programme, region] = min(told[0], known, key=lambda t: t.order) if known else told[0]
    own = {(t.programme, t.region) for told in grouped.values() for t in told if t.own and t.status in _ADOPTED}
    for (programme, region), telling in first.items():
        if (programme, region) not in own:
            continue
        for above in superiors(telling):
            parent = first.get((programme, above))
            if parent is not None and (weight := precedes(parent.when, telling.when)) is not None:
                _descent(graph, telling, parent, weight)
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
