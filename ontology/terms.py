"""The ontology, read: its graph, the terms that stand for a record's values, the ends of its predicates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.namespaces import DEFAULT_BASE

ZM = Namespace(DEFAULT_BASE + "ontology#")


@dataclass(frozen=True, slots=True)
class Signature:
    """The types that a predicate may have as subject and as object, in the order of the ontology."""

    subjects: tuple[str, ...]
    objects: tuple[str, ...]


@cache
def load_ontology() -> Graph:
    """`zhengmai.ttl` as a graph, parsed once a process; callers share it and must not change it."""
    return Graph().parse(data=files("ontology").joinpath("zhengmai.ttl").read_text("utf-8"), format="turtle")


def local_name(term: Node) -> str:
    """The name of a term of the ontology without its namespace: `implements`."""
    return str(term).removeprefix(str(ZM))


@cache
def values(kind: str) -> dict[str, str]:
    """What stands for the values of `kind` (Status, Level, Stage, SourceTier, Basis, QuantityKind) in records,
    each with its term: `values('Level')['市'] == 'city'`. Raises KeyError for a kind that the ontology lacks.
    """
    graph = load_ontology()
    terms = {str(graph.value(term, SKOS.notation)): local_name(term) for term in graph.subjects(RDF.type, ZM[kind])}
    if not terms:
        raise KeyError(f"the ontology has no values of the kind {kind}")
    return dict(sorted(terms.items()))


@cache
def signatures() -> dict[str, Signature]:
    """Every predicate that a claim may have, with the types that it joins."""
    graph = load_ontology()
    predicates = sorted(graph.subjects(RDF.type, ZM.ClaimPredicate), key=str)
    return {
        local_name(predicate): Signature(types_of(predicate, RDFS.domain), types_of(predicate, RDFS.range))
        for predicate in predicates
    }


def types_of(term: Node, side: URIRef) -> tuple[str, ...]:
    """The classes on one side (`rdfs:domain`, `rdfs:range`) of a property; a union is taken apart."""
    graph = load_ontology()
    declared = graph.value(term, side)
    if declared is None:
        return ()
    union = graph.value(declared, OWL.unionOf)
    members = [declared] if union is None else list(Collection(graph, union))
    return tuple(local_name(member) for member in members)
