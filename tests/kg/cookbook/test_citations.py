"""References of the documents behind an answer: GB/T 7714-2015 and BibTeX."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from frozen import records
from records_graph import graph_of

from kg import Graph
from kg.cite import Reference, render
from kg.query.guard import QueryError


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph.open(graph_of(records(), tmp_path_factory.mktemp("frozen") / "g")) as graph:
        yield graph


def test_a_policy_is_cited_with_issuer_number_date_address_and_notice(frozen: Graph) -> None:
    found = frozen.references(frozen.named("schemes", programme="四送一服"))
    assert render(found, "gbt7714", "2026-01-31") == (
        "[1] 长丰县经信局. 长丰县惠企服务方案: 长政办〔2020〕12号[EB/OL]. (2020-03-02)[2026-01-31]. "
        "https://example.org/a?b=1&c=%7B2%7D. 虚构示例.\n"
    )


def test_documents_are_found_by_what_an_answer_names(frozen: Graph) -> None:
    by_claim = frozen.query("SELECT ?c { ?c a zm:Claim ; rdf:predicate zm:supports }")
    by_iri = frozen.query('SELECT ?d { ?d dct:identifier "city" }')
    by_title = frozen.named("industries-without-park")
    by_triples = frozen.query('CONSTRUCT { ?d dct:title ?t } { ?d dct:title ?t ; dct:identifier "city" }')
    found = {frozen.references(answer) for answer in (by_claim, by_iri, by_title, by_triples)}
    assert [[reference.title for reference in one] for one in found] == [["合肥市未来产业"]]


def test_an_answer_without_documents_cites_nothing(frozen: Graph) -> None:
    assert frozen.references(frozen.query('SELECT ("合肥市未来产业" AS ?name) {}')) == ()
    assert render((), "gbt7714") == render((), "bibtex") == ""


def test_without_an_address_there_is_no_day_of_reading() -> None:
    assert render([Reference("k", "标题", "2020")], "gbt7714", "2026-01-31") == "[1] 标题[Z]. 2020.\n"


def test_bibtex_is_escaped_and_cannot_be_broken_out_of() -> None:
    evil = Reference(
        "zm1", "a}, note = {x", "2020-05", "R&D_部 $5", "50%〔2020〕1号", "https://e.org/a b}%20\\x", "~^#{\n\u202e"
    )
    assert render([evil], "bibtex") == (
        "@misc{zm1,\n"
        "  title = {{a\\}, note = \\{x}},\n"
        "  author = {{R\\&D\\_部 \\$5}},\n"
        "  number = {50\\%〔2020〕1号},\n"
        "  year = {2020},\n"
        "  month = {5},\n"
        "  date = {2020-05},\n"
        "  url = {https://e.org/a%20b%7D%20%5Cx},\n"
        "  note = {\\textasciitilde{}\\textasciicircum{}\\#\\{ �},\n"
        "  langid = {chinese},\n"
        "}\n"
    )


@pytest.mark.parametrize(("style", "day"), [("apa", None), ("gbt7714", "31.1.2026")])
def test_an_unknown_style_and_a_malformed_day_are_refused(style: str, day: str | None) -> None:
    with pytest.raises(QueryError):
        render([Reference("k", "标题")], style, day)
