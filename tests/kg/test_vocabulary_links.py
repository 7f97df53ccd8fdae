"""What the vocabulary adds to the graph: regions of parks, and which agency took over from which."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from handmade import Handmade, stated

from kg.quads import shared_graphs
from kg.quads.terms import Terms
from kg.resolve.parks import find_park, park_region
from ontology.namespaces import Namespaces
from ontology.records import Record
from ontology.vocabulary import load_agencies, load_parks

TERMS = Terms(Namespaces())


def naming(doc: str, published: str, *agencies: str) -> Record:
    county = stated("安徽省/合肥市/肥西县", "340123", "county")
    made = Handmade(doc, "、".join(agencies) + "参加会议。", published, county)
    for name in agencies:
        made.entity("Agency", name)
    return made.record()


def links(*records: Record) -> set[tuple[str, str]]:
    graphs = shared_graphs(list(records), TERMS).graphs
    labels = {q.subject: q.object.value for q in graphs["facts"] if q.predicate.value.endswith("prefLabel")}
    return {
        (labels[q.subject], labels[q.object]) for q in graphs["inferred"] if q.predicate.value.endswith("succeededBy")
    }


def test_an_old_body_and_its_successor_in_one_county_are_linked_and_stay_two() -> None:
    found = links(naming("a", "2017-05", "县经信委"), naming("b", "2020-05", "县经信局", "县财政局"))
    assert found == {("县经信委", "县经信局")}


def test_bodies_of_two_counties_are_not_linked() -> None:
    other = naming("b", "2020-05", "县经信局")
    assert other.region is not None
    other = replace(other, region=stated("安徽省/合肥市/肥东县", "340122", "county"))
    assert links(naming("a", "2017-05", "县经信委"), other) == set()


def test_a_body_that_two_took_over_from_is_linked_to_both() -> None:
    agencies = load_agencies()
    assert agencies.succeeds("市市场监管局", "市食药监局")
    assert agencies.succeeds("省药监局", "省食药监局")
    assert not agencies.succeeds("市财政局", "市食药监局")


def test_chains_of_reforms_are_in_order() -> None:
    agencies = load_agencies()
    for chain in (("银监会", "银保监会", "国家金融监督管理总局"), ("县扶贫办", "县乡村振兴局", "县农业农村局")):
        for earlier, later in pairwise(chain):
            assert agencies.succeeds(later, earlier)
            assert not agencies.succeeds(earlier, later)


def test_every_dated_change_names_its_source() -> None:
    for role in load_agencies():
        assert bool(role.source) == bool(role.since or role.until or role.successors), role.id


def test_a_park_lies_in_its_county_by_code_else_where_its_name_says() -> None:
    by_name, by_code = find_park("沧州临港经济技术开发区"), find_park("110115403")
    assert by_name is not None and by_code is not None
    assert (park_region(by_name), park_region(by_code)) == ("130900", "110115")


def test_every_park_has_a_region() -> None:
    assert [park.name for park in load_parks() if park_region(park) is None] == []
