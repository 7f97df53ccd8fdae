"""How a worker is started, from whichever process."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def command(graph: Path, memory: int) -> list[str]:
    """The command of a worker over the graph in the folder `graph`, of at most `memory` megabytes (0: any)."""
    return [sys.executable, "-P", "-m", "kg.worker", str(graph), str(memory)]


def environment() -> dict[str, str]:
    """The environment of a worker: it imports what this process does, wherever that has its packages from."""
    paths = os.pathsep.join(path for path in sys.path if path)
    # A query that takes too much memory is no fault of the engine's: no backtrace for each.
    return os.environ | {"PYTHONPATH": paths, "RUST_BACKTRACE": "0"}
