"""Search: things by label, alias and pinyin, documents by title, file and number; the closest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.serve.explore.index import Index, Thing

_LATIN = re.compile(r"[a-z0-9]+")
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉·〔〕()\[\]【】〖〗「」『』]+")
_LONGEST = 80
# How a name fits, and what that is worth of a label, of an alias and of the pinyin: the least comes first.
_WHOLE, _BEGINS, _PART = 0, 1, 2
_LABEL, _ALIAS, _PINYIN = (0, 2, 3), (1, 4, 5), (6, 7, 8)


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and the name by which it was (None: by its label)."""

    thing: int
    by: str | None
    rank: int


class Names:
    """The names of an index's things, folded once and searched by going through all: 100,000 take some 50 ms."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._labels = [fold(thing.label) for thing in index.things]
        self._aliases = [[(fold(alias), alias) for alias in _aliases(thing)] for thing in index.things]

    @cached_property
    def _pinyin(self) -> list[tuple[str, str]]:
        """Full pinyin and initials of every label; made when the first Latin text is searched."""
        return [pinyin(thing.label[:_LONGEST]) for thing in self._index.things]

    def find(self, text: str, kind: str | None = None, limit: int = 12) -> list[Hit]:
        """Things called like `text`, of class `kind` if given: better fit first, then those with more claims."""
        wanted = fold(text)[:_LONGEST]
        if not wanted:
            return []
        hits = [hit for hit in self._hits(wanted) if kind is None or self._index.things[hit.thing].type == kind]
        degree = self._index.degree
        hits.sort(key=lambda h: (h.rank, -int(degree[h.thing]), len(self._labels[h.thing]), h.thing))
        return hits[:limit]

    def _hits(self, wanted: str) -> Iterator[Hit]:
        latin = _LATIN.fullmatch(wanted) is not None
        for thing, label in enumerate(self._labels):
            fit = _fit(wanted, label)
            hits = [] if fit is None else [Hit(thing, None, _LABEL[fit])]
            if fit != _WHOLE:
                hits += self._by_alias(thing, wanted)
            if not hits and latin and (sound := _sounds(wanted, self._pinyin[thing])) is not None:
                hits = [Hit(thing, None, _PINYIN[sound])]
            if hits:
                yield min(hits, key=lambda hit: hit.rank)

    def _by_alias(self, thing: int, wanted: str) -> list[Hit]:
        fits = ((_fit(wanted, folded), name) for folded, name in self._aliases[thing])
        return [Hit(thing, name, _ALIAS[fit]) for fit, name in fits if fit is not None]


def _aliases(thing: Thing) -> tuple[str, ...]:
    english = thing.english
    return (*thing.aliases, english) if english and english not in thing.aliases else thing.aliases


def fold(text: str) -> str:
    """`text` without case, width, blanks, quotation marks and brackets: “四送一服” is found by 四送一服, and the number
    皖政〔2018〕12号 however its year is bracketed."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _MARKS.sub("", plain)


def pinyin(label: str) -> tuple[str, str]:
    """Full pinyin and initials of a label, without tones: 四送一服 is `sisongyifu`, `ssyf`."""
    from pypinyin import lazy_pinyin

    parts: Sequence[str] = lazy_pinyin(fold(label))
    return "".join(parts), "".join(part[:1] if part.isascii() else "" for part in parts)


def _fit(wanted: str, name: str) -> int | None:
    if wanted not in name:
        return None
    return _WHOLE if wanted == name else _BEGINS if name.startswith(wanted) else _PART


def _sounds(wanted: str, sound: tuple[str, str]) -> int | None:
    """Pinyin from its beginning, or initials: in the middle of full pinyin, syllables would be cut."""
    full, initials = sound
    if wanted in (full, initials):
        return _WHOLE
    if full.startswith(wanted) or initials.startswith(wanted):
        return _BEGINS
    return _PART if len(wanted) > 1 and wanted in initials else None
