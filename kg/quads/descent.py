"""Where an adoption came from: a node between the event and its parent, with the kind of reason and its evidence."""

from __future__ import annotations

import pyoxigraph as ox

from kg.quads.terms import GraphWriter, chinese, decimal, integer, plain
from ontology.records import stable_id


def write_descent(
    graph: GraphWriter,
    *,
    child: tuple[ox.NamedNode, str],
    above: ox.NamedNode | None,
    region: ox.NamedNode,
    kind: str,
    weight: float,
    evidence: tuple[str, int, int, str] | None = None,
) -> None:
    """Say that the event `child` (node and key) came from `region`, by its event `above` where the corpus has one.

    `kind` is why one thinks so, `weight` 1, or a half for a tie in one period; `evidence` is document id, start, end
    and quote.
    """
    terms, (node, key) = graph.terms, child
    link_key = stable_id(key, region.value, kind)
    link = terms.thing("descent", link_key)
    graph.add(link, "rdf:type", terms.iri("zm:Descent"))
    graph.add(link, "zm:descentOf", node)
    graph.add(link, "zm:fromRegion", region)
    graph.add(link, "zm:fromEvent", above)
    graph.add(link, "zm:parentKind", plain(kind))
    graph.add(link, "zm:weight", decimal(weight))
    graph.add(node, "zm:adoptedFrom", above)
    if evidence is not None and evidence[3]:
        document, start, end, quote = evidence
        place = terms.thing("ev", stable_id(link_key, document, str(start), str(end)))
        graph.add(place, "rdf:type", terms.iri("zm:Evidence"))
        graph.add(place, "zm:supportsDescent", link)
        graph.add(place, "prov:hadPrimarySource", terms.thing("doc", document))
        graph.add(place, "zm:start", integer(start))
        graph.add(place, "zm:end", integer(end))
        graph.add(place, "zm:quote", chinese(quote))
