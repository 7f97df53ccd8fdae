"""The examples of the named queries, asked of the sample corpus that every user has: nearly all have an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import Graph
from kg.query.named import named_queries
from kg.query.reference import examples

# No document of the sample contradicts another, and of none is it read that it sets up two programmes;
# tests/kg/cookbook has some that do.
OF_OTHER_CORPORA = {"contradictions", "same-package"}
ANSWERED = sorted(named_queries().keys() - OF_OTHER_CORPORA)


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Graph:
    return Graph.open(sample_folder)


@pytest.mark.parametrize("name", ANSWERED)
def test_the_example_of_a_named_query_has_an_answer(sample: Graph, name: str) -> None:
    assert len(sample.named(name, **examples(named_queries()[name]))) > 0


@pytest.mark.parametrize("name", ANSWERED)
def test_all_example_values_together_have_an_answer(sample: Graph, name: str) -> None:
    given = {parameter.name: parameter.example for parameter in named_queries()[name].parameters}
    assert len(sample.named(name, **given)) > 0


def test_a_region_develops_only_what_is_said_of_it_and_what_lies_in_it(sample: Graph) -> None:
    everywhere = {row["place"] for row in sample.named("region-industries", area="浙江省").to_dicts()}
    assert "肥西县" not in everywhere
    assert sample.named("region-industries", area="安徽省").to_dicts() != []


def test_an_area_narrows_the_plans_to_its_documents(sample: Graph) -> None:
    everywhere = {row["sentence"] for row in sample.named("planned-only").to_dicts()}
    in_anhui = {row["sentence"] for row in sample.named("planned-only", area="安徽省").to_dicts()}
    assert set() < in_anhui < everywhere


@pytest.mark.parametrize(
    ("programme", "spread"),
    [
        ("链长制", [("长沙市", "2017-11-23"), ("湘潭市", "2018-04"), ("浙江省", "2019-08"), ("广东省", "2021-04-02")]),
        ("四送一服", [("安徽省", "2017-11-26"), ("蚌埠市", "2018-05-18")]),
        ("最多跑一次", [("浙江省", "2016-12"), ("德清县", "2017-02")]),
        ("亩均论英雄", [("柯桥区", "2006"), ("浙江省", "2018-01"), ("汇川区", "2024-10")]),
        ("河长制", [("无锡市", "2007-08"), ("中国", "2016-12-11")]),
    ],
)
def test_programmes_spread_in_the_sample_as_they_really_did(
    sample: Graph, programme: str, spread: list[tuple[str, str]]
) -> None:
    adopted = [(a.place.name, a.first.time) for a in sample.trace(programme).group("adopted")]
    assert [found for found in adopted if found in spread] == spread


def test_the_reprint_counts_with_what_it_copies(sample: Graph) -> None:
    reprints = "SELECT ?copy ?of { ?a zm:reprintOf ?b . ?a dct:identifier ?copy . ?b dct:identifier ?of }"
    found = sample.query(reprints).to_dicts()
    assert found == [{"copy": "zhejiang/2018-mujun-zhuanzai", "of": "zhejiang/2018-mujun-yijian"}]


def test_a_copy_with_its_digits_substituted_dates_nothing(sample: Graph) -> None:
    claims = """SELECT ?time {
      GRAPH ?text { ?d dct:identifier "hebei/2019-anping-cuoshi" . ?c rdf:subject ?who . OPTIONAL { ?c zm:time ?time } }
    }"""
    times = [row["time"] for row in sample.query(claims).to_dicts()]
    assert times != []
    assert set(times) == {None}


def test_an_idea_of_the_centre_comes_before_its_opinions_and_these_before_the_title_of_a_district(
    sample: Graph,
) -> None:
    trace = sample.trace("专精特新")
    ideas = [(a.place.name, a.first.time) for a in trace.group("planned") if a.first.time]
    adopted = [(a.place.name, a.first.time) for a in trace.group("adopted") if a.first.time]
    assert ideas[0] == ("中国", "2011-07")
    assert adopted[:2] == [("中国", "2013-07"), ("璧山区", "2016-09")]


def test_what_is_planned_is_kept_apart_from_what_is_done(sample: Graph) -> None:
    trace = sample.trace("链长制")
    assert {a.first.time for a in trace.group("planned") if a.place.name == "广东省"} == {"2021"}
    assert {a.first.time for a in trace.group("adopted") if a.place.name == "广东省"} == {"2021-04-02"}


def test_a_park_leaves_out_projects_elsewhere(sample: Graph) -> None:
    there = sample.named("projects", park="宝鸡汽车产业园").to_dicts()
    assert {row["parkName"] for row in there} == {"宝鸡汽车产业园"}
    assert 0 < len(there) < len(sample.named("projects"))
