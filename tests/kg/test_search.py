"""Full-text search: Chinese words, numbers and names, in documents, evidence and entities."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from handmade import Handmade, stated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from extract.document import Document
from kg import Graph
from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.cli.app import app
from kg.query.guard import QueryError
from kg.search.words import places, tokens
from ontology.records import OWN_REGION, Record

ANHUI = "浙政发〔2017〕6号文件印发后，合肥市开展“四送一服”活动，走访企业1,286户，占比12.5%。\n会议强调要抓实抓细。"
NANJING = "南京市推行亩均论英雄改革，对标浙江。\n该市新增高新技术企业3家。"


def read(document: Document) -> Record:
    south = document.doc == "b"
    place = stated("江苏省/南京市", "320100", "city") if south else stated("安徽省/合肥市", "340100", "city")
    made = Handmade(document.doc, document.text, "2021-05-03" if south else "2018-06", place)
    name, key = ("亩均论英雄", "mu-jun-lun-ying-xiong") if south else ("四送一服", "si-song-yi-fu")
    if name in document.text:
        entity = made.entity("Programme", name, key)
        quote = f"推行{name}改革" if south else f"开展“{name}”活动"
        made.says(OWN_REGION, "implements", entity, "achieved", quote, "2018" if not south else None)
    number = None if south else "皖政〔2018〕3号"
    return replace(made.record(), id=document.id, source=document.source, title=f"材料{document.doc}", number=number)


def build(folder: Path, **texts: str) -> Path:
    (folder / "in").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / "in" / f"{name}.txt").write_text(text, "utf-8")
    build_graph([folder / "in"], folder / "g", options=BuildOptions(workers=1), extractor=Extractor(read, "search-1"))
    return folder / "g"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph.open(build(tmp_path_factory.mktemp("search"), a=ANHUI, b=NANJING)) as opened:
        yield opened


def found(graph: Graph, words: str, **more: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.file or hit.title) for hit in graph.search(words, **more).hits]  # type: ignore[arg-type]


def test_a_programme_is_found_as_entity_as_evidence_and_in_the_text(graph: Graph) -> None:
    assert sorted(found(graph, "四送一服", kind="evidence") + found(graph, "四送一服", kind="document")) == [
        ("document", "a"),
        ("evidence", "a"),
    ]
    assert ("entity", "四送一服") in found(graph, "四送一服", kind="entity")


def test_quotes_width_script_and_line_ends_do_not_matter(graph: Graph) -> None:
    for words in ("畝均論英雄", "亩均 论英雄", "“亩均”论英雄"):
        assert ("document", "b") in found(graph, words)


def test_numbers_and_document_numbers_are_found_as_people_write_them(graph: Graph) -> None:
    for words in ("浙政发[2017]6号", "浙政發〔２０１７〕６號", "皖政〔2018〕3号", "1,286户", "12.5%"):
        answer = graph.search(words, kind="document")
        assert [hit.file for hit in answer.hits] == ["a"], words
        assert not answer.loose


def test_a_part_of_a_number_is_not_the_number(graph: Graph) -> None:
    assert graph.search("浙政发〔2017〕66号", kind="document").loose
    assert graph.search("28户", kind="document").hits == ()


def test_all_words_must_be_there(graph: Graph) -> None:
    assert found(graph, "改革 高新技术", kind="document") == [("document", "b")]
    assert found(graph, "改革 合肥", kind="document") == []


def test_the_snippet_marks_what_was_looked_for(graph: Graph) -> None:
    (hit,) = graph.search("高新技术企业", kind="document").hits
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["高新技术企业"]
    assert NANJING[hit.start : hit.end] == "高新技术企业"
    assert "\n" not in hit.snippet


def test_evidence_tells_where_it_stands_and_what_it_supports(graph: Graph) -> None:
    (hit,) = graph.search("四送一服", kind="evidence").hits
    assert (hit.type, hit.status, hit.time, hit.region) == ("implements", "achieved", "2018", "安徽省/合肥市")
    assert ANHUI[hit.start : hit.end] == hit.snippet == "开展“四送一服”活动"
    assert graph.query(f"ASK {{ <{hit.iri}> a zm:Evidence }}").truth


def test_every_hit_is_a_node_of_the_graph(graph: Graph) -> None:
    for hit in (*graph.search("合肥").hits, *graph.search("英雄").hits):
        assert graph.query(f"ASK {{ <{hit.iri}> a ?type }}").truth


def test_region_and_time_narrow_a_search(graph: Graph) -> None:
    assert found(graph, "市", region="江苏省", kind="document") == [("document", "b")]
    assert found(graph, "市", until="2018", kind="document") == [("document", "a")]
    assert found(graph, "市", since="2018-06-30", until="2018-07", kind="document") == [("document", "a")]
    assert found(graph, "市", since="2021-05-04", kind="document") == []


def test_when_nothing_has_the_words_near_texts_are_told_as_such(graph: Graph) -> None:
    answer = graph.search("亩均论英雄机制改革", kind="document")
    assert (answer.loose, [hit.file for hit in answer.hits]) == (True, ["b"])


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("", {}),
        ("。！？ ()", {}),
        ("长" * 201, {}),
        ("市", {"kind": "claim"}),
        ("市", {"since": "昨天"}),
        ("市", {"region": "乌有省"}),
    ],
)
def test_what_cannot_be_searched_is_told(graph: Graph, words: str, more: dict[str, str]) -> None:
    with pytest.raises(QueryError):
        graph.search(words, **more)  # type: ignore[arg-type]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(words=st.text(max_size=60))
def test_no_words_do_harm(graph: Graph, words: str) -> None:
    try:
        answer = graph.search(words)
    except QueryError:
        return
    for hit in answer.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


@pytest.mark.parametrize("words", ['text:* OR "', "a AND (b", "kind:document", "\\ + - && || ! ^ ~ 市", "市" * 100])
def test_the_syntax_of_the_library_means_nothing(graph: Graph, words: str) -> None:
    graph.search(words)


def test_a_new_generation_has_a_new_index(tmp_path: Path) -> None:
    out = build(tmp_path, a=ANHUI)
    with Graph.open(out) as before:
        assert found(before, "亩均论英雄", kind="document") == []
        build(tmp_path, b=NANJING)
        assert found(before, "亩均论英雄", kind="document") == []
    with Graph.open(out) as after:
        assert found(after, "亩均论英雄", kind="document") == [("document", "b")]


def test_a_second_search_makes_no_index_and_the_first_leaves_nothing_half(tmp_path: Path) -> None:
    out = build(tmp_path, a=ANHUI)
    generation = out / "generations" / "00000001"
    for _ in range(2):
        with Graph.open(out) as graph:
            assert found(graph, "合肥", kind="document") == [("document", "a")]
    names = sorted(path.name for path in generation.iterdir() if path.is_dir())
    assert [name.partition("-")[0] for name in names] == ["search", "store"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_graph_that_cannot_be_written_is_searched_all_the_same(tmp_path: Path) -> None:
    out = build(tmp_path, a=ANHUI)
    generation = out / "generations" / "00000001"
    generation.chmod(0o555)
    try:
        with Graph.open(out) as graph:
            assert found(graph, "合肥", kind="document") == [("document", "a")]
    finally:
        generation.chmod(0o755)


def test_the_command_prints_tables_json_and_csv(graph: Graph) -> None:
    run = CliRunner()
    place = ["-g", str(graph.store.path)]
    table = run.invoke(app, ["search", "四送一服", *place])
    assert "【四送一服】" in table.stdout
    answer = json.loads(run.invoke(app, ["search", "四送一服", *place, "-f", "json", "--type", "document"]).stdout)
    assert (answer["total"], answer["hits"][0]["file"]) == (1, "a")
    lines = run.invoke(app, ["search", "合肥", "活动", *place, "-f", "csv"]).stdout.splitlines()
    assert lines[0].startswith("\ufeffkind,iri,title,snippet,score")


@given(st.text("市政发〔2017〕号 abc１２，\n", max_size=40))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    made = tokens(text)
    assert [token.start for token in made] == sorted(token.start for token in made)
    for token in made:
        (first, *_) = places(made, [token.word])
        assert text[token.start : token.end] and text[slice(*first)]
