"""Views of a trace: the SPARQL that each prints yields what it shows, and every mark leads to a sentence."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from scenes import graph_of, programme, report, vocabulary
from test_trace_spread import NATIONAL, build, says

from kg import Graph
from viz.trace.page import page_html

_VIEW = re.compile(r'<section class="figure (\w+)"><h2>([^<]*)</h2>(.*?)</section>', re.S)
_QUERY = re.compile(r"<h4>([^<]*)</h4><pre>(.*?)</pre>", re.S)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build(tmp_path_factory.mktemp("views") / "g")


def queries(page: str) -> dict[str, dict[str, str]]:
    """By view: the text of each query that the page prints, unescaped."""
    english = page.partition('<div class="lang" lang="en"')[2].partition('<div class="lang"')[0]
    return {
        kind if kind != "list" else heading: {name: unescape(text) for name, text in _QUERY.findall(body)}
        for kind, heading, body in _VIEW.findall(english)
    }


def test_the_queries_that_views_print_yield_what_they_show(graph: Graph) -> None:
    trace = graph.trace("链长制")
    printed = queries(page_html(trace))
    assert set(printed) == {"map", "curve", "share", "heat", "tree", "names", "table"} and all(printed.values())
    asked = {name: text for view in printed.values() for name, text in view.items()}
    rows = {name: graph.query(text).to_dicts() for name, text in asked.items()}
    told = {
        (row["source"].rpartition("/")[2], row["start"], row["sentence"]) for row in rows["claims"] + rows["events"]
    }
    shown = [one for adoption in trace.adoptions for one in adoption.attestations]
    assert shown and {(one.source.id, one.start, one.sentence) for one in shown} == told
    assert {row["source"].rpartition("/")[2] for row in rows["documents"]} == set(trace.sources)
    covering = {source.id for source in trace.sources.values() if source.covering}
    named = {row["text"].rpartition("/")[2] for row in rows["mentions"]}
    assert {row["source"].rpartition("/")[2] for row in rows["covering"]} | named == covering
    assert {row["name"] for row in rows["regions"]} >= {one.place.name for one in shown}


def test_lists_print_their_queries_too(tmp_path: Path) -> None:
    family = vocabulary(
        programme("chain", "链长制", f"{NATIONAL} ; zm:analogueOf <https://w3id.org/zhengmai/id/programme/other>"),
        programme("other", "链主制", NATIONAL),
    )
    first = report("a", "330000", "2018-02-01", says(sentence="全国率先推行链长制"))
    graph = graph_of(tmp_path / "g", family, first, report("b", "340000", "2019-02-01", says("other", used="链主制")))
    printed = queries(page_html(graph.trace("链长制", family=True)))
    assert set(printed["Who is said to be first"]) == {"claims", "events"}
    [(name, text)] = [pair for view in printed.values() for pair in view.items() if pair[0] == "claims 链主制"]
    assert [row["used"] for row in graph.query(text).to_dicts()] == ["链主制"]


def test_every_mark_of_the_page_leads_to_a_sentence(graph: Graph) -> None:
    page = page_html(graph.trace("链长制"))
    data = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.S)
    assert data is not None
    cards = json.loads(data[1])["cards"]
    refs = set(re.findall(r"data-ref=[\"']([^\"']+)", page.partition("<script")[0]))
    assert refs and refs <= set(cards)
    for ref in refs:
        card = cards[ref]
        quoted = [card, *(cards[link["ref"]] for link in card.get("links", ()))]
        said = any(one.get("quotes") or one.get("reasons") for one in quoted)
        assert said or card.get("lines"), ref
        assert said or ref[0] in "tc" or ref == "none", ref
