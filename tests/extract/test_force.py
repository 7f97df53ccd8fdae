"""When policies are in force: the examples of the rules, and what a real record tells."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from extract.document import Document, Metadata
from extract.force import Told, told_of_force
from extract.force_rules import force_rules
from extract.pipeline import ExtractConfig, extract_document
from extract.relations.skeleton import MentionRef
from extract.repealed import repeal_rules, told_of_repeals
from ontology.contract import check_evidence, check_meaning
from ontology.records import OWN_DOCUMENT, Record

PUBLISHED = "2020-03-10"
TITLE = "青山县企业扶持办法"
OPENING = f"青山县人民政府关于印发《{TITLE}》的通知\n各乡镇人民政府：\n现将《{TITLE}》印发给你们，请认真贯彻执行。\n"
PLAIN = ExtractConfig(ner="none")


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        pytest.param(example["text"], example["finds"], id=f"{rule['id']}-{number}")
        for rule in force_rules()
        for number, example in enumerate(rule["examples"])
    ],
)
def test_every_example_finds_what_it_says(text: str, finds: list[list[str]]) -> None:
    start = text.find("《")
    named = [MentionRef(start, text.index("》") + 1, "Policy", 0, False)] if start >= 0 else []
    found = told_of_force(text, PUBLISHED, named, None)
    assert sorted([one.effect, one.time] for one in found) == sorted(finds)


REPEAL_RULES = [rule for kind in ("sentences", "lists") for rule in repeal_rules(kind)]


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        pytest.param(example["text"], example["finds"], id=f"{rule['id']}-{number}")
        for rule in REPEAL_RULES
        for number, example in enumerate(rule["examples"])
    ],
)
def test_every_example_of_repeals_finds_what_it_says(text: str, finds: dict[str, str]) -> None:
    titles = list(re.finditer("《[^》]+》", text))
    named = [MentionRef(*title.span(), "Policy", number, False) for number, title in enumerate(titles)]
    begun = [Told("from", "2020-05-01", None, 0, 0, "", 1.0)]
    found = told_of_repeals(text, PUBLISHED, named, None, begun)
    assert {titles[one.policy or 0][0]: one.time for one in found} == finds


def read(text: str, published: str | None = PUBLISHED) -> Record:
    document = Document("a", "0" * 64, "a.txt", text)
    record = extract_document(replace(document, metadata=Metadata(published=published)), PLAIN)
    assert check_evidence(record, text) + check_meaning(record) == []
    return record


def told(record: Record) -> list[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in record.entities} | {OWN_DOCUMENT: "@"}
    return [(names[force.policy], force.effect, force.time) for force in record.force]


def test_the_policy_that_a_document_is_and_the_one_that_it_repeals() -> None:
    end = "第九条 本办法自发布之日起30日后施行，有效期三年。\n原《青山县工业扶持办法》（青政发〔2013〕9号）同时废止。\n"
    record = read(OPENING + end)
    own, old = (next(e.name for e in record.entities if name in e.name) for name in (TITLE, "工业扶持办法"))
    assert told(record) == [(own, "from", "2020-04-09"), (own, "until", "2023-04-08"), (old, "repealed", "2020-04-09")]
    assert [force.evidence[0].rule for force in record.force] == ["force-from", "force-span", "repealed"]


def test_a_text_that_does_not_name_itself_is_the_document() -> None:
    record = read("一、补助标准\n技改按投资额补助。\n二、附则\n本办法自2021年1月1日起施行。\n")
    assert told(record) == [("@", "from", "2021-01-01")]


def test_what_depends_on_an_unknown_day_is_left_out() -> None:
    text = "技改按投资额补助。本办法自发布之日起施行，有效期3年。"
    assert told(read(text, None)) == []
    # Of a month nobody knows when thirty days are over.
    assert told(read("技改按投资额补助。本办法自发布之日起30日后施行。", "2020-03")) == []
    assert told(read(text, "2020-03")) == [("@", "from", "2020-03"), ("@", "until", "2023-03")]


def test_a_text_that_explains_a_policy_calls_it_by_its_last_word() -> None:
    record = read(f"{OPENING}《办法》由县经信局负责解释，有效期三年。\n")
    assert [(effect, time) for _, effect, time in told(record)] == [("until", "2023-03-09")]


@pytest.mark.parametrize("day", ["2021年13月1日", "2021年2月30日", "1913年4月3日"])
def test_a_day_that_cannot_be_is_none(day: str) -> None:
    found = told_of_force(f"本办法自{day}起施行。", PUBLISHED, [], None)
    assert found == []
