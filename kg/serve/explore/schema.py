"""What the editor completes: prefixes, and the classes and properties of the ontology and of this graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS
from rdflib.term import Literal, URIRef

from ontology.terms import load_ontology

if TYPE_CHECKING:
    from kg.store import ReadStore

_PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)
# What graphs use of other vocabularies; each is offered where the graph has it.
_OTHERS = {
    "rdf": ("type", "subject", "predicate", "object"),
    "rdfs": ("label",),
    "skos": ("prefLabel", "altLabel", "broader", "notation"),
    "dct": ("identifier", "title", "issued", "source"),
    "schema": ("url",),
    "prov": ("hadPrimarySource", "wasDerivedFrom"),
}


def schema(store: ReadStore) -> dict[str, Any]:
    """`prefixes`; `classes` and `properties` as `[IRI, label in Chinese, label in English]`, sorted."""
    prefixes = store.namespaces.prefixes
    others = (prefixes[prefix] + name for prefix, names in _OTHERS.items() for name in names)
    used = [iri for iri in others if next(store.quads(predicate=ox.NamedNode(iri)), None) is not None]
    return {
        "prefixes": prefixes,
        "classes": _terms([OWL.Class], []),
        "properties": _terms(_PROPERTY_KINDS, used),
    }


def _terms(kinds: tuple[URIRef, ...] | list[URIRef], others: list[str]) -> list[list[str]]:
    ontology = load_ontology()
    declared = {str(t) for kind in kinds for t in ontology.subjects(RDF.type, kind) if isinstance(t, URIRef)}
    return [[iri, _label(iri, "zh"), _label(iri, "en")] for iri in sorted(declared | set(others))]


def _label(iri: str, lang: str) -> str:
    labels = load_ontology().objects(URIRef(iri), RDFS.label)
    return next((str(label) for label in labels if isinstance(label, Literal) and label.language == lang), "")
