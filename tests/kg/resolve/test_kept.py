"""What is kept of resolution follows any course of documents and judgements to what resolution from nothing gives."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping, Sequence

import pytest
from cases import Case, case, different, pair_cases, pairs, same

from kg.resolve.judgements import Judgement, Line
from kg.resolve.kept import Change, Followed, Kept, follow
from kg.resolve.match import blocks
from kg.resolve.resolution import resolve
from ontology.records import Record

TELLING = [
    ("浙江省/台州市/仙居县", "浙江云岭药业股份有限公司（以下简称“〔企业：云岭药业〕”）是〔企业：绿野生物〕的前身。"),
    ("安徽省/六安市/舒城县", "〔企业：禾川机电〕更名为〔企业：安徽绿野生物科技有限公司〕，原名〔企业：禾川机械〕。"),
    ("安徽省/六安市/舒城县", "〔机关：县经信委〕和〔机关：县发改委〕走访〔地方：舒城县〕的〔企业：禾川机电〕。"),
    ("浙江省/台州市/仙居县", "〔地方：仙居县〕〔企业：绿野生物〕（原浙江云岭药业股份有限公司）投产。"),
]


@pytest.fixture(scope="module")
def documents() -> dict[str, Case]:
    made = [case(place, text, doc=str(n)) for n, (place, text) in enumerate(TELLING)]
    rows = list(pairs("half_a"))
    made += [side for row in rows[::2] for side in pair_cases(row)]
    return {one.record.id: one for one in made}


class Course:
    """Documents that come and go, and judgements; what is kept follows."""

    def __init__(self, documents: Mapping[str, Case]) -> None:
        self.all, self.there, self.lines = documents, set[str](), list[Line]()
        self.kept = Kept(sqlite3.connect(":memory:", isolation_level=None))

    def step(self, there: set[str]) -> Followed:
        coming = [self.all[id].record for id in sorted(there - self.there)]
        leaving, self.there = self.there - there, there
        return follow(self.kept, Change(leaving, coming, self.lines, self._record, lambda id: self.all[id].text))

    def judge(self, judgements: Sequence[Judgement]) -> None:
        self.lines = [Line(number, judgement) for number, judgement in enumerate(judgements, start=1)]

    def check(self, followed: Followed) -> None:
        records = [self.all[id].record for id in sorted(self.there)]
        anew = resolve(records, self.lines, lambda id: self.all[id].text)
        kept = {id: thing for record in records for id, thing in self.kept.links(record.id).items()}
        assert kept == anew.identities
        assert (followed.judged, followed.problems) == (anew.judged, anew.problems)

    def _record(self, id: str) -> Record | None:
        return self.all[id].record if id in self.there else None


@pytest.mark.parametrize("most", [40, 2])
def test_any_course_comes_to_what_resolution_from_nothing_gives(
    documents: dict[str, Case], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With so few holders a key that one more document makes too common is met at once.
    monkeypatch.setattr(blocks, "_MOST", most)
    chance, course, ids = random.Random(most), Course(documents), sorted(documents)
    course.check(course.step(set(chance.sample(ids, len(ids) // 2))))
    for _ in range(6):
        course.check(course.step(course.there ^ set(chance.sample(ids, 5))))
        course.check(course.step(course.there ^ set(chance.sample(ids, 1))))


def test_judgements_come_and_go_without_a_change_of_documents(documents: dict[str, Case]) -> None:
    chance, course = random.Random(7), Course(documents)
    firms = [one for one in documents.values() if one.record.entities[0].type == "Enterprise"]
    counties = [one.place(e.name) for one in documents.values() for e in one.record.entities if e.type == "Region"]
    course.step(set(documents))
    for _ in range(4):
        sides = [one.place(one.record.entities[0].name) for one in chance.sample(firms, 12)]
        twos = [*zip(sides[::2], sides[1::2], strict=True), (counties[0], counties[1])]
        course.judge([chance.choice([same, different])(*two) for two in twos])
        course.check(course.step(course.there))
    course.judge([])
    course.check(course.step(course.there))


def test_only_documents_whose_entities_mean_something_else_are_restated(documents: dict[str, Case]) -> None:
    row = next(row for row in pairs("half_a") if row["category"] == "short-form")
    first, second = pair_cases(row)
    course = Course({**documents, first.record.id: first, second.record.id: second})
    others = set(documents) - {second.record.id} | {first.record.id}
    course.step(others)
    before = {id: course.kept.links(id) for id in others}
    followed = course.step(others | {second.record.id})
    assert followed.restated == {id for id in others if course.kept.links(id) != before[id]} != set()
