"""A trace as files: every form is read back, and each is the same byte for byte every time."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from example_graph import example_trig
from rdflib import Dataset
from scenes import graph_of
from test_trace_spread import DOCUMENTS, build

from kg import Graph
from kg.trace import Trace, to_csv, to_json, to_trig, to_turtle, write_panel
from kg.trace.panel import codebook, history, panel
from ontology.graphs import validate_graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build(tmp_path_factory.mktemp("files") / "g")


@pytest.fixture(scope="module")
def trace(graph: Graph) -> Trace:
    return graph.trace("链长制")


def test_the_panel_is_balanced_and_missing_where_nothing_is_known(trace: Trace) -> None:
    rows = panel(trace)
    assert len(rows) == len(trace.matrix.rows) * len(trace.matrix.years)
    assert {row["adopted"] for row in rows if row["state"] == "no document"} == {None}
    assert {row["adopted"] for row in rows if row["state"] == "silent"} == {0}
    assert sum(row["adopted_now"] or 0 for row in rows) == 3


def test_spells_end_with_adoption(trace: Trace) -> None:
    spells = history(trace)
    zhejiang = [(s["start"], s["stop"], s["event"], s["nation"]) for s in spells if s["region"] == "浙江省"]
    assert zhejiang == [(0, 1, 0, 0), (1, 2, 1, 1)]
    assert [(s["year"], s["event"]) for s in spells if s["region"] == "杭州市"] == [(2019, 1)]


def test_columns_are_those_of_the_codebook(trace: Trace) -> None:
    for table, rows in (("panel", panel(trace)), ("history", history(trace))):
        assert [variable.name for variable in codebook()[table]] == list(rows[0])


def test_the_files_for_statistics_read_back(trace: Trace, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    files = write_panel(trace, tmp_path / "one")
    again = write_panel(trace, tmp_path / "two")
    for path in (*files.csv, *files.stata, files.codebook):
        assert path.read_bytes() == (again.codebook.parent / path.name).read_bytes()
    assert files.csv[0].read_bytes().startswith(b"\xef\xbb\xbf")
    stata = pandas.read_stata(files.stata[0])
    table = pandas.read_csv(files.csv[0], encoding="utf-8-sig")
    assert list(stata["region"]) == list(table["region"]) and set(stata["region"]) >= {"浙江省", "青海省"}
    assert stata["adopted"].isna().sum() == table["adopted"].isna().sum() > 0
    with pandas.read_stata(files.stata[0], iterator=True) as reader:
        assert reader.variable_labels()["adopted"].startswith("当年已推行为 1")
    text = files.codebook.read_text("utf-8")
    assert all(f"`{variable.name}`" in text for table in codebook().values() for variable in table)


def test_json_has_all_and_csv_a_line_an_adoption(trace: Trace) -> None:
    data = json.loads(to_json(trace))
    assert data["coverage"]["documents"] == len(DOCUMENTS) and data["hops"][0]["hop"] == "down"
    assert [step["total"] for step in data["curve"]["steps"]] == [1, 2, 3]
    rows = list(csv.DictReader(io.StringIO(to_csv(trace).removeprefix("\ufeff"))))
    assert [(row["region"], row["parent"], row["not_before"]) for row in rows if row["group"] == "adopted"] == [
        ("中国", "", ""),
        ("浙江省", "中国", "2017-01-20"),
        ("杭州市", "浙江省", ""),
    ]


def test_rdf_keeps_what_texts_say_apart_from_what_is_inferred(graph: Graph, trace: Trace) -> None:
    namespaces = graph.store.namespaces
    text = to_trig(trace, namespaces)
    assert text == to_trig(graph.trace("链长制"), namespaces)
    quads = list(ox.parse(text, format=ox.RdfFormat.TRIG))
    kinds = {
        (quad.graph_name.value.rpartition("/")[2], quad.object.value)
        for quad in quads
        if quad.predicate.value.endswith("#parentKind")
    }
    assert kinds == {("events", "cited"), ("inferred", "hierarchical")}
    assert len(list(ox.parse(to_turtle(trace, namespaces), format=ox.RdfFormat.TURTLE))) == len(
        {q.triple for q in quads}
    )


def test_rdf_of_a_trace_is_well_formed(graph: Graph, trace: Trace) -> None:
    dataset = Dataset()
    dataset.parse(data=to_trig(trace, graph.store.namespaces), format="trig")
    assert [v for v in validate_graph(dataset) if "/event/" in v.focus or "/descent/" in v.focus] == []


def test_the_example_of_the_ontology_can_be_traced(tmp_path: Path) -> None:
    trace = graph_of(tmp_path / "g", example_trig()).trace("四送一服")
    [province, city] = trace.group("adopted")
    assert (province.place.name, province.first.time, city.first.time) == ("安徽省", "2017", "2021")
    [_, line] = trace.parents
    assert line.parent is not None and (line.parent.name, line.kind, line.lag) == ("安徽省", "hierarchical", 48.0)
