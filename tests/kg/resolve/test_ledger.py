"""The file of judgements: only added to, whatever order its lines have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cases import case
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ZhengmaiError
from kg.resolve.judgements import Judgement, Line, append, decide, live, read_ledger, withdraw

FIRST = case("安徽省/六安市/舒城县", "〔企业：贝川机电〕投产。").place("贝川机电")
SECOND = case("安徽省/六安市/舒城县", "〔企业：安徽贝川机电有限公司〕获奖。").place("安徽贝川机电有限公司")
THIRD = case("浙江省/台州市/仙居县", "〔企业：贝川机电〕入规。").place("贝川机电")


def holds(path: Path) -> list[str]:
    return [line.judgement.verdict for line in live(read_ledger(path))]


def test_a_decision_is_one_line_that_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    said = decide(file, Judgement("same", SECOND, FIRST, "李", "2026-05-01", "同一地址"))
    (line,) = read_ledger(file)
    assert (line.number, line.judgement.id) == (1, said.id)
    assert json.loads(file.read_text("utf-8"))["who"] == "李"
    assert {p.key for p in line.judgement.pair} == {FIRST.key, SECOND.key}


def test_a_change_of_mind_adds_a_line_and_the_old_one_stays(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    decide(file, Judgement("same", FIRST, SECOND))
    before = file.read_bytes()
    decide(file, Judgement("different", SECOND, FIRST))
    assert holds(file) == ["different"]
    assert file.read_bytes().startswith(before)


def test_to_decide_the_same_again_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    decide(file, Judgement("same", FIRST, SECOND, "李"))
    before = file.read_bytes()
    decide(file, Judgement("same", SECOND, FIRST, "王"))
    assert file.read_bytes() == before


def test_undo_takes_back_and_forgets_nothing(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    said = decide(file, Judgement("same", FIRST, SECOND))
    withdraw(file, said.id[:8], who="李")
    assert holds(file) == []
    assert len(read_ledger(file)) == 2
    decide(file, Judgement("same", FIRST, SECOND, why="查过"))
    assert holds(file) == ["same"]
    with pytest.raises(ZhengmaiError, match="no judgement that holds"):
        withdraw(file, said.id)


def test_the_same_decision_can_be_made_again_after_it_was_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    for _ in range(3):
        said = decide(file, Judgement("same", FIRST, SECOND))
        assert holds(file) == ["same"]
        withdraw(file, said.id)
        assert holds(file) == []


@given(st.permutations(range(4)))
def test_what_holds_does_not_depend_on_the_order_of_lines(order: list[int]) -> None:
    old = Judgement("same", FIRST, SECOND, "李")
    new = Judgement("different", FIRST, SECOND, "王", revises=old.id)
    ended = Judgement("unsure", SECOND, THIRD)
    lines = [old, new, ended, Judgement("withdrawn", SECOND, THIRD, revises=ended.id)]
    found = live([Line(number, lines[at]) for number, at in enumerate(order, start=1)])
    assert [line.judgement for line in found] == [new]


def test_a_last_line_without_an_end_is_not_run_into(tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    file.write_text(Judgement("same", FIRST, SECOND).to_json(), "utf-8")
    append(file, Judgement("different", FIRST, THIRD))
    assert [line.judgement.verdict for line in read_ledger(file)] == ["same", "different"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nonsense", "no JSON"),
        ("[]", "no JSON object"),
        ('{"judgement": "maybe"}', "must be one of same, different, unsure"),
        ('{"judgement": "same", "a": 1}', "'a' must have"),
        ('{"judgement": "same", "extra": 1}', "unknown field 'extra'"),
        (Judgement("same", FIRST, SECOND).to_json().replace('"start": ', '"start": -'), "whole numbers"),
        (Judgement("same", FIRST, FIRST).to_json(), "one place"),
        (Judgement("same", FIRST, SECOND).to_json().replace("Enterprise", "Firm"), "a type of"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_read(tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "judgements.jsonl"
    file.write_text("\n" + line + "\n", "utf-8")
    with pytest.raises(ZhengmaiError, match=rf"judgements\.jsonl:2: .*{reason}"):
        read_ledger(file)


def test_no_file_is_no_judgement(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none.jsonl") == read_ledger(None) == ()
