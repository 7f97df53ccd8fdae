"""The command line as its users meet it: results on stdout, one clear line on stderr, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORT = "2021年，安徽省合肥市深入开展“四送一服”活动，服务企业。\n"


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "in").mkdir()
    (folder / "in" / "报告.txt").write_text(REPORT, "utf-8")
    built = run("build", folder / "in", "-o", folder / "g", "--ner", "none")
    assert built.returncode == 0, built.stderr
    assert "1 documents" in built.stderr
    assert built.stdout == ""
    return folder


def test_help_is_quick_and_names_every_command() -> None:
    started = time.monotonic()
    shown = run("--help")
    assert time.monotonic() - started < 1.0
    for command in ("build", "extract", "info", "query", "trace", "view", "export", "validate", "eval", "demo"):
        assert command in shown.stdout


def test_extract_writes_a_record_a_line(place: Path) -> None:
    found = run("extract", place / "in", "--ner", "none")
    (record,) = [json.loads(line) for line in found.stdout.splitlines()]
    assert record["doc"] == "报告"
    assert found.returncode == 0


def test_a_query_answers_in_any_form(place: Path) -> None:
    sparql = "SELECT ?name { ?d a zm:Document ; dct:identifier ?name }"
    assert json.loads(run("query", sparql, "-g", place / "g", "-f", "json").stdout) == [{"name": "报告"}]
    assert "报告" in run("query", sparql, "-g", place / "g").stdout
    assert run("query", sparql, "-g", place / "g", "-f", "csv").stdout.startswith("\ufeffname")


def test_a_query_may_stand_in_a_file(place: Path) -> None:
    (place / "q.rq").write_text("ASK { ?d a zm:Document }", "utf-8")
    assert run("query", place / "q.rq", "-g", place / "g", "-f", "json").stdout.strip() == "true"


def test_chinese_passes_through_a_pipe_in_the_c_locale(place: Path) -> None:
    shown = run("query", "SELECT ?n { ?d dct:identifier ?n }", "-g", place / "g", LANG="C", LC_ALL="C", PYTHONUTF8="0")
    assert "报告" in shown.stdout


def test_a_reader_that_stops_is_told_nothing(place: Path) -> None:
    command = f"{sys.executable} -c 'from kg.cli import main; main()' export -g {place / 'g'} | head -1"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    shown = subprocess.run(["bash", "-o", "pipefail", "-c", command], env=env, capture_output=True, check=False)
    assert shown.stdout.count(b"\n") == 1
    assert shown.stderr == b""


def test_info_trace_export_and_validate_run(place: Path) -> None:
    assert json.loads(run("info", "-g", place / "g", "--format", "json").stdout)["documents"] == 1
    assert "1 documents" in run("info", "-g", place / "g").stdout
    assert run("trace", "四送一服", "-g", place / "g", "-f", "json").returncode == 0
    assert run("validate", "-g", place / "g").returncode == 0
    assert run("export", "-g", place / "g", "-o", place / "g.ttl").returncode == 0
    assert (place / "g.ttl").read_text("utf-8").startswith("@prefix")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "no-such-folder", "-o", "g"], "no-such-folder: there is no such file or folder"),
        (["info", "-g", "nothing"], "nothing holds no graph yet"),
        (["query", "SELECT nonsense {", "-g", "{graph}"], "cannot be read"),
        (["query", "missing.rq", "-g", "{graph}"], "missing.rq"),
        (["query", "ASK {}", "-f", "json", "-g", "{graph}", "-o", "{graph}"], "g: Is a directory"),
        (["query", "-g", "{graph}"], "--name"),
        (["query", "--name", "no-such", "-g", "{graph}"], "no-such"),
        (["query", "--name", "documents", "-p", "region", "-g", "{graph}"], "key=value"),
        (["trace", "没有这个抓手", "-g", "{graph}"], "没有这个抓手"),
        (["export", "-g", "{graph}", "-o", "page.pdf"], "page.pdf"),
        (["export", "-g", "{graph}", "-f", "pdf"], "pdf"),
        (["extract", "{graph}", "--ner", "psychic"], "psychic"),
    ],
)
def test_what_the_user_can_mend_is_one_clear_line(place: Path, arguments: list[str], said: str) -> None:
    shown = run(*(part.replace("{graph}", str(place / "g")) for part in arguments))
    assert shown.returncode == 2
    assert shown.stdout == ""
    (line,) = shown.stderr.splitlines()
    assert line.startswith("zhengmai: ")
    assert said in line


def test_a_bad_file_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, "utf-8")
    (tmp_path / "bad.docx").write_bytes(b"no zip at all")
    shown = run("build", tmp_path, "-o", tmp_path / "g", "--ner", "none", "--quiet")
    assert shown.returncode == 1
    assert "bad.docx" in shown.stderr
    assert run("info", "-g", tmp_path / "g").returncode == 0


@pytest.mark.parametrize("command", ["build", "extract", "discover"])
def test_a_bad_vocabulary_is_told_once_and_not_by_each_document(place: Path, command: str) -> None:
    (place / "mine.yaml").write_text("x: [1", "utf-8")
    output = ["-o", place / "g"] if command == "build" else []
    refused = run(command, place / "in", *output, "--ner", "none", "--vocabulary", place / "mine.yaml")
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert refused.stderr.startswith(f"zhengmai: {place / 'mine.yaml'}:")
    assert "报告" not in refused.stderr
