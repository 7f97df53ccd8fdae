"""Which processes run, and waiting for what they do by themselves."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def children(parent: int) -> set[int]:
    """Ids of the processes that `parent` started and that still run."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, of = status.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(of) == parent and state != "Z":
            found.add(int(status.parent.name))
    return found


def until(condition: Callable[[], bool], *, within: float = 30.0) -> None:
    """Wait until `condition` holds; fails the test where it never does."""
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.02)
