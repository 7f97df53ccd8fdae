"""The measured precision of rules, kept for extraction."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from extract.evaluate import EvaluationError, write_confidence
from extract.evaluate.confidence import CONFIDENCE_FILE

HEAD = "# What it is.\nprior: 0.6\nprior_weight: 4\n"


def test_rules_are_replaced_and_the_head_stays(tmp_path: Path) -> None:
    path = tmp_path / "confidence.yaml"
    path.write_text(HEAD + "rules:\n  gone: [1, 1]\n", encoding="utf-8")
    write_confidence({"b": (1, 2), "a": (3, 3), "model-inPark": (5, 6)}, path)
    assert path.read_text(encoding="utf-8") == HEAD + "rules:\n  a: [3, 3]\n  b: [1, 2]\n"
    assert list(tmp_path.iterdir()) == [path]


def test_no_name_of_a_rule_breaks_the_file(tmp_path: Path) -> None:
    path = tmp_path / "confidence.yaml"
    path.write_text(HEAD + "rules: {}\n", encoding="utf-8")
    rules = {"a: [9, 9]\nprior": (0, 1), "yes": (1, 1), "规则": (1, 1)}
    write_confidence(rules, path)
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert loaded == {"prior": 0.6, "prior_weight": 4, "rules": {rule: list(n) for rule, n in rules.items()}}


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "confidence.yaml"
    path.write_text("prior: 0.6\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"confidence\.yaml: it has no line `rules:`"):
        write_confidence({"a": (1, 1)}, path)
    assert path.read_text(encoding="utf-8") == "prior: 0.6\n"


def test_the_shipped_file_can_be_written(tmp_path: Path) -> None:
    copy = tmp_path / "confidence.yaml"
    copy.write_text(CONFIDENCE_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    write_confidence({"implements-own": (3, 4)}, copy)
    assert yaml.safe_load(copy.read_text(encoding="utf-8"))["rules"] == {"implements-own": [3, 4]}
