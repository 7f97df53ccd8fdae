"""Updates, totals, dates and differences from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from test_cli import run

REPORT = "2021年，安徽省合肥市深入开展“四送一服”活动，服务企业。\n"
LATER = "2023年，安徽省芜湖市深入开展“四送一服”活动，服务企业。\n"
NAMES = "SELECT ?name { ?d a zm:Document ; dct:identifier ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one report, one of two, and one of two less the first."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "甲.txt").write_text(REPORT, "utf-8")
    (folder / "乙.txt").write_text(LATER, "utf-8")
    (folder / "totals.yaml").write_text("documents: 2\nprogrammes: 1..", "utf-8")
    assert run("build", folder / "甲.txt", "-o", folder / "one", "--ner", "none").returncode == 0
    shutil.copytree(folder / "one", folder / "two")
    totals = ("--expect", folder / "totals.yaml")
    added = run("build", "--add", folder / "乙.txt", "-o", folder / "two", "--ner", "none", *totals)
    assert added.returncode == 0, added.stderr
    assert "2 documents" in added.stderr
    shutil.copytree(folder / "two", folder / "less")
    removed = run("build", "--remove", "甲", "-o", folder / "less")
    assert "1 removed" in removed.stderr
    return folder


def names(graph: Path) -> list[str]:
    return [row["name"] for row in json.loads(run("query", NAMES, "-g", graph, "-f", "json").stdout)]


def test_documents_are_added_and_removed(place: Path) -> None:
    assert [names(place / graph) for graph in ("one", "two", "less")] == [["甲"], ["乙", "甲"], ["乙"]]


def test_totals_out_of_bounds_publish_nothing_and_are_named(place: Path) -> None:
    kept = run("build", "--remove", "乙", "-o", place / "two", "--expect", place / "totals.yaml")
    assert kept.returncode == 2
    assert "documents 1, not 2..2" in kept.stderr
    assert names(place / "two") == ["乙", "甲"]


def test_a_build_of_nothing_is_refused(place: Path) -> None:
    assert "--remove DOC" in run("build", "-o", place / "two").stderr


def test_a_query_as_of_a_date_sees_no_later_claim(place: Path) -> None:
    asked = ("query", "SELECT ?t { ?c a zm:Claim ; zm:time ?t }", "-g", place / "two", "-f", "json")
    assert len(json.loads(run(*asked).stdout)) == 2
    assert json.loads(run(*asked, "--as-of", "2022-06").stdout) == [{"t": "2021"}]
    assert "such as 2019-06" in run(*asked, "--as-of", "soon").stderr


def test_what_was_added_is_told(place: Path) -> None:
    found = run("diff", place / "one", place / "two")
    assert found.returncode == 1
    assert "+ │ 乙" in found.stdout
    assert "芜湖市 implements 四送一服" in found.stdout


@pytest.mark.parametrize("suffix", ["gexf", "graphml", "xlsx", "parquet"])
def test_the_suffix_chooses_the_export(place: Path, suffix: str) -> None:
    assert run("export", "-g", place / "one", "-o", place / f"g.{suffix}").returncode == 0
    assert (place / f"g.{suffix}").exists()
