"""Whether a graph is well formed: `shapes.ttl` applied to it with pySHACL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyshacl
from rdflib import RDF, SH, Dataset, Graph
from rdflib.term import Literal, Node

from ontology.namespaces import DEFAULT_BASE

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node (`focus`) that breaks a shape: by which `path` and `value`, where one can be named, and why."""

    focus: str
    path: str
    value: str
    message_zh: str
    message_en: str

    def __str__(self) -> str:
        where = " ".join(part for part in (self.focus, self.path, self.value) if part)
        return f"{where}: {self.message_zh} / {self.message_en}"


@cache
def load_shapes(base: str = DEFAULT_BASE) -> Graph:
    """`shapes.ttl` for the terms under `base`, parsed once a process; callers share it and must not change it."""
    text = files("ontology").joinpath("shapes.ttl").read_text("utf-8").replace(DEFAULT_BASE, base)
    return Graph().parse(data=text, format="turtle")


@cache
def _shapes_to_run(base: str) -> Graph:
    """The same shapes for pySHACL: properties of a shape with targets have these targets themselves.

    That means the same, and pySHACL looks up what a property demands once for all focus nodes, not for each of them,
    which is half of its time.
    """
    shapes = Graph()
    shapes += load_shapes(base)
    for shape, _, demanded in list(shapes.triples((None, SH.property, None))):
        targets = [(kind, target) for kind in _TARGETS for target in shapes.objects(shape, kind)]
        if targets and (None, None, shape) not in shapes:
            shapes.remove((shape, SH.property, demanded))
            for kind, target in targets:
                shapes.add((demanded, kind, target))
    return shapes


def load_example() -> Dataset:
    """`example.trig`, the layout of the graph by example: one graph a document, facts, vocabulary, events, inferred."""
    text = files("ontology").joinpath("example.trig").read_text("utf-8")
    dataset = Dataset()
    dataset.parse(data=text, format="trig")
    return dataset


def validate_graph(data: Graph, base: str = DEFAULT_BASE) -> list[Violation]:
    """Every way in which `data` is not well formed, sorted; of a dataset, the union of its graphs is taken.

    Source of the method: SHACL (W3C Recommendation, 2017), its core only. `data` is not changed.
    """
    shapes = _shapes_to_run(base)
    _, results, _ = pyshacl.validate(_union(data), shacl_graph=shapes, inference="none", meta_shacl=False)
    if not isinstance(results, Graph):
        raise RuntimeError(f"pySHACL failed: {results}")
    return sorted({_violation(results, node) for node in results.subjects(RDF.type, SH.ValidationResult)})


def _union(data: Graph) -> Graph:
    if not isinstance(data, Dataset):
        return data
    union = Graph()
    for subject, predicate, value, _ in data.quads():
        union.add((subject, predicate, value))
    return union


def _violation(results: Graph, node: Node) -> Violation:
    messages = {m.language: str(m) for m in results.objects(node, SH.resultMessage) if isinstance(m, Literal)}
    focus, path, value = (results.value(node, part) for part in (SH.focusNode, SH.resultPath, SH.value))
    return Violation(
        focus="" if focus is None else str(focus),
        path=_path(results, path),
        value="" if value is None else str(value),
        message_zh=messages.get("zh", ""),
        message_en=messages.get("en", ""),
    )


def _path(results: Graph, path: Node | None) -> str:
    """A path that is one property; longer ones are nodes without a name, and the message tells what they say."""
    return "" if path is None or (path, None, None) in results else str(path)
