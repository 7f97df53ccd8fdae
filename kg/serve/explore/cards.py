"""Question cards: the named queries with values that this graph can answer, and the SPARQL that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.query.labels import bind
from kg.query.named import NamedQuery, Parameter, find_query
from kg.serve.explore.index import Index
from kg.serve.explore.questions import question_groups

if TYPE_CHECKING:
    from kg import Graph


def cards(index: Index) -> list[dict[str, Any]]:
    """The named queries in their groups: `title, first, more`; each a card with `name, title, description, parameters`,
    where required parameters have a value that this graph knows."""
    return [
        {
            "title": dict(group.title),
            "first": [_card(index, name) for name in group.first],
            "more": [_card(index, name) for name in group.more],
        }
        for group in question_groups()
    ]


def _card(index: Index, name: str) -> dict[str, Any]:
    query = find_query(name)
    return {
        "name": name,
        "title": dict(query.title),
        "description": dict(query.description),
        "parameters": [_parameter(index, parameter) for parameter in query.parameters],
    }


def bound(graph: Graph, name: str, given: Mapping[str, str]) -> str:
    """The SPARQL of a named query with its parameters put in and its prefixes declared, so that it runs anywhere.

    Raises QueryError for a query, a parameter or a value that means nothing.
    """
    query: NamedQuery = find_query(name)
    text = query.bound(bind(query, given, graph.prefixes, lambda sparql: graph.query(sparql).rows))
    kept = "\n".join(line for line in text.splitlines() if line.strip())
    return f"{_declared(kept, graph.prefixes)}{kept}\n"


def _declared(sparql: str, prefixes: Mapping[str, str]) -> str:
    used = (prefix for prefix in prefixes if re.search(rf"(?<![\w:]){prefix}:", sparql))
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}>\n" for prefix in used)


def _parameter(index: Index, parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "of": parameter.of,
        "title": dict(parameter.title),
        "choices": list(parameter.choices),
        "required": parameter.required,
        "value": _value(index, parameter),
    }


def _value(index: Index, parameter: Parameter) -> str | int | None:
    """The example, where this graph knows it; else the thing of that class with most claims, or the enterprise where
    things of any class may be asked about."""
    if not parameter.required:
        return parameter.default
    fitting = [n for n, thing in enumerate(index.things) if parameter.of in (None, thing.type)]
    named = any(parameter.example in (index.things[n].label, *index.things[n].aliases) for n in fitting)
    if parameter.type != "entity" or named:
        return parameter.example
    asked = parameter.of or "Enterprise"
    best = max(fitting, key=lambda n: (index.things[n].type == asked, int(index.degree[n]), -n), default=None)
    return None if best is None else index.things[best].label
