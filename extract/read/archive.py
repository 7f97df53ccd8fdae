"""Archives of documents (zip): unpacked into a folder, within bounds, before anything of them is read."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from extract.read.encoding import decode
from extract.read.limits import Limits, Unreadable, unopened
from extract.read.packages import is_bomb

_ENCRYPTED, _UTF_8 = 0x1, 0x800
# What the finder of macOS puts beside every file.
_FOREIGN = "__MACOSX"
_LONGEST_NAME = 200


def unpack(path: Path, folder: Path, limits: Limits) -> Iterator[tuple[str, str]]:
    """Unpacks the archive at `path` into the empty `folder`; gives (name, reason) for each member that is left out.

    Raises Unreadable where the archive as a whole is refused: broken, too large, or with too many members.
    """
    try:
        if path.stat().st_size > limits.archive_bytes:
            raise Unreadable(f"it is larger than {limits.archive_bytes:,} bytes")
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            _check(members, limits)
            for member in members:
                if reason := _unpack(archive, member, folder, limits):
                    yield _name(member), reason
    except OSError as error:
        raise Unreadable(unopened(error)) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(f"it is not a zip file that can be opened ({error})") from error


def _check(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.archive_files:
        raise Unreadable(f"it has more than {limits.archive_files:,} files")
    if sum(member.file_size for member in members) > limits.archive_bytes:
        raise Unreadable(f"it unpacks to more than {limits.archive_bytes:,} bytes")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, limits: Limits) -> str | None:
    """The reason why a member is left out, if it is."""
    name = PurePosixPath(_name(member))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        return "its name leads out of the archive"
    if any(len(part.encode()) > _LONGEST_NAME for part in name.parts):
        return "its name is too long"
    if name.parts[0] == _FOREIGN:
        return None
    if member.flag_bits & _ENCRYPTED:
        return "it is protected by a password"
    if is_bomb(member, limits):
        return f"it unpacks to more than {limits.unpack_ratio} times its size"
    target = folder / name
    if target.exists():
        return "another file of the archive has the same name"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as packed, target.open("xb") as file:
            shutil.copyfileobj(packed, file)
    except (OSError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
        target.unlink(missing_ok=True)
        return f"it cannot be unpacked ({error})"
    return None


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member: Chinese programs write theirs in GBK, which the format has no word for."""
    name = member.filename
    if not member.flag_bits & _UTF_8:
        try:
            name = decode(name.encode("cp437"))
        except (UnicodeEncodeError, Unreadable):
            name = member.filename
    return name.replace("\\", "/")
