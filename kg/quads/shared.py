"""The graphs that all documents share: facts, vocabulary, events, and what is inferred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.quads.document import own_region_label
from kg.quads.events import write_events
from kg.quads.judgements import write_judgements
from kg.quads.lineages import write_successions
from kg.quads.reprints import write_reprints
from kg.quads.terms import GraphWriter, Terms, boolean, chinese
from kg.quads.vocabulary import Described, write_vocabulary
from kg.reprints import Reprints
from kg.resolve.gather import OWN, Fact, Gathered, gather
from kg.resolve.identity import Identity
from kg.resolve.lineages import successions
from kg.resolve.resolution import Resolution
from ontology.records import Record

SHARED_GRAPHS = ("facts", "vocabulary", "events", "reprints", "inferred")


@dataclass(frozen=True, slots=True)
class SharedGraphs:
    """The shared graphs by name, and how many facts stand."""

    graphs: dict[str, GraphWriter]
    facts: int


def shared_graphs(
    records: Sequence[Record],
    terms: Terms,
    extra: tuple[Path, ...] = (),
    resolution: Resolution | None = None,
    reprints: Reprints | None = None,
) -> SharedGraphs:
    """The shared graphs of all records; `extra` are an analyst's own programme files, `reprints` who copied whom.

    Without a `resolution` only what identifies an entity by itself joins documents.

    Raises VocabularyError where a vocabulary file breaks its rules.
    """
    reprints = reprints or Reprints()
    records = reprints.dated(records)
    found = gather(records, resolution.identities if resolution else None)
    graphs = {name: GraphWriter(terms, name) for name in SHARED_GRAPHS}
    described = write_vocabulary(graphs["vocabulary"], found, extra)
    facts = found.facts()
    _write_facts(graphs["facts"], found, facts, described)
    _write_own_regions(graphs["facts"], records, {end for fact in facts for end in (fact[0], fact[2])})
    write_events(graphs["events"], graphs["inferred"], records, found, extra)
    if resolution:
        write_judgements(graphs["facts"], resolution.judged)
    write_successions(graphs["inferred"], successions(records, found.links))
    write_reprints(graphs["reprints"], records, found, reprints)
    for fact in found.guessed_facts():
        _fact(graphs["inferred"], fact)
    return SharedGraphs(graphs, len(facts))


def _write_facts(graph: GraphWriter, found: Gathered, facts: Iterable[Fact], described: Described) -> None:
    terms = graph.terms
    for entity, identity in found.links.items():
        graph.add(terms.thing("e", entity), "zm:canonical", terms.thing(identity.kind, identity.key))
    for identity, canonical in found.canonical.items():
        if identity in described:
            continue
        node = terms.thing(identity.kind, identity.key)
        graph.add(node, "rdf:type", terms.iri(f"zm:{canonical.type}"))
        graph.add(node, "skos:prefLabel", chinese(canonical.label))
        for alias in sorted((canonical.aliases | canonical.names.keys()) - {canonical.label}):
            graph.add(node, "skos:altLabel", chinese(alias))
        graph.add(node, "zm:candidate", boolean(canonical.candidate))
    for fact in facts:
        _fact(graph, fact)


def _write_own_regions(graph: GraphWriter, records: Iterable[Record], ends: set[Identity]) -> None:
    for record in records:
        if Identity(OWN, record.id) in ends:
            node = graph.terms.thing(OWN, record.id)
            graph.add(node, "rdf:type", graph.terms.iri("zm:Region"))
            graph.add(node, "rdf:type", graph.terms.iri("zm:OwnRegion"))
            graph.add(node, "skos:prefLabel", chinese(own_region_label(record)))


def _fact(graph: GraphWriter, fact: Fact) -> None:
    subject, predicate, object_ = fact
    thing = graph.terms.thing
    graph.add(thing(subject.kind, subject.key), f"zm:{predicate}", thing(object_.kind, object_.key))
