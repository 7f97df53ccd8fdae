"""Paths that a run is given."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import ZhengmaiError


def check_paths(paths: Iterable[Path]) -> None:
    """Raises ZhengmaiError for a path that is not there.

    It is most likely a slip, and building without it would remove from a graph what it stood for.
    """
    for path in paths:
        if not Path(path).exists():
            raise ZhengmaiError(f"{path}: there is no such file or folder")
