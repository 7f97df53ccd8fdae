"""Any SPARQL 1.1 server in place of the embedded store: a graph is published to it, and asked there.

Only what the standard has is used: queries and updates over HTTP. A server's default graph may be one of its own
(Oxigraph, Fuseki) or the union of all graphs (Virtuoso, GraphDB), so `publish` tries which, and keeps the merge that
queries see without `GRAPH` (all graphs but inferred) either there or in a named graph that every query then names.
What was published stands in the named graph `…/graph/published`.
"""

from kg.endpoint.client import Endpoint, EndpointError
from kg.endpoint.publish import PublishReport, publish
from kg.endpoint.store import EndpointStore

__all__ = ["Endpoint", "EndpointError", "EndpointStore", "PublishReport", "publish"]
