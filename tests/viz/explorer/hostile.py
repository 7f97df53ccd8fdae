"""A graph whose names, sentences and addresses are hostile."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox

from kg.store import Changes, GraphFolder, publish
from ontology.namespaces import Namespaces

NAMES = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202egnp.exe \u2066txet",
    "&lt;b&gt; & \"quotes\" 'single' `tick` {brace} ${dollar}",
    "长" * 10_000,
    "=cmd|' /C calc'!A0",
    "__proto__",
)
SCRIPT = "javascript:alert(1)"
TEXT = "".join(f"{name}\n" for name in NAMES)
DOCUMENT = hashlib.sha256(TEXT.encode()).hexdigest()


def hostile_graph(path: Path) -> Path:
    """A graph folder in which one region implements programmes with these names, as a text of them says."""
    names = Namespaces()
    folder = GraphFolder(path)
    folder.prepare()
    document, facts = names.graph(f"doc/{DOCUMENT}"), names.graph("facts")
    quads = {document: list(_document(names, document)), facts: list(_facts(names, facts))}
    with folder.locked():
        folder.texts.mkdir()
        (folder.texts / "t.txt").write_bytes(TEXT.encode())
        publish(folder, Changes(quads, apart=frozenset()), [], {"texts": {DOCUMENT: "t"}}, anew=True)
    return path


class _Writer:
    def __init__(self, names: Namespaces, graph: str) -> None:
        self._names = names
        self._graph = ox.NamedNode(graph)
        self._prefixes = names.prefixes

    def quad(self, subject: str, predicate: str, target: str | int | float, *, text: bool = False) -> ox.Quad:
        """`text` makes a Chinese literal of a string that else is a name or an IRI."""
        end: ox.NamedNode | ox.Literal
        if isinstance(target, str):
            end = ox.Literal(target, language="zh") if text else ox.NamedNode(self.iri(target))
        else:
            end = ox.Literal(target)
        return ox.Quad(ox.NamedNode(self.iri(subject)), ox.NamedNode(self.iri(predicate)), end, self._graph)

    def iri(self, name: str) -> str:
        prefix, _, rest = name.partition(":")
        return self._prefixes[prefix] + rest if prefix in self._prefixes else name


def _document(names: Namespaces, graph: str) -> list[ox.Quad]:
    w = _Writer(names, graph)
    about, own = f"zmi:doc/{DOCUMENT}", f"zmi:region-of/{DOCUMENT}"
    quads = [
        w.quad(about, "rdf:type", "zm:Document"),
        w.quad(about, "dct:identifier", NAMES[1], text=True),
        w.quad(about, "dct:title", NAMES[0], text=True),
        w.quad(about, "zm:notice", NAMES[0], text=True),
        w.quad(about, "zm:ownRegion", own),
        w.quad(own, "rdf:type", "zm:Region"),
        w.quad(own, "rdf:type", "zm:OwnRegion"),
        w.quad(own, "skos:prefLabel", NAMES[0], text=True),
    ]
    start = 0
    for n, name in enumerate(NAMES):
        end = start + len(name)
        quads += [
            w.quad(f"zmi:e/{n}", "rdf:type", "zm:Programme"),
            w.quad(f"zmi:e/{n}", "skos:prefLabel", name, text=True),
            w.quad(f"zmi:mention/{n}", "zm:mentionOf", f"zmi:e/{n}"),
            w.quad(f"zmi:mention/{n}", "zm:start", start),
            w.quad(f"zmi:mention/{n}", "zm:end", end),
            w.quad(f"zmi:claim/{n}", "rdf:type", "zm:Claim"),
            w.quad(f"zmi:claim/{n}", "rdf:subject", own),
            w.quad(f"zmi:claim/{n}", "rdf:predicate", "zm:implements"),
            w.quad(f"zmi:claim/{n}", "rdf:object", f"zmi:e/{n}"),
            w.quad(f"zmi:claim/{n}", "zm:status", "zm:achieved"),
            w.quad(f"zmi:claim/{n}", "zm:time", name[:40], text=True),
            w.quad(f"zmi:ev/{n}", "zm:supportsClaim", f"zmi:claim/{n}"),
            w.quad(f"zmi:ev/{n}", "prov:hadPrimarySource", about),
            w.quad(f"zmi:ev/{n}", "zm:quote", name, text=True),
            w.quad(f"zmi:ev/{n}", "zm:start", start),
            w.quad(f"zmi:ev/{n}", "zm:end", end),
            w.quad(f"zmi:ev/{n}", "zm:rule", "zmr:some"),
            w.quad(f"zmi:ev/{n}", "zm:confidence", 0.5),
        ]
        start = end + 1
    return quads


def _facts(names: Namespaces, graph: str) -> list[ox.Quad]:
    w = _Writer(names, graph)
    quads = []
    for n, name in enumerate(NAMES):
        # One has an address that would run if it were a link.
        iri = SCRIPT if n == 2 else f"zmi:programme/{n}"
        quads += [
            w.quad(f"zmi:e/{n}", "zm:canonical", iri),
            w.quad(iri, "rdf:type", "zm:Programme"),
            w.quad(iri, "skos:prefLabel", name, text=True),
            w.quad(iri, "skos:altLabel", name[::-1], text=True),
            w.quad(f"zmi:region-of/{DOCUMENT}", "zm:implements", iri),
        ]
    return quads


def visible(text: str) -> str:
    """What the page shows of `text`: marks of direction and control are replaced."""
    bad = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u200e", "\u200f"}
    return "".join("\ufffd" if character in bad else character for character in text)
