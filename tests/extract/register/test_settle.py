"""What a passage without a heading that tells reports, and what it intends."""

import pytest

from extract.structure import split_sentences
from extract.text_kind import by_kind

REVIEW = (
    "改革开放取得新突破。深化商事制度改革，新增市场主体2.1万户，比上年增长8.5%。建成青山国际会展中心并投入使用，"
    "实际利用外资达到3.2亿美元。推行“一窗受理”，群众办事更加便利。"
)
PLANS = (
    "深化改革开放。继续推进商事制度改革，完善事中事后监管。推行“一窗受理”，支持企业开拓市场，鼓励外资研发中心落户。"
    "加快建设青山国际会展中心，健全贸易促进机制，力争外贸稳定增长。"
    "着力培育先进制造业集群，支持龙头企业做大做强。积极争取国家试点，抓紧完善配套政策，切实做好服务。"
    "对首次上规的企业给予奖励，鼓励金融机构加大信贷投放，加快形成创新生态。"
)
TITLE = "2019年青山市政府工作报告\n"


def _roles(text: str, year: int | None = None) -> dict[str, str]:
    return {text[s.start : s.end].strip(): s.role for s in by_kind(text, split_sentences(text), year=year)}


@pytest.mark.parametrize(("part", "role"), [(REVIEW, "report"), (PLANS, "plan")])
def test_part_of_an_address_is_known_by_its_sentences(part: str, role: str) -> None:
    roles = _roles(TITLE + part)
    assert {r for said, r in roles.items() if said in part} == {role}


def test_a_bare_verb_has_the_register_of_its_neighbours() -> None:
    done = _roles(TITLE + REVIEW)["推行“一窗受理”，群众办事更加便利。"]
    intended = _roles(TITLE + PLANS)["推行“一窗受理”，支持企业开拓市场，鼓励外资研发中心落户。"]
    assert (done, intended) == ("report", "plan")


def test_a_heading_that_tells_wins_over_the_sentences() -> None:
    roles = _roles(f"{TITLE}一、2018年工作回顾\n推行“一窗受理”，支持企业开拓市场。\n二、2019年工作安排\n{PLANS}")
    assert roles["推行“一窗受理”，支持企业开拓市场。"] == "report"


def test_a_review_turns_to_plans_where_its_sentences_do() -> None:
    roles = _roles(f"{TITLE}{REVIEW}\n{PLANS}")
    assert roles["深化商事制度改革，新增市场主体2.1万户，比上年增长8.5%。"] == "report"
    assert roles["继续推进商事制度改革，完善事中事后监管。"] == "plan"


def test_one_sentence_makes_no_plan_of_a_report() -> None:
    roles = _roles("全市新增省级绿色工厂3家，工业增加值增长8.1%。要加快培育企业。规上企业达到210家，比上年增加12家。")
    assert set(roles.values()) == {"report"}


def test_a_whole_paragraph_of_plans_in_a_report_is_one() -> None:
    roles = _roles("全市新增省级绿色工厂3家，工业增加值增长8.1%。\n" + PLANS)
    assert roles["全市新增省级绿色工厂3家，工业增加值增长8.1%。"] == "report"
    assert roles["推行“一窗受理”，支持企业开拓市场，鼓励外资研发中心落户。"] == "plan"


def test_in_the_midst_of_plans_a_paragraph_may_look_back() -> None:
    looks_back = (
        "过去一年，我们坚持依法行政，政府自身建设明显加强。出台《青山市权力清单管理办法》，取消审批事项160项，"
        "完成机构改革。新的一年，我们要推行“首问责任制”。"
    )
    roles = _roles(f"{TITLE}二、2019年工作安排\n{PLANS}\n{looks_back}\n{PLANS}", 2019)
    assert roles["出台《青山市权力清单管理办法》，取消审批事项160项，完成机构改革。"] == "report"
    assert roles["新的一年，我们要推行“首问责任制”。"] == "plan"
