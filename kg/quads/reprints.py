"""The graph of reprints: which documents, and which pieces of evidence, count as one source with an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.quads.terms import GraphWriter, boolean
from kg.reprints import Reprints
from kg.reprints.passages import Passages, Place, copied_passages
from kg.resolve.gather import Gathered
from ontology.records import Record, Relation, stable_id

_Said = tuple[Place, str, str]


def write_reprints(graph: GraphWriter, records: Sequence[Record], found: Gathered, reprints: Reprints) -> None:
    """Copies of documents, copied passages that say the same fact, and evidence that is mostly template text."""
    for copy, head in reprints.head_of.items():
        graph.add(graph.terms.thing("doc", copy), "zm:reprintOf", graph.terms.thing("doc", head))
    _write_passages(graph, records, found, copied_passages(records, reprints))


def _write_passages(graph: GraphWriter, records: Iterable[Record], found: Gathered, passages: Passages) -> None:
    nodes: dict[_Said, str] = {}
    for record in records:
        for said, node in _evidence(record, found):
            nodes.setdefault(said, node)
            if said[0] in passages.templates:
                graph.add(graph.terms.thing("ev", node), "zm:template", boolean(True))
    for (place, predicate, object_), node in nodes.items():
        head = passages.copy_of.get(place)
        if head is not None and (original := nodes.get((head, predicate, object_))):
            graph.add(graph.terms.thing("ev", node), "zm:copyOf", graph.terms.thing("ev", original))


def _evidence(record: Record, found: Gathered) -> Iterator[tuple[_Said, str]]:
    """Each place with what it says, and the key of its node."""
    for relation in record.relations:
        for evidence in relation.evidence:
            place = Place(record.id, evidence.start, evidence.end)
            node = stable_id(relation.id, record.id, str(evidence.start), str(evidence.end))
            yield (place, relation.kind or relation.predicate, _object(found, relation)), node


def _object(found: Gathered, relation: Relation) -> str:
    """What the relation says it of, as far as documents can agree on it."""
    identity = found.links.get(relation.object)
    return f"{identity.kind}/{identity.key}" if identity else relation.object
