"""The graph of reprints: which documents, and which pieces of evidence, count as one source with an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.quads.terms import GraphWriter, boolean
from kg.reprints import Reprints
from kg.reprints.library import Source
from kg.reprints.passages import Passages, Place
from kg.resolve.identity import Identity

_Said = tuple[Place, str, str]


def write_reprints(
    graph: GraphWriter,
    sources: Sequence[Source],
    reprints: Reprints,
    passages: Passages,
    links: Mapping[str, Identity],
) -> None:
    """Copies of documents, copied passages that say the same fact, and evidence that is mostly template text.

    `links` are the identities of the entities of documents that have copied passages, by id.
    """
    for copy, head in reprints.head_of.items():
        graph.add(graph.terms.thing("doc", copy), "zm:reprintOf", graph.terms.thing("doc", head))
    nodes: dict[_Said, str] = {}
    compared = {*passages.copy_of, *passages.copy_of.values()}
    for place, predicate, object_, node in _evidence(sources):
        if place in passages.templates:
            graph.add(graph.terms.thing("ev", node), "zm:template", boolean(True))
        if place in compared:
            nodes.setdefault((place, predicate, _object(links, object_)), node)
    for (place, predicate, object_), node in nodes.items():
        head_place = passages.copy_of.get(place)
        if head_place is not None and (original := nodes.get((head_place, predicate, object_))):
            graph.add(graph.terms.thing("ev", node), "zm:copyOf", graph.terms.thing("ev", original))


def _evidence(sources: Iterable[Source]) -> Iterable[tuple[Place, str, str, str]]:
    """Each place with what it says of which entity, and the key of its node."""
    for source in sources:
        for said in source.said:
            yield Place(source.copyable.id, said.start, said.end), said.predicate, said.object, said.node


def _object(links: Mapping[str, Identity], entity: str) -> str:
    """What is said of it, as far as documents can agree on it."""
    identity = links.get(entity)
    return f"{identity.kind}/{identity.key}" if identity else entity
