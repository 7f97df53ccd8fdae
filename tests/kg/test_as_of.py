"""The graph as of a date: what was so by then, by the same rule that a build decides by."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import Handmade, report, stated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.document import Document
from kg import Graph
from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.errors import ZhengmaiError
from kg.views import facts_graph
from ontology.records import OWN_REGION, Record, RegionAnswer

HEFEI = stated("安徽省/合肥市", "340100", "city")
INFERRED = RegionAnswer("安徽省/合肥市", "340100", "city", True, "inferred", 0.7)


def graph(place: Path, *documents: Handmade) -> Path:
    """A graph of documents made by hand."""
    by_text = {made.text: made for made in documents}
    (place / "in").mkdir(parents=True)
    for made in documents:
        (place / "in" / f"{made.doc}.txt").write_text(made.text, "utf-8")

    def read(document: Document) -> Record:
        return by_text[document.text].record()

    build_graph([place / "in"], place / "g", extractor=Extractor(read, "hand"), options=BuildOptions(workers=1))
    return place / "g"


def said(doc: str, status: str, time: str | None, published: str | None, region: RegionAnswer = HEFEI) -> Handmade:
    made = Handmade(doc, f"{doc}开展“四送一服”。", published, region)
    entity = made.entity("Programme", "四送一服", "si-song-yi-fu")
    made.says(OWN_REGION, "implements", entity, status, "开展“四送一服”", time)
    return made


def facts(path: Path, as_of: str | None) -> list[str]:
    with Graph.open(path, as_of=as_of) as opened:
        return sorted(f"{key} {b.rpartition('/')[2]}" for _, b, key in facts_graph(opened).edges(keys=True))


STANDS = ["implements si-song-yi-fu"]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Begun in May 2018, ended in 2020, taken up again on a day of 2022."""
    made = [said("甲", "achieved", "2018-05", None), said("乙", "ended", "2020", None)]
    return graph(tmp_path_factory.mktemp("course"), *made, said("丙", "achieved", "2022-03-07", None))


COURSE = [
    ("2018-04", False), ("2018-05-30", False), ("2018-05", True), ("2018", True), ("2020-06", True), ("2020", False),
    ("2022-03-06", False), ("2022-03-07", True), ("2030", True),
]  # fmt: skip


@pytest.mark.parametrize(("when", "stands"), COURSE)
def test_the_latest_claim_by_then_says_so(course: Path, when: str, stands: bool) -> None:
    assert facts(course, when) == (STANDS if stands else [])


@pytest.mark.parametrize(
    ("status", "time", "when", "stands"),
    [
        ("achieved", "2019", "2019-06", False),
        ("ongoing", "2019", "2019-06", True),
        ("ongoing", "2016/2020", "2017", True),
        ("achieved", "2016/2020", "2017", False),
        ("planned", "2016", "2019", False),
    ],
)
def test_what_is_said_of_a_whole_year_is_known_at_its_end(
    tmp_path: Path, status: str, time: str, when: str, stands: bool
) -> None:
    assert facts(graph(tmp_path, said("甲", status, time, None)), when) == (STANDS if stands else [])


def test_without_a_time_the_documents_counts_and_without_any_a_claim_is_not_heard(tmp_path: Path) -> None:
    published = graph(tmp_path / "a", said("甲", "achieved", None, "2019-03-01"))
    assert [facts(published, when) for when in ("2019-02", "2019-03")] == [[], STANDS]
    undated = graph(tmp_path / "b", said("乙", "achieved", None, None))
    assert (facts(undated, "2030"), facts(undated, None)) == ([], STANDS)


def test_a_reprint_is_of_the_day_that_its_original_came_out(tmp_path: Path) -> None:
    long = "会后各单位抽调干部组成二十个小组分赴乡镇园区，记者跟随其中一组走访了食品加工企业，当面听取意见。"
    made = [said("甲", "achieved", None, "2019-03-01"), said("乙", "achieved", None, "2022-05-01")]
    for one in made:
        one.text += long * 2
    path = graph(tmp_path, *made)
    with Graph.open(path) as opened:
        assert len(opened.query("SELECT ?d { ?d zm:reprintOf ?o }").rows) == 1
    with Graph.open(path, as_of="2019") as opened:
        assert len(opened.query("SELECT ?c { ?c a zm:Claim }").rows) == 2


def test_queries_see_no_later_claims_events_or_evidence(course: Path) -> None:
    with Graph.open(course, as_of="2019-06") as opened:
        assert opened.query("SELECT ?t { ?c a zm:Claim ; zm:time ?t }").to_dicts() == [{"t": "2018-05"}]
        assert opened.query("SELECT ?t { GRAPH ?g { ?c a zm:AdoptionEvent ; zm:time ?t } }").to_dicts() == [
            {"t": "2018-05"}
        ]
        assert len(opened.query("SELECT ?e { ?e a zm:Evidence }").rows) == 1
        assert len(opened.query("SELECT ?e { GRAPH ?g { ?e a zm:Evidence } }").rows) == 1
        assert len(opened.named("programme-regions", programme="四送一服")) == 1
        assert opened.query("SELECT ?when { ?d zm:asOf ?when }").to_dicts() == [{"when": "2019-06"}]
    assert len(facts(course, None)) == 1


def test_an_inferred_region_stays_a_guess(tmp_path: Path) -> None:
    path = graph(tmp_path, said("甲", "achieved", "2018", None, INFERRED))
    ask = "ASK { GRAPH zmg:inferred { zmi:region\\/340100 zm:implements ?p } }"
    for when, there in (("2017", False), ("2018", True)):
        with Graph.open(path, as_of=when) as opened:
            assert opened.query(ask).truth is there
            assert not opened.query("ASK { zmi:region\\/340100 zm:implements ?p }").truth


STATUSES = st.sampled_from(["planned", "ongoing", "achieved", "ended"])


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.tuples(STATUSES, st.integers(2010, 2020)), min_size=1, max_size=5), year=st.integers(2009, 2021)
)
def test_as_of_a_year_is_a_build_of_what_was_said_by_then(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, int]], year: int
) -> None:
    place = tmp_path_factory.mktemp("law")
    documents = [report(f"d{n}", status=status, year=str(at)) for n, (status, at) in enumerate(told)]
    by_then = [made for made, (_, at) in zip(documents, told, strict=True) if at <= year]
    whole = graph(place / "whole", *documents)
    expected = facts(graph(place / "then", *by_then), None) if by_then else []
    assert facts(whole, str(year)) == expected
    assert facts(whole, "2030") == facts(whole, None)


def test_a_view_is_kept_with_its_generation(course: Path) -> None:
    facts(course, "2019-06")
    kept = course / "generations" / "00000001" / "as-of" / "2019-06" / "store"
    before = kept.stat().st_mtime_ns
    facts(course, "2019-06")
    assert kept.stat().st_mtime_ns == before
    assert not list(kept.parent.parent.glob(".tmp-*"))


NONE = [
    "June",
    "2019-13",
    "2019-02-30",
    "../x",
    "",
    "2019-6",
    "2019-00",
    "20190630",
    "2０１９",
    "2019/2020",
    " 2019",
    "2019年",
]


@pytest.mark.parametrize("when", NONE)
def test_a_date_that_is_none_is_refused(course: Path, when: str) -> None:
    with pytest.raises(ZhengmaiError, match="such as 2019-06"):
        Graph.open(course, as_of=when)
