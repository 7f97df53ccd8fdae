"""What a graph says of itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
from handmade import read_tiny, report

from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.cli.inspect import coverage_rows
from kg.info import TypeCount, describe
from kg.quads import document_quads, shared_graphs
from kg.quads.document import graph_name
from kg.quads.terms import Terms
from kg.store import Changes, GraphFolder, open_store, publish
from kg.validate import check_graph
from ontology.namespaces import Namespaces
from ontology.records import Period, RegionAnswer


def built(place: Path) -> Path:
    (place / "in").mkdir()
    (place / "in" / "a.txt").write_text("2021年已开展“四送一服”，2022年计划开展“揭榜挂帅若干年”", "utf-8")
    (place / "in" / "b.txt").write_text("2020年已开展“四送一服”，2023年停止开展“旧办法”", "utf-8")
    build_graph([place / "in"], place / "g", extractor=Extractor(read_tiny, "tiny"), options=BuildOptions(workers=1))
    return place / "g"


def test_counts_are_of_documents_entities_claims_and_facts(tmp_path: Path) -> None:
    with open_store(built(tmp_path)) as store:
        info = describe(store)
    assert info.documents == 2
    assert info.types == {"Programme": TypeCount(named=4, candidates=2, canonical=3)}
    assert info.claims == {"implements": {"planned": 1, "achieved": 2, "ended": 1}}
    assert info.facts == {"implements": 1}
    assert info.coverage == {"安徽省": {"": 2}}
    assert info.regions == {"known": 2}
    assert info.undated_claims == 0


def test_what_is_built_is_well_formed(tmp_path: Path) -> None:
    with open_store(built(tmp_path)) as store:
        assert list(check_graph(store)) == []


def test_old_years_share_a_column_and_the_nation_has_a_row() -> None:
    coverage = {"": {"": 1}, "中国": {"1999": 2, "2001": 1}, "安徽省": {"2000": 3, "2020": 4}}
    header, rows = coverage_rows(coverage, most=2)
    assert header == ("", "no year", "–2000", "2001", "2020", "all")
    assert rows == [
        ("unknown 未知", 1, "", "", "", 1),
        ("national 全国", "", 2, 1, "", 3),
        ("安徽省", "", 3, "", 4, 7),
    ]


def test_a_document_counts_in_its_year_of_publication_and_never_in_an_impossible_one(tmp_path: Path) -> None:
    nation = RegionAnswer("中国", "000000", None, True, "stated", 1.0)
    read = {
        "a": replace(report("a").record(), published="2019-03", period=Period(["1913", "2018"]), region=nation),
        "b": replace(report("b").record(), published=None, period=Period(["1913", "2017", "2018"])),
        "c": replace(report("c").record(), published=None, period=Period(["1913"])),
    }
    graphs: dict[str, list[ox.Quad]] = {}
    terms, shared = Terms(Namespaces()), shared_graphs(list(read.values()), Terms(Namespaces()))
    for record in read.values():
        graphs[terms.graph(graph_name(record.id)).value] = list(document_quads(record, terms))
    graphs |= {terms.graph(name).value: list(graph) for name, graph in shared.graphs.items()}
    folder = GraphFolder(tmp_path / "g")
    folder.prepare()
    with folder.locked():
        publish(folder, Changes(graphs), [], {"texts": {}}, anew=True)
    with open_store(tmp_path / "g") as store:
        assert describe(store).coverage == {"中国": {"2019": 1}, "安徽省": {"": 1, "2018": 1}}
