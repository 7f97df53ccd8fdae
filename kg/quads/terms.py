"""RDF terms under one base, and a graph being written."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox

from ontology.namespaces import STANDARD_PREFIXES, Namespaces

_XSD = STANDARD_PREFIXES["xsd"]
_DECIMAL, _INTEGER, _ANY_URI = (ox.NamedNode(_XSD + name) for name in ("decimal", "integer", "anyURI"))
Term = ox.NamedNode | ox.Literal


class Terms:
    """Makes the nodes of a graph: terms of the ontology, things, names of graphs."""

    def __init__(self, namespaces: Namespaces) -> None:
        self.namespaces = namespaces
        self._known: dict[str, ox.NamedNode] = {}

    def iri(self, prefixed: str) -> ox.NamedNode:
        """A term by its short name: `iri('zm:status')`; raises KeyError for an unknown prefix."""
        if prefixed not in self._known:
            prefix, _, name = prefixed.partition(":")
            self._known[prefixed] = ox.NamedNode(self.namespaces.prefixes[prefix] + name)
        return self._known[prefixed]

    def thing(self, kind: str, key: str) -> ox.NamedNode:
        """An individual: `thing('claim', '9a…')`."""
        return ox.NamedNode(self.namespaces.thing(kind, key))

    def rule(self, name: str) -> ox.NamedNode:
        """A rule of extraction."""
        return ox.NamedNode(self.namespaces.rule(name))

    def graph(self, name: str) -> ox.NamedNode:
        """A named graph: `graph('doc/4f1c…')`."""
        return ox.NamedNode(self.namespaces.graph(name))


class GraphWriter:
    """Collects the quads of one named graph."""

    def __init__(self, terms: Terms, graph: str) -> None:
        self.terms = terms
        self._graph = terms.graph(graph)
        self._quads: dict[ox.Quad, None] = {}

    def add(self, subject: ox.NamedNode, predicate: str, value: Term | None) -> None:
        """Say it, once; nothing where `value` is None."""
        if value is not None:
            self._quads[ox.Quad(subject, self.terms.iri(predicate), value, self._graph)] = None

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self._quads)


def chinese(text: str | None) -> ox.Literal | None:
    """A name, title or quote."""
    return ox.Literal(text, language="zh") if text else None


def plain(text: str | None) -> ox.Literal | None:
    """A time, a code, an identifier."""
    return ox.Literal(text) if text else None


def url(text: str | None) -> ox.Literal | None:
    """An address, kept as a literal: it is untrusted, and may be no IRI."""
    return ox.Literal(text, datatype=_ANY_URI) if text else None


def integer(value: int) -> ox.Literal:
    """An offset."""
    return ox.Literal(str(value), datatype=_INTEGER)


def decimal(value: float | None) -> ox.Literal | None:
    """A confidence or quantity in its shortest form (12, 0.9); none for what no decimal can be."""
    if value is None or not math.isfinite(value):
        return None
    digits = format(Decimal(repr(value)), "f")
    return ox.Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=_DECIMAL)


def boolean(value: bool) -> ox.Literal:
    """A flag."""
    return ox.Literal(value)
