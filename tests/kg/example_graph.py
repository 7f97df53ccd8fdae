"""A real graph on disk, filled from the ontology's example and from documents that a test describes."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from kg.store import Changes, GraphFolder, publish
from ontology.namespaces import DEFAULT_BASE

INFERRED = DEFAULT_BASE + "graph/inferred"
EXAMPLE = "cedb7989a0860aa9062f84448777476dbfba9836b39cad9417a39b48ab8452ba"


def write_graph(path: Path, *trig: str) -> Path:
    """A graph folder with the quads of `trig`, and the text of the example."""
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for text in trig:
        for quad in ox.parse(text, format=ox.RdfFormat.TRIG):
            graphs[quad.graph_name.value].append(quad)
    folder = GraphFolder(path)
    folder.prepare()
    with folder.locked():
        folder.texts.mkdir()
        (folder.texts / "t0.txt").write_bytes(example_text().encode())
        publish(folder, Changes(graphs, apart=frozenset({INFERRED})), [], {"texts": {EXAMPLE: "t0"}}, anew=True)
    return path


def example_trig() -> str:
    return files("ontology").joinpath("example.trig").read_text("utf-8")


def example_text() -> str:
    return next(line[8:] for line in example_trig().splitlines() if line.startswith("# text: "))


_DOCUMENT = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix zm: <https://w3id.org/zhengmai/ontology#> .
@prefix zmg: <https://w3id.org/zhengmai/graph/> .
@prefix zmi: <https://w3id.org/zhengmai/id/> .
@prefix zmr: <https://w3id.org/zhengmai/rule/> .
@prefix e: <https://w3id.org/zhengmai/id/e/> .
@prefix claim: <https://w3id.org/zhengmai/id/claim/> .
@prefix ev: <https://w3id.org/zhengmai/id/ev/> .
@prefix mention: <https://w3id.org/zhengmai/id/mention/> .
@prefix doc: <https://w3id.org/zhengmai/id/doc/> .
@prefix own: <https://w3id.org/zhengmai/id/region-of/> .
GRAPH <https://w3id.org/zhengmai/graph/doc/{name}> {{
  doc:{name} a zm:Document ; dct:identifier "{name}" ; dct:title "{title}"@zh ;
    dct:issued "{published}" ; zm:ownRegion own:{name} .
  own:{name} a zm:Region , zm:OwnRegion ; skos:prefLabel "{place}"@zh ; {region} .
  {claims}
}}
GRAPH zmg:facts {{ {canonical} }}
"""
_CLAIM = """
  e:{name}-{n} a zm:Programme ; skos:prefLabel "{used}"@zh .
  claim:{name}-{n} a zm:Claim ; rdf:subject own:{name} ;
    rdf:predicate zm:implements ; rdf:object e:{name}-{n} ; zm:status zm:{status} {time} .
  mention:{name}-{n} a zm:Mention ; zm:mentionOf e:{name}-{n} ; zm:start {at} ; zm:end {to} .
  ev:{name}-{n} a zm:Evidence ; zm:supportsClaim claim:{name}-{n} ;
    prov:hadPrimarySource doc:{name} ; zm:start {start} ; zm:end {end} ; zm:quote "{sentence}"@zh ;
    zm:rule zmr:test ; zm:confidence {confidence} .
"""


def document(name: str, place: str, region: str, published: str, *claims: dict[str, str]) -> str:
    """TriG of a document whose own region implements programmes; a claim is programme, used, status, time, sentence."""
    texts: list[str] = []
    canonical: list[str] = []
    for n, claim in enumerate(claims):
        time = f'; zm:time "{claim["time"]}"' if "time" in claim else ""
        filled = {"used": "链长制", "confidence": "0.9", "sentence": f"句{n}：链长制"} | claim | {"time": time}
        start, used = n * 100, filled["used"]
        filled |= {"start": start, "end": start + len(filled["sentence"])}
        at = start + filled["sentence"].find(used) if used in filled["sentence"] else start + 90
        texts.append(_CLAIM.format(name=name, n=n, at=at, to=at + len(used), **filled))
        canonical.append(f"e:{name}-{n} zm:canonical zmi:programme\\/{claim['programme']} .")
    return _DOCUMENT.format(
        name=name,
        title=f"{place}工作报告",
        published=published,
        place=place,
        region=region,
        claims="".join(texts),
        canonical="\n".join(canonical),
    )
