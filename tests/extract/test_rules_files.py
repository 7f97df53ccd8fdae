"""The rule files: all load, and what is wrong with one is told by file and entry."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import extract.rules
from extract.rules import RuleError, read_rules, words

NAMES = sorted(p.name.removesuffix(".yaml") for p in files("extract.rules").iterdir() if p.name.endswith(".yaml"))


def test_the_files_are_there() -> None:
    assert {"boundary", "conflicts", "enterprises", "lists", "sections", "status"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_a_mapping(name: str) -> None:
    assert read_rules(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_the_same_where_there_is_no_libyaml(name: str) -> None:
    # Of words in lists libyaml takes some without quotes that PyYAML's own parser does not: 取得了?.
    text = files("extract.rules").joinpath(f"{name}.yaml").read_text("utf-8")
    assert yaml.safe_load(text) == read_rules(name)


@pytest.mark.parametrize("name", [n for n in NAMES if "examples" in read_rules(n)])
def test_an_example_is_a_text_and_what_it_holds(name: str) -> None:
    examples = read_rules(name)["examples"]
    assert examples
    for example in examples:
        assert isinstance(example["text"], str) and example["text"]
        assert isinstance(example.get("finds", example.get("items", example.get("is"))), list)
    assert any(e.get("finds") or e.get("items") or e.get("is") for e in examples)


def test_words_are_flattened_in_order_without_repeats(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _file(monkeypatch, tmp_path, "flat-test", "verbs: {a: [实施, [开展]], b: [推进, 实施]}")
    assert words("flat-test", "verbs") == ("实施", "开展", "推进")
    assert words("flat-test", "verbs", "b") == ("推进", "实施")


@pytest.mark.parametrize(
    ("name", "content", "keys", "told"),
    [
        ("broken-test", "a: [", ("a",), "broken-test.yaml"),
        ("list-test", "- a", ("a",), "list-test.yaml: a mapping"),
        ("empty-test", "", ("a",), "empty-test.yaml: a mapping"),
        ("number-test", "a: [实施, 12]", ("a",), "number-test.yaml: a: 12 is no word"),
        ("blank-test", "a: {b: ['']}", ("a", "b"), "blank-test.yaml: a.b: '' is no word"),
        ("keys-test", "a: {b: [实施]}", ("a", "c"), "keys-test.yaml: no 'a.c'"),
        ("leaf-test", "a: [实施]", ("a", "b"), "leaf-test.yaml: no 'a.b'"),
    ],
)
def test_what_is_wrong_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, content: str, keys: tuple[str, ...], told: str
) -> None:
    _file(monkeypatch, tmp_path, name, content)
    with pytest.raises(RuleError) as error:
        words(name, *keys)
    assert told in str(error.value)


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(RuleError, match="no-such-file.yaml"):
        read_rules("no-such-file")


def _file(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, content: str) -> None:
    """Let a file of test data stand among the rule files; its name is its own, as files are read once a process."""
    (folder / f"{name}.yaml").write_text(content, "utf-8")
    monkeypatch.setattr(extract.rules, "files", lambda _: folder)
