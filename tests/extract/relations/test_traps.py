"""Sentences that are easily read wrong: each with what a careful reader takes from it, and what he does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ontology.records import OWN_REGION, Record, Relation

Extract = Callable[..., Record]


def _named(record: Record) -> Iterator[tuple[str, str, str, Relation]]:
    names = {e.id: e.name for e in record.entities}
    for r in record.relations:
        yield names.get(r.subject, OWN_REGION), r.predicate, names.get(r.object, OWN_REGION), r


def _claims(record: Record, predicate: str) -> dict[tuple[str, str], str]:
    """Status by subject and object."""
    return {(s, o): r.status for s, p, o, r in _named(record) if p == predicate}


@pytest.mark.parametrize(
    ("text", "title", "status", "stage"),
    [
        ("省工信厅公示绿色工厂名单，青禾水泥有限公司在列。", "绿色工厂", "ongoing", "公示"),
        ("青禾水泥有限公司入选省级专精特新企业公示名单。", "专精特新", "ongoing", "公示"),
        ("青禾水泥有限公司列入“小升规”入库企业。", "小升规", "ongoing", "入库"),
        ("青禾水泥有限公司进入瞪羚企业培育库。", "瞪羚企业培育库", "ongoing", "培育"),
        ("省工信厅公示绿色工厂名单。\n此次青禾水泥有限公司等3家企业入选。", "绿色工厂", "ongoing", "公示"),
        ("省工信厅公布绿色工厂名单，青禾水泥有限公司在列。", "绿色工厂", "achieved", "认定"),
        ("现将拟认定省级绿色工厂名单予以公示，青禾水泥有限公司在列。", "绿色工厂", "ongoing", "公示"),
    ],
)
def test_a_title_on_notice_or_in_a_pool_is_not_granted(
    record_of: Extract, text: str, title: str, status: str, stage: str
) -> None:
    told = {(s, o): (r.status, r.stage) for s, p, o, r in _named(record_of(text)) if p == "recognisedAs"}
    assert told == {("青禾水泥有限公司", title): (status, stage)}


@pytest.mark.parametrize(
    "text",
    [
        "青禾水泥有限公司去年申报的绿色工厂，因能耗指标不达标未获通过。",
        "青禾水泥有限公司申报国家级绿色工厂落选。",
        "青禾水泥有限公司今年冲刺绿色工厂未能入围。",
        "青禾水泥有限公司至今没有获评绿色工厂。",
        "青禾水泥有限公司曾两度冲击绿色工厂而未果。",
    ],
)
def test_a_title_that_was_refused_is_nobodys(record_of: Extract, text: str) -> None:
    record = record_of(text)
    assert not _claims(record, "recognisedAs")
    assert not _claims(record, "implements")


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("全县省级以上专精特新企业45家，其中国家级6家，新增9家。", 45, "stock"),
        ("全市现有高新技术企业120家，其中新认定18家。", 120, "stock"),
        ("我市新增市级企业技术中心5家。", 5, "flow"),
        ("新增省级绿色工厂3家，累计达到12家。", 3, "flow"),
        ("新认定高新技术企业18家、总数达到103家。", 18, "flow"),
    ],
)
def test_the_count_beside_a_title_is_its_own(record_of: Extract, text: str, value: float, kind: str) -> None:
    (quantity,) = [r.quantity for _, p, _, r in _named(record_of(text)) if p == "implements"]
    assert quantity is not None
    assert (quantity.value, quantity.kind) == (value, kind)


@pytest.mark.parametrize(
    "text",
    ["走访绿色工厂企业40家次。", "服务专精特新企业120家次。", "走访企业400家次，宣传“四送一服”政策。"],
)
def test_calls_are_no_companies(record_of: Extract, text: str) -> None:
    assert all(r.quantity is None for *_, r in _named(record_of(text)))


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("义乌市\n我市新增市级企业技术中心5家。", ["市"]),
        ("余姚市\n我市新增省级企业技术中心3家。", ["省"]),
        ("慈溪市\n我市新增县级企业技术中心2家。", ["县"]),
    ],
)
def test_a_city_of_county_rank_reports_titles_of_the_level_that_is_said(
    record_of: Extract, text: str, levels: list[str]
) -> None:
    assert [r.levels for _, p, _, r in _named(record_of(text)) if p == "implements"] == [levels]


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("《青山县产业结构调整办法》严控钢铁新增产能。", set()),
        ("《青山县产业结构调整办法》严禁新增水泥产能，限制焦化产业发展。", set()),
        ("《青山县绿色发展意见》支持新材料产业，压减钢铁产能。", {"新材料"}),
        ("《青山县绿色发展意见》提出，重点支持新材料产业，淘汰焦化产业落后产能。", {"新材料"}),
        ("《青山县负面清单管理办法》不再支持电解铝产业。", set()),
    ],
)
def test_what_a_policy_holds_down_it_does_not_support(record_of: Extract, text: str, supported: set[str]) -> None:
    assert {o for _, o in _claims(record_of(text), "supports")} == supported


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青禾水泥有限公司获得“专精特新贷”500万元。", "专精特新贷"),
        ("推出“专精特新贷”，为企业授信3亿元。", "专精特新贷"),
        ("县领导担任新材料产业链链长，落实产业链长制。", "链长制"),
    ],
)
def test_a_loan_is_not_the_title_in_its_name(record_of: Extract, text: str, name: str) -> None:
    record = record_of(text)
    assert {e.name for e in record.entities if e.type == "Programme"} == {name}
    assert not _claims(record, "recognisedAs")


@pytest.mark.parametrize(
    "text",
    [
        "赴浙江考察“亩均论英雄”改革，适时在我县试点。",
        "赴德清学习“标准地”做法。",
        "考察组到浙江学习借鉴“最多跑一次”经验。",
    ],
)
def test_what_was_only_visited_is_not_carried_out(record_of: Extract, text: str) -> None:
    assert set(_claims(record_of(text), "implements").values()) <= {"mentioned", "planned"}


@pytest.mark.parametrize(
    "text",
    [
        "建议省里出台《关于支持山区县发展的若干意见》。",
        "恳请省厅制定《小微企业园管理办法》。",
        "希望国家层面出台《中小企业账款支付办法》。",
        "建议市里研究制定《工业用地管理办法》。",
    ],
)
def test_what_is_asked_for_is_not_issued(record_of: Extract, text: str) -> None:
    assert not _claims(record_of(text), "issues")


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("县工信局（原县经信委）制定《青山县技改补助办法》。", "县工信局"),
        ("县工信局（原县经信委）去年印发《青山县技改补助办法》。", "县工信局"),
        ("原县经信委（现县工信局）印发《青山县技改补助办法》。", "县工信局"),
    ],
)
def test_an_office_that_was_renamed_issues_under_its_present_name(record_of: Extract, text: str, issuer: str) -> None:
    assert {s for s, _ in _claims(record_of(text), "issues")} == {issuer}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("霍山县\n霍山县和裕安区合作共建的霍裕现代产业园已开工。", "裕安区"),
        ("缙云县\n缙云县与磐安县联合共建的缙磐工业园进展顺利。", "磐安县"),
        ("安吉县\n安吉县、长兴县共同建设的安长现代产业园已投产。", "长兴县"),
        ("霍山县\n霍裕现代产业园由霍山县与裕安区共建共管。", "裕安区"),
    ],
)
def test_a_park_of_two_counties_is_in_both(record_of: Extract, text: str, other: str) -> None:
    placed = {o for (s, o) in _claims(record_of(text), "locatedIn") if s.endswith("园")}
    assert placed == {OWN_REGION, other}


@pytest.mark.parametrize(
    "text",
    ["“小微贷”已停止申报。", "瞪羚企业认定不再受理新申报。", "“技改贷”政策到期失效。", "“小微贷”自今年起停止办理。"],
)
def test_what_takes_no_more_applications_has_ended(record_of: Extract, text: str) -> None:
    assert set(_claims(record_of(text), "implements").values()) == {"ended"}


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("去年初提出新增专精特新企业10家的目标。", {"planned"}),
        ("去年提出实施“百企升级”行动的目标，今年继续推进。", {"planned"}),
        ("2020年提出的“百企升级”行动已全面完成。", {"achieved"}),
        ("去年工作报告提出的“百企升级”行动，年底前已全部落实。", {"achieved"}),
    ],
)
def test_a_plan_of_last_year_is_a_plan_until_it_is_done(record_of: Extract, text: str, statuses: set[str]) -> None:
    assert set(_claims(record_of(text), "implements").values()) == statuses


@pytest.mark.parametrize("year", ["2921", "1821", "2199"])
def test_a_year_that_cannot_be_dates_nothing(record_of: Extract, year: str) -> None:
    record = record_of(f"{year}年新增高新技术企业12家。")
    assert [r.time for _, p, _, r in _named(record) if p == "implements"] == [None]
    assert any(year in warning for warning in record.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "企业应缴税款300万元，实缴200万元，最高不超过500万元。",
        "应付奖补资金1200万元，已拨付800万元，单户上限50万元。",
        "今年应兑现技改补助600万元，目前到位420万元，每家最高100万元。",
    ],
)
def test_money_that_is_due_paid_or_capped_makes_no_claim(record_of: Extract, text: str) -> None:
    assert not [r.predicate for *_, r in _named(record_of(text))]


@pytest.mark.parametrize(
    "text",
    ["新材料产业增加值降幅收窄2个百分点。", "纺织服装产值降幅比上月收窄1.5个百分点。", "汽车行业下降3.2%，降幅收窄。"],
)
def test_a_fall_that_slows_down_is_no_growth(record_of: Extract, text: str) -> None:
    """A sector that a headline figure names is one of the region's; nothing says that it is being built up."""
    assert {(p, r.status) for _, p, _, r in _named(record_of(text))} <= {("develops", "achieved")}


@pytest.mark.parametrize(
    "text",
    [
        "安吉县\n我县规上工业增加值增速列全市第2。",
        "德清县\n我县工业投资增速居全市第1，总量居全市第3。",
        "长兴县\n我县专精特新企业数量位列全市第二。",
    ],
)
def test_a_rank_in_the_prefecture_is_said_by_the_county(record_of: Extract, text: str) -> None:
    record = record_of(text)
    assert record.region is not None
    assert record.region.level == "county"
    assert all(r.levels == [] and r.quantity is None for *_, r in _named(record))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("为加快发展，制定本办法。\n对获评国家级绿色工厂的企业奖励50万元。", "绿色工厂"),
        ("为加快发展，制定本办法。\n对首次认定为高新技术企业的，给予10万元补助。", "高新技术企业"),
        ("为加快发展，制定本办法。\n对已认定的瞪羚企业，每年最高资助20万元。", "瞪羚企业"),
    ],
)
def test_whoever_shall_be_rewarded_has_not_got_the_title(record_of: Extract, text: str, title: str) -> None:
    assert _claims(record_of(text), "implements") == {(OWN_REGION, title): "planned"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("青禾水泥有限公司列入省级绿色工厂培育名单。", "ongoing"),
        ("青禾水泥有限公司列入瞪羚企业后备库。", "ongoing"),
        ("青禾水泥有限公司入选省级绿色工厂名单。", "achieved"),
    ],
)
def test_a_list_of_those_who_may_get_a_title_is_no_grant(record_of: Extract, text: str, status: str) -> None:
    assert set(_claims(record_of(text), "recognisedAs").values()) == {status}


@pytest.mark.parametrize(
    ("text", "park_of"),
    [
        ("锦山工业园投产。青禾陶瓷有限公司、远山电子有限公司相邻，上述两家企业都在园内。", "青禾陶瓷有限公司"),
        ("远山电子有限公司在县城。锦山工业园建成，隔壁的青禾陶瓷有限公司扩产。", "青禾陶瓷有限公司"),
    ],
)
def test_a_company_is_in_the_park_that_is_spoken_of(record_of: Extract, text: str, park_of: str) -> None:
    assert (park_of, "锦山工业园") in _claims(record_of(text), "inPark")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("青禾陶瓷有限公司获评绿色工厂，XX重工正在申报瞪羚企业。", "绿色工厂"),
        ("青禾陶瓷有限公司的母公司获评瞪羚企业，它自己去年获评绿色工厂。", "绿色工厂"),
    ],
)
def test_a_title_of_somebody_else_is_not_the_companys(record_of: Extract, text: str, title: str) -> None:
    assert {o for _, o in _claims(record_of(text), "recognisedAs")} <= {title}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("现场签约项目2个，其中：\n1.远山电子有限公司的年产2万套传感器项目，总投资3亿元。", "planned"),
        ("集中签约的有2家：远山电子有限公司投资3亿元建设年产2万套传感器项目。", "planned"),
        ("去年签约的远山电子有限公司年产2万套传感器项目已投产。", "achieved"),
    ],
)
def test_what_is_only_signed_is_planned(record_of: Extract, text: str, status: str) -> None:
    assert set(_claims(record_of(text), "undertakes").values()) == {status}
