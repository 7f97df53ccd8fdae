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
    """Raises ZhengmaiError where the disk of `folder` is full, or what it holds is damaged; other errors pass."""
    try:
        yield
    except RuntimeError as error:
        if not is_damage(error):
            raise
        raise ZhengmaiError(
            f"the store of {folder} is damaged: build the documents into another folder ({error})"
        ) from error
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


def is_damage(error: RuntimeError) -> bool:
    """Whether the database says so that one of its files is not what it wrote: it has no better exception for that."""
    return str(error).startswith("Corruption")


def _is_full(error: OSError | sqlite3.Error) -> bool:
    return (isinstance(error, OSError) and error.errno in _FULL) or any(word in str(error) for word in _WORDS)
