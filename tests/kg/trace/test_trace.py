"""Tracing: first evidence in this corpus, plans apart from adoptions, and what the corpus cannot tell."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from example_graph import document, example_trig, write_graph
from rich.console import Console

from kg import Graph
from kg.build import BuildOptions, build_graph
from kg.query.guard import QueryError
from kg.store import open_store
from kg.trace import Trace, to_csv, to_json, to_table

DIVISION = "<https://w3id.org/zhengmai/id/region/{}>"
VOCABULARY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix zm: <https://w3id.org/zhengmai/ontology#> .
@prefix zmg: <https://w3id.org/zhengmai/graph/> .
@prefix zmi: <https://w3id.org/zhengmai/id/> .
GRAPH zmg:vocabulary {
  zmi:region\\/430000 a zm:Region ; skos:prefLabel "湖南省"@zh ; zm:code "430000" ; zm:level zm:province .
  zmi:region\\/430100 a zm:Region ; skos:prefLabel "长沙市"@zh ; zm:code "430100" ; zm:level zm:city ;
    zm:partOf zmi:region\\/430000 .
  zmi:region\\/440000 a zm:Region ; skos:prefLabel "广东省"@zh ; zm:code "440000" ; zm:level zm:province .
  zmi:region\\/630000 a zm:Region ; skos:prefLabel "青海省"@zh ; zm:code "630000" ; zm:level zm:province .
  zmi:programme\\/chain a zm:Programme ; skos:prefLabel "链长制"@zh ; zm:originatedIn zmi:region\\/430100 .
  zmi:programme\\/chain-plus a zm:Programme ; skos:prefLabel "双链长制"@zh ; zm:variantOf zmi:programme\\/chain .
}
"""


def region(code: str, level: str, basis: str = "stated") -> str:
    return f"zm:level zm:{level} ; zm:basis zm:{basis} ; zm:canonical {DIVISION.format(code)}"


DOCUMENTS = (
    document("guangdong", "广东省", region("440000", "province"), "2022-01-20",
        {"programme": "chain", "status": "achieved", "time": "2021-04-02", "sentence": "4月2日建立链长制"},
        {"programme": "chain", "status": "planned", "time": "2021-01", "sentence": "将建立链长制"}),
    document("changsha", "长沙市", region("430100", "city"), "2018-01-05",
        {"programme": "chain", "status": "achieved", "time": "2017-11-23", "sentence": "11月23日实行链长制"}),
    document("masked", "湖南省某县", f"zm:level zm:county ; zm:within {DIVISION.format('430000')}", "2020-03-01",
        {"programme": "chain-plus", "used": "双链长制", "status": "ongoing", "confidence": "0.4"}),
    document("guessed", "某市", region("430100", "city", "inferred"), "2016-05",
        {"programme": "chain", "status": "planned", "sentence": "探索链长制"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return Graph.open(write_graph(tmp_path_factory.mktemp("trace") / "g", example_trig(), VOCABULARY, *DOCUMENTS))


def places(trace: Trace, group: str) -> list[str]:
    return [adoption.place.name for adoption in trace.group(group)]


def test_regions_come_by_first_evidence_and_plans_apart(graph: Graph) -> None:
    trace = graph.trace("链长制")
    assert places(trace, "adopted") == ["长沙市", "广东省"]
    assert places(trace, "planned") == ["长沙市", "广东省"]
    [guess, _] = trace.group("planned")
    assert guess.place.inferred and guess.first.time is None


def test_the_date_of_an_event_is_not_that_of_its_document(graph: Graph) -> None:
    first = graph.trace("链长制").group("adopted")[1].first
    assert (first.time, first.source.published) == ("2021-04-02", "2022-01-20")


def test_the_family_shows_the_name_that_each_region_used(graph: Graph) -> None:
    trace = graph.trace("链长制", family=True)
    assert set(trace.programmes.values()) == {"链长制", "双链长制"}
    assert [(a.place.name, a.names) for a in trace.group("adopted")][1] == ("湖南省某县", ("双链长制",))


def test_what_a_masked_county_does_is_never_said_of_its_province(graph: Graph) -> None:
    assert "湖南省" not in places(graph.trace("链长制", family=True), "adopted")


def test_a_report_on_another_region_is_evidence_for_that_region(graph: Graph) -> None:
    province = graph.trace("四送一服").group("adopted")[0]
    assert (province.place.name, province.first.time) == ("安徽省", "2017")
    assert province.first.reported_by is not None and province.first.reported_by.name == "安徽省某市"
    assert "转述" in shown(graph.trace("四送一服"))


@pytest.mark.parametrize(
    ("limit", "adopted"),
    [
        ({"until": "2018"}, ["长沙市"]),
        ({"area": "湖南省", "family": True}, ["长沙市", "湖南省某县"]),
        ({"level": "省"}, ["广东省"]),
        ({"family": True, "min_confidence": 0.5}, ["长沙市", "广东省"]),
        ({"status": "planned"}, []),
    ],
)
def test_a_trace_can_be_limited(graph: Graph, limit: dict[str, object], adopted: list[str]) -> None:
    assert places(graph.trace("链长制", **limit), "adopted") == adopted  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", [{"level": "乡"}, {"status": "done"}, {"area": "火星"}])
def test_a_limit_that_means_nothing_is_refused(graph: Graph, limit: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        graph.trace("链长制", **limit)  # type: ignore[arg-type]


def test_no_document_is_never_not_adopted(graph: Graph, tmp_path: Path) -> None:
    coverage = graph.trace("链长制").coverage
    assert coverage.adopted == ("湖南省", "广东省")
    assert coverage.silent == ("安徽省",)
    assert "青海省" in coverage.without_document and len(coverage.without_document) == 34 - 3
    fewer = Graph.open(write_graph(tmp_path / "g", example_trig(), VOCABULARY, *DOCUMENTS[1:]))
    assert "广东省" in fewer.trace("链长制").coverage.without_document
    assert "广东省" not in fewer.trace("链长制").coverage.silent


def test_coverage_counts_documents_that_name_it(graph: Graph) -> None:
    coverage = graph.trace("链长制").coverage
    assert (coverage.documents, coverage.naming_documents, coverage.unplaced_documents) == (5, 3, 0)


def shown(trace: Trace, lang: str = "zh") -> str:
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(to_table(trace, lang))
    return console.export_text()


def test_the_table_never_says_first_in_china(graph: Graph) -> None:
    text = shown(graph.trace("链长制"))
    assert "按本语料中的首次证据" in text and "仅为计划" in text and "没有文件不等于没有推行" in text
    assert "长沙市（推断）" in text and "全国首" not in text
    assert "by first evidence in this corpus" in shown(graph.trace("链长制"), "en")
    assert "虚构示例" in shown(graph.trace("四送一服"))


def test_json_and_csv_carry_evidence_and_query(graph: Graph) -> None:
    data = json.loads(to_json(graph.trace("链长制")))
    first = data["adoptions"][0]
    assert (first["region"], first["precision"], first["document"]) == ("长沙市", "day", "changsha")
    assert data["note"] == "first evidence in this corpus"
    assert all(len(graph.query(sparql)) >= 0 for sparql in data["sparql"].values())
    assert to_csv(graph.trace("链长制")).count("\r\n") == 5


def test_what_all_traces_read_is_kept_beside_the_generation_and_read_anew_where_it_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    write_graph(path, example_trig())
    answers = []
    for _ in range(3):
        with Graph.open(path) as opened:
            answers.append(to_json(opened.trace("四送一服")))
            kept = sorted(opened.store.beside.glob("*-*.json"))
        kept[0].write_bytes(kept[0].read_bytes()[: len(answers)])
    assert [file.name.partition("-")[0] for file in kept] == ["documents", "regions"]
    assert len(set(answers)) == 1


def test_a_build_of_many_documents_keeps_what_all_traces_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("2020年，合肥市推行“链长制”。", "utf-8")
    for many, kept in ((2, []), (1, ["documents", "fields", "regions"])):
        monkeypatch.setattr("kg.build.generation._MANY", many)
        path = tmp_path / str(many)
        build_graph([tmp_path / "in"], path, options=BuildOptions(ner="none", workers=1))
        with open_store(path) as store:
            assert sorted(file.name.partition("-")[0] for file in store.place.glob("*-*.json")) == kept


def test_what_a_build_kept_answers_as_the_graph_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("2020年，合肥市推行“链长制”。", "utf-8")
    (tmp_path / "in" / "b.txt").write_text("2021年芜湖市工作报告。全市推行“亩均论英雄”，工业增加值增长8%。", "utf-8")
    monkeypatch.setattr("kg.build.generation._MANY", 1)
    build_graph([tmp_path / "in"], tmp_path / "graph", options=BuildOptions(ner="none", workers=1))
    answers = []
    for damage in ("", "fields-*.json", "*-*.json"):
        with Graph.open(tmp_path / "graph") as opened:
            for file in opened.store.beside.glob(damage) if damage else ():
                file.write_text("[{")
            answers.append([to_json(opened.trace(name)) for name in ("链长制", "亩均论英雄")])
    assert answers[0] == answers[1] == answers[2]
    assert [json.loads(answer)["coverage"]["covering_documents"] for answer in answers[0]] == [2, 2]
