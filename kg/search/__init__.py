"""Full-text search over documents, evidence and entities of a graph."""

from kg.search.model import KINDS, Answer, Hit
from kg.search.run import search

__all__ = ["KINDS", "Answer", "Hit", "search"]
