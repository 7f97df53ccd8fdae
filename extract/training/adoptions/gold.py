"""Texts with the adoptions that readers found in them: folders with `gold.jsonl`, as those of `tests/events`, and those
of gold with texts whose gold tells events, as the sample corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from extract.document import Document, Metadata
from extract.evaluate.sources import GOLD_FOLDER, gold_sets
from extract.training.labels import LabelError

GOLD = "gold.jsonl"


class Adoption(NamedTuple):
    """That a region took a programme up, or planned to, at a time (EDTF)."""

    programme: str
    region: str
    status: str
    time: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A text and the adoptions in it; `source` is the folder that it belongs to."""

    source: str
    document: Document
    adoptions: tuple[Adoption, ...]


def read_adoptions(folders: Sequence[Path]) -> list[Told]:
    """The texts of folders of gold; raises LabelError naming file and line of what is none."""
    return [told for folder in folders for told in (_of_gold if (folder / GOLD_FOLDER).is_dir() else _of_lines)(folder)]


def _of_gold(folder: Path) -> Iterator[Told]:
    """The documents with text of a folder of gold files, each with the events that its file tells."""
    (one,) = gold_sets([folder])
    for path in sorted((folder / GOLD_FOLDER).glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        document = one.texts.get(row["doc"])
        if document is not None:
            yield Told(folder.name, document, _adoptions(row))


def _adoptions(row: Mapping[str, Any]) -> tuple[Adoption, ...]:
    return tuple(Adoption(*(e[key] for key in Adoption._fields)) for e in row["events"])


def _of_lines(folder: Path) -> Iterator[Told]:
    try:
        lines = (folder / GOLD).read_text(encoding="utf-8").splitlines()
    except OSError as err:
        raise LabelError(f"{folder / GOLD}: {err.strerror or err}") from err
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            text = row.get("text") or (folder / f"{row['doc']}.txt").read_text(encoding="utf-8")
            adoptions = _adoptions(row)
            metadata = Metadata(published=row["published"])
        except (AttributeError, KeyError, OSError, TypeError, ValueError) as err:
            raise LabelError(f"{folder / GOLD}:{number}: no text with its adoptions: {err!r}") from err
        name = f"{folder.name}/{number}"
        yield Told(folder.name, Document(name, sha256(text.encode()).hexdigest(), name, text, metadata), adoptions)
