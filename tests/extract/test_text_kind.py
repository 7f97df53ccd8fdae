"""Kinds of text: what a policy document prescribes and an address intends is planned, what a report says is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extract.rules import read_rules
from extract.structure import split_sentences
from extract.text_kind import by_kind, kind_of_text
from ontology.records import OWN_REGION, Record

EXAMPLES = [e for kind in ("provisions", "address") for e in read_rules("text_kinds")[kind]["examples"]]

PROVISIONS = """青山县智能制造行动方案
为加快智能制造发展，结合我县实际，制定本方案。
一、发展基础
全县新增省级绿色工厂3家。
二、重点任务
（一）开展“百企升级”行动。对获评国家级智能工厂的企业奖励50万元。目前已建成工业互联网平台5个。"""

ADDRESS = """各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、2020年工作回顾
开展“百企升级”行动。下半年推行“一窗受理”。
二、2021年工作安排
推行“亩均论英雄”改革。
三、加强自身建设
落实“首问责任制”。"""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:12])
def test_a_text_tells_its_kind(example: dict[str, Any]) -> None:
    assert kind_of_text(example["text"]) == example["kind"]


def test_a_title_from_outside_tells_it_too() -> None:
    assert kind_of_text("鼓励企业升级。", "关于促进工业发展的若干意见") == "provisions"
    assert kind_of_text("鼓励企业升级。", "《关于促进工业发展的若干意见》解读") == "report"


def _roles(text: str) -> dict[str, str]:
    return {text[s.start : s.end].strip(): s.role for s in by_kind(text, split_sentences(text))}


def test_a_policy_document_prescribes_but_for_its_review() -> None:
    roles = _roles(PROVISIONS)
    assert roles["全县新增省级绿色工厂3家。"] == "report"
    assert roles["对获评国家级智能工厂的企业奖励50万元。"] == "provision"


def test_a_heading_that_sets_about_the_basis_is_no_review() -> None:
    roles = _roles(PROVISIONS + "\n三、完善产业发展基础\n建设绿色工厂。")
    assert roles["建设绿色工厂。"] == "provision"


def test_an_address_plans_from_its_second_part_to_its_end() -> None:
    roles = _roles(ADDRESS)
    assert roles["下半年推行“一窗受理”。"] == "report"
    assert {roles["推行“亩均论英雄”改革。"], roles["落实“首问责任制”。"]} == {"plan"}


def test_headings_without_numbers_turn_an_address_too() -> None:
    roles = _roles("青山市政府工作报告（节选）\n过去的一年\n推行“一窗受理”。\n今年这样干\n开展“百企升级”行动。")
    assert (roles["推行“一窗受理”。"], roles["开展“百企升级”行动。"]) == ("report", "plan")


FIVE_YEARS = """各位代表：
现在，我代表省人民政府，向大会报告工作，请予审议。
一、“十三五”时期发展成就
推行“一窗受理”。努力补齐民生短板。
我们也清醒地看到，发展中还存在不少问题：链主企业不强，“亩均论英雄”改革推进不快。
二、“十四五”时期主要目标任务
实施“百企升级”行动。"""


TWO_IN_ONE = """各位代表：
现在，我代表省人民政府，向大会报告工作，请予审议。
一、“十三五”时期发展成就和“十四五”时期主要目标任务
“十三五”时期是极不平凡的五年，主要目标任务胜利完成。推行“一窗受理”。
“十四五”时期是开启新征程的第一个五年。实施“百企升级”行动。"""


def test_a_chapter_may_look_back_and_ahead() -> None:
    roles = _roles(TWO_IN_ONE)
    assert (roles["推行“一窗受理”。"], roles["实施“百企升级”行动。"]) == ("report", "plan")


def test_an_address_tells_of_five_years_and_of_what_is_wrong() -> None:
    roles = _roles(FIVE_YEARS)
    assert roles["努力补齐民生短板。"] == "report"
    assert roles["我们也清醒地看到，发展中还存在不少问题：链主企业不强，“亩均论英雄”改革推进不快。"] == "problem"
    assert roles["实施“百企升级”行动。"] == "plan"


def test_what_is_named_as_wrong_is_not_carried_out(record_of: Callable[..., Record]) -> None:
    record = record_of(FIVE_YEARS)
    names = {e.id: e.name for e in record.entities}
    done = {names[r.object] for r in record.relations if r.predicate == "implements"}
    assert done == {"一窗受理", "百企升级行动"}


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        (PROVISIONS, "绿色工厂", "achieved"),
        (PROVISIONS, "百企升级", "planned"),
        (PROVISIONS, "智能工厂", "planned"),
        (ADDRESS, "百企升级", "achieved"),
        (ADDRESS, "一窗受理", "achieved"),
        (ADDRESS, "亩均论英雄", "planned"),
        (ADDRESS, "首问责任制", "planned"),
    ],
)
def test_status_follows_the_kind(record_of: Callable[..., Record], text: str, title: str, status: str) -> None:
    record = record_of(text)
    (entity,) = [e.id for e in record.entities if title in e.name]
    told = [r.status for r in record.relations if (r.subject, r.object) == (OWN_REGION, entity)]
    assert told == [status]


def test_a_policy_document_is_issued_and_supports_at_once(record_of: Callable[..., Record]) -> None:
    record = record_of("《青山县陶瓷产业扶持办法》已经县政府同意，现印发给你们，请认真执行。")
    told = {(r.predicate, r.status) for r in record.relations if r.predicate in ("issues", "supports")}
    assert told == {("issues", "achieved"), ("supports", "achieved")}


def test_what_a_policy_reviews_and_intends_are_two_claims(record_of: Callable[..., Record]) -> None:
    text = PROVISIONS.replace("开展“百企升级”行动。", "到2025年，培育绿色工厂20家。")
    record = record_of(text)
    (entity,) = [e.id for e in record.entities if e.name == "绿色工厂"]
    told = {(r.status, r.quantity.value if r.quantity else None) for r in record.relations if r.object == entity}
    assert told == {("achieved", 3.0), ("planned", 20.0)}
