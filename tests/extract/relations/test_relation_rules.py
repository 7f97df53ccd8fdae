"""Rules of relations are data; what is wrong with them is told when they are read, by file and entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.relations.rules import compile_pattern, load_rules, read_rule_folder
from extract.relations.skeleton import LETTERS
from extract.rules import RuleError
from ontology.records import PREDICATES, STAGES, STATUSES
from ontology.terms import signatures

GOOD: dict[str, Any] = {
    "id": "moved",
    "predicate": "inPark",
    "pattern": "{S:Enterprise}落户{O:Park}",
    "examples": [{"text": "甲公司落户乙园。", "finds": [["甲公司", "乙园"]]}],
}


def _folder(tmp_path: Path, *entries: Any, name: str = "park.yaml") -> Path:
    (tmp_path / name).write_text(yaml.safe_dump(list(entries), allow_unicode=True), "utf-8")
    return tmp_path


def test_a_rule_is_read_as_it_is_written(tmp_path: Path) -> None:
    (rule,) = read_rule_folder(_folder(tmp_path, GOOD))
    assert (rule.id, rule.predicate, rule.pairing, rule.own_subject) == ("moved", "inPark", "all", False)
    assert rule.pattern.search(f"{LETTERS['Enterprise']}落户{LETTERS['Park']}")
    assert not rule.pattern.search(f"{LETTERS['Park']}落户{LETTERS['Park']}")
    assert rule.needs == (LETTERS["Enterprise"], LETTERS["Park"])


def test_other_files_and_empty_ones_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("- : [", "utf-8")
    (tmp_path / "empty.yaml").write_text("", "utf-8")
    assert read_rule_folder(tmp_path) == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"predicate": "owns"}, "unknown predicate 'owns'"),
        ({"predicate": None}, "unknown predicate None"),
        ({"status": "done"}, "unknown status 'done'"),
        ({"stage": "验收"}, "unknown stage '验收'"),
        ({"pairing": "some"}, "unknown pairing 'some'"),
        ({"subject": "@document"}, "unknown subject '@document'"),
        ({"object": "@document"}, "unknown object '@document'"),
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"examples": []}, "an example that fires is needed"),
        ({"examples": [{"text": "乙园平稳。", "finds": []}]}, "an example that fires is needed"),
        ({"pattern": "{S:Enterprise}落户"}, "slots"),
        ({"pattern": "落户{O:Park}"}, "slots"),
        ({"pattern": "{S:Enterprise}(落户{O:Park}"}, "pattern"),
        ({"pattern": "{S:Firm}落户{O:Park}"}, "unknown type 'Firm'"),
        ({"pattern": ""}, "pattern is missing"),
        ({"unless": "(已"}, "pattern"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value,
)
def test_what_is_wrong_with_a_rule_is_told_with_file_and_id(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    with pytest.raises(RuleError) as error:
        read_rule_folder(_folder(tmp_path, {**GOOD, **change}))
    assert "park.yaml" in str(error.value) and "'moved'" in str(error.value) and reason in str(error.value)


@pytest.mark.parametrize("field", ["id", "predicate", "pattern", "examples"])
def test_a_missing_field_is_told(tmp_path: Path, field: str) -> None:
    with pytest.raises(RuleError, match="park.yaml"):
        read_rule_folder(_folder(tmp_path, {k: v for k, v in GOOD.items() if k != field}))


def test_an_id_stands_once_in_all_files(tmp_path: Path) -> None:
    _folder(tmp_path, GOOD)
    with pytest.raises(RuleError, match="places.yaml.*'moved'.*twice"):
        read_rule_folder(_folder(tmp_path, GOOD, name="places.yaml"))


@pytest.mark.parametrize("content", ["- [", "a: 1", "- just words", "\t"])
def test_a_file_that_is_no_list_of_rules_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "park.yaml").write_text(content, "utf-8")
    with pytest.raises(RuleError, match="park.yaml"):
        read_rule_folder(tmp_path)


def test_slots_become_letters() -> None:
    pattern = compile_pattern("{S:Enterprise|Park}[^，<Region|Park>]{0,3}{O:Programme}(?!{Park})", "here")
    firm, park, title, place = (LETTERS[k] for k in ("Enterprise", "Park", "Programme", "Region"))
    assert pattern.search(f"{park}入选{title}")
    assert not pattern.search(f"{firm}入{place}选{title}")
    assert not pattern.search(f"{firm}入选{title}{park}")


def test_the_shipped_rules_are_sound() -> None:
    rules = load_rules()
    assert len(rules) > 30
    assert {r.predicate for r in rules} <= set(PREDICATES)
    assert {r.status for r in rules} <= {None, *STATUSES} and {r.stage for r in rules} <= {None, *STAGES}


@pytest.mark.parametrize("rule", load_rules(), ids=lambda r: r.id)
def test_slots_have_the_types_that_the_predicate_admits(rule: Any) -> None:
    signature = signatures()[rule.predicate]
    told = {slot: {k for k, letter in LETTERS.items() if letter in need} for slot, need in _slots(rule)}
    assert told.get("O", {"Park"} if rule.target == "@park" else set()) <= set(signature.objects)
    assert told.get("S", set()) <= set(signature.subjects)


def _slots(rule: Any) -> list[tuple[str, str]]:
    """The slots of a rule with the letters that may fill them, from the compiled pattern."""
    text = rule.pattern.pattern
    return [
        (slot, text[at : text.index("]", at)])
        for slot in rule.pattern.groupindex
        if slot in "SO"
        for at in [text.index(f"(?P<{slot}>[")]
    ]
