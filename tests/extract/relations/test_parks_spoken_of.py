"""Projects in the park that a text is about, and the companies that projects are named after."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.records import Record

INTRODUCED = "青禾工业园简介\n青禾工业园地处青山县城东，规划面积12平方公里。"


def told(record: Record, predicate: str) -> set[tuple[str, str]]:
    """Subject and object of all relations of a predicate, by name."""
    names = {e.id: e.name for e in record.entities} | {"@region": "@region"}
    return {(names[r.subject], names[r.object]) for r in record.relations if r.predicate == predicate}


@pytest.mark.parametrize(
    ("sentence", "inside"),
    [
        ("年产2万套传感器项目正在安装设备。", {"年产2万套传感器项目"}),
        ("年产2万套传感器项目选址大河镇。", set()),
        ("年产2万套传感器项目已签约。", set()),
    ],
)
def test_projects_of_a_text_about_a_park_are_in_it(
    record_of: Callable[..., Record], sentence: str, inside: set[str]
) -> None:
    parks = told(record_of(INTRODUCED + sentence), "inPark")
    assert {project for project, park in parks if park == "青禾工业园"} == inside


@pytest.mark.parametrize("kind", ["招商手册", "投资指南", "概况"])
def test_what_presents_a_park_is_about_it(record_of: Callable[..., Record], kind: str) -> None:
    text = f"青禾工业园{kind}\n距青山县城3公里。大河工业园在其北侧。年产2万套传感器项目正在安装设备。"
    assert ("年产2万套传感器项目", "青禾工业园") in told(record_of(text), "inPark")


def test_a_project_named_after_a_company_is_not_another_s(record_of: Callable[..., Record]) -> None:
    text = "远山电子有限公司的邻居是川汇机械有限公司。远山电子有限公司建设川汇机械有限公司年产2万套传感器项目。"
    owners = {owner for owner, project in told(record_of(text), "undertakes") if "传感器" in project}
    assert owners == {"川汇机械有限公司"}


@pytest.mark.parametrize("words", ["依托青禾工业园上马", "依托青禾工业园新上", "在青禾工业园投资3亿元建设"])
def test_a_project_is_put_up_in_a_park_in_many_words(record_of: Callable[..., Record], words: str) -> None:
    text = f"远山电子有限公司{words}年产2万套传感器项目。"
    assert told(record_of(text), "inPark") >= {("年产2万套传感器项目", "青禾工业园")}
