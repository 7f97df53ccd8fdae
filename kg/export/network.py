"""Facts as a network: GEXF 1.2 for Gephi, GraphML for networkx, igraph, yEd and Cytoscape; written as a stream.

Policies carry when they are in force, with the sentences that say so; they are nodes even where no fact names them.

Sources: GEXF 1.2draft primer (gexf.net); the GraphML primer (graphml.graphdrawing.org).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

from lxml import etree

from kg.export.policies import policy_rows
from kg.export.rows import fact_rows
from kg.export.tables import COLUMNS, FORCE, Row, described
from kg.info import notices
from kg.store import ReadStore

_GEXF = "http://www.gexf.net/1.2draft"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"iri": "text", "type": "text"} | {name: COLUMNS["policies"][name] for name in (*FORCE, "state")}
_EDGE = {"predicate": "text"} | {
    name: COLUMNS["facts"][name] for name in ("claims", "documents", "first_time", "last_time")
}
_KINDS = {"gexf": {"text": "string", "int": "integer"}, "graphml": {"text": "string", "int": "int"}}
# Characters that XML 1.0 has no place for.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "�")


def write_gexf(store: ReadStore, out: BinaryIO) -> None:
    """GEXF: things by number, with address and type; a directed edge a fact, weighted by the documents that say it."""
    with etree.xmlfile(out, encoding="utf-8") as xml, _root(xml, "gexf", _GEXF, version="1.2"):
        with xml.element(f"{{{_GEXF}}}meta"):
            _leaf(xml, _GEXF, "creator", "zhengmai")
            _leaf(xml, _GEXF, "description", " ".join(notices(store)) or "zhengmai 政脉")
        with xml.element(f"{{{_GEXF}}}graph", defaultedgetype="directed", mode="static"):
            for kind, columns in (("node", _NODE), ("edge", _EDGE)):
                with xml.element(f"{{{_GEXF}}}attributes", {"class": kind, "mode": "static"}):
                    for name, of in columns.items():
                        _leaf(xml, _GEXF, "attribute", id=name, title=name, type=_KINDS["gexf"][of])
            policies = _policies(store)
            numbers = _numbers(store, policies)
            with xml.element(f"{{{_GEXF}}}nodes"):
                for iri, number in numbers.items():
                    label, values = _node(store, iri, policies)
                    _gexf_item(xml, "node", {"id": number, "label": label}, values)
            with xml.element(f"{{{_GEXF}}}edges"):
                for count, row in enumerate(fact_rows(store)):
                    source, target, values = _edge(row, numbers)
                    ends = {"id": str(count), "source": source, "target": target, "label": values["predicate"]}
                    weight = str(max(1, values["documents"]))
                    _gexf_item(xml, "edge", {**ends, "weight": weight}, values)


def write_graphml(store: ReadStore, out: BinaryIO) -> None:
    """GraphML: the same network."""
    with etree.xmlfile(out, encoding="utf-8") as xml, _root(xml, "graphml", _GRAPHML):
        if told := " ".join(notices(store)):
            _leaf(xml, _GRAPHML, "desc", told)
        for kind, columns in (("node", {"label": "text", **_NODE}), ("edge", _EDGE)):
            for name, of in columns.items():
                attributes = {"id": f"{kind}-{name}", "for": kind, "attr.name": name}
                _leaf(xml, _GRAPHML, "key", None, **attributes, **{"attr.type": _KINDS["graphml"][of]})
        with xml.element(f"{{{_GRAPHML}}}graph", id="facts", edgedefault="directed"):
            policies = _policies(store)
            numbers = _numbers(store, policies)
            for iri, number in numbers.items():
                label, values = _node(store, iri, policies)
                _graphml_item(xml, "node", {"id": f"n{number}"}, {"label": label, **values})
            for count, row in enumerate(fact_rows(store)):
                source, target, values = _edge(row, numbers)
                ends = {"id": f"e{count}", "source": f"n{source}", "target": f"n{target}"}
                _graphml_item(xml, "edge", ends, values)


def _policies(store: ReadStore) -> dict[str, Row]:
    """What is told of when policies are in force, by their address."""
    return {row[0]: row for row in policy_rows(store)}


def _numbers(store: ReadStore, policies: Mapping[str, Row]) -> dict[str, str]:
    """The things that facts are about, and these policies, by address, numbered."""
    iris = {end for row in fact_rows(store) for end in (row[0], row[4])}
    return {iri: str(number) for number, iri in enumerate(sorted(iris | policies.keys()))}


def _node(store: ReadStore, iri: str, policies: Mapping[str, Row]) -> tuple[str, dict[str, Any]]:
    """A thing's name, and what its node says."""
    _, label, type_ = described(store, iri)
    told = dict(zip(COLUMNS["policies"], policies.get(iri, ()), strict=False))
    return label, {"iri": iri, "type": type_} | {n: told[n] for n in _NODE if told.get(n) is not None}


def _edge(row: Row, numbers: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    values = dict(zip(COLUMNS["facts"], row, strict=True))
    kept = {name: values[name] for name in _EDGE if values[name] is not None}
    return numbers[values["subject"]], numbers[values["object"]], kept


def _root(xml: Any, name: str, space: str, **attributes: str) -> Any:
    xml.write_declaration()
    return xml.element(f"{{{space}}}{name}", attributes, nsmap={None: space})


def _gexf_item(xml: Any, name: str, attributes: dict[str, str], values: dict[str, Any]) -> None:
    with xml.element(f"{{{_GEXF}}}{name}", {key: _xml(text) for key, text in attributes.items()}):
        with xml.element(f"{{{_GEXF}}}attvalues"):
            for key, value in values.items():
                _leaf(xml, _GEXF, "attvalue", **{"for": key, "value": str(value)})
        xml.write("\n")


def _graphml_item(xml: Any, name: str, attributes: dict[str, str], values: dict[str, Any]) -> None:
    with xml.element(f"{{{_GRAPHML}}}{name}", attributes):
        for key, value in values.items():
            _leaf(xml, _GRAPHML, "data", str(value), key=f"{name}-{key}")
        xml.write("\n")


def _leaf(xml: Any, space: str, name: str, text: str | None = None, /, **attributes: str) -> None:
    element = etree.Element(f"{{{space}}}{name}", {key: _xml(value) for key, value in attributes.items()})
    element.text = None if text is None else _xml(text)
    xml.write(element)


def _xml(text: str) -> str:
    return text.translate(_FORBIDDEN)
