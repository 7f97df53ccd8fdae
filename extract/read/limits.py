"""How much of an untrusted file is read at most, and how a reader says that it cannot read one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one document: its bytes, as a file and unpacked (in all, and to each packed one), and its content.

    A web page takes about a kilobyte of memory for each of its `elements`. `seconds` and `memory_bytes` bound the
    process that reads one file. `archive_bytes`, `archive_files` and `archive_depth` bound an archive of documents:
    its bytes, as a file and unpacked, its files, and how many archives may lie in each other.
    """

    file_bytes: int = 64 << 20
    characters: int = 10_000_000
    unpacked_bytes: int = 256 << 20
    unpack_ratio: int = 200
    elements: int = 300_000
    pages: int = 3_000
    cells: int = 2_000_000
    seconds: float = 120.0
    memory_bytes: int = 3 << 30
    archive_bytes: int = 2 << 30
    archive_files: int = 100_000
    archive_depth: int = 2


DEFAULT_LIMITS = Limits()


class Unreadable(Exception):
    """A file or a row that cannot be read; the message is the reason, to stand behind `source: `."""


def read_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a file; raises Unreadable where the system or the limits refuse it."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise Unreadable(unopened(error)) from error
    if len(data) > limits.file_bytes:
        raise Unreadable(f"it is larger than {limits.file_bytes:,} bytes")
    return data


def unopened(error: Exception) -> str:
    """The reason why a file or folder cannot be opened, as a sentence."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"it cannot be opened: {reason[:1].lower()}{reason[1:]}"
