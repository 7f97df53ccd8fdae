"""How torch is run: on one thread, as parallelism is a process per core."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_thread() -> Iterator[None]:
    """Torch on one thread inside, as before outside. Raises ModuleNotFoundError where torch is missing.

    On small matrices a second thread mostly spins, and slows both down many times over where another process
    wants its core.
    """
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
