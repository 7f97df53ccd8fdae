"""networkx views: who is joined to whom, and by which sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from example_graph import document, example_text, example_trig, write_graph

from kg import Graph
from kg.query.guard import QueryError
from kg.views import facts_graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return Graph.open(write_graph(tmp_path_factory.mktemp("views") / "g", example_trig()))


def edge(view: nx.MultiDiGraph, subject: str, predicate: str, object: str) -> Any:
    labels = view.nodes(data="label")
    [found] = [
        d for s, o, d in view.edges(data=True) if (labels[s], d["predicate"], labels[o]) == (subject, predicate, object)
    ]
    return found


def test_a_thing_stands_among_its_neighbours(graph: Graph) -> None:
    view = graph.neighbourhood("禾光电子")
    assert sorted(view.nodes[n]["label"] for n in view) == ["专精特新“小巨人”", "半导体", "禾光电子"]
    node = view.nodes[graph.entity("禾光电子")[0].value]
    assert (node["type"], node["aliases"], node["notice"]) == ("Enterprise", [], "虚构示例")


def test_every_edge_has_its_sentence_in_context(graph: Graph) -> None:
    found = edge(graph.neighbourhood("禾光电子"), "禾光电子", "recognisedAs", "专精特新“小巨人”")
    assert (found["status"], found["time"], found["levels"]) == ("achieved", "2021", ["national"])
    [claim] = found["claims"]
    [evidence] = claim["evidence"]
    assert (claim["stage"], evidence["rule"], evidence["confidence"]) == ("recognised", "recognised-granted", 0.95)
    assert evidence["before"] + evidence["quote"] + evidence["after"] in example_text()
    assert evidence["before"].endswith("12家。") and evidence["after"].startswith("，该公司")


def test_plans_are_shown_as_plans(graph: Graph) -> None:
    view = graph.neighbourhood("数字经济发展若干措施")
    assert edge(view, "安徽省某市", "issues", "数字经济发展若干措施")["status"] == "planned"


def test_a_masked_city_lies_in_its_province(graph: Graph) -> None:
    view = graph.neighbourhood("安徽省", depth=2)
    assert edge(view, "安徽省某市", "within", "安徽省")["claims"] == []
    assert edge(view, "合肥市", "partOf", "安徽省")["status"] is None
    assert edge(view, "安徽省某市", "implements", "四送一服")["status"] == "achieved"


def test_the_limit_holds_and_is_told(graph: Graph) -> None:
    view = graph.neighbourhood("安徽省某市", limit=3)
    assert len(view) == 3 and view.graph["truncated"]
    assert not graph.neighbourhood("安徽省某市").graph["truncated"]
    with pytest.raises(QueryError, match="limit"):
        graph.neighbourhood("安徽省某市", limit=10**6)


def test_an_inferred_division_is_not_merged_with_the_stated_one(tmp_path: Path) -> None:
    region = "zm:basis zm:inferred ; zm:canonical <https://w3id.org/zhengmai/id/region/340100>"
    guessed = document("d1", "某市", region, "2023", {"programme": "si-song-yi-fu", "status": "achieved"})
    view = Graph.open(write_graph(tmp_path / "g", example_trig(), guessed)).neighbourhood("四送一服", depth=2)
    assert edge(view, "某市", "implements", "四送一服")["status"] == "achieved"
    assert edge(view, "某市", "canonical", "合肥市")["claims"] == []
    assert [data["label"] for _, data in view.nodes(data=True) if data["inferred"]].count("某市") == 1


def test_facts_hold_no_plans(graph: Graph) -> None:
    view = facts_graph(graph)
    labels = view.nodes(data="label")
    assert ("禾光电子", "半导体", "inIndustry") in {(labels[s], labels[o], k) for s, o, k in view.edges(keys=True)}
    assert "数字经济发展若干措施" not in dict(labels).values()
