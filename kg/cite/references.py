"""Which documents an answer rests on, and what a citation needs to know of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.query.cells import Term
from kg.query.result import QueryResult

if TYPE_CHECKING:
    from kg.graph import Graph

_DOCUMENTS = """SELECT ?source ?file ?title ?published ?url ?notice WHERE {
  ?source a zm:Document ; dct:identifier ?file .
  OPTIONAL { ?source dct:title ?title }
  OPTIONAL { ?source dct:issued ?published }
  OPTIONAL { ?source schema:url ?url }
  OPTIONAL { ?source zm:notice ?notice }
} ORDER BY ?file ?source"""
# A document is itself the policy that bears its title; the graph knows who issued it and under which number.
_POLICIES = """SELECT DISTINCT ?source ?name ?issuer WHERE {{
  VALUES ?source {{ {sources} }}
  GRAPH ?text {{ ?source a zm:Document . ?named a zm:Policy }}
  ?named zm:canonical ?policy .
  ?policy skos:prefLabel|skos:altLabel ?name .
  OPTIONAL {{ ?who zm:issues ?policy ; skos:prefLabel ?issuer }}
}} ORDER BY ?source ?name ?issuer"""
_BEHIND = """SELECT DISTINCT ?thing ?source WHERE {{
  VALUES ?thing {{ {things} }}
  {{ ?thing prov:hadPrimarySource ?source }}
  UNION {{ ?evidence zm:supportsClaim|zm:supportsEvent ?thing ; prov:hadPrimarySource ?source }}
}}"""
_NUMBER = re.compile(r"[（(]?([\u4e00-\u9fff]{2,12}(?:〔|\[|［)\d{4}(?:〕|\]|］)\d+号)[）)]?")
_BATCH = 500
# The columns of the named queries that name documents; a quote or a label may happen to read like a title.
_COLUMNS = re.compile(r"(?i)(document|file|title|source)$")


@dataclass(frozen=True, slots=True)
class Reference:
    """One document as a citation needs it; what is not known is None. `date` is EDTF, `notice` such as 虚构示例."""

    key: str
    title: str
    date: str | None = None
    issuer: str | None = None
    number: str | None = None
    url: str | None = None
    notice: str | None = None


def references(graph: Graph, answer: QueryResult) -> tuple[Reference, ...]:
    """The documents that `answer` names, in the order in which it names them, each once.

    A row names a document by its IRI, by its file or title in a column of documents, or through an IRI of a claim,
    an event or evidence. Where several documents bear one title, the row's `published` chooses, else all are meant.
    """
    known = {str(row[0].value): row for row in graph.query(_DOCUMENTS).rows if isinstance(row[0], NamedNode)}
    found = list(dict.fromkeys(_named(graph, answer, known)))
    policies = _policies(graph, found)
    return tuple(_reference(known[iri], policies.get(iri, ())) for iri in found)


def _named(graph: Graph, answer: QueryResult, known: Mapping[str, Sequence[Term | None]]) -> Iterator[str]:
    titled: dict[str, list[str]] = {}
    for iri, (_, file, title, *_) in known.items():
        for name in {text for text in (_text(file), _text(title)) if text}:
            titled.setdefault(name, []).append(iri)
    rows = answer.rows or [(t.subject, t.predicate, t.object) for t in answer.triples]
    behind = _behind(graph, (str(term.value) for row in rows for term in row if isinstance(term, NamedNode)))
    for row in rows:
        published = dict(zip(answer.vars, row, strict=False)).get("published")
        for name, term in zip(answer.vars or ("", "", ""), row, strict=True):
            if isinstance(term, NamedNode):
                yield from [term.value] if term.value in known else behind.get(term.value, ())
            elif isinstance(term, Literal) and _COLUMNS.search(name):
                meant = titled.get(term.value, [])
                yield from [iri for iri in meant if known[iri][3] == published] or meant


def _behind(graph: Graph, iris: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for some in _batches(list(dict.fromkeys(iris))):
        things = " ".join(str(NamedNode(iri)) for iri in some)
        for thing, source in graph.query(_BEHIND.format(things=things)).rows:
            found.setdefault(_text(thing) or "", []).append(_text(source) or "")
    return {thing: sorted(sources) for thing, sources in found.items()}


def _policies(graph: Graph, sources: Sequence[str]) -> dict[str, list[tuple[str, str | None]]]:
    found: dict[str, list[tuple[str, str | None]]] = {}
    for some in _batches(sources):
        text = _POLICIES.format(sources=" ".join(str(NamedNode(iri)) for iri in some))
        for source, name, issuer in graph.query(text).rows:
            found.setdefault(_text(source) or "", []).append((_text(name) or "", _text(issuer)))
    return found


def _reference(row: Sequence[Term | None], policies: Sequence[tuple[str, str | None]]) -> Reference:
    iri, file, title, date, url, notice = map(_text, row)
    name = title or file or ""
    own = [(policy, issuer) for policy, issuer in policies if _bare(policy) == _bare(name)]
    issuers = {issuer for _, issuer in own if issuer}
    numbers = {match[1] for text in (name, *(policy for policy, _ in own)) for match in _NUMBER.finditer(text)}
    return Reference(
        key=f"zm{(iri or '').rpartition('/')[2][:12]}",
        title=_NUMBER.sub("", name).strip() or name,
        date=date,
        issuer="，".join(sorted(issuers)) or None,
        number=numbers.pop() if len(numbers) == 1 else None,
        url=url,
        notice=notice,
    )


def _batches(things: Sequence[str]) -> Iterator[Sequence[str]]:
    return (things[start : start + _BATCH] for start in range(0, len(things), _BATCH))


def _bare(name: str) -> str:
    """A title without its number and its outer 《》."""
    text = _NUMBER.sub("", name).strip()
    return text[1:-1] if text.startswith("《") and text.endswith("》") and text.count("《") == 1 else text


def _text(term: Term | None) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None
