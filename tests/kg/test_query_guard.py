"""Only queries pass the guard, and nothing that merely looks like an update is held back."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from answers import rows
from hypothesis import given
from hypothesis import strategies as st

from kg.query.guard import ForbiddenQuery, QueryError, check_read_only

AWAY = "<http://localhost:9/sparql>"
HARMLESS = [
    'SELECT ("SERVICE" AS ?x) {}',
    "SELECT ('''it's a\nSERVICE''' AS ?x) {}",
    "# LOAD, SERVICE and DROP\nSELECT ?service { ?service <http://example.org/#SERVICE> 'SERVICE' }",
    "PREFIX a: <http://example.org/load#> ASK { ?s a:service.level ?o }",
    "select * { ?s ?p ?o filter(?o < 3 && ?o > 1) }",
    'SELECT * { ?s ?p "\\u0053ERVICE" }',
    "DESCRIBE <http://example.org/x>",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
]
CALLS = [
    f"SELECT * {{ SERVICE {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service silent {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p trueSERVICE{AWAY} {{ ?a ?b ?c }} }}",
    "PREFIX : <http://localhost:9/> SELECT * { SERVICE:x{ ?a ?b ?c } }",
    f"PREFIX z: <http://example.org/> SELECT * {{ ?s ?p z:.SERVICE{AWAY} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p '\\'' . SERVICE {AWAY} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p '#' . SERVICE {AWAY} {{ ?a ?b ?c }} }}",
    f"SELECT * {{ ?s ?p <http://example.org/#> . SERVICE {AWAY} {{ ?a ?b ?c }} }}",
]
# To the store `<` is "less than" here, `#> '''` a comment, and SERVICE no part of a string.
TWO_READINGS = [
    f"SELECT * {{ BIND(1 AS ?a) FILTER(?a<#>'''\n 2) SERVICE {AWAY} {{ ?q ?w ?e }} #'''\n}}",
    f"PREFIX b: <http://example.org/> SELECT * {{ FILTER(1<b:c#>'''\n) SERVICE {AWAY} {{ ?q ?w ?e }} #'''\n}}",
    f"PREFIX b: <http://example.org/> SELECT * {{ FILTER(1<b:f('>','''\n')) SERVICE {AWAY} {{ ?q ?w ?e }} #'''\n}}",
]


@pytest.mark.parametrize("sparql", HARMLESS)
def test_a_query_passes_and_the_store_takes_it(sparql: str) -> None:
    assert check_read_only(sparql) in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
    ox.Store().query(sparql)


@pytest.mark.parametrize("sparql", CALLS)
def test_calls_to_other_servers_are_refused(sparql: str) -> None:
    with pytest.raises(ForbiddenQuery, match="SERVICE is refused"):
        check_read_only(sparql)


@pytest.mark.parametrize("sparql", TWO_READINGS)
def test_what_could_hide_a_call_by_its_second_reading_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError):
        check_read_only(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "LOAD <http://example.org/x>",
        "prefix a: <http://example.org/> insert data { a:s a:p a:o }",
        "DELETE WHERE { ?s ?p ?o }",
        "# a comment\nDROP ALL",
        "CLEAR DEFAULT",
        "WITH <http://example.org/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(sparql: str) -> None:
    with pytest.raises(ForbiddenQuery, match="read-only"):
        check_read_only(sparql)


@pytest.mark.parametrize("sparql", ["", "  # nothing\n", "PREFIX a: <http://example.org/>", "链长制在哪里"])
def test_what_is_no_query_is_said_so(sparql: str) -> None:
    with pytest.raises(QueryError):
        check_read_only(sparql)


PIECES = [
    "'",
    "'''",
    '"',
    "\\",
    "#",
    "<",
    ">",
    "?a",
    "\n",
    " ",
    "SERVICE",
    "b:c",
    ":",
    ".",
    "{",
    "}",
    "(",
    ")",
    "1",
    ",",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_query_that_the_store_would_send_away_passes(middle: str) -> None:
    """Whatever stands before it: if the store sees the call (it then finds the port closed), the guard did too."""
    sparql = (
        f"PREFIX b: <http://example.org/> SELECT * {{ BIND(1 AS ?a) FILTER(?a{middle} SERVICE {AWAY} {{ ?q ?w ?e }} }}"
    )
    try:
        rows(ox.Store().query(sparql))
    except SyntaxError:
        return
    except OSError:
        with pytest.raises(QueryError):
            check_read_only(sparql)
