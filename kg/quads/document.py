"""One record as the quads of its document's named graph."""

from __future__ import annotations

import pyoxigraph as ox

from kg.quads.terms import GraphWriter, Terms, boolean, chinese, decimal, integer, plain, url
from kg.resolve.places import division_key
from ontology.records import OWN_DOCUMENT, OWN_REGION, Entity, Evidence, Force, Record, Relation, stable_id
from ontology.terms import values

_UNNAMED_RULE = "unnamed"


def graph_name(document: str) -> str:
    """The name of the graph of the document with this id, under the base of graphs."""
    return f"doc/{document}"


def document_quads(record: Record, terms: Terms) -> GraphWriter:
    """All that the document says: itself, its own region, entities, mentions, claims, evidence."""
    graph = GraphWriter(terms, graph_name(record.id))
    _document(graph, record)
    _own_region(graph, record)
    for entity in record.entities:
        _entity(graph, entity)
    for relation in record.relations:
        _claim(graph, record, relation)
    for force in record.force:
        _force(graph, record, force)
    return graph


def own_region(record: Record, terms: Terms) -> ox.NamedNode:
    """The node of the region that the document speaks for."""
    return terms.thing("region-of", record.id)


def own_region_label(record: Record) -> str:
    """A name for a document's own region: the division's, or what is known of it.

    >>> from ontology.records import Period
    >>> own_region_label(Record("a", "0" * 64, "a.txt", None, None, None, None, Period()))
    '某地'
    """
    region = record.region
    if region is None:
        return "某地"
    place = region.path.replace("/", "")
    if region.resolved:
        return place
    return place + {"province": "某省", "city": "某市", "county": "某县"}.get(region.level or "", "某地")


def add_evidence(
    graph: GraphWriter, document: str, evidence: Evidence, *, kind: str, target: ox.NamedNode, key: str
) -> ox.NamedNode:
    """One place in a document (by id) that supports `target`, whose id is `key`, by the property `kind`."""
    start, end = str(evidence.start), str(evidence.end)
    node = graph.terms.thing("ev", stable_id(key, document, start, end))
    graph.add(node, "rdf:type", graph.terms.iri("zm:Evidence"))
    graph.add(node, kind, target)
    graph.add(node, "prov:hadPrimarySource", graph.terms.thing("doc", document))
    graph.add(node, "zm:start", integer(evidence.start))
    graph.add(node, "zm:end", integer(evidence.end))
    graph.add(node, "zm:quote", chinese(evidence.quote))
    graph.add(node, "zm:place", plain(evidence.place))
    return node


def value_term(terms: Terms, kind: str, value: str | None) -> ox.NamedNode | None:
    """The term of the ontology for a value of a record: 市 as a Level is zm:city."""
    return None if value is None else terms.iri("zm:" + values(kind)[value])


def _document(graph: GraphWriter, record: Record) -> None:
    terms = graph.terms
    node = terms.thing("doc", record.id)
    graph.add(node, "rdf:type", terms.iri("zm:Document"))
    graph.add(node, "zm:hash", plain(record.id))
    graph.add(node, "dct:identifier", plain(record.doc))
    graph.add(node, "dct:source", plain(record.source))
    graph.add(node, "dct:title", chinese(record.title))
    graph.add(node, "dct:issued", plain(record.published))
    graph.add(node, "zm:sourceTier", value_term(terms, "SourceTier", record.tier))
    graph.add(node, "schema:url", url(record.url))
    graph.add(node, "zm:notice", chinese(record.notice))
    graph.add(node, "zm:documentNumber", plain(record.number))
    for issuer in record.issuers:
        graph.add(node, "zm:issuer", chinese(issuer))
    for name, basis in record.basis.items():
        graph.add(node, "zm:found" if basis == "found" else "zm:guessed", plain(name if basis != "stated" else None))
    for year in record.period.report:
        graph.add(node, "zm:reportYear", plain(year))
    for year in record.period.plan:
        graph.add(node, "zm:planYear", plain(year))
    for warning in record.warnings:
        graph.add(node, "zm:warning", plain(warning))
    graph.add(node, "zm:ownRegion", own_region(record, terms))


def _own_region(graph: GraphWriter, record: Record) -> None:
    terms, region = graph.terms, record.region
    node = own_region(record, terms)
    graph.add(node, "rdf:type", terms.iri("zm:Region"))
    graph.add(node, "rdf:type", terms.iri("zm:OwnRegion"))
    graph.add(node, "skos:prefLabel", chinese(own_region_label(record)))
    if region is None:
        return
    division = terms.thing("region", division_key(region.code))
    graph.add(node, "zm:level", terms.iri(f"zm:{region.level}") if region.level else None)
    graph.add(node, "zm:canonical" if region.resolved else "zm:within", division)
    graph.add(node, "zm:basis", value_term(terms, "Basis", region.basis))
    graph.add(node, "zm:confidence", decimal(region.confidence))
    for evidence in region.evidence:
        add_evidence(graph, record.id, evidence, kind="zm:supportsRegion", target=node, key=record.id)


def _entity(graph: GraphWriter, entity: Entity) -> None:
    terms = graph.terms
    node = terms.thing("e", entity.id)
    graph.add(node, "rdf:type", terms.iri(f"zm:{entity.type}"))
    graph.add(node, "skos:prefLabel", chinese(entity.name))
    for alias in entity.aliases:
        graph.add(node, "skos:altLabel", chinese(alias))
    graph.add(node, "zm:candidate", boolean(entity.candidate))
    for mention in entity.mentions:
        place = terms.thing("mention", stable_id(entity.id, str(mention.start), str(mention.end)))
        graph.add(place, "rdf:type", terms.iri("zm:Mention"))
        graph.add(place, "zm:mentionOf", node)
        graph.add(place, "zm:start", integer(mention.start))
        graph.add(place, "zm:end", integer(mention.end))


def _claim(graph: GraphWriter, record: Record, relation: Relation) -> None:
    terms = graph.terms
    node = terms.thing("claim", relation.id)
    graph.add(node, "rdf:type", terms.iri("zm:Claim"))
    graph.add(node, "rdf:subject", _end(record, relation.subject, terms))
    graph.add(node, "rdf:predicate", terms.iri(f"zm:{relation.kind or relation.predicate}"))
    graph.add(node, "rdf:object", _end(record, relation.object, terms))
    graph.add(node, "zm:status", value_term(terms, "Status", relation.status))
    graph.add(node, "zm:time", plain(relation.time))
    graph.add(node, "zm:stage", value_term(terms, "Stage", relation.stage))
    for level in relation.levels:
        graph.add(node, "zm:level", value_term(terms, "Level", level))
    _quantity(graph, node, relation)
    for evidence in relation.evidence:
        place = add_evidence(graph, record.id, evidence, kind="zm:supportsClaim", target=node, key=relation.id)
        graph.add(place, "zm:rule", terms.rule(evidence.rule or _UNNAMED_RULE))
        graph.add(place, "zm:confidence", decimal(relation.confidence))


def _force(graph: GraphWriter, record: Record, force: Force) -> None:
    terms = graph.terms
    node = terms.thing("force", force.id)
    own = force.policy == OWN_DOCUMENT
    graph.add(node, "rdf:type", terms.iri("zm:Force"))
    graph.add(node, "zm:forceOf", terms.thing("doc", record.id) if own else terms.thing("e", force.policy))
    graph.add(node, "zm:effect", plain(force.effect))
    graph.add(node, "zm:time", plain(force.time))
    for evidence in force.evidence:
        place = add_evidence(graph, record.id, evidence, kind="zm:supportsForce", target=node, key=force.id)
        graph.add(place, "zm:rule", terms.rule(evidence.rule or _UNNAMED_RULE))
        graph.add(place, "zm:confidence", decimal(force.confidence))


def _quantity(graph: GraphWriter, claim: ox.NamedNode, relation: Relation) -> None:
    if relation.quantity is not None:
        graph.add(claim, "zm:quantityValue", decimal(relation.quantity.value))
        graph.add(claim, "zm:quantityUnit", plain(relation.quantity.unit))
        graph.add(claim, "zm:quantityKind", value_term(graph.terms, "QuantityKind", relation.quantity.kind))


def _end(record: Record, end: str, terms: Terms) -> ox.NamedNode:
    return own_region(record, terms) if end == OWN_REGION else terms.thing("e", end)
