"""Records as quads: a graph a document, and the graphs of facts, vocabulary, events and inferences.

The layout is that of `ontology/example.trig`, to the letter.
"""

from kg.quads.document import document_quads
from kg.quads.shared import SHARED_GRAPHS, SharedGraphs, shared_graphs

__all__ = ["SHARED_GRAPHS", "SharedGraphs", "document_quads", "shared_graphs"]
