"""docs/ontology.md, written from `zhengmai.ttl`: run `python -m ontology.reference [FILE]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Literal, Node

from ontology.namespaces import STANDARD_PREFIXES
from ontology.terms import ZM, load_ontology, local_name, types_of

DEFAULT_FILE = "docs/ontology.md"
_VALUE_KINDS = ("Status", "Level", "Stage", "SourceTier", "Basis", "QuantityKind", "Verdict", "ForceState")
_PROPERTY_HEAD = ("属性 Property", "中文", "English", "定义域 Domain", "值域 Range", "上位 Within", "说明 Comment")
_INTRO = """\
# 本体参考 Ontology reference

由 `ontology/zhengmai.ttl` 生成，请勿手改：`python -m ontology.reference`。
Generated from `ontology/zhengmai.ttl`; edit that file, not this page.

命名空间 Namespace: `{namespace}`, 前缀 prefix `zm:`。图的布局见 `ontology/example.trig`，约束见 `ontology/shapes.ttl`。
The layout of a graph is in `ontology/example.trig`, the constraints in `ontology/shapes.ttl`.
"""


def reference() -> str:
    """The whole page, in Markdown: the same ontology gives the same page."""
    graph = load_ontology()
    predicates = set(graph.subjects(RDF.type, ZM.ClaimPredicate))
    links = set(graph.subjects(RDF.type, OWL.ObjectProperty)) - predicates
    sections = [
        _INTRO.format(namespace=ZM),
        _section("类 Classes", _class_rows(graph)),
        _section("陈述谓词 Predicates of claims", _property_rows(graph, predicates)),
        _section("其他对象属性 Other object properties", _property_rows(graph, links)),
        _section("数据属性 Data properties", _property_rows(graph, graph.subjects(RDF.type, OWL.DatatypeProperty))),
        _section("取值 Values", _value_rows(graph)),
    ]
    return "\n".join(sections)


def main(arguments: list[str]) -> None:
    """Write the page to the file that the first argument names; raises OSError where that cannot be done."""
    Path(arguments[0] if arguments else DEFAULT_FILE).write_text(reference(), "utf-8")


def _section(title: str, rows: list[tuple[str, ...]]) -> str:
    head, *body = rows
    lines = [head, tuple("---" for _ in head), *body]
    return "\n".join([f"## {title}", "", *("| " + " | ".join(line) + " |" for line in lines), ""])


def _class_rows(graph: Graph) -> list[tuple[str, ...]]:
    classes = sorted(node for node in graph.subjects(RDF.type, OWL.Class) if isinstance(node, URIRef))
    return [
        ("类 Class", "中文", "English", "上位 Within", "说明 Comment"),
        *(
            (*_names(graph, node), _codes(graph.objects(node, RDFS.subClassOf)), _comment(graph, node))
            for node in classes
        ),
    ]


def _property_rows(graph: Graph, properties: Iterable[Node]) -> list[tuple[str, ...]]:
    return [_PROPERTY_HEAD, *(_property_row(graph, node) for node in sorted(properties, key=str))]


def _property_row(graph: Graph, node: Node) -> tuple[str, ...]:
    domain, range_ = (_codes(map(_term, types_of(node, side))) for side in (RDFS.domain, RDFS.range))
    return (
        *_names(graph, node),
        domain,
        range_,
        _codes(graph.objects(node, RDFS.subPropertyOf)),
        _comment(graph, node),
    )


def _value_rows(graph: Graph) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("取值 Value", "中文", "English", "类 Class", "记录中 In records", "说明 Comment")]
    for kind in _VALUE_KINDS:
        for node in sorted(graph.subjects(RDF.type, ZM[kind]), key=str):
            notation = f"`{graph.value(node, SKOS.notation)}`"
            rows.append((*_names(graph, node), _codes([ZM[kind]]), notation, _comment(graph, node)))
    return rows


def _names(graph: Graph, node: Node) -> tuple[str, str, str]:
    return (_codes([node]), _text(graph, node, RDFS.label, "zh"), _text(graph, node, RDFS.label, "en"))


def _comment(graph: Graph, node: Node) -> str:
    return f"{_text(graph, node, RDFS.comment, 'zh')} {_text(graph, node, RDFS.comment, 'en')}"


def _text(graph: Graph, node: Node, predicate: URIRef, language: str) -> str:
    return next(
        str(text) for text in graph.objects(node, predicate) if isinstance(text, Literal) and text.language == language
    )


def _term(name: str) -> URIRef:
    """The term that `types_of` named: of this ontology, unless it is a whole IRI already."""
    return URIRef(name) if ":" in name else ZM[name]


def _codes(nodes: Iterable[Node]) -> str:
    return " ".join(sorted(f"`{_short(str(node))}`" for node in nodes))


def _short(iri: str) -> str:
    if iri.startswith(str(ZM)):
        return "zm:" + local_name(URIRef(iri))
    matches = ((prefix, base) for prefix, base in STANDARD_PREFIXES.items() if iri.startswith(base))
    return next((f"{prefix}:{iri.removeprefix(base)}" for prefix, base in matches), iri)


if __name__ == "__main__":
    main(sys.argv[1:])
