"""The programmes of the vocabulary as quads."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.quads.terms import GraphWriter, boolean, chinese, plain
from kg.resolve.identity import Identity, document_number
from kg.resolve.places import path_key
from ontology.records import stable_id
from ontology.vocabulary.programmes import DatedFact, Programme, load_programmes

_RELATIONS = (
    ("zm:variantOf", "variant_of"),
    ("zm:analogueOf", "analogue_of"),
    ("skos:broader", "broader"),
    ("zm:nextStage", "next_stage"),
)
_FACETS = (("zm:form", "form"), ("zm:scope", "scope"), ("zm:holderType", "holder"), ("zm:grantorType", "grantor"))


@dataclass(slots=True)
class WrittenProgrammes:
    """What is described now, and the keys of the regions that it points to."""

    described: set[Identity] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)


def write_programmes(graph: GraphWriter, extra: tuple[Path, ...]) -> WrittenProgrammes:
    """All programmes, shipped and of the files `extra`; raises VocabularyError for a bad file."""
    written = WrittenProgrammes()
    for programme in load_programmes(extra):
        node = graph.terms.thing("programme", programme.id)
        written.described.add(Identity("programme", programme.id))
        _labels(graph, node, programme)
        _facets(graph, node, programme)
        _origin(graph, node, programme.origin, written)
        _mandate(graph, node, programme.central_mandate, written)
    return written


def _labels(graph: GraphWriter, node: ox.NamedNode, programme: Programme) -> None:
    graph.add(node, "rdf:type", graph.terms.iri("zm:Programme"))
    graph.add(node, "skos:prefLabel", chinese(programme.label))
    for alias in programme.aliases:
        graph.add(node, "skos:altLabel", chinese(alias))
    if programme.english:
        graph.add(node, "skos:altLabel", ox.Literal(programme.english, language="en"))
    graph.add(node, "zm:candidate", boolean(False))


def _facets(graph: GraphWriter, node: ox.NamedNode, programme: Programme) -> None:
    for predicate, name in _FACETS:
        for value in getattr(programme, name):
            graph.add(node, predicate, plain(value))
    graph.add(node, "zm:levelScheme", plain("/".join(programme.levels)))
    for predicate, name in _RELATIONS:
        for other in getattr(programme, name):
            graph.add(node, predicate, graph.terms.thing("programme", other))


def _origin(graph: GraphWriter, node: ox.NamedNode, origin: DatedFact | None, written: WrittenProgrammes) -> None:
    if origin is None:
        return
    graph.add(node, "zm:originTime", plain(origin.date))
    graph.add(node, "dct:source", plain(origin.source))
    if key := path_key(origin.region or ""):
        written.regions.add(key)
        graph.add(node, "zm:originatedIn", graph.terms.thing("region", key))


def _mandate(graph: GraphWriter, node: ox.NamedNode, mandate: DatedFact | None, written: WrittenProgrammes) -> None:
    """The policy from above is the one that documents mean by the same number."""
    if mandate is None or not mandate.document:
        return
    identity = Identity("policy", stable_id("Policy", *(document_number(mandate.document) or (mandate.document,))))
    policy = graph.terms.thing(identity.kind, identity.key)
    graph.add(node, "zm:mandatedBy", policy)
    if identity not in written.described:
        written.described.add(identity)
        graph.add(policy, "rdf:type", graph.terms.iri("zm:Policy"))
        graph.add(policy, "skos:prefLabel", chinese(mandate.document))
        graph.add(policy, "dct:issued", plain(mandate.date))
        graph.add(policy, "zm:candidate", boolean(False))
