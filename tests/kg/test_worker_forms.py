"""Answers as bytes: what was written is what a parser of another maker reads."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Variable
from rdflib.query import Result

from kg.query.result import BOM
from kg.worker.forms import write_answer
from kg.worker.frames import NotAcceptable, Reply
from kg.worker.tables import Caps

# XML 1.0 has no other control characters; lone surrogates are no text at all.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
# The parsers, too, strip blanks at the ends (pyoxigraph) and drop empty texts (rdflib): so these have ends.
_SAYABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\t\n\r"), max_size=20)
SAYABLE = _SAYABLE.map(lambda text: f"《{text}》")
PREFIXES = {"x": "http://x/"}


def written(text: str, form: str, rows: int = 3, max_bytes: int = 1 << 20) -> Reply:
    """A table of `rows` rows with `text` plain and as Chinese, an IRI, a number, and nothing."""
    literal = str(ox.Literal(text))
    values = f"({literal} {literal}@zh <http://x/链?a=1&b=%3C> 3 UNDEF)"
    query = f"SELECT ?plain ?zh ?iri ?n ?none {{ VALUES (?plain ?zh ?iri ?n ?none) {{ {values * rows} }} }}"
    return write_answer(ox.Store().query(query), [form], Caps(100, max_bytes), PREFIXES)


def read(reply: Reply, form: str) -> list[tuple[object, ...]]:
    kinds = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "tsv": ox.QueryResultsFormat.TSV}
    answer = ox.parse_query_results(reply.body, kinds[form])
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(row) for row in answer]


def expected(text: str) -> tuple[object, ...]:
    number = ox.Literal("3", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    return (ox.Literal(text), ox.Literal(text, language="zh"), ox.NamedNode("http://x/链?a=1&b=%3C"), number, None)


@given(TEXT)
@pytest.mark.parametrize("form", ["json", "tsv"])
def test_any_text_comes_back_as_it_was(form: str, text: str) -> None:
    assert read(written(text, form), form) == [expected(text)] * 3


@given(SAYABLE)
def test_any_text_that_xml_can_say_comes_back_as_it_was(text: str) -> None:
    assert read(written(text, "xml"), "xml") == [expected(text)] * 3


@given(TEXT)
def test_no_text_breaks_xml(text: str) -> None:
    assert len(read(written(text, "xml"), "xml")) == 3


@given(SAYABLE)
def test_rdflib_reads_json_and_xml_alike(text: str) -> None:
    for form in ("json", "xml"):
        found = Result.parse(io.BytesIO(written(text, form).body), format=form)
        assert [str(row[Variable("plain")]) for row in found.bindings] == [text] * 3


@given(TEXT.filter(lambda text: "\r" not in text and "\0" not in text))
def test_csv_has_the_values(text: str) -> None:
    rows = list(csv.reader(io.StringIO(written(text, "csv").body.decode(), newline="")))
    assert rows[1:] == [[text, text, "http://x/链?a=1&b=%3C", "3", ""]] * 3


@given(TEXT, st.integers(200, 2_000))
@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
def test_a_cut_table_is_the_beginning_of_the_whole_one(form: str, text: str, most: int) -> None:
    whole, cut = read(written(text, form, rows=9), form), written(text, form, rows=9, max_bytes=most)
    kept = read(cut, form)
    assert kept == whole[: len(kept)]
    assert (cut.truncated == "bytes") == (len(kept) < 9)


def test_plain_rows_and_sheets_have_plain_values() -> None:
    plain = json.loads(written("=1+1", "rows", rows=1).body)
    row = {"plain": "=1+1", "zh": "=1+1", "iri": "http://x/链?a=1&b=%3C", "n": 3, "none": None}
    assert plain == {"columns": list(row), "rows": [row], "truncated": ""}
    sheet = written("=1+1", "sheet", rows=1).body.decode()
    assert sheet == f"{BOM}plain,zh,iri,n,none\r\n'=1+1,'=1+1,http://x/链?a=1&b=%3C,3,\r\n"


def test_triples_are_written_once_and_the_same_each_time() -> None:
    query = "CONSTRUCT { ?s <http://x/p> 1 } WHERE { VALUES ?s { <http://x/a> <http://x/a> <http://x/b> } }"
    replies = {
        write_answer(ox.Store().query(query), ["csv", "ttl"], Caps(9, 9_999), PREFIXES | {"a": "http://a/"}).body
        for _ in range(9)
    }
    assert len(replies) == 1
    assert replies.pop().decode().splitlines()[:2] == ["@prefix a: <http://a/> .", "@prefix x: <http://x/> ."]


def test_triples_are_no_table_and_a_table_no_triples() -> None:
    for query, form in (("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "csv"), ("ASK {}", "ttl"), ("SELECT * {}", "nt")):
        with pytest.raises(NotAcceptable):
            write_answer(ox.Store().query(query), [form], Caps(9, 9_999), PREFIXES)
