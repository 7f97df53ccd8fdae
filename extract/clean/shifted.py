"""A byte lost from GBK text, so that the decoder took the halves of neighbours for one character.

`（三）堅` (A3A8 C8FD A3A9 88D4) behind an indent that lost a byte reads A1A3 A8C8 FDA3 A988 …: `。ㄈ﹫`, the
pair FDA3 being no character and left out. The way back: the second byte of each observed character and the
first of the next are one character of the text; where a pair was left out, or the run ends in half a
character, frequent pairs of neighbours say what stood there. Full-width letters are often made ASCII
after the damage (`Ｒ`, A3D2, half of `。一`), and a second byte below 80 survives as an ASCII letter and
ends the damage: 縣, BF68, leaves `?h`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.clean.commonness import LOST, commonness
from extract.clean.inventory import Likely, by_lead, by_trail, gbk_character
from extract.clean.repair import Piece, Repair, following, old_score, repair_of
from extract.clean.script import simplified

_LONGEST = 600
# So far behind its end a reading looks for the next character: past a reading in brackets.
_AHEAD = 16
_BEAM = 6
_HOPELESS = -4.0
_PROSE = 1.0
_TRIAL = 8
"""Commonness that each character must bring, on the whole, beyond the first few: prose has 1.5."""
_GUESS = 0.5
_LOSS = 1.5
_INDENT = 0xA1
_INDENT_CREDIT = 1.0


@dataclass(frozen=True, slots=True)
class _Path:
    """One reading so far: its pieces, the byte that waits for its other half, the last character, the score.

    `certain` counts the characters of which both bytes are there.
    """

    pieces: tuple[Piece, ...]
    waiting: int
    last: str
    score: float
    certain: int = 0

    def read(self, at: int, character: str, waiting: int = 0) -> _Path:
        """On with a character of which both bytes are there."""
        plain = simplified(character)
        score = commonness().of_character(plain) + commonness().of_pair(self.last, plain)
        return _Path((*self.pieces, Piece(at, character)), waiting, plain, self.score + score, self.certain + 1)

    def guessed(self, at: int, characters: str, waiting: int = 0) -> _Path:
        """On with characters of which one byte each is there: only their fitting together speaks for them."""
        score, last, pieces = self.score, self.last, self.pieces
        for character in characters:
            plain = simplified(character)
            score += commonness().of_pair(last, plain) - (_LOSS if character == LOST else _GUESS)
            last, pieces = plain, (*pieces, Piece(at, character))
        return _Path(pieces, waiting, last, score, self.certain)


def unshifted(text: str, start: int) -> Repair | None:
    """The best reading of `text` as shifted from `start` on, or None where it cannot be read so."""
    low = max(start - 1, 0)
    best = _unshifted(text[low : start + _LONGEST + _AHEAD], start - low)
    return best.moved(low) if best else None


# Two places of suspicion near each other begin with the same ones, and every round of cleaning with those of the last.
@lru_cache(maxsize=1024)
def _unshifted(text: str, start: int) -> Repair | None:
    paths = list(_first(text, start))
    best: Repair | None = None
    old = old_score(text, start, start + 1)
    for at in range(start + 1, min(start + _LONGEST, len(text) + 1)):
        next_old = old + (old_score(text, at, at + 1) if at < len(text) else 0.0)
        for ended, end in (ending for path in paths for ending in _endings(text, at, path) if ending[0].certain):
            repair = repair_of(text, start, end, ended.pieces, ended.score, old if end == at else next_old)
            best = repair if best is None or repair.gain > best.gain else best
        paths = sorted((n for p in paths for n in _steps(text, at, p)), key=lambda p: -p.score)[:_BEAM]
        if not paths or paths[0].score < max(next_old + _HOPELESS, _PROSE * (at - start - _TRIAL)):
            break
        old = next_old
    return best


def _first(text: str, start: int) -> Iterator[_Path]:
    """Readings of the first character, whose first byte is the second half of one that lost its first byte."""
    before = simplified(text[max(start - 1, 0) : start])
    empty = _Path((), 0, before, 0.0)
    for lead, trail in _bytes(text[start]):
        if lead == _INDENT:
            yield _Path((), trail, before, _INDENT_CREDIT if before in ("", "\n") else 0.0)
        for character in _likeliest(before, lead):
            yield empty.guessed(start, character, trail)


@lru_cache(maxsize=4096)
def _likeliest(before: str, trail: int) -> tuple[str, ...]:
    """The two likeliest characters with second byte `trail` behind `before`."""
    ranked = sorted(by_trail(trail), key=lambda likely: -commonness().of_pair(before, likely.plain))
    return tuple(likely.character for likely in ranked[:2])


def _steps(text: str, at: int, path: _Path) -> Iterator[_Path]:
    """Ways on through the observed character at `at`, which completes one character and begins another."""
    if at >= len(text) or (text[at].isascii() and not _alone(text, at)):
        return
    for lead, trail in _bytes(text[at]):
        if character := gbk_character(path.waiting, lead):
            yield path.read(at - 1, character, trail)
        for pair in _left_out(path.waiting, lead):
            yield path.guessed(at - 1, pair, trail)


def _alone(text: str, at: int) -> bool:
    """Whether an ASCII character stands between others, as one does that was full-width before."""
    return not text[at - 1].isascii() and not text[at + 1 : at + 2].isascii()


def _endings(text: str, at: int, path: _Path) -> Iterator[tuple[_Path, int]]:
    """Ways for the damage to end at `at`: a second byte that is ASCII, or is missing, brings the pairs into step."""
    observed = text[at : at + 1]
    gap = 0
    if observed.isascii() and observed > " ":
        if character := gbk_character(path.waiting, ord(observed)):
            yield path.read(at - 1, character), at + 1
        for pair in _left_out(path.waiting, ord(observed)):
            yield path.guessed(at - 1, pair), at + 1
    if not observed.isascii():
        if not _bytes(observed):
            return
        gap = _bytes(observed)[0][0]
    if half := _half(path.last, path.waiting, gap, following(text, at)):
        yield path.guessed(at - 1, half), at


# One place is reached by many readings, and looked at again in every round of cleaning.
@lru_cache(maxsize=16384)
def _half(before: str, lead: int, gap: int, after: str) -> str:
    """The likeliest of the characters that only the byte `lead` is left of, between its neighbours.

    `gap` is the byte that its second one made no character with, or 0. LOST if none is likely, '' if there is none.
    """
    counts = commonness()
    halves = _before_gap(lead, gap) if gap else by_lead(lead)

    def likelihood(likely: Likely) -> tuple[float, int]:
        behind = counts.of_pair(before, likely.plain) * (1.0 if before.isalpha() else 0.5)
        return behind + counts.of_pair(likely.plain, after), -counts.frequent.get(likely.plain, len(counts.frequent))

    best = max(halves, key=likelihood, default=None)
    if best is None:
        return ""
    return best.character if likelihood(best)[0] else LOST


@cache
def _before_gap(lead: int, following_lead: int) -> tuple[Likely, ...]:
    """Characters with first byte `lead` whose second makes no character with the next byte, so that it is left out."""
    return tuple(likely for likely in by_lead(lead) if not gbk_character(likely.trail, following_lead))


@cache
def _left_out(lead: int, trail: int) -> tuple[str, ...]:
    """Frequent pairs of characters that begin with byte `lead` and end with `trail`, with no character between."""
    pairs = commonness().pairs
    return tuple(
        first.character + second.character
        for first in by_lead(lead)
        for second in by_trail(trail)
        if first.plain + second.plain in pairs and not gbk_character(first.trail, second.lead)
    )[:4]


@cache
def _bytes(character: str) -> tuple[tuple[int, int], ...]:
    """The two bytes of a character in GBK, an ASCII letter or sign being taken for its full-width form."""
    if character.isascii():
        return ((0xA3, ord(character) + 0x80),) if character > " " else ()
    try:
        encoded = character.encode("gb18030")
    except UnicodeEncodeError:
        return ()
    return ((encoded[0], encoded[1]),) if len(encoded) == 2 else ()
