"""A trace as RDF: events with their evidence, and where they came from, said by texts or only inferred."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyoxigraph as ox

from kg.quads.descent import write_descent
from kg.quads.terms import GraphWriter, Terms, chinese, decimal, integer, plain
from kg.trace.dates import precision
from kg.trace.model import ADOPTED, GROUP_OF, Attestation, Event
from kg.trace.parents import CITED, TEXT_REUSE, Parent
from kg.trace.result import Trace
from ontology.namespaces import Namespaces
from ontology.records import stable_id


def to_trig(trace: Trace, namespaces: Namespaces) -> str:
    """TriG: `zmg:events` has what texts say, `zmg:inferred` parents that none says."""
    quads = [quad for graph in _graphs(trace, Terms(namespaces)) for quad in sorted(graph, key=str)]
    return _prefixed(trace, ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=namespaces.prefixes), namespaces)


def to_turtle(trace: Trace, namespaces: Namespaces) -> str:
    """Turtle of both graphs in one: what is only inferred is to be told by `zm:parentKind`."""
    triples = sorted({quad.triple for graph in _graphs(trace, Terms(namespaces)) for quad in graph}, key=str)
    return _prefixed(trace, ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=namespaces.prefixes), namespaces)


def _prefixed(trace: Trace, data: bytes | None, namespaces: Namespaces) -> str:
    """The serialiser puts prefixes in an order that changes from run to run; here they are sorted."""
    lines = io.StringIO((data or b"").decode())
    head = sorted(lines.readline() for _ in namespaces.prefixes)
    notes = "".join(f"# {' '.join(notice.split())}\n" for notice in trace.notices)
    return notes + "".join(head) + lines.read()


def _graphs(trace: Trace, terms: Terms) -> Iterator[GraphWriter]:
    said, inferred = GraphWriter(terms, "events"), GraphWriter(terms, "inferred")
    for event in trace.events:
        _event(said, event)
    first = {(e.place.key, GROUP_OF[e.status]): e for e in reversed(trace.events)}
    for parent in trace.parents:
        child = first.get((parent.child.key, ADOPTED))
        if child is None or parent.parent is None:
            continue
        above = first.get((parent.parent.key, ADOPTED))
        _link(said if parent.kind == CITED else inferred, parent, child, above)
    yield from (said, inferred)


def _node(terms: Terms, event: Event) -> tuple[ox.NamedNode, str]:
    key = stable_id(event.programme, event.place.iri, event.status)
    return terms.thing("event", key), key


def _event(graph: GraphWriter, event: Event) -> None:
    terms, first = graph.terms, event.first
    node, key = _node(terms, event)
    graph.add(node, "rdf:type", terms.iri("zm:AdoptionEvent"))
    graph.add(node, "zm:programme", ox.NamedNode(event.programme))
    graph.add(node, "zm:region", ox.NamedNode(event.place.iri))
    graph.add(node, "zm:status", terms.iri(f"zm:{event.status}"))
    graph.add(node, "zm:time", plain(first.time))
    graph.add(node, "zm:precision", plain(precision(first.time)))
    graph.add(node, "zm:documentDate", plain(first.source.published))
    graph.add(node, "zm:notBefore", plain(event.interval.lower))
    graph.add(node, "zm:notAfter", plain(event.interval.upper))
    graph.add(node, "zm:surfaceForm", chinese(first.used))
    for one in event.attestations:
        _evidence(graph, node, key, one)


def _evidence(graph: GraphWriter, event: ox.NamedNode, key: str, one: Attestation) -> None:
    if not one.sentence:
        return
    terms = graph.terms
    node = terms.thing("ev", stable_id(key, one.source.id, str(one.start), str(one.end)))
    graph.add(node, "rdf:type", terms.iri("zm:Evidence"))
    graph.add(node, "zm:supportsEvent", event)
    graph.add(node, "prov:hadPrimarySource", terms.thing("doc", one.source.id))
    graph.add(node, "zm:start", integer(one.start))
    graph.add(node, "zm:end", integer(one.end))
    graph.add(node, "zm:quote", chinese(one.sentence))
    graph.add(node, "zm:time", plain(one.time))
    graph.add(node, "zm:confidence", decimal(one.confidence))


def _link(graph: GraphWriter, parent: Parent, child: Event, above: Event | None) -> None:
    if parent.parent is None or parent.chosen is None:
        return
    write_descent(
        graph,
        child=_node(graph.terms, child),
        above=_node(graph.terms, above)[0] if above else None,
        region=ox.NamedNode(parent.parent.iri),
        kind=parent.kind,
        weight=parent.weight,
        evidence=parent.chosen.evidence if parent.kind in (CITED, TEXT_REUSE) else None,
    )
