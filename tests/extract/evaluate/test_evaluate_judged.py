"""Claims that a reader has judged, set against what is read now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.evaluate import EvaluationError, evaluate, judge, read_judgements
from extract.evaluate.facts import Facts, read_facts
from kg.cli.app import app

HEAD = "doc,subject,predicate,object,right,status,note\n"
TEXT = "甲县工业经济运行情况\n今年以来，甲县拓海机械有限公司被认定为省级专精特新企业。\n"


def record(*relations: tuple[str, str, str, str]) -> Facts:
    """The record of a document `a`: relations as (subject, predicate, object, rule)."""
    names = dict.fromkeys(end for s, _, o, _ in relations for end in (s, o) if end != "@region")
    data = {
        "doc": "a", "region": {"path": "浙江省/金华市/东阳市"},
        "entities": [{"type": "Programme" if "新" in name else "Region", "name": name} for name in names],
        "relations": [
            {"subject": s, "predicate": p, "object": o, "status": "achieved",
             "evidence": [{"start": 0, "end": 1, "quote": "字", "rule": rule}]}
            for s, p, o, rule in relations
        ],
    }  # fmt: skip
    return read_facts(data, "a")


def labels(folder: Path, *rows: str) -> Path:
    path = folder / "labels.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_judgement_counts_for_the_rule_that_reads_the_fact_now(tmp_path: Path) -> None:
    path = labels(
        tmp_path,
        "a,@region,implements,专精特新,yes,achieved,",
        "a,乙县,implements,专精特新,no,,another's",
        "a,丙县,implements,专精特新,no,,",
        "b,@region,implements,专精特新,yes,achieved,not read today",
    )
    told = record(("@region", "implements", "专精特新", "own"), ("乙县", "implements", "专精特新", "subject"))
    result = judge(read_judgements(path), {"a": told})
    assert result.rules == {"own": (1, 1), "subject": (0, 1)}
    assert (result.facts, result.status) == ((1, 2), (1, 1))
    assert (result.gone, result.rightly) == (1, 1)


def test_the_own_region_may_be_named(tmp_path: Path) -> None:
    path = labels(tmp_path, "a,@region,implements,专精特新,yes,planned,")
    result = judge(read_judgements(path), {"a": record(("东阳市", "implements", "专精特新", "subject"))})
    assert (result.facts, result.status) == ((1, 1), (0, 1))


def test_gold_and_judgements_make_one_precision(tmp_path: Path) -> None:
    path = labels(tmp_path, "a,@region,implements,专精特新,no,,")
    evaluation = evaluate([])
    evaluation.rules = {"own": (3, 4), "other": (1, 1)}
    evaluation.judged = judge(read_judgements(path), {"a": record(("@region", "implements", "专精特新", "own"))})
    assert evaluation.all_rules() == {"other": (1, 1), "own": (3, 5)}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,@region,implements,专精特新,perhaps,,", "row 2: right is yes or no"),
        ("a,@region,likes,专精特新,yes,,", "row 2: no predicate: 'likes'"),
        ("a,@region,implements,专精特新,yes,done,", "row 2: no status: 'done'"),
        ("a,@region,implements,专精特新,yes", "row 2: it has 5 cells"),
        (",@region,implements,专精特新,yes,,", "row 2: it names no document"),
        ("a,@region,implements,新,yes,,\na,@region,implements,新,no,,", "row 3: this fact was judged before"),
        ('a,"@region,implements,新,yes,,', "unexpected end of data"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, row: str, reason: str) -> None:
    with pytest.raises(EvaluationError, match=reason) as caught:
        read_judgements(labels(tmp_path, row))
    assert "labels.csv" in str(caught.value)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("doc,what\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"labels\.csv:1: its columns are not doc"):
        read_judgements(path)
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(EvaluationError, match="not UTF-8"):
        read_judgements(path)
    with pytest.raises(EvaluationError, match=r"none\.csv"):
        read_judgements(tmp_path / "none.csv")


def test_eval_reads_the_texts_that_were_judged(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    path = labels(
        tmp_path,
        "a,甲县拓海机械有限公司,recognisedAs,专精特新企业,yes,achieved,",
        "a,甲县拓海机械有限公司,recognisedAs,小巨人企业,no,,",
    )
    arguments = ["eval", "--judged", str(path), "--texts", str(tmp_path / "texts"), "--ner", "none", "--json", "-q"]
    answer = CliRunner().invoke(app, arguments)
    assert answer.exit_code == 0, answer.output
    judged = json.loads(answer.stdout)["judged"]
    assert judged["facts"] == {"right": 1, "read": 1}
    assert judged["status"] == {"right": 1, "read": 1}
    assert (judged["gone"], judged["gone_wrong"]) == (1, 1)
    shown = CliRunner().invoke(app, [a for a in arguments if a != "--json"])
    assert "1 judged claims 已评判: 1.000 right" in shown.stdout
