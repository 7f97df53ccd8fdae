"""Documents: the list with what it is filtered by, and a text layer cut where marks begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg.query.guard import QueryError
from kg.query.named import named_queries
from kg.serve.explore.fragment import brief, key
from kg.serve.explore.index import Index

if TYPE_CHECKING:
    from kg import Graph

_QUERIES = Path(__file__).parent / "queries"
# A page of more marks and text than this would no longer scroll.
MAX_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text layer, in code points: the `mention` of a thing, `evidence` of a claim, or of when a policy
    is in `force`."""

    start: int
    end: int
    kind: str
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of evidence: start, end, predicate, keys of subject and object; `names` are the document's for these."""

    about: tuple[int, int, str, str, str]
    names: tuple[str, str]


class Documents:
    """The documents of one generation."""

    def __init__(self, graph: Graph, index: Index) -> None:
        self._graph = graph
        self._index = index
        self._listed = [self._row(row) for row in self._rows("documents", {})]

    def listed(self) -> list[dict[str, Any]]:
        """All documents, the newest first: `id, file, title, published, place, placeEnglish, province, tier, notice,
        claims`."""
        return self._listed

    def text(self, document: str) -> dict[str, Any]:
        """A document with its text layer in `pieces` and its `marks`; raises QueryError where there is none."""
        row = next((row for row in self._listed if row["id"] == document), None)
        text = self._graph.text(document)
        if row is None or text is None:
            raise QueryError(f"this graph has no document {document[:80]!r}")
        marks = self._marks(document)
        shown = text[:MAX_TEXT]
        return {
            "document": row,
            "pieces": pieces(shown, marks),
            "marks": [{"start": m.start, "end": m.end, "kind": m.kind} | dict(m.about) for m in marks],
            "cut": len(text) - len(shown),
        }

    def evidence(self, document: str) -> list[Place]:
        """All places of evidence in a document; empty where there is no such document."""
        if all(row["id"] != document for row in self._listed):
            return []
        return [
            Place(
                (
                    row["start"],
                    row["end"],
                    _local(row["predicate"]),
                    self._key(row["subject"]),
                    self._key(row["object"]),
                ),
                (row["whoName"], row["whatName"]),
            )
            for row in self._rows("evidence", self._source(document))
        ]

    def _source(self, document: str) -> dict[str, list[NamedNode]]:
        return {"document": [NamedNode(f"{self._graph.prefixes['zmi']}doc/{document}")]}

    def _key(self, iri: str) -> str:
        return key(self._graph.prefixes["zmi"], iri)

    def _marks(self, document: str) -> list[Mark]:
        source = self._source(document)
        return sorted(
            [
                *(
                    Mark(r["start"], r["end"], "mention", self._thing(r["thing"]))
                    for r in self._rows("mentions", source)
                ),
                *(Mark(r["start"], r["end"], "evidence", self._fact(r)) for r in self._rows("evidence", source)),
                *(Mark(r["start"], r["end"], "force", self._force(r)) for r in self._rows("forces", source)),
            ],
            key=lambda mark: (mark.start, -mark.end, mark.kind, str(mark.about)),
        )

    def _rows(self, name: str, terms: Mapping[str, Any]) -> list[dict[str, Any]]:
        return self._graph.query(named_queries(_QUERIES)[name].bound(terms)).to_dicts()

    def _row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        number = self._index.number.get(row["region"])
        english = None if number is None else self._index.things[number].english
        return dict(row) | {"id": row["source"].rpartition("/")[2], "placeEnglish": english}

    def _thing(self, iri: str) -> dict[str, Any]:
        number = self._index.number.get(iri)
        if number is None:
            return {"thing": self._key(iri), "label": iri, "type": "Thing"}
        named = brief(self._graph.prefixes["zmi"], self._index.things[number])
        return {"thing": named.pop("id"), **named}

    def _fact(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "s": self._thing(row["subject"]),
            "p": _local(row["predicate"]),
            "o": self._thing(row["object"]),
            "status": _local(row["status"]),
            "time": row["time"],
            **_read(row),
        }

    def _force(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A policy that the document does not name is the document itself: it is no thing of the graph."""
        known = row["policy"] in self._index.number
        policy = self._thing(row["policy"]) if known else None
        return {"policy": policy, "effect": row["effect"], "time": row["time"], **_read(row)}


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    """How evidence was read, and where in the file it stands."""
    rule = row["rule"].rpartition("/rule/")[2] if row["rule"] else None
    return {"rule": rule, "confidence": row["confidence"], "place": row["place"]}


def pieces(text: str, marks: Sequence[Mark]) -> list[list[Any]]:
    """`text` cut wherever a mark begins or ends: `[piece, numbers of the marks over it]`; the pieces make the text."""
    edges = sorted({0, len(text)} | set(_edges(marks, len(text))))
    begins: dict[int, list[int]] = {}
    for number, mark in enumerate(marks):
        begins.setdefault(mark.start, []).append(number)
    cut: list[list[Any]] = []
    over: list[int] = []
    for start, end in zip(edges, edges[1:], strict=False):
        over = [n for n in over if marks[n].end > start] + begins.get(start, [])
        cut.append([text[start:end], sorted(over)])
    return cut


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _edges(marks: Iterable[Mark], size: int) -> Iterable[int]:
    return (edge for mark in marks for edge in (mark.start, mark.end) if 0 <= edge <= size)
