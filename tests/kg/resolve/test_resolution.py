"""Who is who over many documents: what is joined, what stays apart, and what people decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from cases import Case, case, different, same
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.judgements import Judgement, Line
from kg.resolve.resolution import Resolution, resolve

SHUCHENG, XIANJU, GUANGDE = "安徽省/六安市/舒城县", "浙江省/台州市/仙居县", "安徽省/宣城市/广德市"
SHORT = case(SHUCHENG, "〔企业：贝川机电〕新建一条生产线。")
FULL = case(SHUCHENG, "〔企业：安徽贝川机电有限公司〕获评小巨人。")
AGAIN = case(SHUCHENG, "走访〔企业：贝川机电〕等企业。")
ELSEWHERE = case(XIANJU, "〔企业：贝川机电〕入规。")
OTHER = case(SHUCHENG, "〔企业：禾光电子〕扩产。")


def run(cases: Sequence[Case], *judgements: Judgement) -> Resolution:
    texts = {one.record.id: one.text for one in cases}
    lines = [Line(number, judgement) for number, judgement in enumerate(judgements, start=1)]
    return resolve([one.record for one in cases], lines, texts.get)


def one(found: Resolution, *cases: Case) -> bool:
    return len({found.identities[case.record.entities[0].id] for case in cases}) == 1


def places(*cases: Case) -> list:
    return [case.place(case.record.entities[0].name) for case in cases]


def test_a_short_name_and_the_full_one_of_one_county_are_one_firm() -> None:
    assert one(run([SHORT, FULL, AGAIN]), SHORT, FULL, AGAIN)


def test_one_name_in_two_counties_is_two_firms_until_a_person_says_otherwise() -> None:
    assert not one(run([SHORT, ELSEWHERE]), SHORT, ELSEWHERE)
    assert one(run([SHORT, ELSEWHERE], same(*places(SHORT, ELSEWHERE))), SHORT, ELSEWHERE)


def test_a_merge_explains_itself_feature_by_feature() -> None:
    (tie,) = run([SHORT, FULL]).merged
    said = {(feature.name, feature.level): feature.words("zh") for feature in tie.score.features}
    assert said == {
        ("name", "equal"): "名称主干相同 (贝川机电)",
        ("place", "same"): "同在一地",
        ("stem", "rare"): "字号含有少用的字，不易重名",
    }
    assert tie.score.probability > 0.95


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("〔企业：贝川集团〕投资。", "〔企业：贝川机电〕投产。", "group"),
        ("〔企业：徽商银行舒城支行〕放贷。", "〔企业：徽商银行〕签约。", "branch"),
        ("〔项目：晶源项目一期〕竣工。", "〔项目：晶源项目二期〕开工。", "phase"),
        ("〔政策：《工作要点（2020年）》〕", "〔政策：《工作要点（2021年）》〕", "year"),
        ("〔企业：禾光电子〕与全资子公司〔企业：禾光电器〕", "〔企业：禾光电器〕投产。", "owns"),
    ],
)
def test_rules_keep_apart_what_scores_would_join(first: str, second: str, rule: str) -> None:
    from kg.resolve.match.context import Sentences
    from kg.resolve.match.profile import profiles
    from kg.resolve.match.score import compare

    a, b = case(SHUCHENG, first), case(SHUCHENG, second)
    sentences = Sentences({one.record.id: one.text for one in (a, b)}.get)
    shown = [profiles(each.record, sentences)[each.record.entities[0].id] for each in (a, b)]
    score = compare(*shown)
    assert rule in score.bars and not score.merges
    assert compare(*reversed(shown)) == score


def test_a_park_is_not_its_committee_whatever_a_person_says() -> None:
    park, committee = case(SHUCHENG, "〔园区：舒城经开区〕扩区。"), case(SHUCHENG, "〔机关：舒城经开区管委会〕公告。")
    found = run([park, committee], same(*places(park, committee)))
    assert not one(found, park, committee)
    assert [problem.lines for problem in found.problems] == [(1,)]
    assert "类型不同" in found.problems[0].zh


def test_two_credit_codes_are_never_one_firm() -> None:
    first = case(SHUCHENG, "〔企业：贝川机电〕（91341523MA2N0AB12X）获补助。")
    second = case(SHUCHENG, "〔企业：贝川机电〕（91341523MA2T0CCC3D）获补助。")
    assert not one(run([first, second]), first, second)
    assert not one(run([first, second], same(*places(first, second))), first, second)


def test_masked_names_never_join_documents() -> None:
    first, second = (case(SHUCHENG, f"〔企业：某机电公司〕反映{what}。") for what in ("融资难", "用工难"))
    assert not one(run([first, second]), first, second)


def test_different_parts_even_a_registered_name() -> None:
    copy = case(GUANGDE, "〔企业：安徽贝川机电有限公司〕来我市投资。")
    assert one(run([FULL, copy]), FULL, copy)
    assert not one(run([FULL, copy], different(*places(FULL, copy))), FULL, copy)


def test_unsure_stops_the_machine_and_its_question() -> None:
    assert one(run([SHORT, FULL]), SHORT, FULL)
    found = run([SHORT, FULL], Judgement("unsure", *places(SHORT, FULL)))
    assert not one(found, SHORT, FULL)
    assert found.suggested == ()


def test_the_machine_joins_nothing_around_a_judgement() -> None:
    found = run([SHORT, FULL, AGAIN], different(*places(SHORT, FULL)))
    assert not one(found, SHORT, FULL)


def test_contradicting_judgements_are_named_and_different_holds() -> None:
    first, second, third = places(SHORT, ELSEWHERE, OTHER)
    found = run([SHORT, ELSEWHERE, OTHER], same(first, second), same(second, third), different(third, first))
    assert not one(found, SHORT, OTHER)
    assert [problem.lines for problem in found.problems] == [(1, 2, 3)]


def test_a_judgement_whose_document_is_gone_is_kept_and_reported() -> None:
    found = run([SHORT, FULL], same(*places(SHORT, ELSEWHERE)))
    assert [problem.lines for problem in found.problems] == [(1,)]
    assert "not in the graph" in found.problems[0].en
    assert one(found, SHORT, FULL)


def test_a_judgement_follows_its_place_when_the_edges_of_a_name_shift() -> None:
    place = FULL.place("安徽贝川机电有限公司")
    shifted = type(place)(place.document, place.start + 2, place.end, place.type, "贝川机电有限公司")
    found = run([FULL, ELSEWHERE], same(shifted, ELSEWHERE.place("贝川机电")))
    assert one(found, FULL, ELSEWHERE) and found.problems == ()


def test_a_region_under_two_names_is_one_lineage_by_the_table() -> None:
    before = case("陕西省/安康市", "〔地方：旬阳县〕工业增长。", "2019")
    after = case("陕西省/安康市", "〔地方：旬阳市〕工业增长。", "2022")
    assert one(run([before, after]), before, after)


def test_a_region_without_a_code_is_the_division_that_a_person_says_but_two_divisions_are_never_one() -> None:
    bare, coded = case("江苏省/南京市", "〔地方：鼓楼区〕"), case("江苏省/南京市", "〔地方：江苏省南京市鼓楼区〕")
    other = case("福建省/福州市", "〔地方：福建省福州市鼓楼区〕")
    for one_case, code in ((coded, "320106"), (other, "350102")):
        one_case.record.entities[0] = replace(one_case.record.entities[0], vocabulary=code)
    assert one(run([bare, coded], same(*places(bare, coded))), bare, coded)
    found = run([coded, other], same(*places(coded, other)))
    assert not one(found, coded, other) and "区划" in found.problems[0].zh


DOCUMENTS = [
    *(SHORT, FULL, AGAIN, ELSEWHERE, OTHER),
    case(SHUCHENG, "〔企业：舒城贝川机电制造有限公司〕投产。"),
    case(SHUCHENG, "〔机关：县经信局〕调研〔园区：县经开区〕。"),
    case(SHUCHENG, "〔机关：县经济和信息化局〕到〔园区：舒城经济开发区〕。"),
    case("安徽省/六安市", "〔机关：舒城县经信局〕汇报，〔抓手：企业服务日〕启动。"),
    case(XIANJU, "〔抓手：“企业服务日”活动〕启动。"),
    case(XIANJU, "〔抓手：企业服务日〕收到问题百件。"),
]
DECISIONS = [
    same(SHORT.place("贝川机电"), ELSEWHERE.place("贝川机电")),
    different(FULL.place("安徽贝川机电有限公司"), AGAIN.place("贝川机电")),
    different(OTHER.place("禾光电子"), SHORT.place("贝川机电")),
]


@settings(max_examples=25, deadline=None)
@given(st.permutations(DOCUMENTS), st.permutations(DECISIONS))
def test_the_order_of_documents_and_lines_does_not_show(cases: list[Case], decisions: list[Judgement]) -> None:
    found, straight = run(cases, *decisions), run(DOCUMENTS, *DECISIONS)
    assert found.identities == straight.identities
    assert [(tie.first, tie.second) for tie in found.suggested] == [(t.first, t.second) for t in straight.suggested]
