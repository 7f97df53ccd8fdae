"""Judged pairs of mentions in real texts, set against a graph."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import Case, case
from typer.testing import CliRunner

from kg.build import BuildOptions, build_graph
from kg.cli.app import app
from kg.errors import ZhengmaiError
from kg.resolve.measured import ALL, COLUMNS, measure, read_pairs
from kg.resolve.resolution import resolve

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("ZHENGMAI_SHARED", ROOT.parent / "shared"))
REAL = Path(__file__).with_name("real")
HEAD = ",".join(COLUMNS) + "\n"
FULL = case("安徽省/六安市/舒城县", "〔企业：安徽贝川机电有限公司〕获奖，〔项目：千岭水库工程〕开工。", doc="a")
SHORT = case("安徽省/六安市/舒城县", "〔企业：贝川机电〕新建生产线，〔项目：千岭水库〕完工。", doc="b")
AWAY = case("浙江省/台州市/仙居县", "〔企业：贝川机电〕获得补助。", doc="c")
# Precision and recall of what may be read, a little below what is reached.
FLOORS = {"tuned": (0.97, 0.75)}


def row(label: str, first: tuple[Case, str], second: tuple[Case, str]) -> str:
    places = [at.place(name) for at, name in (first, second)]
    sides = (f"{at.record.doc},{p.start},{p.end},{p.text}" for (at, _), p in zip((first, second), places, strict=True))
    return f"{label},{places[0].type},{','.join(sides)},\n"


def labels(folder: Path, *rows: str) -> Path:
    path = folder / "pairs.csv"
    path.write_text(HEAD + "".join(rows), "utf-8")
    return path


def test_a_pair_is_right_if_resolution_made_of_it_what_the_reader_said(tmp_path: Path) -> None:
    records = [one.record for one in (FULL, SHORT, AWAY)]
    texts = {one.record.id: one.text for one in (FULL, SHORT, AWAY)}
    path = labels(
        tmp_path,
        row("same", (FULL, "安徽贝川机电有限公司"), (SHORT, "贝川机电")),
        row("different", (SHORT, "贝川机电"), (AWAY, "贝川机电")),
        row("none", (FULL, "千岭水库工程"), (SHORT, "千岭水库")),
        "same,Enterprise,a,0,1,地,nowhere,0,2,不在,its text is not in the graph\n",
    )
    result = measure(read_pairs(path), records, resolve(records, texts=texts.get).identities)
    assert list(result.types) == ["Enterprise", "Project", ALL]
    assert (result.types["Enterprise"].precision, result.types["Enterprise"].recall) == (1.0, 1.0)
    # What is no thing is neither right nor wrong where it is joined.
    assert result.types["Project"].joined["none"] == 1
    assert result.types["Project"].precision is None
    assert result.types[ALL].found == {"same": 1, "different": 1, "none": 1, "unsure": 0}
    assert result.gone == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("maybe,Park,a,0,1,x,b,0,1,y,\n", "row 2: a label is one of same"),
        ("same,Parks,a,0,1,x,b,0,1,y,\n", "row 2: no type: 'Parks'"),
        ("same,Park,a,1,1,x,b,0,1,y,\n", "row 2: no span: 1-1"),
        ("same,Park,a,0,1,x\n", "row 2: it has 6 cells"),
    ],
)
def test_what_breaks_the_form_is_named(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(ZhengmaiError, match=reason):
        read_pairs(labels(tmp_path, line))


@pytest.fixture(scope="module")
def corpus_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    texts = SHARED / "corpus" / "policies.jsonl"
    if not texts.is_file():
        pytest.skip("the shared corpus is not there")
    graph = tmp_path_factory.mktemp("corpus") / "graph"
    build_graph([texts], graph, options=BuildOptions(workers=2))
    yield graph


@pytest.mark.slow
@pytest.mark.parametrize("part", sorted(path.stem for path in REAL.glob("*.csv")))
def test_what_is_merged_in_real_texts_is_one_thing(corpus_graph: Path, part: str) -> None:
    asked = ["resolve", "-g", str(corpus_graph), "--evaluate", str(REAL / f"{part}.csv"), "-f", "json"]
    answer = CliRunner().invoke(app, asked)
    assert answer.exit_code == 0, answer.output
    figures = json.loads(answer.stdout)["types"][ALL]
    precision, recall = FLOORS.get(part, (0.9, 0.5))
    assert figures["precision"] >= precision
    assert figures["recall"] >= recall


def test_every_judged_pair_reads(tmp_path: Path) -> None:
    for path in sorted(REAL.glob("*.csv")):
        assert len(read_pairs(path)) >= 150
