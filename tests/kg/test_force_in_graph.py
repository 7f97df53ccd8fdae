"""When policies are in force: told by documents, put together for things, seen as of a date and in a search."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from handmade import Handmade
from typer.testing import CliRunner

from extract.document import Document
from kg import Graph
from kg.build import BuildOptions, Scope, build_graph
from kg.build.extractor import Extractor
from kg.cli.app import app
from kg.diff import compare
from kg.export import export
from kg.store import open_store
from kg.validate import check_graph
from ontology.namespaces import Namespaces
from ontology.records import OWN_DOCUMENT, Force, Record, stable_id

OLD, NEW = "《青山县工业扶持办法（青政发〔2013〕9号）》", "《青山县企业扶持办法（青政发〔2020〕3号）》"
TEXTS = {
    "old": f"{OLD}〔from 2013-05-01〕〔until 2019-04-30〕",
    "longer": f"{OLD}〔until 2021-04-30〕",
    "new": f"{NEW}〔from 2020-07-01〕{OLD}〔repealed 2020-07-01〕",
    "plain": "关于技改的规定〔from 2021〕",
}


def read_force(document: Document) -> Record:
    """Stands for extraction: a title in 《》 and what is said of it in 〔〕, of the document where it has no title."""
    made = Handmade(document.doc, document.text)
    force, policy = [], OWN_DOCUMENT
    for title, effect, time in re.findall(r"《(.+?)》|〔(\w+) ([\d-]+)〕", document.text):
        if title:
            policy = made.entity("Policy", title)
        else:
            evidence = [made.evidence(f"〔{effect} {time}〕", "force-from")]
            force.append(Force(stable_id(document.id, policy, effect, time), policy, effect, time, 0.9, evidence))
    return replace(made.record(), id=document.id, source=document.source, published="2013", force=force)


EXTRACTOR, OPTIONS = Extractor(read_force, "force-1"), BuildOptions(workers=1)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("force")
    (place / "in").mkdir()
    for name, text in TEXTS.items():
        (place / "in" / f"{name}.txt").write_text(text, "utf-8")
    build_graph([place / "in"], place / "g", options=OPTIONS, extractor=EXTRACTOR)
    yield place / "g"


def policies(graph: Path, as_of: str | None = None) -> dict[str, tuple[str, ...]]:
    with Graph.open(graph, as_of=as_of) as opened:
        rows = opened.named("policies-in-force").to_dicts()
        assert list(check_graph(opened.store)) == []
    names = ("from", "until", "repealed", "state")
    return {row["policy"][:7]: tuple(row[name] or "" for name in names) for row in rows}


def test_what_documents_say_of_one_policy_is_put_together(graph: Path) -> None:
    found = policies(graph)
    assert found["青山县工业扶持"] == ("2013-05-01", "2021-04-30", "2020-07-01", "")
    assert found["青山县企业扶持"][0] == "2020-07-01"
    assert found["plain"] == ("2021", "", "", "")


@pytest.mark.parametrize(
    ("when", "old", "new"),
    [
        ("2012", "notYetInForce", "notYetInForce"),
        ("2013-05", "inForce", "notYetInForce"),
        ("2020-06-30", "inForce", "notYetInForce"),
        ("2020-07-01", "outOfForce", "inForce"),
    ],
)
def test_a_view_of_a_date_says_what_was_in_force(graph: Path, when: str, old: str, new: str) -> None:
    found = policies(graph, when)
    assert (found["青山县工业扶持"][3], found["青山县企业扶持"][3]) == (old, new)


def test_a_search_as_of_a_date_marks_policies_and_knows_no_later_document(graph: Path) -> None:
    with Graph.open(graph, as_of="2020-06") as opened:
        hits = {hit.title[:7]: hit.force for hit in opened.search("扶持办法", kind="entity").hits}
        assert hits == {"青山县工业扶持": "inForce", "青山县企业扶持": "notYetInForce"}
        assert opened.search("技改", kind="document").total == 1
    with Graph.open(graph, as_of="2012") as opened:
        assert opened.search("技改", kind="document").total == 0
    done = CliRunner().invoke(app, ["search", "工业扶持", "--as-of", "2021", "-g", str(graph), "-f", "csv"])
    assert "outOfForce" in done.output


@pytest.fixture(scope="module")
def shorter(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph without the documents that prolong and repeal the old policy."""
    place = tmp_path_factory.mktemp("shorter") / "g"
    shutil.copytree(graph, place)
    build_graph([], place, options=OPTIONS, extractor=EXTRACTOR, scope=Scope(remove=("new", "longer")))
    return place


def test_a_repeal_goes_with_the_document_that_says_so(shorter: Path) -> None:
    assert policies(shorter)["青山县工业扶持"] == ("2013-05-01", "2019-04-30", "", "")


def test_a_comparison_tells_what_changed_for_policies_and_the_sentences(graph: Path, shorter: Path) -> None:
    done = CliRunner().invoke(app, ["diff", str(shorter), str(graph), "-f", "json"])
    assert done.exit_code == 1
    told = json.loads(done.output)
    title = OLD.strip("《》")
    assert told["policies"]["removed"] == [f"{title} in force until 有效至 2019-04-30"]
    assert f"{title} in force until 有效至 2021-04-30" in told["policies"]["added"]
    assert f"{title} repealed on 废止于 2020-07-01" in told["policies"]["added"]
    start = TEXTS["new"].index("〔repealed")
    place = f"new:{start}–{start + len('〔repealed 2020-07-01〕')}"
    assert f"{title} repealed on 废止于 2020-07-01 [“〔repealed 2020-07-01〕” {place}]" in told["force"]["added"]
    assert told["force"]["removed"] == []
    with open_store(graph) as store:
        export(store, "nq", shorter.parent / "g.nq")
    same = compare(graph, shorter.parent / "g.nq")
    assert not same
    assert not any(part.removed or part.added for part in same.parts.values())


@pytest.fixture(scope="module")
def exported(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph as of the day of the repeal, in formats of others."""
    place = tmp_path_factory.mktemp("exported")
    for name in ("g.gexf", "g.graphml", "g.jsonld", "g.parquet", "g.xlsx"):
        command = ["export", "-g", str(graph), "--as-of", "2020-07-01", "-o", str(place / name)]
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, done.output
    return place


OLD_IN_FORCE = {
    "in_force_from": "2013-05-01",
    "in_force_until": "2021-04-30",
    "repealed_on": "2020-07-01",
    "from_sentence": "〔from 2013-05-01〕",
    "until_sentence": "〔until 2021-04-30〕",
    "repeal_sentence": "〔repealed 2020-07-01〕",
    "state": "outOfForce",
}


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_networks_say_on_policies_when_they_are_in_force(exported: Path, format: str) -> None:
    file = str(exported / f"g.{format}")
    read = nx.read_gexf(file) if format == "gexf" else nx.read_graphml(file)
    (node,) = (node for _, node in read.nodes(data=True) if node["label"] == OLD.strip("《》"))
    assert {name: node[name] for name in OLD_IN_FORCE} == OLD_IN_FORCE
    (plain,) = (node for _, node in read.nodes(data=True) if node["label"] == "plain")
    assert (plain["type"], plain["in_force_from"], plain.get("repealed_on")) == ("Document", "2021", None)


def test_tables_say_when_policies_are_in_force_and_where_that_is_said(exported: Path) -> None:
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    tables = {name: pandas.read_parquet(exported / "g.parquet" / f"{name}.parquet") for name in ("policies", "force")}
    (old,) = (row for row in tables["policies"].to_dict("records") if row["policy_name"] == OLD.strip("《》"))
    assert {name: old[name] for name in OLD_IN_FORCE} == OLD_IN_FORCE
    found = duckdb.sql(
        f"SELECT f.file, f.effect, f.time, f.quote, f.start FROM '{exported}/g.parquet/force.parquet' f "
        f"JOIN '{exported}/g.parquet/policies.parquet' p USING (policy) WHERE p.in_force_from = '2013-05-01'"
    ).fetchall()
    assert {row[:3] for row in found} == {
        ("old", "from", "2013-05-01"),
        ("old", "until", "2019-04-30"),
        ("longer", "until", "2021-04-30"),
        ("new", "repealed", "2020-07-01"),
    }
    assert all(TEXTS[file][start:].startswith(quote) for file, _, _, quote, start in found)


def test_a_workbook_has_sheets_of_policies_and_of_force(exported: Path) -> None:
    book = pytest.importorskip("openpyxl").load_workbook(exported / "g.xlsx")
    header, *rows = ([cell.value for cell in row] for row in book["policies 政策"].iter_rows())
    (old,) = (row for row in rows if row[1] == OLD.strip("《》"))
    assert OLD_IN_FORCE.items() <= dict(zip(header, old, strict=True)).items()
    assert book["force 效力"].max_row == 1 + sum(len(re.findall(r"〔\w+ ", text)) for text in TEXTS.values())


def test_json_ld_has_force_with_its_sentence(exported: Path) -> None:
    merged = rdflib.Graph().parse(exported / "g.jsonld", format="json-ld")
    query = """SELECT ?quote { ?policy zm:repealedOn "2020-07-01" . ?named zm:canonical ?policy .
      ?force zm:forceOf ?named ; zm:effect "repealed" . ?evidence zm:supportsForce ?force ; zm:quote ?quote }"""
    found = merged.query(query, initNs={"zm": Namespaces().term("")})
    assert [str(row[0]) for row in found] == ["〔repealed 2020-07-01〕"]  # type: ignore[index]
