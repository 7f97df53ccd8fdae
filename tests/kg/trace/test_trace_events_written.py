"""Adoption events as a build writes them: one a region, programme and status, with what is known of when."""

from __future__ import annotations

from dataclasses import replace

from handmade import Handmade, report, stated

from kg.quads import shared_graphs
from kg.quads.terms import GraphWriter, Terms
from ontology.namespaces import Namespaces
from ontology.records import OWN_REGION, AdoptionEvent, Record

TERMS = Terms(Namespaces())
Said = dict[str, list[str]]


def graphs(*records: Record) -> dict[str, GraphWriter]:
    return shared_graphs(records, TERMS).graphs


def nodes(graph: GraphWriter, kind: str) -> dict[str, Said]:
    """What is said of each thing of a class: local names of predicates to values."""
    of_kind = {q.subject for q in graph if q.object == TERMS.iri(f"zm:{kind}")}
    found: dict[str, Said] = {str(subject): {} for subject in of_kind}
    for quad in graph:
        if quad.subject in of_kind:
            name = quad.predicate.value.rpartition("#")[2]
            found[str(quad.subject)].setdefault(name, []).append(quad.object.value)  # type: ignore[union-attr]
    return found


def test_two_years_of_one_status_are_one_event_of_the_first() -> None:
    found = nodes(graphs(report("a").record(), report("b", year="2019").record())["events"], "AdoptionEvent")
    [event] = found.values()
    assert event["time"] == ["2019"] and event["precision"] == ["year"]
    assert event["documentDate"] == ["2019-12-30"]
    assert (event["notBefore"], event["notAfter"]) == (["2019-01-01"], ["2019-12-30"])
    assert len(event["wasDerivedFrom"]) == 2


def test_planned_and_achieved_are_two_events() -> None:
    records = report("a", status="planned", year="2020").record(), report("b").record()
    found = nodes(graphs(*records)["events"], "AdoptionEvent")
    assert sorted(event["time"][0] for event in found.values()) == ["2020", "2021"]


def test_a_claim_without_a_time_is_an_event_after_the_last_silence() -> None:
    quiet = Handmade("quiet", "合肥市开展“万人助万企”。", "2019-02-01", stated("安徽省/合肥市", "340100", "city"))
    quiet.entity("Programme", "万人助万企", "wan-ren-zhu-wan-qi")
    loud = Handmade("loud", "合肥市开展“四送一服”。", "2020-03-01", stated("安徽省/合肥市", "340100", "city"))
    campaign = loud.entity("Programme", "四送一服", "si-song-yi-fu")
    loud.says(OWN_REGION, "implements", campaign, "ongoing", "开展“四送一服”")
    found = graphs(quiet.record(), loud.record())["events"]
    [event] = nodes(found, "AdoptionEvent").values()
    assert "time" not in event
    assert (event["notBefore"], event["notAfter"]) == (["2019-02-01"], ["2020-03-01"])


def test_each_telling_keeps_its_own_time_at_its_evidence() -> None:
    made = Handmade("a", "2017年，安徽省启动“四送一服”。2018年，安徽省推行“四送一服”。", "2019-01-01")
    campaign = made.entity("Programme", "四送一服", "si-song-yi-fu")
    for year, quote in (("2017", "2017年，安徽省启动“四送一服”"), ("2018", "2018年，安徽省推行“四送一服”")):
        made.events.append(AdoptionEvent(campaign, "安徽省", "340000", "achieved", year, [made.evidence(quote)]))
    graph = graphs(made.record())["events"]
    [event] = nodes(graph, "AdoptionEvent").values()
    assert event["time"] == ["2017"]
    assert sorted(piece["time"][0] for piece in nodes(graph, "Evidence").values()) == ["2017", "2018"]


def test_a_city_after_its_province_is_a_hypothesis_in_the_inferred_graph() -> None:
    province = replace(
        report("p", year="2017").record(), region=stated("安徽省", "340000", "province"), published="2017-12-30"
    )
    written = graphs(province, report("c").record())
    [descent] = nodes(written["inferred"], "Descent").values()
    assert descent["parentKind"] == ["hierarchical"] and descent["weight"] == ["1"]
    assert descent["fromRegion"][0].endswith("/region/340000")
    assert nodes(written["events"], "Descent") == {}


def test_documents_cover_the_fields_of_the_programmes_that_they_name() -> None:
    general = replace(report("g").record(), title="2021年合肥市政府工作报告")
    covered = {q.object.value for q in graphs(general)["events"] if q.predicate == TERMS.iri("zm:covers")}  # type: ignore[union-attr]
    assert covered == {"general", "market-entity"}
