"""Networks of programmes and regions, and what they tell, on a corpus small enough to count by hand."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from frozen import records
from records_graph import graph_of
from typer.testing import CliRunner

from kg import Graph
from kg.cli.app import app
from kg.network import ANALYSES
from kg.query.guard import QueryError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graph_of(records(), tmp_path_factory.mktemp("frozen") / "g")


@pytest.fixture(scope="module")
def frozen(folder: Path) -> Iterator[Graph]:
    with Graph.open(folder) as graph:
        yield graph


def test_programmes_that_documents_name_together(frozen: Graph) -> None:
    first, *_ = frozen.network("co-occurrence", to="四送一服").rows
    # Named in four and three documents, together in three.
    assert first == ("四送一服", "亩均论英雄", 3, 0.75)


def test_regions_alike_by_what_both_carry_out(frozen: Graph) -> None:
    # 四送一服 has ended in one of the two.
    assert frozen.network("similar").rows == (("长丰县", "肥西县", 0.3333, 1),)


def test_the_centre_has_the_most_ties(frozen: Graph) -> None:
    rows = frozen.network("centrality").to_dicts()
    assert rows[0]["name"] == "四送一服"
    assert sum(row["pagerank"] for row in rows) == pytest.approx(1, abs=1e-3)


def test_every_programme_with_a_tie_is_in_one_group(frozen: Graph) -> None:
    found = frozen.network("communities")
    assert sorted(row["name"] for row in found.to_dicts()) == sorted(
        found.graph.nodes[node]["label"] for node, degree in found.graph.degree if degree
    )


def test_weak_ties_and_other_areas_are_left_out(frozen: Graph) -> None:
    assert {row["shared"] for row in frozen.network("co-occurrence", least=3).to_dicts()} == {3}
    assert frozen.network("co-occurrence", area="肥西县").graph.number_of_nodes() == 3
    assert frozen.network("communities", area="肥西县", least=5).rows == ()


@pytest.mark.parametrize(
    "asked",
    [{"kind": "nothing"}, {"kind": "similar", "of": "parks"}, {"kind": "similar", "least": 0},
     {"kind": "similar", "to": "绿色工厂"}],
)  # fmt: skip
def test_what_is_not_there_is_refused(frozen: Graph, asked: dict[str, object]) -> None:
    with pytest.raises(QueryError):
        frozen.network(**asked)  # type: ignore[arg-type]


def test_the_command_line_writes_every_form(folder: Path, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        answer = CliRunner().invoke(app, ["network", "similar", "-g", str(folder), *words])
        assert answer.exit_code == 0, answer.output
        return answer.output

    assert "肥西县" in run()
    assert json.loads(run("-f", "json"))[0]["shared"] == 1
    assert run("-f", "csv").startswith("\ufeffone,other,")
    ties = nx.read_graphml(io.BytesIO(run("-f", "graphml").encode()))
    assert [tie["shared"] for *_, tie in ties.edges(data=True)] == [1]
    run("-f", "xlsx", "-o", str(tmp_path / "a.xlsx"))
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


def test_hashes_do_not_show(folder: Path) -> None:
    code = (
        f"from kg import Graph; g = Graph.open({str(folder)!r})\n"
        f"for kind in {list(ANALYSES)}: f = g.network(kind); print(f.to_json(), f.to_graphml())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""
