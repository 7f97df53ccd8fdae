"""Files that are either there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

# What a kill may leave behind begins with this.
PARTIAL = ".tmp-"


@contextmanager
def whole_file(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """A file to write that takes its name `path` only when the block ends without an exception.

    `durable` forces it to the disk first, so that a loss of power leaves the old file or the new one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{PARTIAL}{os.getpid()}-{path.name}")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        partial.replace(path)
    except BaseException as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        # For the user it is this file that cannot be written, whatever name it has till then, or none.
        if isinstance(error, OSError) and error.errno and error.filename in (None, str(partial)):
            error.filename = str(path)
        raise
    if durable:
        sync_folder(path.parent)


def write_whole(path: Path, text: str, *, durable: bool = True) -> None:
    """Write `text` as UTF-8, letting no reader see a part of it."""
    with whole_file(path, durable=durable) as file:
        file.write(text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write `data`, letting no reader see a part of it."""
    with whole_file(path) as file:
        file.write(data)


def sync_folder(folder: Path) -> None:
    """Force the names in `folder` to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
