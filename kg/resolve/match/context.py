"""The sentences that name a thing, and what they say of two names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, reduce

from kg.resolve.match.words import words
from ontology.records import Entity

_STOPS = "。！？；\n"
_REACH = 120
_MOST, _LOOKED_AT = 3, 10
# So far may two names stand from each other, and so far behind them words may tell how they are tied.
_BETWEEN = re.compile("[\x01\x02]([^。;!?\x01\x02]{1,36})(?=[\x01\x02])")
_AFTER = 14
# Behind a name: what is its, and not the name's own sign.
_OWNED = re.compile("的(?!前身|[^,。;、]{0,4}[名牌称章字照号])")
_CLAUSE_END = re.compile("[,;)]")
# What is called so in brackets is the thing before them.
_BRACKETED = re.compile(r"\([^()]*\)")
# A name goes on before the bracket that explains it: the longer one is explained.
_LONGER = re.compile(r"[^,(]+\(")
_TURNING = ("Enterprise", "Park", "Agency")
_NAMING = ("alias", "renamed")
_OF_NAMES = (*_NAMING, "listed")
# A document number has its year in these.
_NUMBERED = "〔"
# Stand for two names in a sentence, and for a longer one that has one of them in it.
_FIRST, _SECOND, _OTHER = "\x01", "\x02", "\x03"
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


def calls_one(kind: str, sentences: Sequence[str], first: Sequence[str], second: Sequence[str]) -> str | None:
    """The folded sentence that in whatever words gives one thing of a type two of the names, None if none does.

    A cue stands between the names (更名为, 俗称, 前身), or behind the second that came `from` (系由甲改称), and nothing
    that tells of another tie between them.
    """
    one, other = set(first) - set(second) - {""}, set(second) - set(first) - {""}
    both = [s for s in sentences if any(name in s for name in one) and any(name in s for name in other)]
    if not both:
        return None
    marks = dict.fromkeys(one, _FIRST) | dict.fromkeys(other, _SECOND)
    names = sorted(marks, key=lambda name: (-len(name), name))
    marked = ((reduce(lambda text, name: text.replace(name, marks[name]), names, s), s) for s in both)
    return next((sentence for text, sentence in marked if _calls(kind, text)), None)


def _calls(kind: str, marked: str) -> bool:
    patterns = words().patterns
    for match in _BETWEEN.finditer(marked):
        between, after = _BRACKETED.sub("", match[1]), marked[match.end() + 1 :][:_AFTER]
        # What is called so is done with where a bracket closes or the clause ends.
        after = _CLAUSE_END.split(after, maxsplit=1)[0]
        owns = _OWNED.match(after)
        two = not owns and match[0][0] != marked[match.end()] and not _LONGER.match(between)
        if two and not patterns["ties"].search(between + after):
            into = kind in _TURNING and patterns["turned_into"].search(after)
            shown = patterns["naming_shown"].search(between) and patterns["naming_sign"].search(after)
            turned = patterns["naming_from"].search(between) and patterns["naming_after"].search(after)
            before = between == "的" and patterns["naming_before"].search(marked[: match.start()])
            became = kind in _TURNING and patterns["turning_cues"].search(between)
            if turned or into or shown or before or became or patterns["naming_cues"].search(between):
                return True
    return False


def says(kind: str, sentences: Iterable[str], first: Sequence[str], second: Sequence[str]) -> str | None:
    """The folded sentence that says `kind` (alias, renamed, owns) of two of the names, either way; None if none.

    That a title and a number are one text's, or in one list what one thing is called, says nothing of another thing of
    that name; nor does a number behind a longer title, in which this one's is.
    """
    both = set(first) & set(second) if kind in _OF_NAMES else set[str]()
    pairs = [(a, b) for a in first for b in second if a != b and a not in both and b not in both]
    for sentence in sentences:
        for a, b in pairs:
            if a in sentence and b in sentence:
                titles = [n for n in (*first, *second) if n not in (a, b) and (a in n or b in n)]
                apart = _without(sentence, titles) if _NUMBERED in a + b else sentence
                if _matches(kind, _marked(apart, a, b)):
                    return sentence
    return None


def _without(sentence: str, names: Iterable[str]) -> str:
    """The sentence with one sign for each of these names."""
    for name in sorted(names, key=len, reverse=True):
        sentence = sentence.replace(name, _OTHER)
    return sentence


def _matches(kind: str, marked: str) -> bool:
    if _FIRST not in marked or _SECOND not in marked:
        return False
    found = (match for pattern in _statements(kind) if (match := pattern.search(marked)))
    if kind not in _NAMING:
        return any(True for _ in found)
    # 甲是更名后的乙新设的子公司 is no statement on the name of 甲.
    return any(not words().patterns["owner_after"].search(marked[match.end() :]) for match in found)


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
