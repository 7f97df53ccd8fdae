"""What came after what: divisions that changed their name or code, offices that a reform replaced."""

from __future__ import annotations

import pytest
from cases import Case, case

from kg.quads import shared_graphs
from kg.quads.terms import Terms
from kg.resolve.agencies import roles_as_of
from kg.resolve.identity import Identity
from kg.resolve.lineages import Succession, seats, successions
from kg.resolve.resolution import resolve
from ontology.namespaces import Namespaces

TERMS = Terms(Namespaces())
SHUCHENG = "安徽省/六安市/舒城县"


def followed(*cases: Case) -> list[Succession]:
    records = [one.record for one in cases]
    links = resolve(records).identities
    named: dict[str, list[tuple[str, Identity]]] = {}
    for record in records:
        for place, offices in seats(record, links).items():
            named.setdefault(place, []).extend(offices)
    return [one for place in sorted(named) for one in successions(named[place])]


def test_a_region_has_its_versions_in_order() -> None:
    record = case("陕西省/安康市", "〔地方：旬阳县〕增长。", "2019").record
    graph = shared_graphs([record], TERMS).graphs["vocabulary"]
    said = {(q.subject.value.rpartition("/")[2], q.predicate.value.rpartition("#")[2], q.object.value) for q in graph}
    names = {s: o for s, p, o in said if s.startswith(("610928-", "610981-")) and p.endswith("prefLabel")}
    assert set(names.values()) == {"旬阳县", "旬阳市"}
    (before,) = (s for s, name in names.items() if name == "旬阳县")
    (after,) = (s for s, name in names.items() if name == "旬阳市")
    assert (before, "validUntil", "2020") in said and (after, "validFrom", "2021") in said
    assert [o for s, p, o in said if (s, p) == (before, "succeededBy")] == [TERMS.thing("version", after).value]
    assert not [p for s, p, _ in said if s == after and p == "succeededBy"]


def test_an_office_is_followed_by_the_one_of_the_reform() -> None:
    before = case(SHUCHENG, "〔机关：县经信委〕发文。", "2016")
    after = case(SHUCHENG, "〔机关：县工信局〕发文。", "2021")
    (found,) = followed(before, after)
    assert (found.until, found.since) == ("2018/2019", "2018/2019")
    assert found.before != found.after


@pytest.mark.parametrize(
    ("place", "text", "date"),
    [
        # Another county's, and another role's; and of two offices of one role nobody knows which followed.
        ("浙江省/台州市/仙居县", "〔机关：县工信局〕发文。", "2021"),
        (SHUCHENG, "〔机关：县财政局〕发文。", "2021"),
        (SHUCHENG, "〔机关：县工信局〕与〔机关：县科工局〕发文。", "2021"),
    ],
)
def test_no_link_where_nobody_knows(place: str, text: str, date: str) -> None:
    assert followed(case(SHUCHENG, "〔机关：县经信委〕发文。", "2016"), case(place, text, date)) == []


def test_one_name_means_the_role_of_its_time() -> None:
    assert [role.id for role in roles_as_of("县经济和信息化局", 2015)] == ["economy-information-commission"]
    assert [role.id for role in roles_as_of("县经济和信息化局", 2021)] == ["industry-information"]
    assert len(roles_as_of("县经济和信息化局", None)) == 2
