"""Files that are zip packages inside (docx, xlsx): their sizes are looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from extract.read.limits import Limits, Unreadable

# Small parts may well be packed tight; only what is large and tight is a bomb.
SMALL_PART = 1 << 20


def refuse_bombs(data: bytes, limits: Limits, kind: str) -> None:
    """Refuses by the sizes in the zip's directory; zipfile never unpacks more of a part than is stated there.

    `kind` is what the file claims to be (`docx`). Raises Unreadable.
    """
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(f"it is not a {kind} file ({error})") from error
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise Unreadable(f"it unpacks to more than {limits.unpacked_bytes:,} bytes")
    for part in parts:
        if is_bomb(part, limits):
            raise Unreadable(f"its part {part.filename!r} unpacks to more than {limits.unpack_ratio} times its size")


def is_bomb(part: zipfile.ZipInfo, limits: Limits) -> bool:
    """Whether a part is large, and unpacks to more times its size than the limits allow."""
    return part.file_size > max(SMALL_PART, limits.unpack_ratio * part.compress_size)
