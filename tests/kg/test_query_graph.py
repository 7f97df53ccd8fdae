"""Queries through the Python API: free ones, named ones, and the forms of their answers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from answers import rows
from example_graph import document, example_trig, write_graph
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from rich.console import Console

from kg import Graph
from kg.query.guard import ForbiddenQuery, QueryError
from kg.query.named import Parameter, find_query, named_queries, read_query
from kg.query.result import BOM, QueryResult, csv_text

HOSTILE = '"} INSERT DATA { <a:a> <a:a> <a:a> } #'


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    masked = document(
        "d1", "安徽省某市", "zm:level zm:city ; zm:within <https://w3id.org/zhengmai/id/region/340000>", "2023"
    )
    return Graph.open(write_graph(tmp_path_factory.mktemp("graph") / "g", example_trig(), masked))


def test_prefixes_need_not_be_written(graph: Graph) -> None:
    result = graph.query("SELECT ?name { ?p a zm:Programme ; zm:form ?form ; skos:prefLabel ?name }")
    assert result.to_dicts() == [{"name": "四送一服"}]


def test_a_plan_is_never_among_the_facts(graph: Graph) -> None:
    assert graph.query("ASK { ?who zm:implements zmi:programme\\/si-song-yi-fu }").truth is True
    assert graph.query("ASK { ?who zm:issues ?policy }").truth is False


def test_inferred_triples_are_seen_only_when_asked_for(graph: Graph) -> None:
    assert graph.query("ASK { ?a zm:adoptedFrom ?b }").truth is False
    assert graph.query("ASK { GRAPH zmg:inferred { ?a zm:adoptedFrom ?b } }").truth is True


def test_a_malformed_query_says_where(graph: Graph) -> None:
    with pytest.raises(QueryError, match="cannot be read.* 1:"):
        graph.query("SELECT * ?s ?p ?o")


def test_a_query_that_breaks_off_says_behind_what_and_no_more(graph: Graph) -> None:
    with pytest.raises(QueryError) as raised:
        graph.query("SELECT ?who {\n  ?who zm:implements }")
    assert str(raised.value) == "the query cannot be read: error at 2:22, behind '  ?who zm:implements'"


def test_updates_never_reach_the_store(graph: Graph) -> None:
    with pytest.raises(ForbiddenQuery):
        graph.query("CLEAR ALL")


def test_rows_can_be_capped(graph: Graph) -> None:
    everything = "SELECT ?s { ?s ?p ?o }"
    assert graph.query(everything, max_rows=3).truncated and len(graph.query(everything, max_rows=3)) == 3
    assert not graph.query(everything + " LIMIT 3", max_rows=3).truncated


@pytest.mark.parametrize("name", named_queries())
def test_every_named_query_runs_free_and_with_what_it_needs(graph: Graph, name: str) -> None:
    query = find_query(name)
    graph.query(query.sparql)
    nothing = {p.name: [NamedNode("https://example.org/nothing")] for p in query.parameters}
    assert len(graph.query(query.bound(nothing))) == 0


def test_who_implements_a_programme(graph: Graph) -> None:
    [row] = graph.named("programme-regions", programme="四送一服", area="安徽", status="achieved").to_dicts()
    assert (row["place"], row["state"], row["time"], row["published"]) == (
        "安徽省某市",
        "achieved",
        "2021",
        "2022-01-10",
    )
    assert row["sentence"] == "常态化开展“四送一服”活动"
    assert len(graph.named("programme-regions", programme="四送一服", area="合肥市")) == 0


def test_titles_of_an_enterprise(graph: Graph) -> None:
    [row] = graph.named("enterprise-titles", holder="禾光电子").to_dicts()
    assert (row["programme"], row["level"], row["stageName"]) == ("专精特新“小巨人”", "national", "recognised")


def test_what_is_only_planned(graph: Graph) -> None:
    assert [row["name"] for row in graph.named("planned-only").to_dicts()] == ["数字经济发展若干措施"]
    assert len(graph.named("planned-only", predicate="implements")) == 0


def test_programmes_named_together(graph: Graph) -> None:
    with_it = graph.named("programmes-together", programme="四送一服").to_dicts()
    assert {row["other"] for row in with_it} == {"专精特新“小巨人”", "企业技术中心"}
    assert len(graph.named("programmes-together", programme="四送一服", least=2)) == 0


def test_evidence_of_a_fact_gives_the_place_in_the_text(graph: Graph) -> None:
    [row] = graph.evidence("禾光电子", "inIndustry", "半导体").to_dicts()
    assert (row["start"], row["end"], row["ruleName"]) == (77, 87, "industry-belongs")


def test_documents_without_claims_are_listed_too(graph: Graph) -> None:
    assert {row["file"]: row["claims"] for row in graph.named("documents").to_dicts()} == {"example": 5, "d1": 0}


def test_a_thing_may_be_given_by_its_iri(graph: Graph) -> None:
    for name in ("zmi:region/340000", "https://w3id.org/zhengmai/id/region/340000"):
        assert graph.entity(name) == graph.entity("安徽省")
    with pytest.raises(QueryError, match="region/999999"):
        graph.entity("zmi:region/999999")


def test_names_are_found_by_a_part_and_matched_as_a_whole(graph: Graph) -> None:
    assert graph.find("四送").to_dicts()[0]["label"] == "四送一服"
    assert [iri.value.rpartition("/")[2] for iri in graph.entity("安徽", "Region")] == ["340000"]
    with pytest.raises(QueryError, match="near it: 四送一服"):
        graph.entity("四送", "Programme")


@pytest.mark.parametrize("name", [HOSTILE, "'''", "\\", "{name}", "a\nb", "\u202e", "http://[", "zmi:"])
def test_a_name_is_never_read_as_sparql(graph: Graph, name: str) -> None:
    assert len(graph.find(name)) == 0
    with pytest.raises(QueryError, match="nothing of type Programme"):
        graph.named("programme-regions", programme=name)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_bound_value_comes_out_as_it_went_in(text: str) -> None:
    query = find_query("programmes-together")
    sparql = query.bound({"least": [Literal(text)]})
    start = sparql.index("VALUES ?least")
    [row] = rows(Store().query("SELECT ?least { " + sparql[start : sparql.index("\n", start)] + " }"))
    assert row["least"].value == text


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "needs programme"),
        ({"programme": "四送一服", "state": "x"}, "no parameter 'state'"),
        ({"programme": "四送一服", "status": "done"}, "status is one of"),
    ],
)
def test_a_wrong_parameter_is_named(graph: Graph, given: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        graph.named("programme-regions", **given)


def test_an_unknown_query_lists_those_there_are(graph: Graph) -> None:
    with pytest.raises(QueryError, match="programme-regions"):
        graph.named("nonsense")


def test_queries_say_what_they_are_in_both_languages() -> None:
    for query in named_queries().values():
        assert all(query.title[lang] and query.description[lang] for lang in ("zh", "en"))
        assert all(isinstance(p, Parameter) and p.title["zh"] and p.example is not None for p in query.parameters)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {}", "broken.rq"),
        ("#+ title: {zh: 甲, en: a}\n#+ description: {zh: 甲, en: a}\nSELECT * { VALUES ?x { UNDEF } }", "declared"),
        ("#+ title: [", "broken.rq"),
    ],
)
def test_a_broken_query_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=message):
        read_query(path)


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    text = csv_text(["a", "b"], [["=1+1", 3], ["＝HYPERLINK(1)", None], ["-3.5", "链长制"]])
    assert text.startswith(BOM)
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM))))
    assert rows[1:] == [["'=1+1", "3"], ["'＝HYPERLINK(1)", ""], ["-3.5", "链长制"]]


def test_json_has_an_object_a_row(graph: Graph) -> None:
    rows = json.loads(graph.query("SELECT ?start ?x { ?e zm:start ?start } ORDER BY ?start LIMIT 1").to_json())
    assert rows == [{"start": 5, "x": None}]
    assert graph.query("ASK { ?s ?p ?o }").to_json() == "true"


def test_construct_gives_turtle_with_prefixes(graph: Graph) -> None:
    turtle = graph.query("CONSTRUCT { ?a zm:partOf ?b } WHERE { ?a zm:partOf ?b }").to_turtle()
    assert "@prefix zm:" in turtle and "zm:partOf" in turtle
    with pytest.raises(QueryError, match="CONSTRUCT"):
        graph.query("SELECT ?s { ?s ?p ?o }").to_turtle()


def test_a_table_shows_hostile_text_as_text() -> None:
    result = QueryResult("", ("x",), ((Literal("[red]\x1b[31m\u202e甲"),),))
    console = Console(width=60, record=True, file=io.StringIO())
    console.print(result.to_table())
    assert "[red]�[31m�甲" in console.export_text()


def test_a_notebook_shows_hostile_text_as_text() -> None:
    result = QueryResult("", ("<x>",), ((Literal("<img src=x onerror=alert(1)>"),),))
    assert "<img" not in result._repr_html_() and "&lt;img" in result._repr_html_()
