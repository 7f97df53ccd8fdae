"""What a graph depends on besides its records: the code and the data that turn one into the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.store import FORMAT

_SOURCES = ("kg.quads", "kg.reprints", "kg.resolve", "ontology", "extract.places")
_KINDS = (".py", ".yaml", ".csv", ".ttl")


def graph_fingerprint(base: str, vocabulary: tuple[Path, ...]) -> str:
    """Hash of the base, the format, an analyst's vocabulary files, and the code and data of resolution and layout."""
    found = hashlib.sha256(f"{base}\n{FORMAT}\n".encode())
    for package in _SOURCES:
        for item in _walk(files(package)):
            found.update(item.name.encode() + b"\0" + item.read_bytes())
    for path in vocabulary:
        found.update(path.read_bytes())
    return found.hexdigest()


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _walk(item)
        elif item.name.endswith(_KINDS):
            yield item
