"""Files and folders, in a fixed order, into documents and refusals."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.document import Document, Refusal
from extract.read.docx import read_docx
from extract.read.html import read_html
from extract.read.layer import Layer
from extract.read.limits import DEFAULT_LIMITS, Limits, Unreadable, read_bytes, unopened
from extract.read.markdown import read_markdown
from extract.read.plain import read_plain
from extract.read.sidecar import SIDECAR, Statements
from extract.read.table import read_table

_READERS: Mapping[str, Callable[[bytes, Limits], Layer]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
}
_TABLE = ".jsonl"
_KNOWN = (*_READERS, _TABLE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to read: `doc` is its path under the root without suffix, `label` the root's name and that path."""

    path: Path
    doc: str
    label: str


def read_paths(
    paths: Sequence[Path], *, overrides: Path | None = None, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Document | Refusal]:
    """Every document of the files and folders, in their order, folders sorted; refusals stand in between.

    Metadata of a file gives way to that of `metadata.csv` beside or above it, that to `overrides` (a table
    of the same columns, whose `doc` is the document's). Nothing is raised for what cannot be read. A
    refusal may also tell of one statement left out (a date that is none) of a document that was read.
    """
    corrections = [Statements.read(overrides, limits)] if overrides else []
    for table in corrections:
        yield from table.problems
    run = _Run(limits)
    for path in paths:
        for item in run.read_root(path):
            yield _with_statements(item, corrections)
    for table in corrections:
        yield from table.unused()


class _Run:
    """One run over several roots; it remembers the names that are taken, and by which file."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._taken: dict[str, str] = {}

    def read_root(self, root: Path) -> Iterator[Document | Refusal]:
        """A file or a folder as the user gives it."""
        try:
            root.stat()
        except (OSError, ValueError) as error:
            yield Refusal(str(root), unopened(error))
            return
        if root.is_dir():
            yield from self._read_folder(root)
        elif not root.is_file():
            yield Refusal(str(root), "it is not a regular file")
        elif not _is_known(root):
            suffix = root.suffix or "of a file without suffix"
            yield Refusal(str(root), f"the format {suffix} is none of {', '.join(_KNOWN)}")
        else:
            beside = root.parent / SIDECAR
            tables = [Statements.read(beside, self._limits)] if beside.is_file() else []
            yield from self._read_found(_Found(root, root.stem, root.name), tables)

    def _read_folder(self, root: Path) -> Iterator[Document | Refusal]:
        errors: list[OSError] = []
        files = sorted(_walk(root, errors.append), key=lambda path: path.parts)
        for error in errors:
            yield Refusal(str(error.filename), unopened(error))
        tables = _sidecars(root, files, self._limits)
        for table in tables:
            yield from table.problems
        found = list(filter(_is_known, files))
        if not found:
            yield Refusal(str(root), f"the folder has no file of a known format ({', '.join(_KNOWN)})")
        for path in found:
            yield from self._read_found(_found_under(root, path), tables)
        for table in tables:
            yield from table.unused()

    def _read_found(self, found: _Found, tables: Sequence[Statements]) -> Iterator[Document | Refusal]:
        try:
            found.label.encode()
        except UnicodeEncodeError:
            yield Refusal(ascii(str(found.path)), "its name is not Unicode")
            return
        is_table = found.path.suffix.lower() == _TABLE
        read = read_table(found.path, found.label, self._limits) if is_table else _read_file(found, self._limits)
        for item in read:
            yield _with_statements(self._named_once(item, found), tables)

    def _named_once(self, item: Document | Refusal, found: _Found) -> Document | Refusal:
        if isinstance(item, Refusal):
            return item
        place = str(found.path) + item.source.removeprefix(found.label)
        if item.doc in self._taken:
            return Refusal(place, f"it has the same name, {item.doc!r}, as {self._taken[item.doc]}")
        self._taken[item.doc] = place
        return item


def _is_known(path: Path) -> bool:
    return path.suffix.lower() in _KNOWN


def _walk(root: Path, report: Callable[[OSError], None]) -> Iterator[Path]:
    """Regular files under `root`; hidden files and folders and links to folders are passed over."""
    for folder, folders, names in os.walk(root, onerror=report):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (path for name in names if not name.startswith(".") and _is_regular(path := Path(folder, name)))


def _is_regular(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # Opening it will tell what is wrong, in a refusal of its own.
        return True


def _found_under(root: Path, path: Path) -> _Found:
    under = path.relative_to(root)
    return _Found(path, under.with_suffix("").as_posix(), f"{root.resolve().name}/{under.as_posix()}")


def _sidecars(root: Path, files: Sequence[Path], limits: Limits) -> list[Statements]:
    """The sidecars among `files`, the deepest last: what is applied last, holds."""
    paths = sorted((path for path in files if path.name == SIDECAR), key=lambda path: len(path.parts))
    folders = [path.parent.relative_to(root).as_posix() for path in paths]
    return [Statements.read(p, limits, "" if f == "." else f + "/") for p, f in zip(paths, folders, strict=True)]


def _with_statements(item: Document | Refusal, tables: Sequence[Statements]) -> Document | Refusal:
    if isinstance(item, Refusal):
        return item
    metadata = item.metadata
    for table in tables:
        metadata = table.applied_to(item.doc, metadata)
    return replace(item, metadata=metadata)


def _read_file(found: _Found, limits: Limits) -> Iterator[Document | Refusal]:
    try:
        data = read_bytes(found.path, limits)
        layer = _READERS[found.path.suffix.lower()](data, limits)
    except Unreadable as error:
        yield Refusal(str(found.path), str(error))
    else:
        for problem in layer.problems:
            yield Refusal(str(found.path), problem)
        yield Document(found.doc, hashlib.sha256(data).hexdigest(), found.label, layer.text, layer.metadata)
