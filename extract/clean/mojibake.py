"""Wrong decodings undone where they can be, and marked: `repaired` what came back, `garbled` what is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from extract.clean.aligned import AlignedText, Mark
from extract.clean.commonness import LOST
from extract.clean.inventory import likely_characters
from extract.clean.misread import misread_as_gbk, misread_as_latin
from extract.clean.repair import Repair, applied
from extract.clean.shifted import unshifted

_LETTERS = "ㄅ-ㄩ─-╋﹉-﹫āáǎàēéěèêīíǐìńňǹōóǒòūúǔùǖǘǚǜüɑɡぁ-んァ-ヶΑ-ωА-я"
_LATIN_BUT_BLANK = (
    "\u0080-\u009f\u00a1-\u00ff\u0152-\u0153\u0160-\u0161\u0178\u017d-\u017e\u0192\u02c6\u02dc"
    "\u2013-\u2022\u2026\u2030\u2039-\u203a\u20ac\u2122"
)
_LATIN = re.compile(f"[{_LATIN_BUT_BLANK}][{_LATIN_BUT_BLANK}\xa0]{{3,}}")
_EATEN = re.compile(r"[?？][@-~](?=[\u3400-\u9fff(（])")
_RUINED = re.compile("(?:锟斤拷)+")
"""U+FFFD, written as UTF-8 and read as GBK: nothing is left to win back."""
_SMALL_FORMS = "﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞"
"""Punctuation that typists use as well: it shows nothing by itself."""
_BEFORE = 6
_NEAR = 3
_PATIENCE = 50
_FIRM_GROUND = 1000
"""Vain attempts allowed in a text, and characters that earn one more: good Chinese has a suspect in 5,000."""
_STRANGE_LEAST = (1.5, 0.6)
_RARE_LEAST = (6.0, 1.2)
_LONG_LEAST = (24.0, 0.9)
"""Gain, and commonness a character, that a new reading needs where characters that Chinese does not write show
the damage, where only rare characters do, as they also do in 砥砺前行, and where these run on. Good prose has a
commonness of 1.5.
"""


def undo_wrong_decoding(text: AlignedText) -> AlignedText:
    """The text with runs of a wrong decoding read aright.

    A run is looked for only where characters stand that Chinese text hardly has, two of them close by, and
    is read anew only where the result is plainly more common, so that good text is never touched.
    """
    if "锟斤拷" in text.text:
        text = text.edited((m.start(), m.end(), LOST) for m in _RUINED.finditer(text.text))
    return applied(text, _repairs(text.text))


def mark_garbled(text: AlignedText) -> AlignedText:
    """The text with every character that stands for a lost one marked so."""
    if LOST not in text.text:
        return text
    return text.marked(Mark("garbled", m.start(), m.end()) for m in re.finditer(f"{LOST}+", text.text))


def _repairs(text: str) -> Iterator[Repair]:
    done = 0
    patience = _PATIENCE + len(text) // _FIRM_GROUND
    for at, readers in _suspects(text):
        if at < done:
            continue
        if not patience:
            return
        first = max(done, text.rfind("\n", 0, at) + 1, at - _BEFORE) if readers == _PAIRED else at
        proposals = [r for start in range(first, at + 1) for read in readers if (r := read(text, start))]
        best = max(proposals, key=lambda r: (r.gain, -r.start), default=None)
        if best and best.end > at and _convincing(text, best):
            yield best
            done = best.end
        else:
            patience -= 1


def _convincing(text: str, repair: Repair) -> bool:
    shows = any(c in _strange() or ord(c) < 0x100 for c in text[repair.start : repair.end])
    enough = (_STRANGE_LEAST,) if shows else (_RARE_LEAST, _LONG_LEAST)
    return any(repair.gain >= gain and repair.quality() >= quality for gain, quality in enough)


_Reader = Callable[[str, int], Repair | None]
_PAIRED: tuple[_Reader, ...] = (unshifted, misread_as_gbk)


def _suspects(text: str) -> list[tuple[int, tuple[_Reader, ...]]]:
    """Places where wrong decoding may show, and the readings to try there."""
    odd = [m.start() for m in _odd().finditer(text)]
    near = {at for pair in pairwise(odd) if pair[1] - pair[0] <= _NEAR for at in pair}
    strange = {at for at in odd if text[at] in _strange()}
    suspects: list[tuple[int, tuple[_Reader, ...]]] = [(at, _PAIRED) for at in near | strange]
    suspects += [(m.start(), (unshifted,)) for m in _EATEN.finditer(text)]
    suspects += [(m.start(), (misread_as_latin,)) for m in _LATIN.finditer(text)]
    return sorted(suspects, key=lambda s: (s[0], -len(s[1])))


@cache
def _odd() -> re.Pattern[str]:
    """Characters that Chinese text hardly has, next to Chinese; one set comes first, as it is quick to look for."""
    rare = "".join(c for c in map(chr, range(0x4E00, 0xA000)) if c not in likely_characters()) + "\ufffd"
    beside = f"(?<=[\u3002-\u9fff][{_LETTERS}])|(?<=[{_LETTERS}])(?=[\u4e00-\u9fff])"
    return re.compile(f"[{rare}{_LETTERS}](?:(?<=[{rare}])|{beside})")


@cache
def _strange() -> frozenset[str]:
    return frozenset(c for c in map(chr, range(0xA0, 0xFF00)) if re.match(f"[{_LETTERS}]", c) and c not in _SMALL_FORMS)
