"""Networks and tables, each read back by a library that others use."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest
from handmade import read_tiny
from lxml import etree

from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.errors import ZhengmaiError
from kg.export import export
from kg.export.rows import rows
from kg.export.tables import COLUMNS
from kg.store import open_store
from kg.views import facts_graph

HERE = Path(__file__).parent
FICTION = "虚构示例"
FORMULA = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("elsewhere")
    (place / "in").mkdir()
    (place / "in" / "a.txt").write_text(f"2021年已开展“四送一服”，2022年已开展“{FORMULA}<&\x0b>”", "utf-8")
    (place / "in" / "b.txt").write_text("2019年已开展“四送一服”，2022年计划开展“链长制”", "utf-8")
    (place / "in" / "metadata.csv").write_text(f"doc,notice\na,{FICTION}\n", "utf-8")
    build_graph([place / "in"], place / "g", extractor=Extractor(read_tiny, "tiny"), options=BuildOptions(workers=1))
    return place / "g"


@pytest.fixture(scope="module")
def folder(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every export that needs a file."""
    place = tmp_path_factory.mktemp("out")
    with open_store(graph) as store:
        for format in ("gexf", "graphml", "parquet", "xlsx"):
            export(store, format, place / f"g.{format}")
    return place


def expected(graph: Path, table: str) -> list[dict[str, object]]:
    with open_store(graph) as store:
        return [dict(zip(COLUMNS[table], row, strict=True)) for row in rows(store, table)]


def test_gexf_keeps_its_schema(folder: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(HERE / "gexf-subset.xsd")))
    schema.assertValid(etree.parse(str(folder / "g.gexf")))


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_networks_give_back_every_fact(graph: Path, folder: Path, format: str) -> None:
    file = str(folder / f"g.{format}")
    read = nx.read_gexf(file) if format == "gexf" else nx.read_graphml(file)
    edges = sorted((read.nodes[a]["iri"], e["predicate"], read.nodes[b]["iri"]) for a, b, e in read.edges(data=True))
    facts = expected(graph, "facts")
    assert edges == sorted((f["subject"], f["predicate"], f["object"]) for f in facts)
    assert {node["type"] for _, node in read.nodes(data=True)} == {"Region", "Programme"}
    (often,) = (edge for _, _, edge in read.edges(data=True) if edge["documents"] == 2)
    assert (often["claims"], often["first_time"], often["last_time"]) == (2, "2019", "2021")
    assert FICTION in (folder / f"g.{format}").read_text("utf-8")


def test_facts_are_those_that_stand(graph: Path) -> None:
    from kg import Graph

    with Graph.open(graph) as opened:
        standing = {(a, p, b) for a, b, p in facts_graph(opened).edges(keys=True)}
    assert {(f["subject"], f["predicate"], f["object"]) for f in expected(graph, "facts")} == standing


def test_claims_and_evidence_have_what_documents_say(graph: Path) -> None:
    claims, evidence = expected(graph, "claims"), expected(graph, "evidence")
    told = {(c["object_name"], c["status"], c["time"]) for c in claims if c["file"] == "b"}
    assert told == {("四送一服", "achieved", "2019"), ("链长制", "planned", "2022")}
    assert {c["notice"] for c in claims} == {FICTION, None}
    assert {e["claim"] for e in evidence} == {c["claim"] for c in claims}
    with open_store(graph) as store:
        for item in evidence:
            text = store.text(str(item["document"]).rpartition("/")[2])
            assert text[int(str(item["start"])) : int(str(item["end"]))] == item["quote"]


@pytest.mark.parametrize("table", list(COLUMNS))
def test_parquet_is_read_by_three(graph: Path, folder: Path, table: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = folder / "g.parquet" / f"{table}.parquet"
    there = expected(graph, table)
    read = parquet.read_table(file)
    assert read.to_pylist() == there
    assert read.schema.metadata[b"notice"].decode() == FICTION
    try:
        import pandas
    except ImportError:
        pass
    else:
        assert list(pandas.read_parquet(file).columns) == list(COLUMNS[table])
        assert len(pandas.read_parquet(file)) == len(there)
    try:
        import duckdb
    except ImportError:
        return
    assert duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall() == [(len(there),)]


def test_a_workbook_has_every_row_and_runs_no_formula(graph: Path, folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(folder / "g.xlsx")
    assert book.sheetnames == [
        "notice 声明",
        "facts 事实",
        "claims 陈述",
        "evidence 证据",
        "policies 政策",
        "force 效力",
    ]
    for sheet, table in zip(book.worksheets[1:], COLUMNS, strict=True):
        header, *found = ([cell.value for cell in row] for row in sheet.iter_rows())
        assert header == list(COLUMNS[table])
        texts = [
            [str(c).replace("\x0b", "�") if isinstance(c, str) else c for c in r.values()]
            for r in expected(graph, table)
        ]
        assert found == texts
    cells = [cell for row in book["facts 事实"].iter_rows() for cell in row]
    (hostile,) = (cell for cell in cells if str(cell.value).startswith(FORMULA))
    assert hostile.data_type == "s"


@pytest.mark.parametrize(("format", "told"), [("parquet", "give a folder"), ("xlsx", "give one with -o")])
def test_what_needs_a_place_says_so(graph: Path, format: str, told: str) -> None:
    with open_store(graph) as store, pytest.raises(ZhengmaiError, match=told):
        export(store, format, io.BytesIO())
