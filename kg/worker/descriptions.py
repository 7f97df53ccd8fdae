"""What a graph and its endpoint say of themselves: SPARQL 1.1 Service Description and VoID."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.graph import Graph
from kg.info import notices
from kg.query.cells import Term
from kg.worker.forms import write_triples
from kg.worker.frames import Reply
from kg.worker.tables import Caps

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
    "trig": "TriG",
    "nq": "N-Quads",
}
_PREFIXES = {"sd": _SD, "void": _VOID, "formats": _FORMATS}
_COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "documents": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a zm:Document }",
}
_CLASSES = "SELECT ?kind (COUNT(?s) AS ?n) { ?s a ?kind } GROUP BY ?kind ORDER BY ?kind"
_PROPERTIES = "SELECT ?kind (COUNT(*) AS ?n) { ?s ?kind ?o } GROUP BY ?kind ORDER BY ?kind"


def service(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """The service description: `endpoint` (the IRI of the endpoint), `accept`, caps.

    Source: SPARQL 1.1 Service Description (W3C Recommendation, 2013).
    """
    return _written(graph, _service(arguments["endpoint"], graph), arguments)


def void(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """The dataset in numbers: `endpoint`, `accept`, caps.

    Source: Describing Linked Datasets with the VoID Vocabulary (W3C Interest Group Note, 2011).
    """
    return _written(graph, _void(arguments["endpoint"], graph), arguments)


def _written(graph: Graph, triples: Iterator[ox.Triple], arguments: Mapping[str, Any]) -> Reply:
    caps = Caps(arguments["max_rows"], arguments["max_bytes"])
    return write_triples(triples, arguments["accept"], caps, graph.prefixes | _PREFIXES)


def _service(endpoint: str, graph: Graph) -> Iterator[ox.Triple]:
    here, data = ox.NamedNode(endpoint), _dataset(graph)
    yield _triple(here, _type(graph), ox.NamedNode(_SD + "Service"))
    yield _triple(here, _SD + "endpoint", here)
    yield _triple(here, _SD + "supportedLanguage", ox.NamedNode(_SD + "SPARQL11Query"))
    for name in _FORMAT_NAMES.values():
        yield _triple(here, _SD + "resultFormat", ox.NamedNode(_FORMATS + name))
    yield _triple(here, _SD + "defaultDataset", data)
    yield _triple(data, _type(graph), ox.NamedNode(_SD + "Dataset"))
    default = ox.NamedNode(data.value + "/default")
    yield _triple(data, _SD + "defaultGraph", default)
    yield _triple(default, _type(graph), ox.NamedNode(_SD + "Graph"))


def _void(endpoint: str, graph: Graph) -> Iterator[ox.Triple]:
    data = _dataset(graph)
    yield _triple(data, _type(graph), ox.NamedNode(_VOID + "Dataset"))
    yield _triple(data, graph.prefixes["dct"] + "title", ox.Literal("政脉 zhengmai"))
    yield _triple(data, _VOID + "sparqlEndpoint", ox.NamedNode(endpoint))
    for notice in notices(graph.store):
        yield _triple(data, graph.prefixes["dct"] + "description", ox.Literal(notice))
    for prefix in ("zm", "zmi"):
        yield _triple(data, _VOID + "uriSpace", ox.Literal(graph.prefixes[prefix]))
    for measure, query in _COUNTS.items():
        yield _triple(data, _VOID + measure, graph.query(query).rows[0][0])
    for name, query, part, of in (
        ("class", _CLASSES, "classPartition", "entities"),
        ("property", _PROPERTIES, "propertyPartition", "triples"),
    ):
        for number, (kind, count) in enumerate(graph.query(query).rows):
            partition = ox.NamedNode(f"{data.value}/{name}/{number}")
            yield _triple(data, _VOID + part, partition)
            yield _triple(partition, _VOID + name, kind)
            yield _triple(partition, _VOID + of, count)


def _dataset(graph: Graph) -> ox.NamedNode:
    return ox.NamedNode(graph.store.namespaces.graph("dataset"))


def _type(graph: Graph) -> str:
    return graph.prefixes["rdf"] + "type"


def _triple(subject: ox.NamedNode, predicate: str, object: Term | None) -> ox.Triple:
    if object is None:
        raise TypeError(f"no value for {predicate}")
    return ox.Triple(subject, ox.NamedNode(predicate), object)
