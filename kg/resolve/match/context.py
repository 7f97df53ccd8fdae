"""The sentences that name a thing, and what they say of two names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from kg.resolve.match.words import words
from ontology.records import Entity

_STOPS = "。！？；\n"
_REACH = 120
_MOST, _LOOKED_AT = 3, 10
# So far may two names stand from each other, and so far behind them words may tell how they are tied.
_BETWEEN = re.compile("[\x01\x02]([^。;!?\x01\x02]{1,40})(?=[\x01\x02])")
_AFTER = 14
# Stand for two names in a sentence.
_FIRST, _SECOND = "\x01", "\x02"
Texts = Callable[[str], str | None]


class Sentences:
    """Reads text layers by a document's id, each once in a row."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._last: tuple[str, str] = ("", "")

    def text(self, document: str) -> str:
        """The text layer, '' where there is none."""
        if self._last[0] != document:
            self._last = (document, self._texts(document) or "")
        return self._last[1]

    def around(self, document: str, entity: Entity, most: int = _MOST) -> tuple[str, ...]:
        """The sentences of its first mentions, of bounded length; those that explain a name come first."""
        text = self.text(document)
        mentions = entity.mentions[:_LOOKED_AT] if text else []
        found = dict.fromkeys(sentence_at(text, m.start, m.end) for m in mentions)
        telling = words().patterns["names_after"]
        return tuple(sorted(found, key=lambda sentence: not telling.search(sentence))[:most])


def no_texts(document: str) -> str | None:
    """Stands for texts where there are none: resolution then goes without sentences."""
    return None


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a stretch of a text layer, cut to a bounded length on both sides."""
    first = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    last = min((at for stop in _STOPS if (at := text.find(stop, end)) >= 0), default=len(text))
    return text[max(first, start - _REACH) : min(last + 1, end + _REACH)].strip()


def calls_one(sentences: Iterable[str], first: Iterable[str], second: Iterable[str]) -> str | None:
    """The folded sentence that in whatever words gives one thing two of the names, None if none does.

    A cue stands between the names (更名为, 俗称, 前身), or behind the second that came `from` (系由甲改称), and nothing
    that tells of another tie between them.
    """
    pairs = [(a, b) for a in first for b in second if a not in b and b not in a]
    for sentence in sentences:
        for a, b in pairs:
            if a in sentence and b in sentence and _calls(_marked(sentence, a, b)):
                return sentence
    return None


def _calls(marked: str) -> bool:
    patterns = words().patterns
    for match in _BETWEEN.finditer(marked):
        between, after = match[1], marked[match.end() + 1 :][:_AFTER]
        two = match[0][0] != marked[match.end()]
        if two and not patterns["ties"].search(between + after):
            turned = patterns["naming_from"].search(between) and patterns["naming_after"].search(after)
            if turned or patterns["naming_cues"].search(between):
                return True
    return False


def says(kind: str, sentences: Iterable[str], first: Iterable[str], second: Iterable[str]) -> str | None:
    """The folded sentence that says `kind` (alias, renamed, owns) of two of the names, either way; None if none."""
    pairs = [(a, b) for a in first for b in second if a != b]
    for sentence in sentences:
        for a, b in pairs:
            if a in sentence and b in sentence and _matches(kind, _marked(sentence, a, b)):
                return sentence
    return None


def _matches(kind: str, marked: str) -> bool:
    return any(pattern.search(marked) for pattern in _statements(kind))


def _marked(sentence: str, first: str, second: str) -> str:
    """The sentence with marks for the names, the longer one first, which may contain the other."""
    if len(first) >= len(second):
        return sentence.replace(first, _FIRST).replace(second, _SECOND)
    return sentence.replace(second, _SECOND).replace(first, _FIRST)


@cache
def _statements(kind: str) -> tuple[re.Pattern[str], ...]:
    orders = ((_FIRST, _SECOND), (_SECOND, _FIRST))
    templates = words().statements[kind]
    return tuple(re.compile(t.replace("{a}", a).replace("{b}", b)) for t in templates for a, b in orders)
