"""The named queries in rdflib's memory: an engine with other habits, and the same answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

import pytest
import rdflib
from frozen import records
from golden import QUESTIONS
from records_graph import graph_of

from kg import Graph
from kg.query.named import named_queries

# Columns of which there is one value for what the order names.
DECIDED = {
    "counts-by-region-year": {"documents", "enterprises", "programmes", "claims"},
    "documents": {"place", "tier", "claims"},
    "enterprise-titles": {"level"},
    "industry-enterprises": {"titles"},
    "title-holders": {"level"},
}


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph.open(graph_of(records(), tmp_path_factory.mktemp("frozen") / "g")) as graph:
        yield graph


@pytest.fixture(scope="module")
def memory(frozen: Graph) -> rdflib.Dataset:
    data = rdflib.Dataset(default_union=True)
    quads = (quad for quad in frozen.store.quads() if not str(quad.graph_name).endswith("/inferred>"))
    data.parse(data="".join(f"{quad} .\n" for quad in quads), format="nquads")
    return data


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_named_query_has_the_same_rows(frozen: Graph, memory: rdflib.Dataset, name: str) -> None:
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in frozen.prefixes.items())
    there = memory.query(prefixes + frozen.named_sparql(name, QUESTIONS[name]))
    here = frozen.named(name, **QUESTIONS[name])
    assert [str(variable) for variable in there.vars or ()] == list(here.vars)
    expected = sorted([_plain(None if term is None else term.value) for term in row] for row in here.rows)
    assert sorted([_plain(None if term is None else str(term)) for term in row] for row in there) == expected != []


@pytest.mark.parametrize("name", named_queries())
def test_rows_have_one_order(name: str) -> None:
    # An order that leaves columns out lets engines, and builds, put equal rows as they like.
    head, _, rest = named_queries()[name].sparql.partition(" WHERE {")
    columns = re.findall(r"\?(\w+)", re.sub(r"\((?:[^()]|\([^()]*\))* AS (\?\w+)\)", r"\1", head))
    ordered = rest.rpartition("ORDER BY")[2]
    left = {column for column in columns if f"?{column}" not in ordered}
    assert left <= DECIDED.get(name, set())


def _plain(text: str | None) -> str:
    """Numbers by value: engines write 50, 50.0 and 50.00."""
    try:
        return str(Decimal(text or "").normalize())
    except InvalidOperation:
        return text or ""
