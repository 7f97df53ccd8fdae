"""A published graph, open for reading where it was published: what `kg.Graph` needs of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

from kg.endpoint.client import Endpoint, EndpointError
from kg.endpoint.published import DEFAULT_GRAPH, SPACE, Published, read_published
from kg.query.result import Found
from ontology.namespaces import Namespaces


class EndpointStore:
    """The graph that was published to `endpoint`, whose base it finds out there.

    Raises EndpointError where none, or more than one, was published there.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.namespaces = Namespaces(_base(endpoint))

    @property
    def generation(self) -> str:
        """The generation that was published."""
        return self._published.generation

    def query(
        self,
        sparql: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        timeout: float | None = None,
    ) -> Found:
        """The answer to a query, of which nothing is cut; dataset and prefixes as for the embedded store."""
        known = {**self.namespaces.prefixes, **(prefixes or {})}
        text = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in known.items()) + sparql
        default, named = default_graphs, named_graphs
        if default is None and named is None and self._published.merged:
            default, named = [self._published.merged], sorted(self._published.digests)
        return self._endpoint.query(text, default_graphs=default or (), named_graphs=named or (), timeout=timeout)

    def has_graph(self, name: str) -> bool:
        """Whether there is a named graph of this IRI."""
        return ox.NamedNode(name).value in self._published.digests

    def text(self, document: str) -> str:
        """Raises KeyError: texts are not published, only the quotes of evidence are."""
        raise KeyError(document)

    def close(self) -> None:
        """Let the connection go."""
        self._endpoint.close()

    @cached_property
    def _published(self) -> Published:
        return read_published(self._endpoint, self.namespaces) or Published()


def _base(endpoint: Endpoint) -> str:
    found = endpoint.rows(f"SELECT DISTINCT ?base {{ GRAPH ?g {{ ?g <{SPACE}> ?base ; <{DEFAULT_GRAPH}> ?d }} }}")
    bases = sorted(row["base"].value for row in found)
    if len(bases) != 1:
        told = f"graphs with {len(bases)} bases: {', '.join(bases)}" if bases else "no graph"
        raise EndpointError(f"{endpoint.url} has {told}: publish one there first (zhengmai publish --endpoint …)")
    return str(bases[0])
