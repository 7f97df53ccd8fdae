"""The SPARQL 1.1 Protocol as its specification has it, over a real connection."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest
from example_graph import document, example_trig, write_graph
from serving import serving

PROGRAMMES = "SELECT ?p ?name { ?p a zm:Programme ; skos:prefLabel ?name } ORDER BY ?name ?p LIMIT 3"
DESCRIBED = "CONSTRUCT { ?p skos:prefLabel ?name } WHERE { ?p a zm:Programme ; skos:prefLabel ?name }"
FACTS = "https://w3id.org/zhengmai/graph/facts"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def test_a_query_comes_in_three_ways_to_one_answer(client: httpx.Client) -> None:
    by_get = client.get("/sparql", params={"query": PROGRAMMES})
    by_form = client.post("/sparql", data={"query": PROGRAMMES})
    direct = client.post("/sparql", content=PROGRAMMES.encode(), headers=DIRECT)
    assert by_get.status_code == by_form.status_code == direct.status_code == 200
    assert len(by_get.json()["results"]["bindings"]) == 3
    assert by_get.json() == by_form.json() == direct.json()


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
        ("*/*;q=0.1, text/csv", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("*/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
        ("", "application/sparql-results+json"),
    ],
)
def test_a_table_comes_in_the_form_that_is_wanted_most(client: httpx.Client, accept: str, media: str) -> None:
    answer = client.get("/sparql", params={"query": PROGRAMMES}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.headers["vary"] == "Accept"


def test_all_forms_of_a_table_say_the_same(client: httpx.Client) -> None:
    def asked(format: str) -> bytes:
        return client.get("/sparql", params={"query": PROGRAMMES, "format": format}).content

    names = [row["name"]["value"] for row in json.loads(asked("json"))["results"]["bindings"]]
    for format, kind in (("xml", ox.QueryResultsFormat.XML), ("tsv", ox.QueryResultsFormat.TSV)):
        parsed = ox.parse_query_results(asked(format), kind)
        assert isinstance(parsed, ox.QuerySolutions)
        assert [row["name"].value for row in parsed] == names
    assert [row["name"] for row in csv.DictReader(io.StringIO(asked("csv").decode()))] == names


@pytest.mark.parametrize(
    ("format", "kind"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("trig", ox.RdfFormat.TRIG),
        ("nq", ox.RdfFormat.N_QUADS),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_all_forms_of_triples_say_the_same(client: httpx.Client, format: str, kind: ox.RdfFormat) -> None:
    turtle = client.get("/sparql", params={"query": DESCRIBED, "format": "ttl"})
    other = client.get("/sparql", params={"query": DESCRIBED, "format": format})
    assert set(ox.parse(other.content, kind)) == set(ox.parse(turtle.content, ox.RdfFormat.TURTLE)) != set()


def test_truths_come_in_each_form(client: httpx.Client) -> None:
    answers = {
        f: client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "format": f}) for f in ("json", "xml", "csv")
    }
    assert answers["json"].json()["boolean"] is True
    assert ElementTree.fromstring(answers["xml"].content)[1].text == "true"
    assert answers["csv"].text == "true\n"


@pytest.mark.parametrize(
    ("query", "accept"), [(PROGRAMMES, "text/turtle"), (DESCRIBED, "text/csv"), (PROGRAMMES, "image/png")]
)
def test_an_answer_in_no_accepted_form_is_refused(client: httpx.Client, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"query=ASK%7B%7D", {"Content-Type": "text/plain"}, 415),
        (b"ASK{}", {"Content-Type": "application/sparql-query; charset=gb18030"}, 415),
        (b"ASK{}", {}, 415),
        (b"nothing=here", FORM, 400),
        (b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        (b"SELECT WHERE", DIRECT, 400),
        (b"update=DROP+ALL", FORM, 403),
        (b"query=DROP+ALL", FORM, 403),
        (b"LOAD <http://localhost:9/x>", DIRECT, 403),
        (b"SELECT * { SERVICE <http://localhost:9/x> { ?s ?p ?o } }", DIRECT, 403),
        (b"DROP ALL", {"Content-Type": "application/sparql-update"}, 403),
        (b"SELECT * FROM <http://localhost:9/x> { ?s ?p ?o }", DIRECT, 400),
        (b"SELECT * FROM NAMED <http://localhost:9/x> { ?s ?p ?o }", DIRECT, 400),
    ],
)
def test_what_is_no_query_here_is_refused(
    client: httpx.Client, content: bytes, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/sparql", content=content, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert answer.text.strip() != ""


def test_an_unknown_format_is_refused(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": PROGRAMMES, "format": "docx"}).status_code == 400


def count(client: httpx.Client, query: str, **dataset: list[str]) -> int:
    answer = client.get("/sparql", params={"query": query, **dataset})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_the_dataset_of_the_protocol_replaces_that_of_the_query(client: httpx.Client) -> None:
    triples = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graphs = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    facts = count(client, triples.replace("{", "FROM zmg:facts {"))
    assert 0 < facts < count(client, triples)
    assert count(client, triples, **{"default-graph-uri": [FACTS]}) == facts
    vocabulary = FACTS.replace("facts", "vocabulary")
    assert count(client, triples, **{"default-graph-uri": [FACTS, vocabulary]}) > facts
    assert count(client, graphs, **{"named-graph-uri": [FACTS, vocabulary]}) == 2
    assert count(client, triples, **{"named-graph-uri": [FACTS]}) == 0


@pytest.mark.parametrize("graph", ["http://localhost:9/x", "no IRI", ""])
def test_a_graph_that_is_not_here_is_refused(client: httpx.Client, graph: str) -> None:
    answer = client.get("/sparql", params={"query": PROGRAMMES, "default-graph-uri": graph})
    assert answer.status_code == 400


def test_without_a_query_the_service_describes_itself(client: httpx.Client, address: str) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    sd = "http://www.w3.org/ns/sparql-service-description#"
    described = {(t.predicate.value, t.object.value) for t in ox.parse(answer.content, ox.RdfFormat.TURTLE)}
    assert (sd + "endpoint", address + "/sparql") in described
    assert (sd + "supportedLanguage", sd + "SPARQL11Query") in described
    assert client.get("/sparql", headers={"Accept": "application/ld+json"}).json() != []


def test_the_dataset_is_described_with_its_counts(client: httpx.Client) -> None:
    answer = client.get("/.well-known/void")
    void = "http://rdfs.org/ns/void#"
    triples = [quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.TURTLE)]
    told = {t.predicate.value: t.object.value for t in triples if t.subject.value.endswith("graph/dataset")}
    assert int(told[void + "triples"]) == count(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert told[void + "documents"] == "1"


def test_an_answer_that_the_client_has_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": PROGRAMMES})
    again = client.get("/sparql", params={"query": PROGRAMMES}, headers={"If-None-Match": first.headers["etag"]})
    other = client.get(
        "/sparql", params={"query": PROGRAMMES, "format": "csv"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


def test_an_answer_that_differs_each_time_is_not_kept(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (RAND() AS ?x) {}"})
    assert "etag" not in answer.headers and answer.headers["cache-control"] == "no-store"


def test_a_new_generation_is_served_as_soon_as_it_is_there(tmp_path: Path) -> None:
    place = write_graph(tmp_path / "g", example_trig())
    later = write_graph(tmp_path / "later", example_trig(), document("d1", "甲市", "zm:level zm:city", "2020"))
    with serving(place) as address, httpx.Client(base_url=address) as client:
        before = client.get("/sparql", params={"query": PROGRAMMES})
        assert count(client, "SELECT (COUNT(*) AS ?n) { ?d a zm:Document }") == 1
        (later / "generations/00000001").rename(place / "generations/00000002")
        (place / "CURRENT").write_text("00000002\n")
        assert count(client, "SELECT (COUNT(*) AS ?n) { ?d a zm:Document }") == 2
        after = client.get("/sparql", params={"query": PROGRAMMES})
    assert (before.headers["zhengmai-generation"], after.headers["zhengmai-generation"]) == ("00000001", "00000002")
    assert before.headers["etag"] != after.headers["etag"]


def test_head_tells_what_get_would(client: httpx.Client) -> None:
    got = client.get("/sparql", params={"query": PROGRAMMES})
    head = client.head("/sparql", params={"query": PROGRAMMES})
    assert head.content == b"" and head.headers["content-length"] == str(len(got.content))


def test_options_tell_what_may_be_done(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert client.put("/sparql", content=b"x").status_code == 405
