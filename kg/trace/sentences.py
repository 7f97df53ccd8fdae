"""The sentence around a quote, from the text layers that the graph keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kg.resolve.tellings import unquoted

_STOP = re.compile(r"[。！？!?\n]")
_BETWEEN = r"[\s“”\"‘’'「」『』]*"
# A sentence without a stop (tables, lists run together) is shown this far to each side.
_REACH = 160


class Texts:
    """Text layers by document id; `get` gives None for a document whose text is gone."""

    def __init__(self, get: Callable[[str], str | None]) -> None:
        self._get = lru_cache(maxsize=512)(get)
        # A trace comes back to the same sentences again and again, when their texts are long out of memory.
        self._sentences: dict[tuple[str, tuple[int, int]], tuple[int, int, str]] = {}

    def sentence(self, document: str, span: tuple[int, int]) -> tuple[int, int, str]:
        """Start, end and text of the sentence that a span stands in; an empty text where the document's is gone."""
        if (document, span) not in self._sentences:
            text = self._get(document)
            start, end = _bounds(text, *span) if text is not None else span
            self._sentences[document, span] = start, end, (text or "")[start:end]
        return self._sentences[document, span]

    def around(self, document: str, span: tuple[int, int]) -> tuple[str, str]:
        """What stands before and after a span in its sentence; nothing where the span is not in the text."""
        start, _, sentence = self.sentence(document, span)
        if span[1] - start > len(sentence):
            return "", ""
        return sentence[: span[0] - start], sentence[span[1] - start :]

    def whole(self, document: str) -> str:
        """The text layer, empty where it is gone."""
        return self._get(document) or ""


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """From the last stop before the span to the first behind it, without blanks at the ends."""
    left = max(0, start - _REACH)
    for match in _STOP.finditer(text, left, start):
        left = match.end()
    stop = None if end > start and _STOP.match(text[end - 1]) else _STOP.search(text, end, end + _REACH)
    right = end if end > start and _STOP.match(text[end - 1]) else stop.end() if stop else min(len(text), end + _REACH)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


def named_in_text(name: str) -> re.Pattern[str]:
    """A pattern that finds a name in a text, with quotation marks and blanks anywhere in it.

    >>> bool(named_in_text('专精特新“小巨人”').search('“专精特新”小巨人企业'))
    True
    """
    return re.compile(_BETWEEN.join(map(re.escape, unquoted(name))))
