"""Files, folders and archives, in a fixed order, into documents and refusals."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.document import Document, Refusal
from extract.read.archive import unpack
from extract.read.files import FORMATS, read_file
from extract.read.limits import DEFAULT_LIMITS, Limits, Unreadable, unopened
from extract.read.sidecar import SIDECAR, Statements

_ARCHIVE = ".zip"
_KNOWN = (*FORMATS, _ARCHIVE)


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
    run = _Run(limits, overrides)
    for path in paths:
        for item in run.read_root(path):
            yield _with_statements(item, corrections)
    for table in corrections:
        yield from table.unused()


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to read: where it is, what its documents' labels and names begin with, how many archives it lies in."""

    path: Path
    label: str
    prefix: str = ""
    depth: int = 0


class _Run:
    """One run over several roots; it remembers the names that are taken, and by which file."""

    def __init__(self, limits: Limits, overrides: Path | None) -> None:
        self._limits = limits
        self._overrides = overrides.resolve() if overrides else None
        self._taken: dict[str, str] = {}
        self._files: dict[str, Path] = {}

    def read_root(self, root: Path) -> Iterator[Document | Refusal]:
        """A file or a folder as the user gives it."""
        try:
            root.stat()
        except (OSError, ValueError) as error:
            yield Refusal(str(root), unopened(error))
            return
        if root.is_dir():
            yield from self._read_folder(_Folder(root, root.resolve().name))
        elif not root.is_file():
            yield Refusal(str(root), "it is not a regular file")
        elif root.name == SIDECAR:
            yield Refusal(str(root), "it is a table of metadata, and holds no documents")
        elif root.suffix.lower() == _ARCHIVE:
            yield from self._read_archive(_Found(root, "", root.name), 1)
        elif not _is_known(root):
            suffix = root.suffix or "of a file without suffix"
            yield Refusal(str(root), f"the format {suffix} is none of {', '.join(_KNOWN)}")
        else:
            beside = root.parent / SIDECAR
            tables = [Statements.read(beside, self._limits)] if beside.is_file() else []
            yield from self._read_found(_Found(root, root.stem, root.name), tables, 0)

    def _read_folder(self, root: _Folder) -> Iterator[Document | Refusal]:
        errors: list[OSError] = []
        files = sorted(_walk(root.path, errors.append), key=lambda path: path.parts)
        for error in errors:
            yield Refusal(str(error.filename), unopened(error))
        tables = _sidecars(root, files, self._limits)
        for table in tables:
            yield from table.problems
        found = [path for path in files if _is_known(path) and path.resolve() != self._overrides]
        if not found:
            yield Refusal(str(root.path), f"there is no file of a known format in it ({', '.join(_KNOWN)})")
        for path in found:
            yield from self._read_found(_found_under(root, path), tables, root.depth)
        for table in tables:
            yield from table.unused()

    def _read_found(self, found: _Found, tables: Sequence[Statements], depth: int) -> Iterator[Document | Refusal]:
        try:
            found.label.encode()
        except UnicodeEncodeError:
            yield Refusal(ascii(str(found.path)), "its name is not Unicode")
            return
        is_archive = found.path.suffix.lower() == _ARCHIVE
        for item in self._read_archive(found, depth + 1) if is_archive else self._read_file(found):
            yield _with_statements(item, tables)

    def _read_file(self, found: _Found) -> Iterator[Document | Refusal]:
        for item in read_file(found.path, found.doc, found.label, self._limits):
            yield self._named_once(item, found)

    def _read_archive(self, found: _Found, depth: int) -> Iterator[Document | Refusal]:
        """The documents of an archive, as those of a folder of its name; refusals name the archive, not the copy."""
        if depth > self._limits.archive_depth:
            yield Refusal(str(found.path), f"archives lie in each other more than {self._limits.archive_depth} deep")
            return
        with tempfile.TemporaryDirectory(prefix="zhengmai-") as folder:
            try:
                for name, reason in unpack(found.path, Path(folder), self._limits):
                    yield Refusal(f"{found.path}/{name}", reason)
            except Unreadable as error:
                yield Refusal(str(found.path), str(error))
                return
            prefix = f"{found.doc}/" if found.doc else ""
            taken_before = len(self._taken)
            for item in self._read_folder(_Folder(Path(folder), found.label, prefix, depth)):
                yield _moved(item, folder, str(found.path))
            for name in list(self._taken)[taken_before:]:
                self._taken[name] = self._taken[name].replace(folder, str(found.path), 1)

    def _named_once(self, item: Document | Refusal, found: _Found) -> Document | Refusal:
        if isinstance(item, Refusal):
            return item
        place = str(found.path) + item.source.removeprefix(found.label)
        if item.doc == found.doc:
            item = self._told_by_suffix(item, found.path)
        if item.doc in self._taken:
            return Refusal(place, f"it has the same name, {item.doc!r}, as {self._taken[item.doc]}")
        self._taken[item.doc] = place
        return item

    def _told_by_suffix(self, item: Document, path: Path) -> Document:
        """Of files of one folder that differ in their suffix the first has the bare name, the others their whole."""
        first = self._files.setdefault(item.doc, path)
        beside = first.parent == path.parent and first.suffix != path.suffix
        return replace(item, doc=item.doc + path.suffix) if beside else item


def _is_known(path: Path) -> bool:
    return path.suffix.lower() in _KNOWN and path.name != SIDECAR


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


def _found_under(root: _Folder, path: Path) -> _Found:
    under = path.relative_to(root.path)
    return _Found(path, root.prefix + under.with_suffix("").as_posix(), f"{root.label}/{under.as_posix()}")


def _moved(item: Document | Refusal, folder: str, archive: str) -> Document | Refusal:
    """A refusal told of the archive, whose unpacked copy in `folder` is gone when somebody reads it."""
    if isinstance(item, Document):
        return item
    return Refusal(item.source.replace(folder, archive, 1), item.reason.replace(folder, archive))


def _sidecars(root: _Folder, files: Sequence[Path], limits: Limits) -> list[Statements]:
    """The sidecars among `files`, the deepest last: what is applied last, holds."""
    paths = sorted((path for path in files if path.name == SIDECAR), key=lambda path: len(path.parts))
    folders = [path.parent.relative_to(root.path).as_posix() for path in paths]
    prefixes = [root.prefix + ("" if folder == "." else folder + "/") for folder in folders]
    return [Statements.read(path, limits, prefix) for path, prefix in zip(paths, prefixes, strict=True)]


def _with_statements(item: Document | Refusal, tables: Sequence[Statements]) -> Document | Refusal:
    if isinstance(item, Refusal):
        return item
    metadata = item.metadata
    for table in tables:
        metadata = table.applied_to(item.doc, metadata)
    return replace(item, metadata=metadata)
