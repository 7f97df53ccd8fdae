"""Tables of metadata beside documents: `metadata.csv` in a folder, and the table of overrides."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from extract.document import Metadata, Refusal
from extract.read.encoding import decode
from extract.read.limits import Limits, Unreadable, read_bytes
from extract.read.metadata import COLUMNS, merged, stated

SIDECAR = "metadata.csv"


class Statements:
    """What one table states, by document; it remembers which documents it was asked about."""

    def __init__(self, path: Path, folder: str = "") -> None:
        """An empty table; `folder` stands before the `doc` of each row (`a/` for `a/metadata.csv`)."""
        self.path = path
        self.problems: list[Refusal] = []
        self._folder = folder
        self._rows: dict[str, tuple[int, Metadata]] = {}
        self._unused: dict[str, int] = {}

    @classmethod
    def read(cls, path: Path, limits: Limits, folder: str = "") -> Statements:
        """The table at `path`; what cannot be read of it stands in `problems`, nothing is raised."""
        table = cls(path, folder)
        try:
            table._read_rows(decode(read_bytes(path, limits)))
        except (Unreadable, csv.Error) as error:
            table.problems.append(Refusal(str(path), str(error)))
        return table

    def applied_to(self, doc: str, metadata: Metadata) -> Metadata:
        """`metadata` with what the table states about `doc` before it."""
        self._unused.pop(doc, None)
        return merged(self._rows[doc][1], metadata) if doc in self._rows else metadata

    def unused(self) -> Iterator[Refusal]:
        """A refusal for each row about a document that nobody asked about."""
        for doc, line in self._unused.items():
            yield self._refusal(line, f"there is no document {doc!r} to state this of")

    def _read_rows(self, text: str) -> None:
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = rows.fieldnames or []
        if "doc" not in columns:
            raise Unreadable("it has no column `doc`")
        for name in sorted(set(columns) - {"doc", *COLUMNS}):
            self.problems.append(self._refusal(1, f"the column {name!r} is none of doc, {', '.join(COLUMNS)}"))
        for row in rows:
            self._add(rows.line_num, row)

    def _add(self, line: int, row: dict[str, str]) -> None:
        doc = self._folder + (row["doc"] or "").strip()
        if doc in self._rows:
            self.problems.append(self._refusal(line, f"{doc!r} stands in line {self._rows[doc][0]} already"))
            return
        metadata, problems = stated(row)
        self.problems.extend(self._refusal(line, problem) for problem in problems)
        self._rows[doc] = (line, metadata)
        self._unused[doc] = line

    def _refusal(self, line: int, reason: str) -> Refusal:
        return Refusal(f"{self.path}:{line}", reason)
