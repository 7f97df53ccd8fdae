"""What differs between two graphs: documents, facts, claims and the force of policies, in words; quads as a patch.

Of policies it is told when they are in force (`policies`) and which sentences say so (`force`).

A graph is a folder, one generation of it (`graph/generations/00000007`), or a file of N-Quads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ZhengmaiError
from kg.store import open_store
from ontology.namespaces import DEFAULT_BASE, Namespaces
from ontology.records import BASED_ON_KINDS, FORCE_TIMES, PREDICATES

_SUFFIXES = (".nq", ".nquads")
_EFFECTS = {"from": "in force from 起施行", "until": "in force until 有效至", "repealed": "repealed on 废止于"}
_TIMES = {FORCE_TIMES[effect]: said for effect, said in _EFFECTS.items()}
_FACTS, _POLICIES = (" ".join(f"zm:{name}" for name in names) for names in ((*PREDICATES, *BASED_ON_KINDS), _TIMES))
# A file has named graphs only, so all that documents say is asked of these.
_ASKED = {
    "facts": f"SELECT ?s ?p ?o {{ VALUES ?p {{ {_FACTS} }} GRAPH zmg:facts {{ ?s ?p ?o }} }}",
    "claims": """SELECT ?s ?p ?o ?status ?time ?claim { GRAPH ?g {
      ?claim a zm:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; zm:status ?status
      OPTIONAL { ?claim zm:time ?time } } }""",
    "policies": f"SELECT ?s ?p ?time {{ VALUES ?p {{ {_POLICIES} }} GRAPH zmg:facts {{ ?s ?p ?time }} }}",
    "force": """SELECT ?what ?effect ?time ?file ?start ?end ?quote ?force { GRAPH ?g {
      ?force a zm:Force ; zm:forceOf ?what ; zm:effect ?effect ; zm:time ?time .
      ?evidence zm:supportsForce ?force ; zm:quote ?quote ; zm:start ?start ; zm:end ?end ;
        prov:hadPrimarySource ?source . ?source dct:identifier ?file } }""",
}
PARTS = tuple(_ASKED)
_DOCUMENTS = "SELECT ?d ?name { GRAPH ?g { ?d a zm:Document ; dct:identifier ?name } }"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A fact or a claim in words: ends by their names, the predicate, and of a claim its status and time.

    Of force: the policy, the effect and the time; of what is said of it, also the sentence and its place.
    """

    subject: str
    predicate: str
    object: str
    status: str = ""
    time: str = ""
    evidence: str = ""

    def __str__(self) -> str:
        said = " ".join(part for part in (self.status, self.time) if part)
        words = f"{self.subject} {self.predicate} {self.object}{f' ({said})' if said else ''}"
        return f"{words} [{self.evidence}]" if self.evidence else words


@dataclass(frozen=True, slots=True)
class Part:
    """What one kind of thing lost and won, sorted."""

    removed: Sequence[Line] = ()
    added: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Documents by name, what differs in words by kind (PARTS), quads as lines of N-Quads, sorted within each graph."""

    documents: Mapping[str, list[str]]
    parts: Mapping[str, Part]
    removed: list[str]
    added: list[str]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    def to_json(self) -> str:
        """Everything but the quads, as one JSON object."""
        parts = {
            name: {"removed": list(map(str, part.removed)), "added": list(map(str, part.added))}
            for name, part in self.parts.items()
        }
        quads = {"removed": len(self.removed), "added": len(self.added)}
        return json.dumps({"documents": self.documents, **parts, "quads": quads}, ensure_ascii=False, indent=1)

    def to_patch(self) -> str:
        """Lines of N-Quads, each behind `- ` or `+ `."""
        return "".join([*(f"- {line}\n" for line in self.removed), *(f"+ {line}\n" for line in self.added)])


@dataclass(frozen=True, slots=True)
class Opened:
    """A graph to compare; `built` has what the graph of a document depends on, where that is known."""

    store: ox.Store
    namespaces: Namespaces
    built: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def graphs(self) -> set[str]:
        """The names of the named graphs."""
        return {name.value for name in self.store.named_graphs() if isinstance(name, ox.NamedNode)}

    def quads(self, graph: str) -> set[ox.Quad]:
        """The quads of a named graph."""
        return set(self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """A graph to compare; raises ZhengmaiError where there is none, or a file is no N-Quads."""
    if path.is_file() or path.suffix in _SUFFIXES:
        store = ox.Store()
        try:
            with path.open("rb") as file:
                store.bulk_load(file, ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise ZhengmaiError(f"{path} is no file of N-Quads: {error}") from error
        yield Opened(store, Namespaces(_base(store)))
        return
    with open_store(path) as found:
        info, names = found.build_info, found.namespaces
        built = {
            names.graph(f"doc/{document}"): (str(info["fingerprint"]), *map(str, source.values()))
            for document, source in info.get("documents", {}).items()
        }
        yield Opened(found.database, names, built)


def compare(old: Path, new: Path) -> Difference:
    """Old and new graph, compared; raises ZhengmaiError where one cannot be read, or their bases differ."""
    with opened(old) as before, opened(new) as after:
        names, other = before.namespaces, after.namespaces
        if names != other:
            raise ZhengmaiError(f"{old} has the base {names.base}, and {new} has {other.base}")
        words = _Words(names, (before.store, after.store))
        parts = {kind: words.part(kind, before.store, after.store) for kind in PARTS}
        return Difference(_documents(words, before.store, after.store), parts, *_quads(before, after))


def _quads(before: Opened, after: Opened) -> tuple[list[str], list[str]]:
    """Quads that only the one graph has, and that only the other has.

    The graph of a document that was built from the same is not looked at: it is the same.
    """
    removed: list[str] = []
    added: list[str] = []
    for graph in sorted(before.graphs() | after.graphs()):
        if graph in before.built and before.built[graph] == after.built.get(graph):
            continue
        old, new = before.quads(graph), after.quads(graph)
        removed += sorted(f"{quad} ." for quad in old - new)
        added += sorted(f"{quad} ." for quad in new - old)
    return removed, added


def _documents(words: _Words, before: ox.Store, after: ox.Store) -> dict[str, list[str]]:
    """By name: a document with the same name and other bytes has changed."""
    old, new = (words.documents(store) for store in (before, after))
    return {
        "removed": sorted(old.keys() - new.keys()),
        "added": sorted(new.keys() - old.keys()),
        "changed": sorted(name for name in old.keys() & new.keys() if old[name] != new[name]),
    }


Row = tuple[str, ...]


class _Words:
    """Rows of a graph that differ, and their ends by name; of two names of a thing, the newer graph's counts."""

    def __init__(self, namespaces: Namespaces, stores: tuple[ox.Store, ox.Store]) -> None:
        self._prefixes = namespaces.prefixes
        self._stores = stores[::-1]
        names = (("skos", "prefLabel"), ("dct", "title"), ("dct", "identifier"))
        self._labels = [ox.NamedNode(self._prefixes[prefix] + name) for prefix, name in names]
        self._canonical = ox.NamedNode(namespaces.term("canonical"))

    def documents(self, store: ox.Store) -> dict[str, str]:
        return {name: document for document, name in self._rows(store, _DOCUMENTS)}

    def part(self, kind: str, before: ox.Store, after: ox.Store) -> Part:
        """What only the one graph says and what only the other, of one of PARTS."""
        old, new = (set(self._rows(store, _ASKED[kind])) for store in (before, after))
        return Part(*(sorted(self._line(kind, row) for row in rows) for rows in (old - new, new - old)))

    def _line(self, kind: str, row: Row) -> Line:
        if kind == "policies":
            policy, name, time = row
            return Line(self._name(policy), _TIMES[_local(name)], time)
        if kind == "force":
            what, effect, time, file, start, end, quote, _ = row
            place = f"“{' '.join(quote.split())}” {file}:{start}–{end}"
            return Line(self._name(what), _EFFECTS.get(effect, effect), time, evidence=place)
        subject, predicate, object_, *said = row
        status, time = said[:2] if said else ("", "")
        return Line(self._name(subject), _local(predicate), self._name(object_), _local(status), time)

    def _rows(self, store: ox.Store, sparql: str) -> Iterable[Row]:
        answer = store.query(sparql, prefixes=self._prefixes)
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError(f"not a SELECT query: {sparql}")
        for solution in answer:
            yield tuple("" if term is None else str(term.value) for term in solution)

    def _name(self, iri: str) -> str:
        """The name of what a document's entity stands for, else its own, else its address."""
        node = ox.NamedNode(iri)
        for store in self._stores:
            links = store.quads_for_pattern(node, self._canonical, None, None)
            for thing in [link.object for link in links] + [node]:
                for label in self._labels:
                    for quad in store.quads_for_pattern(thing, label, None, None):  # type: ignore[arg-type]
                        if isinstance(quad.object, ox.Literal):
                            return quad.object.value
        return iri


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _base(store: ox.Store) -> str:
    """The base of a file's graphs, from their names; the usual one where it has none."""
    names = (name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode))
    return next((name.partition("graph/")[0] for name in sorted(names) if "graph/" in name), DEFAULT_BASE)
