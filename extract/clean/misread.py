"""Text in one encoding that was read as if in another: UTF-8 as GBK (`鐨勫伐浣`), UTF-8 or GBK as Latin-1.

The idea is ftfy's (Robyn Speer, https://ftfy.readthedocs.io): encode as it was wrongly read, decode as it
was written, and keep what looks more like text.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from extract.clean.commonness import LOST, commonness
from extract.clean.repair import Piece, Repair, old_score, repair_of
from extract.clean.script import simplified

_LONGEST = 4000
_PROBE = 3
_CONTINUES = range(0x80, 0xC0)


def misread_as_gbk(text: str, start: int) -> Repair | None:
    """The reading of the run from `start` on as UTF-8 that was decoded as GBK, or None where it is not that."""
    return _reread(text, start, _gbk_bytes, "utf-8")


def misread_as_latin(text: str, start: int) -> Repair | None:
    """The better reading of the run from `start` on as UTF-8 or GBK that was decoded as Latin-1, or None."""
    readings = [_reread(text, start, _latin_bytes, encoding) for encoding in ("utf-8", "gbk")]
    return max((r for r in readings if r), key=lambda r: r.gain, default=None)


def _reread(text: str, start: int, to_bytes: Callable[[str], bytes], encoding: str) -> Repair | None:
    if not _size(b"".join(map(to_bytes, text[start : start + _PROBE])), 0, encoding):
        return None
    content, owners = bytearray(), []
    end = start
    while end < min(len(text), start + _LONGEST) and (encoded := to_bytes(text[end])):
        content += encoded
        owners += [end] * len(encoded)
        end += 1
    pieces, used = _decoded(bytes(content), owners, encoding)
    if not any(p.character != LOST for p in pieces):
        return None
    stop = owners[used] if used < len(owners) else end
    return _scored(text, start, _with_lost_byte(text, stop), pieces) if stop > start else None


def _decoded(content: bytes, owners: list[int], encoding: str) -> tuple[list[Piece], int]:
    """The characters that `content` begins with in `encoding`, and how many bytes they take."""
    pieces: list[Piece] = []
    at = 0
    while at < len(content):
        size = _size(content, at, encoding)
        if not size:
            break
        character = content[at : at + size].decode(encoding, "ignore")
        pieces.append(Piece(owners[at], character or _completed(content[at : at + size], pieces)))
        at += size
    return pieces, min(at, len(content))


def _completed(content: bytes, before: list[Piece]) -> str:
    """The character of UTF-8 whose last byte is missing, if just one goes with the character before it, else LOST."""
    if len(content) != 2 or not before:
        return LOST
    pairs = commonness().pairs
    last = simplified(before[-1].character)
    whole = [(content + bytes((byte,))).decode("utf-8", "ignore") for byte in _CONTINUES]
    found = [c for c in whole if c and last + simplified(c) in pairs]
    return found[0] if len(found) == 1 else LOST


def _size(content: bytes, at: int, encoding: str) -> int:
    """Bytes of the character that begins at `at`, cut short where its last byte is missing; 0 where none begins."""
    lead = content[at] if content else 0
    if lead < 0x80:
        return 0
    if encoding == "gbk":
        return 2 if content[at : at + 2].decode("gbk", "ignore") else 0
    wanted = 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if 0xF0 <= lead < 0xF5 else 0
    size = 1
    while size < wanted and at + size < len(content) and content[at + size] in _CONTINUES:
        size += 1
    return size if size > 1 or at + 1 == len(content) else 0


def _with_lost_byte(text: str, end: int) -> int:
    """The run's end, past the `?` or U+FFFD that stands for a byte without its pair."""
    return end + 1 if text[end : end + 1] in ("?", LOST) else end


def _scored(text: str, start: int, end: int, pieces: list[Piece]) -> Repair:
    counts = commonness()
    plain = [simplified(piece.character) for piece in pieces]
    before = [simplified(text[max(start - 1, 0) : start]), *plain]
    score = sum(map(counts.of_character, plain)) + sum(map(counts.of_pair, before, plain))
    return repair_of(text, start, end, tuple(pieces), score, old_score(text, start, end))


@cache
def _gbk_bytes(character: str) -> bytes:
    if character.isascii():
        return b""
    if character == "€":
        return b"\x80"
    encoded = character.encode("gb18030", "ignore")
    return encoded if len(encoded) == 2 else b""


@cache
def _latin_bytes(character: str) -> bytes:
    """The byte behind a character of Windows-1252, or of Latin-1 where that has none; none for ASCII."""
    if character.isascii():
        return b""
    return character.encode("cp1252", "ignore") or character.encode("latin-1", "ignore")
