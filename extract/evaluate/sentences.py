"""Stretches of a text layer shown in their sentences, bounded and safe to print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.clean import clean
from extract.evaluate.names import normalise

_SENTENCE_END = re.compile(r"[。！？；!?;\n]")
_MAX_CONTEXT = 48
_MAX_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote with the rest of its sentence before and behind it, all in one line of printable characters."""

    before: str
    quote: str
    after: str


class Passage:
    """The text layer of one document, searched for quotes whatever noise it has."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._aligned = clean(text)
        letters = [(letter, i) for i, c in enumerate(self._aligned.text) for letter in normalise(c)]
        self._bare = "".join(letter for letter, _ in letters)
        self._at = [i for _, i in letters]

    def find(self, quotes: Iterable[str]) -> tuple[int, int] | None:
        """Place in the text layer of the first quote that it has, blanks, marks and script apart; None for none."""
        for quote in filter(None, map(normalise, quotes)):
            at = self._bare.find(quote)
            if at >= 0:
                return self._aligned.to_raw(self._at[at], self._at[at + len(quote) - 1] + 1)
        return None

    def excerpt(self, place: tuple[int, int]) -> Excerpt:
        """The stretch of the text layer at `place`, in its sentence; `…` stands for what is cut off."""
        start, end = place
        before = _SENTENCE_END.split(self._text[max(start - _MAX_CONTEXT, 0) : start])[-1]
        quote = self._text[start:end]
        # A quote that ends its sentence has nothing behind it.
        after = "" if _SENTENCE_END.match(quote[-1:]) else _first_sentence(self._text[end : end + _MAX_CONTEXT])
        opening = "…" if len(before) == _MAX_CONTEXT else ""
        closing = "…" if len(after) == _MAX_CONTEXT and not _SENTENCE_END.match(after[-1]) else ""
        return Excerpt(opening + printable(before).lstrip(), shortened(quote), printable(after).rstrip() + closing)


def shortened(quote: str) -> str:
    """`quote` as printable text, its middle left out where it is too long to be read."""
    line = printable(quote).strip()
    return line if len(line) <= _MAX_QUOTE else line[: _MAX_QUOTE // 2] + "……" + line[-_MAX_QUOTE // 2 :]


def printable(text: str) -> str:
    """`text` on one line: blanks as blanks, and U+FFFD for what would move a terminal's cursor or turn its script.

    >>> printable("年产\\n值\\x1b[2J")
    '年产 值\ufffd[2J'
    """
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def _first_sentence(text: str) -> str:
    end = _SENTENCE_END.search(text)
    return text[: end.end()] if end else text
