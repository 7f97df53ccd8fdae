"""`zhengmai eval` as its users meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOLD = {
    "doc": "a",
    "region": {"path": "安徽省/合肥市"},
    "entities": [{"type": "Programme", "name": "四送一服"}, {"type": "Park", "name": "五里工业园"}],
    "relations": [
        {"subject": "@region", "predicate": "implements", "object": "四送一服", "quote": "开展“四送一服”活动"},
        {"subject": "@region", "predicate": "implements", "object": "五里工业园", "quote": "建五里工业园"},
    ],
}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "eval", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)


def write_set(folder: Path, text: str) -> Path:
    """Gold and text of one document."""
    for name, content in (("gold/a.json", json.dumps(GOLD)), ("text/a.txt", text)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_without_gold_the_sample_corpus_is_measured() -> None:
    ended = run("--ner", "none", "--json")
    figures = json.loads(ended.stdout)
    assert (ended.returncode, figures["documents"], figures["absent"]) == (0, 37, [])
    assert figures["relations"]["ALL"]["right"] > 0 and figures["rules"]


def test_errors_are_shown_in_their_sentences(tmp_path: Path) -> None:
    gold = write_set(tmp_path / "set", "2021年,合肥市开展“四送一服”活动。全年共建五里工业园一处。\n")
    shown = run(gold, "--ner", "none", "--errors").stdout
    assert "missed" in shown and "@region implements 五里工业园" in shown
    assert "全年共建五里工业园一处。" in shown


def test_bad_gold_ends_with_2_and_names_file_and_reason(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"doc": "x", "entities": 3, "relations": []}', encoding="utf-8")
    ended = run(tmp_path)
    assert ended.returncode == 2 and ended.stdout == ""
    assert "x.json: entities: 3 is not of type 'array'" in ended.stderr
