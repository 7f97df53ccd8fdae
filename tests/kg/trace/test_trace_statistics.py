"""Statistics of a trace: who is in the curve, and fits that refuse in words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from scenes import covering, graph_of, programme, report, vocabulary

from kg import Graph
from kg.trace import to_json, write_panel
from kg.trace.output.statistics import statistics_lines

CHAIN = programme("chain", "链长制", '; zm:grantorType "national" ; zm:scope "industry"')
SAYS = {"programme": "chain", "status": "achieved", "sentence": "推行链长制"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    documents = [
        report("nation", "000000", "2017-03-05", SAYS),
        report("early", "330000", "2017-01-20"),
        report("zhejiang", "330000", "2018-02-01", SAYS),
        report("guangdong", "440000", "2019-06-01", SAYS),
        report("anhui", "340000", "2018-10-01"),
        report("hangzhou", "330100", "2016-05-01", SAYS, basis="inferred"),
    ]
    names = ("nation", "early", "zhejiang", "guangdong", "anhui", "hangzhou")
    return graph_of(tmp_path_factory.mktemp("s") / "g", vocabulary(CHAIN), covering(*names), *documents)


def test_silent_regions_are_at_risk_and_regions_without_a_document_are_not(graph: Graph) -> None:
    found = graph.trace("链长制").statistics
    assert (found.adopters, found.silent, found.left_out) == (2, 1, 1)
    assert found.curve is not None and found.curve.regions == 3


def test_the_curve_is_the_most_likely_one_given_the_intervals(graph: Graph) -> None:
    found = graph.trace("链长制").statistics
    assert found.curve is not None
    # Zhejiang by 2018-02, Anhui after 2018-10, Guangdong (nothing seen before) either: p (1 - p) is greatest at a half.
    assert [round(point.share, 3) for point in found.curve.points] == [0.5, 1.0]
    assert found.median == "2018-02-01"


def test_the_level_limits_who_is_at_risk(graph: Graph) -> None:
    assert graph.trace("链长制", level="city").statistics.silent == 0


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "逻辑斯蒂曲线未拟合：推行地区 2 个，至少需 8 个"), ("en", "not fitted: 2 adopters, at least 8 are needed")],
)
def test_a_fit_that_is_refused_says_why(graph: Graph, lang: str, said: str) -> None:
    lines = list(statistics_lines(graph.trace("链长制").statistics, lang))
    assert any(said in line for line in lines)


def test_a_fit_is_told_with_its_parameters() -> None:
    from kg.diffusion.fits import fit_growth
    from kg.trace.statistics import Statistics

    periods = [float(year) for year, count in zip(range(2010, 2020), (1, 1, 2, 4, 6, 6, 4, 2, 1, 1), strict=True)
               for _ in range(count)]  # fmt: skip
    logistic, bass = statistics_lines(Statistics(None, 28, 0, 0, fit_growth(periods), "year"), "en")
    assert "logistic curve: ceiling" in logistic and "not causal" in logistic
    assert "innovation" in bass and "imitation" in bass


def test_curve_and_fits_are_in_the_exports(graph: Graph, tmp_path: Path) -> None:
    trace = graph.trace("链长制")
    told = json.loads(to_json(trace))["statistics"]
    assert told["note"] == "descriptive, not causal" and told["turnbull"]["median"] == "2018-02-01"
    assert told["fits"][0]["reason"] == "adopters"
    write_panel(trace, tmp_path)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "curve.csv").read_text("utf-8-sig"))))
    assert [row["date"] for row in rows] == ["2018-02-01", "2019-06-01"]
    assert all(float(r["low"]) <= float(r["share"]) <= float(r["high"]) for r in rows)
