"""A graph in pieces that are each checked by themselves, so that memory does not grow with the graph.

A document's graph is complete in itself. The shared graphs are cut by subject; a piece also has what its subjects
point to and evidence for them, so that the types of these are known, but only its own subjects are judged there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from ontology.namespaces import Namespaces

SHARED = ("vocabulary", "facts", "events", "reprints", "inferred")
_SUBJECTS = 3_000


@dataclass(frozen=True, slots=True)
class GraphPiece:
    """The graph of a document, or with `subjects` a part of the shared ones; plain text, for other processes."""

    name: str
    graphs: tuple[str, ...]
    subjects: tuple[str, ...] = ()


def pieces(database: ox.Store, namespaces: Namespaces) -> Iterator[GraphPiece]:
    """All pieces of a graph, in a fixed order: documents by address, then the shared graphs by subject."""
    shared = tuple(namespaces.graph(name) for name in SHARED)
    names = sorted(name.value for name in database.named_graphs() if isinstance(name, ox.NamedNode))
    yield from (GraphPiece(name, (name,)) for name in names if name not in shared)
    subjects = iter(sorted(_subjects(database, shared)))
    while part := tuple(islice(subjects, _SUBJECTS)):
        yield GraphPiece("shared", shared, part)


def triples(database: ox.Store, piece: GraphPiece) -> Iterator[ox.Triple]:
    """What is to be checked of a piece, with what its subjects point to."""
    graphs = [ox.NamedNode(graph) for graph in piece.graphs]
    if not piece.subjects:
        yield from (quad.triple for g in graphs for quad in database.quads_for_pattern(None, None, None, g))
        return
    own = {ox.NamedNode(subject) for subject in piece.subjects}
    near: set[ox.NamedNode] = set()
    for node in own:
        for quad in (quad for g in graphs for quad in database.quads_for_pattern(node, None, None, g)):
            yield quad.triple
            if isinstance(quad.object, ox.NamedNode) and quad.object not in own:
                near.add(quad.object)
        # Evidence points to what it supports, and sorts far from it.
        pointing = (quad for g in graphs for quad in database.quads_for_pattern(None, None, node, g))
        yield from (quad.triple for quad in pointing if "#supports" in quad.predicate.value)
    for node in near:
        yield from (quad.triple for g in graphs for quad in database.quads_for_pattern(node, None, None, g))


def _subjects(database: ox.Store, graphs: tuple[str, ...]) -> set[str]:
    return {
        quad.subject.value
        for graph in graphs
        for quad in database.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        if isinstance(quad.subject, ox.NamedNode)
    }
