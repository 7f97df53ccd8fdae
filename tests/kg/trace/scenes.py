"""Small graphs for tests of traces: documents by hand, with their texts."""

from __future__ import annotations

from pathlib import Path

from example_graph import document, write_graph

from kg import Graph

DIVISION = "<https://w3id.org/zhengmai/id/region/{}>"
_HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix zm: <https://w3id.org/zhengmai/ontology#> .
@prefix zmg: <https://w3id.org/zhengmai/graph/> .
@prefix zmi: <https://w3id.org/zhengmai/id/> .
"""
_REGIONS = {
    "000000": ("中国", "national", None),
    "330000": ("浙江省", "province", None),
    "330100": ("杭州市", "city", "330000"),
    "340000": ("安徽省", "province", None),
    "340100": ("合肥市", "city", "340000"),
    "440000": ("广东省", "province", None),
}


def own(code: str, basis: str = "stated") -> str:
    """The own region of a document is this division."""
    level = _REGIONS[code][1]
    return f"zm:level zm:{level} ; zm:basis zm:{basis} ; zm:canonical {DIVISION.format(code)}"


def vocabulary(*programmes: str) -> str:
    """The graph of divisions, and of programmes in Turtle."""
    regions = []
    for code, (name, level, above) in _REGIONS.items():
        part = f"; zm:partOf {DIVISION.format(above)}" if above else ""
        regions.append(
            f'{DIVISION.format(code)} a zm:Region ; skos:prefLabel "{name}"@zh ; zm:level zm:{level} {part} .'
        )
    return f"{_HEAD} GRAPH zmg:vocabulary {{ {' '.join((*regions, *programmes))} }}"


def covering(*names: str, scope: str = "industry") -> str:
    """These documents cover a field."""
    said = " ".join(f'<https://w3id.org/zhengmai/id/doc/{name}> zm:covers "{scope}" .' for name in names)
    return f"{_HEAD} GRAPH zmg:events {{ {said} }}"


def programme(key: str, name: str, more: str = "") -> str:
    """A programme of the vocabulary, in Turtle."""
    return f'zmi:programme\\/{key} a zm:Programme ; skos:prefLabel "{name}"@zh {more} .'


def graph_of(path: Path, *trig: str) -> Graph:
    """The graph of these pieces of TriG."""
    return Graph.open(write_graph(path, *trig))


def report(name: str, code: str, published: str, *claims: dict[str, str], basis: str = "stated") -> str:
    """A document of a division with claims on programmes."""
    return document(name, _REGIONS[code][0], own(code, basis), published, *claims)
