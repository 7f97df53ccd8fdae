"""A disk that takes no more, or lost something: one sentence for the user, whatever library noticed it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import ZhengmaiError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# The database gives no number, only its words for one.
_WORDS = ("No space left on device", "Disk quota exceeded", "File too large", "disk is full")


@contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Raises ZhengmaiError where the disk of `folder` is full or its shares are damaged; other errors pass."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if not _is_full(error):
            if isinstance(error, sqlite3.Error):
                damaged = folder / "shares.sqlite"
                raise ZhengmaiError(
                    f"{damaged} is damaged ({error}): delete it and build again, it is derived"
                ) from error
            raise
        raise ZhengmaiError(
            f"the disk of {folder} is full: the graph is as it was; make room, and build again ({error})"
        ) from error


def _is_full(error: OSError | sqlite3.Error) -> bool:
    return (isinstance(error, OSError) and error.errno in _FULL) or any(word in str(error) for word in _WORDS)
