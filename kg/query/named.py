"""Named queries: SPARQL files that begin with YAML in `#+` comments (title, description, parameters).

A parameter `p` stands in the text once or more as `VALUES ?p { UNDEF }`. There the terms that it was given are
put, as pyoxigraph writes them, so no value is ever read as SPARQL; without a value the line goes, and the
variable is free.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import Literal, NamedNode

from kg.query.guard import QueryError

QUERIES = Path(__file__).parent / "queries"
TYPES = ("entity", "term", "text", "integer")
_VALUES = r"VALUES \?{name} \{{ UNDEF \}}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: `type` is `entity` (an IRI, or a name of something of class `of`), `term` (one of
    `choices` of the ontology), `text` or `integer`. Without a default and not required, it is left free."""

    name: str
    type: str
    title: Mapping[str, str]
    of: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    default: str | int | None = None
    example: str | int | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that analysts ask often; `title` and `description` by language (`zh`, `en`)."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    sparql: str

    def bound(self, terms: Mapping[str, Sequence[NamedNode | Literal]]) -> str:
        """The SPARQL with `terms` put in place of the parameters; those that have none are left free."""
        text = self.sparql
        for parameter in self.parameters:
            text = _bind(text, parameter.name, terms.get(parameter.name, ()))
        return text


def _bind(text: str, name: str, terms: Sequence[NamedNode | Literal]) -> str:
    values = f"VALUES ?{name} {{ {' '.join(map(str, terms))} }}" if terms else ""
    return re.sub(_VALUES.format(name=name), lambda _: values, text)


@cache
def named_queries(folder: Path = QUERIES) -> Mapping[str, NamedQuery]:
    """All queries of `folder` by name; raises QueryError naming the file where one is malformed."""
    return {path.stem: read_query(path) for path in sorted(folder.glob("*.rq"))}


def find_query(name: str) -> NamedQuery:
    """The query called `name`; raises QueryError that lists the names there are."""
    queries = named_queries()
    if name not in queries:
        raise QueryError(f"no query is called {name!r}; there are: {', '.join(queries)}")
    return queries[name]


def read_query(path: Path) -> NamedQuery:
    """The named query in `path`; raises QueryError naming the file and what is wrong with it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    front = "\n".join(line[2:].removeprefix(" ") for line in lines if line.startswith("#+"))
    sparql = "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
    try:
        head = yaml.safe_load(front)
        parameters = tuple(_parameter(name, spec) for name, spec in head.get("parameters", {}).items())
        query = NamedQuery(path.stem, _both(head["title"]), _both(head["description"]), parameters, sparql)
        _check_places(query)
    except (yaml.YAMLError, LookupError, AttributeError, TypeError, ValueError) as error:
        raise QueryError(f"{path.name}: {error}") from error
    return query


def _both(texts: Any) -> Mapping[str, str]:
    return {"zh": str(texts["zh"]), "en": str(texts["en"])}


def _parameter(name: str, spec: Mapping[str, Any]) -> Parameter:
    fields = dict(spec) | {"title": _both(spec["title"]), "choices": tuple(spec.get("choices", ()))}
    parameter = Parameter(name=name, **fields)
    if parameter.type not in TYPES:
        raise ValueError(f"parameter {name}: type is one of {', '.join(TYPES)}, not {parameter.type!r}")
    return parameter


def _check_places(query: NamedQuery) -> None:
    declared = {parameter.name for parameter in query.parameters}
    placed = set(re.findall(_VALUES.format(name=r"(\w+)"), query.sparql))
    if declared != placed:
        raise ValueError(
            f"parameters {sorted(declared)} are declared, but {sorted(placed)} stand in VALUES ?… {{ UNDEF }}"
        )
