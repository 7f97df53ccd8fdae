"""Traces of whole corpora: the true order of the sample's programmes, and known facts of a real corpus where it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import Graph
from kg.build import BuildOptions, build_graph
from kg.trace import Trace

REPOSITORY = Path(__file__).parents[3]
SHARED = Path(os.environ.get("ZHENGMAI_SHARED", REPOSITORY.parent / "shared"))
REAL = SHARED / "corpus" / "policies.jsonl"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    folder = tmp_path_factory.mktemp("sample") / "g"
    build_graph([REPOSITORY / "kg" / "demo" / "corpus"], folder, options=BuildOptions(ner="none", workers=1))
    with Graph.open(folder) as graph:
        yield graph


@pytest.mark.parametrize(
    ("programme", "order"),
    [
        ("链长制", {"长沙市": "2017-11-23", "湘潭市": "2018-04", "浙江省": "2019-08", "广东省": "2021-04-02"}),
        ("四送一服", {"安徽省": "2017-11-26", "蚌埠市": "2018-05-18", "颍泉区": "2021-06-09"}),
        ("最多跑一次", {"浙江省": "2016-12", "德清县": "2017-02"}),
        ("亩均论英雄", {"柯桥区": "2006", "浙江省": "2018-01"}),
        ("专精特新", {"中国": "2013-07", "璧山区": "2016-09", "安徽省": "2024"}),
        ("河长制", {"无锡市": "2007-08", "中国": "2016-12-11"}),
    ],
)
def test_the_sample_has_its_programmes_in_their_true_order(
    sample: Graph, programme: str, order: dict[str, str]
) -> None:
    adopted = {adoption.place.name: adoption.when for adoption in sample.trace(programme).group("adopted")}
    assert [(name, when) for name, when in adopted.items() if name in order] == list(order.items())


def test_the_idea_of_a_programme_comes_before_it(sample: Graph) -> None:
    trace = sample.trace("专精特新")
    assert [(a.group, a.when) for a in trace.adoptions if a.place.name == "中国"][:2] == [
        ("adopted", "2013-07"),
        ("planned", "2011-07"),
    ]


def test_planned_and_achieved_are_kept_apart(sample: Graph) -> None:
    trace = sample.trace("链长制")
    dates = {(a.group, a.first.time) for a in trace.adoptions if a.place.name == "广东省"}
    assert ("planned", "2021") in dates and ("adopted", "2021-04-02") in dates


def test_rivals_are_listed_each_with_its_sentence(sample: Graph) -> None:
    rivals = sample.trace("链长制").rivals
    assert [(r.place.name, r.attestation.when, r.scope) for r in rivals] == [
        ("长沙市", "2017-11-23", "全国"),
        ("湘潭市", "2018-04", "全省"),
    ]
    assert all("较早" in rival.attestation.sentence for rival in rivals)


def test_a_plan_of_a_city_cites_its_province(sample: Graph) -> None:
    line = next(p for p in sample.trace("四送一服", family=True).parents if p.child.name == "蚌埠市")
    assert line.parent is not None and (line.parent.name, line.kind) == ("安徽省", "cited")
    assert line.chosen is not None and line.chosen.evidence is not None and "安徽省" in line.chosen.evidence[3]


def naming(trace: Trace, name: str) -> set[int]:
    """The years in which documents of a place, or of one in it, name the programme."""
    [key] = [row.place.iri for row in trace.matrix.rows if row.place.name == name]
    rows = [row for row in trace.matrix.rows if key in (row.place.iri, *row.place.above[:-1])]
    years = trace.matrix.years
    return {year for row in rows for year, cell in zip(years, row.cells, strict=True) if cell.naming}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    if not REAL.exists():
        pytest.skip("the real corpus is not at hand")
    folder = tmp_path_factory.mktemp("real") / "g"
    build_graph([REAL], folder, options=BuildOptions(workers=1))
    with Graph.open(folder) as graph:
        yield graph


@pytest.mark.slow
def test_at_most_one_visit_goes_from_zhejiang_to_the_nation_and_shandong(real: Graph) -> None:
    trace = real.trace("最多跑一次")
    assert min(naming(trace, "浙江省")) == 2017
    assert naming(trace, "中国") >= {2018, 2019} and min(naming(trace, "中国")) == 2018
    assert min(naming(trace, "山东省")) == 2019
    assert naming(trace, "上海市") == set()


@pytest.mark.slow
def test_a_county_that_took_over_the_text_of_another_has_it_for_a_source(real: Graph) -> None:
    plans = {line.child.name: line for line in real.trace("最多跑一次").plans}
    copied = plans["仙居县"]
    assert copied.parent is not None and (copied.parent.name, copied.kind) == ("椒江区", "text reuse")
    assert copied.chosen is not None and copied.chosen.strength > 100


@pytest.mark.slow
def test_little_giants_of_shanghai_in_2007_are_their_own(real: Graph) -> None:
    assert 2007 in naming(real.trace("科技小巨人"), "上海市")
    national = real.trace("专精特新“小巨人”")
    assert 2007 not in naming(national, "上海市")


@pytest.mark.slow
def test_specialised_firms_and_the_industrial_internet_have_their_years(real: Graph) -> None:
    firms = real.trace("专精特新")
    assert {2011, 2012, 2022, 2023, 2024} <= naming(firms, "上海市")
    assert naming(firms, "上海市").isdisjoint(range(2013, 2022)) and min(naming(firms, "上海市")) == 2011
    assert naming(firms, "中国") == set(range(2020, 2026))
    internet = real.trace("工业互联网")
    assert {2017, 2018, 2021, 2022, 2023, 2024} <= naming(internet, "上海市")
    assert {2015, 2018, 2019, *range(2021, 2026)} <= naming(internet, "中国")
    assert min(naming(internet, "中国")) == 2014
