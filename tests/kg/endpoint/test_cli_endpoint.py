"""`publish`, and `--endpoint` in place of a folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import free_port, oxigraph
from example_graph import example_trig, write_graph

ROOT = Path(__file__).parents[3]
NAMES = ("query", "-n", "programme-regions", "-p", "programme=四送一服", "-f", "json")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from oxigraph(tmp_path_factory.mktemp("server"))()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_graph(tmp_path_factory.mktemp("cli") / "g", example_trig())


def test_what_was_published_is_asked_and_traced_there(server: str, folder: Path) -> None:
    sent = run("publish", "-g", folder, "--endpoint", server)
    assert (sent.returncode, sent.stdout) == (0, "")
    assert "named graphs written" in sent.stderr
    here, there = run(*NAMES, "-g", folder), run(*NAMES, "--endpoint", server)
    assert json.loads(there.stdout) == json.loads(here.stdout) != []
    assert "四送一服" in run("trace", "四送一服", "--endpoint", server).stdout


def test_a_build_goes_on_to_the_server(tmp_path: Path, server: str) -> None:
    (tmp_path / "报告.txt").write_text("2021年，安徽省合肥市深入开展“四送一服”活动，服务企业。\n", "utf-8")
    built = run("build", tmp_path, "-o", tmp_path / "g", "--ner", "none", "--endpoint", server)
    assert built.returncode == 0, built.stderr
    asked = run("query", "SELECT ?f { ?d dct:identifier ?f }", "-f", "json", "--endpoint", server)
    assert json.loads(asked.stdout) == [{"f": "报告"}]


def test_a_server_that_is_not_there_is_named(folder: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    failed = run("publish", "-g", folder, "--endpoint", address)
    assert (failed.returncode, address in failed.stderr, failed.stderr.count("\n")) == (2, True, 1)


def test_a_query_on_the_command_line_ends_at_its_deadline(folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    ended = run("query", endless, "-g", folder, "--timeout", "0.5")
    assert (ended.returncode, "0.5 s" in ended.stderr) == (2, True)
