"""Validation in pieces: what is wrong is told in two languages, with the fact and the sentence it rests on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from handmade import read_tiny

from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.export import export
from kg.store import open_store
from kg.validate import Finding, check_file, check_graph
from kg.validate import pieces as cut

ROOT = Path(__file__).parents[2]
ZM = "https://w3id.org/zhengmai/ontology#"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("validate")
    (place / "in").mkdir()
    (place / "in" / "a.txt").write_text("2021年已开展“四送一服”，2022年计划开展“链长制”", "utf-8")
    (place / "in" / "b.txt").write_text("2020年已开展“亩均论英雄”", "utf-8")
    build_graph([place / "in"], place / "g", extractor=Extractor(read_tiny, "tiny"), options=BuildOptions(workers=1))
    return place / "g"


@pytest.fixture(scope="module")
def lines(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    file = tmp_path_factory.mktemp("nq") / "g.nq"
    with open_store(graph) as store:
        export(store, "nq", file)
    return file.read_text("utf-8").splitlines()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_built_graph_is_well_formed(graph: Path, workers: int) -> None:
    with open_store(graph) as store:
        assert list(check_graph(store, workers=workers)) == []


def spoilt(lines: list[str], place: Path, change: Callable[[str], str]) -> list[Finding]:
    changed = [change(line) for line in lines]
    assert changed != lines
    (place / "spoilt.nq").write_text("\n".join(changed), "utf-8")
    return list(check_file(place / "spoilt.nq"))


def test_a_claim_is_told_by_its_ends_and_its_sentence(lines: list[str], tmp_path: Path) -> None:
    found = spoilt(lines, tmp_path, lambda line: line.replace("ontology#planned>", "ontology#hoped>"))
    (finding,) = (f for f in found if f.graph != "shared")
    assert finding.about.what == "安徽省合肥市 implements 链长制 (hoped 2022)"
    assert finding.about.evidence == ("“2022年计划开展“链长制”” a:15–29",)
    assert "状态" in str(finding)
    assert "status" in str(finding)
    (event,) = (f for f in found if f.graph == "shared")
    assert event.about.what == "合肥市 采纳 adopts 链长制 2022"
    assert event.about.evidence == finding.about.evidence


def test_a_fact_between_the_wrong_things_is_told_with_evidence_of_its_claim(lines: list[str], tmp_path: Path) -> None:
    """The shared graphs say that a programme is a park: the fact that a region implements it is wrong."""
    thing, kind = "/id/programme/", f"<{ZM}Programme>"

    def change(line: str) -> str:
        own = thing in line.split(" ")[0] and "graph/facts>" in line
        return line.replace(kind, f"<{ZM}Park>") if own else line

    found = [f for f in spoilt(lines, tmp_path, change) if f.graph == "shared"]
    told = {f.about.what: f for f in found}
    assert set(told) == {"合肥市 implements 亩均论英雄"}
    assert told["合肥市 implements 亩均论英雄"].about.evidence == ("“2020年已开展“亩均论英雄”” b:0–15",)


def test_evidence_that_ends_nowhere_is_told_by_its_quote(lines: list[str], tmp_path: Path) -> None:
    def change(line: str) -> str:
        return "" if f"<{ZM}end>" in line and '"15"' in line and "/id/ev/" in line else line

    found = spoilt(lines, tmp_path, change)
    assert any("“2020年已开展“亩均论英雄”” b:0–?" in str(finding) for finding in found)


def test_small_pieces_find_the_same_as_large_ones(
    lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(line: str) -> str:
        return line.replace("prefLabel> ", "prefLabel> ", 1).replace(
            "@zh <https://w3id.org/zhengmai/graph/vocabulary>", "@en <https://w3id.org/zhengmai/graph/vocabulary>"
        )

    few = [line for line in lines if "graph/vocabulary>" not in line or "/id/region/34" in line.split(" ")[0]]
    whole = spoilt(few, tmp_path, change)
    monkeypatch.setattr(cut, "_SUBJECTS", 3)
    assert whole
    assert {str(f) for f in spoilt(few, tmp_path, change)} == {str(f) for f in whole}


def test_the_command_ends_with_one_and_names_the_fact(lines: list[str], tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("\n".join(line.replace("#planned>", "#hoped>") for line in lines), "utf-8")
    command = [sys.executable, "-c", "from kg.cli import main; main()", "validate", str(tmp_path / "x.nq")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "合肥市 implements 链长制" in run.stdout
    assert "2 violations" in run.stderr
