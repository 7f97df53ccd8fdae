"""Judgements in a real graph: followed by builds, kept through them, never touching evidence; and the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cases import read_case
from typer.testing import CliRunner

from kg import Graph
from kg.build import BuildOptions, BuildReport, build_graph
from kg.build.extractor import Extractor
from kg.cli.app import app
from kg.errors import ZhengmaiError
from ontology.graphs import validate_graph

REPORTS = {
    "shucheng": "地区：安徽省/六安市/舒城县\n日期：2021\n〔企业：贝川机电〕新建一条生产线。\n",
    "shucheng-again": "地区：安徽省/六安市/舒城县\n日期：2022\n〔企业：安徽贝川机电有限公司〕获奖。\n",
    "xianju": "地区：浙江省/台州市/仙居县\n日期：2021\n〔企业：贝川机电〕获得技改补助。\n",
    "before": "地区：安徽省/六安市/舒城县\n日期：2016\n〔机关：县经信委〕发文。\n",
    "after": "地区：安徽省/六安市/舒城县\n日期：2021\n〔机关：县经信局〕发文，〔企业：贝川机电集团〕出资。\n",
}
CASES = Extractor(read_case, "cases-1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in REPORTS.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, "utf-8")
    build(tmp_path)
    return tmp_path


def build(folder: Path, judgements: Path | None = None, out: str = "graph") -> BuildReport:
    options = BuildOptions(workers=1, judgements=judgements)
    return build_graph([folder / "in"], folder / out, options=options, extractor=CASES)


def firms(folder: Path, out: str = "graph") -> dict[str, str]:
    """Each document's 贝川机电, short or full, and its canonical firm."""
    with Graph.open(folder / out) as graph:
        rows = graph.query(
            "SELECT ?doc ?firm { GRAPH ?g { ?e a zm:Enterprise . ?d a zm:Document ; dct:identifier ?doc }"
            " ?e zm:canonical ?firm }"
        )
        return {row["doc"]: row["firm"] for row in rows.to_dicts()}


def document_quads(folder: Path) -> list[str]:
    with Graph.open(folder / "graph") as graph:
        return sorted(str(quad) for quad in graph.store.quads() if "/graph/doc/" in quad.graph_name.value)


def test_the_file_beside_the_graph_is_followed_and_evidence_stays_as_it_was(folder: Path) -> None:
    before, quads = firms(folder), document_quads(folder)
    assert before["shucheng"] == before["shucheng-again"] != before["xianju"]
    with Graph.open(folder / "graph") as graph:
        review = graph.review()
        (pair,) = (p for p in review.suggestions("Enterprise") if {"xianju"} & {p.first.document, p.second.document})
        assert review.path == folder / "judgements.jsonl"
        assert all(side.name in side.sentence for side in (pair.first, pair.second))
        review.decide(pair, "same", who="李", when="2026-05-01", why="同一公司在两地设厂")
    assert build(folder).changed
    after = firms(folder)
    assert after["shucheng"] == after["xianju"]
    assert document_quads(folder) == quads
    assert not build(folder).changed


def test_a_judgement_is_a_node_with_who_when_and_why(folder: Path) -> None:
    with Graph.open(folder / "graph") as graph:
        pair = graph.suggestions("Enterprise")[0]
        graph.review().decide(pair, "different", who="李", when="2026-05-01", why="两地两家")
    build(folder)
    with Graph.open(folder / "graph") as graph:
        (row,) = graph.query(
            "SELECT ?verdict ?who ?on ?why (COUNT(?e) AS ?n) { ?j a zm:Judgement ; zm:verdict ?verdict ;"
            " zm:judgedBy ?who ; zm:judgedOn ?on ; zm:reason ?why ; zm:judges ?e } GROUP BY ?verdict ?who ?on ?why"
        ).to_dicts()
    assert row["verdict"].endswith("#different")
    assert (row["who"], row["on"], row["why"], row["n"]) == ("李", "2026-05-01", "两地两家", 2)


def test_the_graph_is_the_same_whether_the_judgement_came_before_or_after(folder: Path) -> None:
    with Graph.open(folder / "graph") as graph:
        graph.review().decide(graph.suggestions("Enterprise")[0], "same")
    build(folder)
    build(folder, out="anew")
    quads = []
    for out in ("graph", "anew"):
        with Graph.open(folder / out) as graph:
            quads.append(sorted(map(str, graph.store.quads())))
    assert quads[0] == quads[1]


def test_a_judgement_survives_the_loss_of_its_document_and_holds_again_with_it(folder: Path) -> None:
    with Graph.open(folder / "graph") as graph:
        review = graph.review()
        pair = next(p for p in review.suggestions("Enterprise") if "xianju" in (p.first.document, p.second.document))
        review.decide(pair, "same")
    (folder / "in" / "xianju.txt").unlink()
    report = build(folder)
    assert len(report.notes) == 1 and "line 1" in report.notes[0] and "kept" in report.notes[0]
    (folder / "in" / "xianju.txt").write_text(REPORTS["xianju"], "utf-8")
    assert build(folder).notes == ()
    found = firms(folder)
    assert found["shucheng"] == found["xianju"]


def test_an_office_before_the_reform_is_linked_to_the_one_after_and_not_merged(folder: Path) -> None:
    with Graph.open(folder / "graph") as graph:
        (row,) = graph.query(
            "SELECT ?old ?new ?until ?since { GRAPH zmg:inferred { ?a zm:succeededBy ?b ; zm:validUntil ?until . "
            "?b zm:validFrom ?since } ?a skos:prefLabel ?old . ?b skos:prefLabel ?new }"
        ).to_dicts()
    assert (row["old"], row["new"]) == ("县经信委", "县经信局")
    assert row["until"] == row["since"] == "2018/2019"


def test_a_judged_graph_keeps_the_shapes(folder: Path) -> None:
    from rdflib import Dataset

    with Graph.open(folder / "graph") as graph:
        graph.review().decide(graph.suggestions("Enterprise")[0], "unsure", who="李")
    build(folder)
    data = Dataset()
    with Graph.open(folder / "graph") as graph:
        data.parse(data="\n".join(f"{quad} ." for quad in graph.store.quads()), format="nquads")
    assert validate_graph(data) == []


def run(folder: Path, *arguments: str, keys: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["resolve", "-g", str(folder / "graph"), *arguments], input=keys)
    if isinstance(done.exception, ZhengmaiError):
        raise done.exception
    return done.exit_code, done.output


def test_suggestions_come_as_json_with_both_sentences_and_reasons_in_words(folder: Path, tmp_path: Path) -> None:
    code, _ = run(folder, "-f", "json", "-o", str(tmp_path / "pairs.json"), "--type", "Enterprise")
    found = json.loads((tmp_path / "pairs.json").read_text("utf-8"))
    assert code == 0 and found
    assert all(pair["first"]["name"] in pair["first"]["sentence"] for pair in found)
    assert all(reason["zh"] and reason["en"] for pair in found for reason in pair["reasons"])


def test_review_decides_undoes_and_quits_and_each_answer_is_written_at_once(folder: Path) -> None:
    file = folder / "judgements.jsonl"
    code, shown = run(folder, "--review", "--type", "Enterprise", "--who", "李", keys="x\ns\nz\nd\nq\n")
    assert code == 0
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [line["judgement"] for line in lines] == ["same", "withdrawn", "different"]
    assert {line.get("who", "李") for line in lines} == {"李"}
    assert "贝川机电" in shown and "1 decided" in shown


def test_the_end_of_input_ends_a_review(folder: Path) -> None:
    code, _ = run(folder, "--review", keys="")
    assert code == 0
    assert not (folder / "judgements.jsonl").exists()


def test_a_decision_without_a_dialogue_and_its_undoing(folder: Path) -> None:
    with Graph.open(folder / "graph") as graph:
        pair = graph.suggestions("Enterprise")[0]
    run(folder, "--decide", f"{pair.id}=same", "--why", "查过")
    _, listed = run(folder, "--list", "-f", "json")
    line = json.loads(listed.splitlines()[0])
    assert (line["judgement"], line["why"]) == ("same", "查过")
    with Graph.open(folder / "graph") as graph:
        ((known),) = graph.review().judgements()
    run(folder, "--undo", known.judgement.id)
    assert run(folder, "--list", "-f", "json")[1].strip() == ""


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--decide", "nothing"), "ID=same"),
        (("--decide", "ffff=same"), "no suggestion"),
        (("--type", "Firm"), "known are Enterprise"),
        (("--undo", "ffff"), "no judgement that holds"),
        (("-f", "xml"), "known are table"),
    ],
)
def test_a_wrong_request_is_refused_in_words(folder: Path, arguments: tuple[str, ...], reason: str) -> None:
    with pytest.raises(ZhengmaiError, match=reason):
        run(folder, *arguments)
    assert not (folder / "judgements.jsonl").exists()
