"""What stands on a server of a published graph: its generation, a digest a named graph, and where the merge is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.endpoint.client import Endpoint
from ontology.namespaces import STANDARD_PREFIXES, Namespaces

DIGEST = STANDARD_PREFIXES["dct"] + "identifier"
VERSION = STANDARD_PREFIXES["dct"] + "hasVersion"
SPACE = "http://rdfs.org/ns/void#uriSpace"
DEFAULT_GRAPH = "http://www.w3.org/ns/sparql-service-description#defaultGraph"
# Says that the merge is in the server's own default graph.
OWN_DEFAULT = "urn:x-arq:DefaultGraph"


@dataclass(frozen=True, slots=True)
class Published:
    """`generation` is empty where nothing, or only a part, is there; `merged` names the graph that holds the merge, and
    is empty where that is the server's default graph; `digests` has one a complete named graph, by its IRI."""

    generation: str = ""
    merged: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)


def place_of(namespaces: Namespaces) -> str:
    """The named graph that tells what is published."""
    return namespaces.graph("published")


def read_published(endpoint: Endpoint, namespaces: Namespaces) -> Published | None:
    """What a server has of the graph with this base; None where it never had any."""
    place = place_of(namespaces)
    found = endpoint.rows(f"SELECT ?s ?p ?o {{ GRAPH <{place}> {{ ?s ?p ?o }} }}")
    rows = [(row["s"].value, row["p"].value, row["o"].value) for row in found]
    about = {predicate: value for subject, predicate, value in rows if subject == place}
    if DEFAULT_GRAPH not in about:
        return None
    merged = about[DEFAULT_GRAPH]
    digests = {subject: value for subject, predicate, value in rows if predicate == DIGEST}
    return Published(about.get(VERSION, ""), "" if merged == OWN_DEFAULT else merged, digests)
