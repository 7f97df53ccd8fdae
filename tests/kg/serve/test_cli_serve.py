"""`zhengmai serve` as a process of its own: where it listens, what it says, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from processes import children, until

ROOT = Path(__file__).parents[3]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@contextmanager
def serve(graph: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the line that it says when it listens."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "-g", str(graph), *options]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        try:
            yield process, process.stderr.readline()
        finally:
            process.kill()


def test_it_says_where_it_listens_and_ends_with_its_workers(example: Path) -> None:
    with serve(example, "--port", "0", "--workers", "2") as (process, line):
        found = re.match(r"http://127\.0\.0\.1:\d+", line)
        assert found is not None, line
        until(lambda: answers(found.group()))
        workers = children(process.pid)
        assert len(workers) == 2
        process.send_signal(signal.SIGINT)
        process.wait()
        until(lambda: not any(map(running, workers)))


def test_no_worker_outlives_a_server_that_was_killed(example: Path) -> None:
    with serve(example, "--port", "0", "--workers", "1", "--timeout", "2") as (process, line):
        found = re.match(r"http://127\.0\.0\.1:\d+", line)
        assert found is not None, line
        address = found.group()
        until(lambda: answers(address))
        workers = children(process.pid)
        threading.Thread(target=answers, args=(address, ENDLESS)).start()
        until(lambda: any(map(busy, workers)))
        process.kill()
        process.wait()
        until(lambda: not any(map(running, workers)))


def test_a_port_that_is_taken_is_named(example: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with serve(example, "--port", port) as (process, line):
            assert process.wait() == 2
            assert port in line


def test_a_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    with serve(tmp_path / "nothing") as (process, line):
        assert process.wait() == 2
        assert "nothing" in line


def answers(address: str, query: str = "ASK {}") -> bool:
    try:
        return httpx.get(f"{address}/sparql", params={"query": query}, timeout=20).is_success
    except httpx.HTTPError:
        return False


def running(process: int) -> bool:
    return Path(f"/proc/{process}/stat").exists()


def busy(process: int) -> bool:
    """Whether a process has used more than a third of a second: it counts, and does not only wait."""
    ticks = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11]
    return int(ticks) > os.sysconf("SC_CLK_TCK") / 3
