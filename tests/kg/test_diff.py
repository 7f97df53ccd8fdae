"""Two graphs compared: in words for people, as a patch for machines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from handmade import read_tiny

from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.diff import Difference, compare
from kg.errors import ZhengmaiError
from kg.export import export
from kg.store import open_store

ROOT = Path(__file__).parents[2]


def built(place: Path, graph: Path, **texts: str) -> Path:
    folder = place / "in"
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.txt"):
        path.unlink()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    build_graph([folder], graph, extractor=Extractor(read_tiny, "tiny"), options=BuildOptions(workers=1))
    return graph


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("diff")
    old = built(place, place / "old", a="2021年已开展“四送一服”", b="2020年已开展“亩均论英雄”", c="无事")
    new = built(place, place / "new", a="2021年停止开展“四送一服”", c="无事", d="2022年计划开展“一业一证”")
    return old, new


@pytest.fixture(scope="module")
def found(pair: tuple[Path, Path]) -> Difference:
    return compare(*pair)


def test_documents_come_go_and_change(found: Difference) -> None:
    assert found.documents == {"removed": ["b"], "added": ["d"], "changed": ["a"]}


def test_facts_and_claims_are_told_in_words(found: Difference) -> None:
    assert [str(line) for line in found.parts["facts"].removed] == [
        "合肥市 implements 亩均论英雄",
        "合肥市 implements 四送一服",
    ]
    assert found.parts["facts"].added == []
    assert "合肥市 implements 四送一服 (ended 2021)" in map(str, found.parts["claims"].added)
    assert "合肥市 implements 一业一证 (planned 2022)" in map(str, found.parts["claims"].added)


def test_the_patch_leads_from_the_old_graph_to_the_new_one(pair: tuple[Path, Path], found: Difference) -> None:
    old, new = ({f"{quad} ." for quad in _quads(graph)} for graph in pair)
    lines = found.to_patch().splitlines()
    removed = {line[2:] for line in lines if line.startswith("- ")}
    added = {line[2:] for line in lines if line.startswith("+ ")}
    assert removed <= old
    assert (old - removed) | added == new


def test_generations_and_files_compare_like_graphs(pair: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = pair
    with open_store(new) as store:
        export(store, "nq", tmp_path / "new.nq")
    assert not compare(new, tmp_path / "new.nq")
    by_generation = compare(old / "generations" / "00000001", tmp_path / "new.nq")
    whole = compare(old, new)
    assert (by_generation.removed, by_generation.added) == (whole.removed, whole.added)
    assert (by_generation.documents, by_generation.parts) == (whole.documents, whole.parts)


def test_exit_codes_are_those_of_diff(pair: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = map(str, pair)
    assert _run(old, old).returncode == 0
    differs = _run(old, new, "-f", "json")
    assert differs.returncode == 1
    assert json.loads(differs.stdout)["documents"]["added"] == ["d"]
    assert _run(old, str(tmp_path / "nothing")).returncode == 2


def test_a_file_that_is_no_graph_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("<a> <b>")
    with pytest.raises(ZhengmaiError, match=r"x\.nq is no file of N-Quads"):
        compare(tmp_path / "x.nq", tmp_path / "x.nq")


def _quads(graph: Path) -> list[ox.Quad]:
    with open_store(graph) as store:
        return list(store.quads())


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "diff", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
