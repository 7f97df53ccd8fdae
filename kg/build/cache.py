"""Results of extraction, kept by hash of all that they depend on."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, replace
from pathlib import Path

from extract.document import Document
from kg.errors import ZhengmaiError
from kg.store.files import write_whole
from ontology.records import Record


def cache_key(document: Document, fingerprint: str) -> str:
    """Hash of the document's bytes, text layer and metadata, and of the extraction's configuration and code."""
    parts = [document.id, text_key(document.text), asdict(document.metadata), fingerprint]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def text_key(text: str) -> str:
    """Hash of a text layer."""
    return hashlib.sha256(text.encode()).hexdigest()


class Cache:
    """Records in a folder, a file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, key: str) -> bool:
        """Whether there is a result, with its end: a loss of power may have cut a file short."""
        try:
            with self._path(key).open("rb") as file:
                file.seek(-1, os.SEEK_END)
                return file.read() == b"}"
        except OSError:
            return False

    def load(self, key: str, doc: str, source: str) -> tuple[Record, str]:
        """The result, told of the document's name in this run, and as a line of JSON.

        Raises ZhengmaiError if it is damaged; the file is removed then, and the next build does without.
        """
        try:
            return self.read(self._path(key), doc, source)
        except (OSError, ValueError, KeyError, TypeError) as error:
            self._path(key).unlink(missing_ok=True)
            raise ZhengmaiError(f"{self._path(key)} was damaged and is removed; build again: {error}") from error

    @staticmethod
    def read(path: Path, doc: str, source: str) -> tuple[Record, str]:
        """The record in a file, told of the document's name in this run, and as a line of JSON.

        Raises OSError, ValueError, KeyError or TypeError if it is damaged.
        """
        line = path.read_text("utf-8")
        record = Record.from_dict(json.loads(line))
        if (record.doc, record.source) == (doc, source):
            return record, line
        record = replace(record, doc=doc, source=source)
        return record, record.to_json()

    def keep(self, key: str, line: str) -> None:
        """Keep a record, as a line of JSON. It can be had again, so it need not survive a loss of power."""
        write_whole(self._path(key), line, durable=False)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
