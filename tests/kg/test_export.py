"""Exports: every format the same each time, the notice in all of them, nothing lost."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from answers import rows
from handmade import read_tiny

from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.errors import ZhengmaiError
from kg.export import FORMATS, export
from kg.store import open_store

FICTION = "虚构示例"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("export")
    (place / "in").mkdir()
    (place / "in" / "a.txt").write_text("2021年已开展“四送一服”，2022年计划开展“<b>链长制</b>”", "utf-8")
    (place / "in" / "metadata.csv").write_text(f"doc,notice\na,{FICTION}\n", "utf-8")
    build_graph([place / "in"], place / "g", extractor=Extractor(read_tiny, "tiny"), options=BuildOptions(workers=1))
    return place / "g"


def exported(graph: Path, format: str) -> bytes:
    out = io.BytesIO()
    with open_store(graph) as store:
        export(store, format, out)
    return out.getvalue()


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_format_carries_the_notice(graph: Path, format: str) -> None:
    text = exported(graph, format).decode()
    assert FICTION in text
    if format in ("nq", "trig", "ttl"):
        assert text.startswith(f"# {FICTION}\n")


@pytest.mark.parametrize(("format", "reader"), [("nq", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)])
def test_dataset_formats_give_back_every_quad(graph: Path, format: str, reader: ox.RdfFormat) -> None:
    with open_store(graph) as store:
        assert set(ox.parse(exported(graph, format), reader)) == set(store.quads())


@pytest.mark.parametrize(("format", "reader"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_merged_formats_hold_what_a_query_sees(graph: Path, format: str, reader: str) -> None:
    merged = rdflib.Graph().parse(data=exported(graph, format).decode(), format=reader)
    with open_store(graph) as store:
        seen = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert [row["n"].value for row in rows(seen)] == [str(len(merged))]


def test_an_export_is_the_same_in_every_process(graph: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kg.store import open_store; from kg.export import FORMATS, export\n"
    )
    script += "[export(open_store(Path(sys.argv[1])), f, sys.stdout.buffer) for f in FORMATS]"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, str(graph)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_json_ld_names_properties_by_prefix(graph: Path) -> None:
    document = json.loads(exported(graph, "jsonld"))
    assert any("zm:status" in node for node in document["@graph"])


def test_an_unknown_format_is_refused(graph: Path) -> None:
    with pytest.raises(ZhengmaiError, match="jsonld"):
        exported(graph, "rdfxml")


def test_json_ld_is_the_merge_for_two_readers(graph: Path) -> None:
    data = exported(graph, "jsonld")
    with open_store(graph) as store:
        merge = {quad.triple for quad in store.quads(graph=ox.DefaultGraph())}
    assert {quad.triple for quad in ox.parse(data, ox.RdfFormat.JSON_LD)} == merge
    by_rdflib = rdflib.Graph().parse(data=data.decode(), format="json-ld")
    lines = ox.serialize(merge, format=ox.RdfFormat.N_TRIPLES) or b""
    assert set(by_rdflib) == set(rdflib.Graph().parse(data=lines, format="nt"))


@pytest.mark.parametrize("format", ["trig", "ttl"])
def test_prefixes_stand_once_however_many_pieces_are_written(
    graph: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.export.rdf._CHUNK", 7)
    text = exported(graph, format).decode()
    assert text.count("@prefix zm: ") == 1
