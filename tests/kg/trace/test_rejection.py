"""Lines of a trace that an analyst rejects: the next build leaves their evidence out, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import Graph
from kg.build import BuildOptions, build_graph
from kg.cli.app import app
from kg.query.guard import QueryError
from kg.trace.rejection import adoption_of

TEXT = """湘潭市人民政府工作报告

2019年1月5日

湘潭市人民政府

2017年11月23日，长沙市率先推行“链长制”。2018年4月，湘潭市推行“链长制”。
"""


def built(folder: Path) -> Path:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    build_graph([folder / "in"], folder / "graph", options=BuildOptions(ner="none", workers=1))
    return folder / "graph"


def adopters(path: Path) -> list[str]:
    with Graph.open(path) as graph:
        return [adoption.place.name for adoption in graph.trace("链长制").group("adopted")]


def test_a_rejected_line_is_gone_after_the_next_build_and_can_be_taken_back(tmp_path: Path) -> None:
    path, run = built(tmp_path), CliRunner()
    assert adopters(path) == ["长沙市", "湘潭市"]

    def reject(region: str, *more: str) -> None:
        done = run.invoke(app, ["reject", "链长制", region, "-g", str(path), *more])
        assert done.exit_code == 0 and ("链长制" in done.stdout) != bool(more)

    with Graph.open(path) as graph, pytest.raises(QueryError, match="长沙市"):
        adoption_of(graph.trace("链长制"), "广州市", "adopted")
    reject("长沙市")
    assert adopters(built(tmp_path)) == ["湘潭市"]
    reject("长沙市", "--undo")
    reject("湘潭市")
    assert adopters(built(tmp_path)) == ["长沙市"]
