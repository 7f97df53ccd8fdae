"""A process of its own that forks builds: `count IN GRAPH`, `kill IN GRAPH PHASE MOMENT`, `hold GRAPH`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from handmade import read_tiny

import kg.build
import kg.store
from kg.build import BuildOptions, build_graph
from kg.build.extractor import Extractor
from kg.quads.shared import SharedWriter
from kg.quads.terms import Terms
from kg.store import GraphFolder
from ontology.namespaces import Namespaces

# Elsewhere a build computes and changes nothing: moments there would be all alike.
COUNTED = tuple(str(Path(package.__file__ or "").parent) for package in (kg.build, kg.store))
# What a build begins with, and the functions that its further phases begin with: take in, compare, write, publish.
PHASES = ("build_graph", "make_plan", "publish", "switch")
TINY = Extractor(read_tiny, "tiny-1")


def build(reports: str, graph: str, phase: int = 0, moment: int = 0) -> list[int]:
    """Build, counting what the code of builds and of the store calls, native functions too; gives calls by phase.

    With a `moment`, this process is killed at that call of the phase, or where the phase ends before it.
    """
    calls = [0] * len(PHASES)
    now = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal now
        if event in ("call", "c_call") and frame.f_code.co_filename.startswith(COUNTED):
            now += frame.f_code.co_name in PHASES[now + 1 : now + 2]
            calls[now] += 1
            if moment and (now > phase or (now == phase and calls[now] == moment)):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    build_graph([Path(reports)], Path(graph), extractor=TINY, options=BuildOptions(workers=1))
    sys.setprofile(None)
    if moment:
        os.kill(os.getpid(), signal.SIGKILL)
    return calls


def forked(reports: str, graph: str, *at: int) -> str:
    """What `build` gives, or how the child ended. This process opens no store: a fork of its threads would hang."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, " ".join(map(str, build(reports, graph, *at))).encode())
        os._exit(0)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    said = os.read(reader, 100).decode()
    os.close(reader)
    return "killed" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL else said


def main() -> None:
    """Answer every line of stdin with one on stdout."""
    SharedWriter(Terms(Namespaces()))  # reads the vocabulary, which forks then need not
    for line in sys.stdin:
        word, *rest = line.split()
        if word == "hold":
            with GraphFolder(Path(rest[0])).locked():
                print(os.getpid(), flush=True)
                sys.stdin.read()
            return
        print(forked(rest[0], rest[1], *map(int, rest[2:])), flush=True)


if __name__ == "__main__":
    main()
