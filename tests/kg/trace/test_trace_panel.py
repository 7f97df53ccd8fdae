"""The tables for statistics: who is at risk, how the beginning of an adoption is known, what stands beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenes import DIVISION, covering, graph_of, programme, report, vocabulary

from kg.trace import Trace
from kg.trace.output.panel import codebook_text
from kg.trace.panel import history, panel, sightings

CHAIN = programme("chain", "链长制", '; zm:grantorType "national" ; zm:scope "industry"')
SAYS = {"programme": "chain", "status": "achieved", "sentence": "推行链长制"}
TOLD = f"""
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix zm: <https://w3id.org/zhengmai/ontology#> .
@prefix zmi: <https://w3id.org/zhengmai/id/> .
GRAPH <https://w3id.org/zhengmai/graph/events> {{
  zmi:event\\/told a zm:AdoptionEvent ; zm:programme zmi:programme\\/chain ; zm:region {DIVISION.format("440000")} ;
    zm:status zm:achieved .
  zmi:ev\\/told a zm:Evidence ; zm:supportsEvent zmi:event\\/told ; zm:quote "广东2018年推行链长制"@zh ;
    zm:time "2018" ; zm:start 500 ; zm:end 512 ; prov:hadPrimarySource zmi:doc\\/nation .
}}
"""


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Trace:
    """Anhui was silent and then had it, Zhejiang had it when it was first seen, Guangdong has no document at all."""
    documents = {
        "nation": report("nation", "000000", "2019-03-05", SAYS),
        "silent": report("silent", "340000", "2017-01-20"),
        "anhui": report("anhui", "340000", "2020-02-01", SAYS),
        "zhejiang": report("zhejiang", "330000", "2017-02-01", SAYS),
        "hangzhou": report("hangzhou", "330100", "2018-02-01", {**SAYS, "time": "2018"}),
        "hefei": report("hefei", "340100", "2016-05-01", SAYS, basis="inferred"),
    }
    path = tmp_path_factory.mktemp("panel") / "g"
    return graph_of(path, vocabulary(CHAIN), covering(*documents), *documents.values(), TOLD).trace("链长制")


def test_how_the_beginning_is_known_stands_beside_it(trace: Trace) -> None:
    told = {row["region"]: (row["onset"], row["not_before"], row["by_others"]) for row in panel(trace)}
    assert told["安徽省"] == ("between", "2017-01-20", 0)
    assert told["浙江省"] == ("open", None, 0)
    assert told["杭州市"] == ("stated", "2018-01-01", 0)
    assert told["广东省"] == ("stated", "2018-01-01", 1)
    assert told["青海省"] == ("none", None, None)


def test_who_is_known_for_having_adopted_alone_is_not_in_the_risk_set(trace: Trace) -> None:
    at_risk = {(row["region"], row["year"]) for row in panel(trace) if row["at_risk"]}
    assert at_risk == {("安徽省", 2017), ("安徽省", 2020), ("浙江省", 2017), ("杭州市", 2018)}
    [spell] = [spell for spell in history(trace) if spell["region"] == "广东省"]
    assert (spell["event"], spell["seen"]) == (1, 0)
    assert trace.statistics.adopters == 3 and trace.statistics.left_out == 2


def test_neither_the_nation_nor_a_region_that_no_text_states_can_be_at_risk(trace: Trace) -> None:
    assert not {"中国", "合肥市"} & {spell["region"] for spell in history(trace)}
    assert {row["identified"] for row in panel(trace) if row["region"] == "合肥市"} == {0}


def test_spells_tell_what_the_corpus_knew_of_those_around(trace: Trace) -> None:
    [first, last] = [spell for spell in history(trace) if spell["region"] == "安徽省"]
    assert (first["neighbours"], first["neighbours_known"], first["since_seen"]) == (0, 1, None)
    assert (last["neighbours"], last["neighbours_known"], last["since_seen"]) == (1, 1, 3)
    assert (last["peers"], last["nation"], last["superior"], last["inferiors"]) == (2, 1, 0, 0)
    [city] = [spell for spell in history(trace) if spell["region"] == "杭州市"]
    assert (city["superior"], city["nation"], city["neighbours"], city["since_first"]) == (1, 0, None, 2)


def test_the_codebook_counts_whose_beginning_was_seen(trace: Trace) -> None:
    counts = sightings(trace)
    assert counts == {"adopters": 6, "observed": 2, "unidentified": 2, "undated": 0, "open": 1, "unseen": 1}
    assert "6 adopters. Of 2 the beginning was seen in the risk set; 1 are left-censored" in codebook_text(trace)


def test_what_adopted_at_no_known_time_is_missing_and_not_zero(tmp_path: Path) -> None:
    documents = [report("early", "330000", "2016-02-01"), report("undated", "330000", "?", SAYS)]
    found = graph_of(tmp_path / "g", vocabulary(CHAIN), covering("early", "undated"), *documents).trace("链长制")
    rows = [row for row in panel(found) if row["region"] == "浙江省"]
    assert [(row["year"], row["state"], row["adopted"], row["at_risk"], row["onset"]) for row in rows] == [
        (2016, "silent", None, 0, "undated")
    ]
    assert history(found) == []
