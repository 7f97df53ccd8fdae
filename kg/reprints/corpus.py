"""What finding reprints costs most, kept from one build to the next: sketches of texts, and comparisons of two."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np

from extract.metadata import IMPOSSIBLE_DATES
from kg.reprints.folding import fold
from kg.reprints.groups import Copyable
from kg.reprints.likeness import Likeness, compare
from kg.reprints.sketch import Sketch, sketch
from kg.store.files import whole_file, write_whole
from ontology.records import Record

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def copyable(record: Record) -> Copyable:
    """What tells the record's document apart from others of like text."""
    region = record.region
    stated = region is not None and region.resolved and region.basis == "stated"
    return Copyable(
        id=record.id,
        doc=record.doc,
        published=record.published,
        tier=record.tier,
        region=region.code if region is not None and stated else None,
        numbers=frozenset([record.number] if record.number else []),
        years=frozenset(_YEAR.findall(record.title or "")),
        figures_doubtful=any(warning.startswith(IMPOSSIBLE_DATES) for warning in record.warnings),
    )


class Shelf:
    """Sketches and comparisons of texts, by the texts' hashes, in files of a folder; one that cannot be read is made
    anew. `read` gives a text by its hash."""

    def __init__(self, folder: Path, read: Callable[[str], str]) -> None:
        self._folder = folder / _code_hash()
        self._read = read

    def sketch(self, text: str) -> Sketch:
        """The sketch of a text."""
        path = self._folder / text[:2] / f"{text}.npz"
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return Sketch(arrays["buckets"], arrays["lengths"], arrays["clauses"])
        except (OSError, ValueError, KeyError, EOFError):
            made = sketch(fold(self._read(text)))
        out = BytesIO()
        np.savez(out, buckets=made.buckets, lengths=made.lengths, clauses=made.clauses)
        with whole_file(path, durable=False) as file:
            file.write(out.getvalue())
        return made

    def likeness(self, first: str, second: str) -> Likeness:
        """How alike two texts are."""
        a, b = sorted((first, second))
        key = hashlib.sha256(f"{a} {b}".encode()).hexdigest()
        path = self._folder / key[:2] / f"{key}.json"
        try:
            return Likeness(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            made = compare(fold(self._read(a)), fold(self._read(b)))
        write_whole(path, json.dumps(asdict(made)), durable=False)
        return made


@cache
def _code_hash() -> str:
    """What is kept holds as long as this package's code is the same."""
    digest = hashlib.sha256()
    for item in sorted(files("kg.reprints").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".py"):
            digest.update(item.read_bytes())
    return digest.hexdigest()[:16]
