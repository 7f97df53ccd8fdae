"""The newer named queries, each with an answer that was read on a corpus that does not grow."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from frozen import records
from golden import FOLDER, QUESTIONS, answer
from records_graph import graph_of

from extract.document import Document, Metadata
from extract.pipeline import ExtractConfig, extract_document
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


def test_a_holder_on_a_list_has_one_row_with_heading_and_line(tmp_path: Path) -> None:
    text = """关于公布长丰县2021年度绿色工厂名单的通知
现将长丰县2021年度市级绿色工厂名单予以公布。
序号　企业名称　所在乡镇
1　安徽皖光电子有限公司　岗集镇
2　合肥贝壳机电有限公司　双墩镇
3　安徽宏泽新材料有限公司　下塘镇
"""
    document = Document("l", hashlib.sha256(text.encode()).hexdigest(), "l.txt", text, Metadata())
    record = extract_document(document, ExtractConfig(ner="none"))
    with Graph.open(graph_of([record], tmp_path / "g")) as graph:
        rows = graph.named("title-holders", programme="绿色工厂").to_dicts()
    assert [row["holder"] for row in rows] == ["合肥贝壳机电有限公司", "安徽宏泽新材料有限公司", "安徽皖光电子有限公司"]
    assert str(rows[2]["sentence"]).endswith("予以公布。 | 1　安徽皖光电子有限公司　岗集镇")
