"""Names to things: which entity of the graph is meant by a name or an IRI."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from kg.query.cells import Term
from kg.query.guard import QueryError
from kg.query.named import NamedQuery, Parameter

Rows = Callable[[str], Sequence[Sequence[Term | None]]]
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\]+")
# What facts are about: what documents' entities were resolved to, what the vocabulary has, and documents' own regions.
_SETTLED = "FILTER NOT EXISTS { ?thing zm:canonical ?other . FILTER NOT EXISTS { ?thing a zm:OwnRegion } }"
# The class is a filter: as a pattern, the store would start from all things of that class.
_EXACT = """SELECT DISTINCT ?thing WHERE {{
  VALUES ?name {{ {names} }}
  {{ ?thing skos:prefLabel ?name }} UNION {{ ?thing skos:altLabel ?name }}
  FILTER EXISTS {{ ?thing a {kind} }}
  {settled}
}} ORDER BY ?thing"""
_FIND = """SELECT ?thing ?type ?label ?match WHERE {{ {{
  SELECT ?thing (SAMPLE(?kind) AS ?type) (SAMPLE(?own) AS ?label) (MIN(?found) AS ?match) WHERE {{
  ?thing skos:prefLabel|skos:altLabel ?name ; a ?kind ; skos:prefLabel ?own .
  FILTER(CONTAINS(LCASE(STR(?name)), {text}))
  FILTER(STRSTARTS(STR(?kind), STR(zm:)) && ?kind != zm:OwnRegion)
  {settled}
  BIND(STR(?name) AS ?found)
}} GROUP BY ?thing }} }} ORDER BY STRLEN(?match) ?match ?thing LIMIT {limit}"""


def find_sparql(text: str, limit: int) -> str:
    """A query for things whose name or alias contains `text`, whatever its case, shortest match first."""
    return _FIND.format(text=Literal(text.strip().lower()), limit=int(limit), settled=_SETTLED)


def resolve(name: str, kind: str | None, prefixes: Mapping[str, str], rows: Rows) -> list[NamedNode]:
    """The things that `name` (an IRI, `zmi:…`, or exactly a label or alias) means, of class `kind` if given.

    Several things may bear one name. Raises QueryError, with near names, where there is none.
    """
    iri = _as_iri(name, prefixes)
    if iri is not None and rows(f"SELECT ?p {{ {iri} ?p ?o }} LIMIT 1"):
        return [iri]
    names = " ".join(
        str(literal) for literal in (Literal(name, language="zh"), Literal(name, language="en"), Literal(name))
    )
    found = rows(_EXACT.format(names=names, kind=f"zm:{kind}" if kind else "?kind", settled=_SETTLED))
    if found:
        return [thing for (thing,) in found if isinstance(thing, NamedNode)]
    near = [str(row[3].value) for row in rows(find_sparql(name, 5)) if isinstance(row[3], Literal)]
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise QueryError(f"nothing{f' of type {kind}' if kind else ''} in this graph is called {name!r}{hint}")


def _as_iri(name: str, prefixes: Mapping[str, str]) -> NamedNode | None:
    prefix, _, rest = name.partition(":")
    if not _IRI.fullmatch(name) or not (prefix in prefixes or rest.startswith("//")):
        return None
    try:
        return NamedNode(prefixes[prefix] + rest if prefix in prefixes else name)
    except ValueError:
        return None


def bind(
    query: NamedQuery, given: Mapping[str, object], prefixes: Mapping[str, str], rows: Rows
) -> dict[str, list[NamedNode | Literal]]:
    """RDF terms for the parameters of `query` from what was `given` (defaults where nothing was).

    Raises QueryError for an unknown or missing parameter, and for a value that means nothing.
    """
    known = {parameter.name for parameter in query.parameters}
    unknown = sorted(set(given) - known)
    if unknown:
        raise QueryError(f"{query.name} has no parameter {unknown[0]!r}; it has: {', '.join(sorted(known)) or 'none'}")
    terms: dict[str, list[NamedNode | Literal]] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name)
        value = parameter.default if value is None or value == "" else value
        if value is not None:
            terms[parameter.name] = _terms(parameter, str(value), prefixes, rows)
        elif parameter.required:
            raise QueryError(
                f"{query.name} needs {parameter.name} ({parameter.title['en']}), such as {parameter.example!r}"
            )
    return terms


def _terms(parameter: Parameter, value: str, prefixes: Mapping[str, str], rows: Rows) -> list[NamedNode | Literal]:
    if parameter.type == "entity":
        return list(resolve(value, parameter.of, prefixes, rows))
    if parameter.type == "term":
        if value not in parameter.choices:
            raise QueryError(f"{parameter.name} is one of {', '.join(parameter.choices)}, not {value!r}")
        return [NamedNode(prefixes["zm"] + value)]
    if parameter.type == "integer":
        try:
            return [Literal(int(value))]
        except ValueError as error:
            raise QueryError(f"{parameter.name} is a whole number, not {value!r}") from error
    return [Literal(value)]
