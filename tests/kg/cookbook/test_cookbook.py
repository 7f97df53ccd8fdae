"""The newer named queries, each with an answer that was read on a corpus that does not grow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from frozen import records
from golden import FOLDER, QUESTIONS, answer
from records_graph import graph_of

from kg import Graph
from kg.query.named import named_queries


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph.open(graph_of(records(), tmp_path_factory.mktemp("frozen") / "g")) as graph:
        yield graph


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_query_answers_as_it_was_read(frozen: Graph, name: str) -> None:
    expected = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    assert expected
    assert answer(frozen, name) == expected


def test_the_cookbook_has_the_questions_of_an_analyst() -> None:
    assert len(named_queries()) >= 20
    assert {path.stem for path in Path(FOLDER).glob("*.json")} == set(QUESTIONS) <= set(named_queries())


def test_an_area_leaves_out_what_lies_elsewhere(frozen: Graph) -> None:
    verdicts = {row["verdict"] for row in frozen.named("plan-verdicts", area="肥西县").to_dicts()}
    assert verdicts == {"cannot tell"}


def test_a_park_leaves_out_projects_elsewhere(frozen: Graph) -> None:
    assert len(frozen.named("projects", status="ongoing")) == 1
    assert len(frozen.named("projects", status="planned")) == 0
