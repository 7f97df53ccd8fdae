"""The loop of a worker: `python -m kg.worker GRAPH MEGABYTES`, questions on stdin, answers on stdout."""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from kg.errors import ZhengmaiError
from kg.graph import Graph
from kg.store import GraphFolder, ReadStore
from kg.worker.frames import Reply, error_frame, read_frame, reply_frame
from kg.worker.operations import OPERATIONS

# The kernel's end comes after that of the one who asked: it is for the case that nobody is left to do it.
_GRACE = 1.0
_OUT_OF_MEMORY = 3


def main() -> None:
    """Answer questions until the stream of them ends."""
    path, megabytes = Path(sys.argv[1]), int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the frames.
    os.dup2(2, 1)
    limit_memory(megabytes)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(path, sys.stdin.buffer, answers)


def limit_memory(megabytes: int) -> None:
    """Let this process take `megabytes` more than it has; what asks for more ends it. 0 is no limit.

    Data, not addresses: a store maps far more of its files into addresses than it ever holds in memory.
    """
    if megabytes:
        bound = megabytes << 20
        resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(path: Path, questions: BinaryIO, answers: BinaryIO) -> None:
    """Read frames from `questions` and write one to `answers` for each, always asking the current generation."""
    graph: Graph | None = None
    while (frame := read_frame(questions)) is not None:
        header, _ = frame
        signal.setitimer(signal.ITIMER_REAL, header["timeout"] + _GRACE)
        try:
            graph = _wanted(path, graph, header["generation"])
            reply = OPERATIONS[header["operation"]](graph, header["arguments"])
            content = reply_frame(Reply(reply.body, reply.media, reply.truncated, graph.store.generation))
        except (ZhengmaiError, OSError, ValueError) as error:
            content = error_frame(error)
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)
        signal.setitimer(signal.ITIMER_REAL, 0)
        answers.write(content)
        answers.flush()


def _wanted(path: Path, graph: Graph | None, generation: str) -> Graph:
    """The graph at `generation`, else at the one that readers open now: `graph` itself where that is it."""
    if graph is not None:
        if graph.store.generation == (generation or GraphFolder(path).current()):
            return graph
        graph.close()
    return Graph(ReadStore(GraphFolder(path), generation)) if generation else Graph.open(path)


if __name__ == "__main__":
    main()
