"""What follows from the events of a trace: coverage by year, parents, and one name in two provinces."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenes import covering, graph_of, programme, report, vocabulary

from kg import Graph

NATIONAL = '; zm:grantorType "national" ; zm:scope "industry"'
CHAIN = programme("chain", "链长制", NATIONAL)
LOCAL = programme("local", "产业项目建设年", '; zm:scope "industry"')


def says(key: str = "chain", status: str = "achieved", **more: str) -> dict[str, str]:
    return {"programme": key, "status": status, **more}


DOCUMENTS = {
    "nation": report("nation", "000000", "2017-03-05", says(sentence="全国推行链长制")),
    "silent": report("silent", "330000", "2017-01-20"),
    "zhejiang": report("zhejiang", "330000", "2018-02-01", says(status="ongoing", sentence="推行链长制")),
    "hangzhou": report("hangzhou", "330100", "2019-05-01", says(sentence="按照省委、省政府部署，推行链长制")),
    "guangdong": report("guangdong", "440000", "2018-06-01", says(status="planned", sentence="将推行链长制")),
}


def build(path: Path, without: str = "") -> Graph:
    kept = [text for name, text in DOCUMENTS.items() if name != without]
    return graph_of(path, vocabulary(CHAIN), covering(*(n for n in DOCUMENTS if n != without)), *kept)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build(tmp_path_factory.mktemp("spread") / "g")


def test_an_interval_reaches_back_to_the_last_silence(graph: Graph) -> None:
    [_, zhejiang, _] = graph.trace("链长制").group("adopted")
    assert (zhejiang.interval.lower, zhejiang.interval.upper) == ("2017-01-20", "2018-02-01")
    assert zhejiang.interval.silent == "silent"


def test_the_matrix_tells_silence_from_nothing(graph: Graph) -> None:
    matrix = graph.trace("链长制").matrix
    states = {row.place.name: [cell.state for cell in row.cells] for row in matrix.rows}
    assert matrix.years == (2017, 2018, 2019)
    assert states["浙江省"] == ["silent", "adopted", "adopted"]
    assert states["广东省"] == ["no document", "named", "no document"]
    assert states["安徽省"] == ["no document"] * 3
    assert states["杭州市"] == ["no document", "no document", "adopted"]


@pytest.mark.parametrize(("without", "name", "year"), [("guangdong", "广东省", 2018), ("silent", "浙江省", 2017)])
def test_a_region_whose_documents_are_gone_is_unseen_and_never_not_adopted(
    tmp_path: Path, without: str, name: str, year: int
) -> None:
    from kg.trace.panel import history, panel

    trace = build(tmp_path / "g", without).trace("链长制")
    [row] = [row for row in panel(trace) if (row["region"], row["year"]) == (name, year)]
    assert (row["state"], row["adopted"], row["at_risk"]) == ("no document", None, 0)
    assert not any((spell["region"], spell["year"]) == (name, year) for spell in history(trace))


def test_parents_come_from_the_text_before_the_hierarchy(graph: Graph) -> None:
    trace = graph.trace("链长制")
    lines = {p.child.name: (p.parent.name if p.parent else None, p.kind, p.hop) for p in trace.parents}
    assert lines == {
        "中国": (None, "unknown", "unknown"),
        "浙江省": ("中国", "hierarchical", "down"),
        "杭州市": ("浙江省", "cited", "down"),
    }
    cited = trace.parents[2].chosen
    assert cited is not None and cited.detail == "cited superior: 按照省委、省政府部署"
    assert [(count.hop, count.count, count.lag) for count in trace.hops] == [("down", 2, 12.9), ("unknown", 1, None)]


def test_until_forgets_what_came_later(graph: Graph) -> None:
    trace = graph.trace("链长制", until="2018-03")
    assert [a.place.name for a in trace.group("adopted")] == ["中国", "浙江省"]
    assert trace.matrix.years == (2017, 2018) and trace.group("planned") == ()


def claim(sentence: str) -> dict[str, str]:
    return says("local", used="产业项目建设年", sentence=sentence)


def test_experience_of_elsewhere_is_a_parent(tmp_path: Path) -> None:
    graph = graph_of(
        tmp_path / "g",
        vocabulary(programme("local", "产业项目建设年")),
        report("first", "330000", "2017-01-01", claim("开展产业项目建设年活动")),
        report("second", "340000", "2018-01-01", claim("学习借鉴浙江“产业项目建设年”经验，开展产业项目建设年活动")),
    )
    trace = graph.trace("产业项目建设年")
    assert trace.namesakes == ()
    [_, line] = trace.parents
    assert line.parent is not None and (line.parent.name, line.kind, line.hop) == ("浙江省", "cited", "neighbour")


def test_one_name_in_two_provinces_is_no_spread_until_something_ties_it(tmp_path: Path) -> None:
    claims = claim("开展产业项目建设年活动")
    graph = graph_of(
        tmp_path / "g",
        vocabulary(LOCAL),
        report("a", "330000", "2017-01-01", claims),
        report("b", "330100", "2018-01-01", claims),
        report("c", "440000", "2019-01-01", claims),
    )
    trace = graph.trace("产业项目建设年")
    assert [a.place.name for a in trace.group("adopted")] == ["浙江省", "杭州市"]
    assert [(n.place, n.documents) for n in trace.namesakes] == [("广东省", 1)]
    assert [a.place.name for a in graph.trace("产业项目建设年", area="广东省").group("adopted")] == ["广东省"]


def test_what_is_inferred_is_an_adopter_of_its_own(tmp_path: Path) -> None:
    graph = graph_of(
        tmp_path / "g",
        vocabulary(CHAIN),
        report("stated", "330100", "2018-01-01", says()),
        report("guessed", "330100", "2017-01-01", says(), basis="inferred"),
    )
    assert [(a.place.name, a.place.inferred) for a in graph.trace("链长制").group("adopted")] == [
        ("杭州市", True),
        ("杭州市", False),
    ]
