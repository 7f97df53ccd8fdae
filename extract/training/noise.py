"""Noise for training: what dirty text does to clean sentences, and names swapped for others of their kind.

Every function takes a sentence and a source of chance and gives a sentence whose spans still fit. What gets masked
loses its label, as the annotation rules have it; a masked figure inside a name does not.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.recogniser.tagset import Span
from extract.training.labels import Labelled

_SWAPPED = {"Enterprise": 0.5, "Park": 0.35, "Region": 0.2, "Project": 0.2, "Programme": 0.25, "Industry": 0.15}
_MASKS = ("XX", "X", "xx", "**", "某", "某某", "××", "x")
_PLACE = re.compile(r"[省市县区镇乡]$")
_FORMS = re.compile(r"(?:股份|有限|责任)*(?:公司|集团|厂)$")
_OTHER_QUOTES = (("", ""), ('"', '"'), ("「", "」"), ("‘", "’"), ("“", "”"))


@dataclass(frozen=True)
class Augmenter:
    """Makes each sentence anew at every call; `names` are the names to swap in, by type."""

    names: Mapping[str, Sequence[str]]
    swap: float = 0.5
    mask: float = 0.06
    quotes: float = 0.25
    dirt: float = 0.15

    def __call__(self, sentence: Labelled, chance: random.Random) -> Labelled:
        """The sentence with names swapped, names and figures masked, quotes and a few characters changed, by chance."""
        if chance.random() < self.swap:
            sentence = _renamed(sentence, lambda text, kind: self._another(text, kind, chance))
        if chance.random() < self.mask:
            sentence = _renamed(sentence, lambda text, kind: _masked(text, kind, chance))
        if chance.random() < self.quotes:
            sentence = _requoted(sentence, chance.choice(_OTHER_QUOTES))
        if chance.random() < self.dirt:
            sentence = chance.choice((_blurred, _cut_off))(sentence, chance)
        return sentence

    def _another(self, text: str, kind: str, chance: random.Random) -> tuple[str, bool]:
        others = self.names.get(kind)
        if not others or chance.random() >= _SWAPPED.get(kind, 0.0) or "“" in text:
            return text, True
        return chance.choice(others), True


def names_of(sentences: Iterable[Labelled]) -> dict[str, list[str]]:
    """The names that sentences mention, by type, each once."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for start, end, kind in sentence.spans:
            found[kind].add(sentence.text[start:end])
    return {kind: sorted(names) for kind, names in found.items()}


def _renamed(sentence: Labelled, rename: Callable[[str, str], tuple[str, bool]]) -> Labelled:
    """Each name replaced by what `rename` gives for it; False beside it says that it is a name no more."""
    text, spans, at = "", [], 0
    for start, end, kind in sorted(sentence.spans):
        text += sentence.text[at:start]
        name, still = rename(sentence.text[start:end], kind)
        if still:
            spans.append(Span(len(text), len(text) + len(name), kind))
        text += name
        at = end
    return replace(sentence, text=text + sentence.text[at:], spans=tuple(spans))


def _masked(text: str, kind: str, chance: random.Random) -> tuple[str, bool]:
    mask = chance.choice(_MASKS)
    if kind == "Region" and (tail := _PLACE.search(text)):
        return mask + tail.group(), False
    if kind == "Enterprise" and (tail := _FORMS.search(text)):
        return mask + tail.group(), False
    if kind == "Project":
        return re.sub(r"\d+(?:\.\d+)?", mask, text), True
    return text, True


def _requoted(sentence: Labelled, quotes: tuple[str, str]) -> Labelled:
    """All curly quotation marks replaced: other converters leave other ones, or none."""
    opening, closing = quotes
    return _mapped(sentence, {"“": opening, "”": closing})


def _mapped(sentence: Labelled, table: Mapping[str, str]) -> Labelled:
    places = [0]
    for character in sentence.text:
        places.append(places[-1] + len(table.get(character, character)))
    text = "".join(table.get(c, c) for c in sentence.text)
    spans = (Span(places[s.start], places[s.end], s.type) for s in sentence.spans)
    return replace(sentence, text=text, spans=tuple(s for s in spans if s.start < s.end))


def _blurred(sentence: Labelled, chance: random.Random) -> Labelled:
    """One character in fifty outside names lost or doubled, a figure blotted out."""
    inside = {i for s in sentence.spans for i in range(s.start, s.end)}
    table = [
        c if i in inside or chance.random() > 0.02 else chance.choice(("", c + c)) for i, c in enumerate(sentence.text)
    ]
    if chance.random() < 0.5:
        table = [chance.choice("xX") if c.isdigit() else c for c in table]
    places = [0]
    for piece in table:
        places.append(places[-1] + len(piece))
    spans = tuple(Span(places[s.start], places[s.end], s.type) for s in sentence.spans)
    return replace(sentence, text="".join(table), spans=spans)


def _cut_off(sentence: Labelled, chance: random.Random) -> Labelled:
    """The sentence from one of its commas on: headings and list items lack what stood before."""
    taken = {i for s in sentence.spans for i in range(s.start, s.end)}
    commas = [i + 1 for i, c in enumerate(sentence.text) if c in "，、；" and i not in taken]
    if not commas:
        return sentence
    start = chance.choice(commas)
    spans = tuple(Span(s.start - start, s.end - start, s.type) for s in sentence.spans if s.start >= start)
    return replace(sentence, text=sentence.text[start:], spans=spans)
