"""Precision, recall and F1 of recognised spans against labels: exact stretch and type, counted by mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extract.evaluate.report import Counts
from extract.recogniser.tagset import TYPES, Span
from extract.training.labels import Labelled

Recognise = Callable[[Sequence[str]], Sequence[Iterable[Span]]]


@dataclass
class Tally:
    """Counts of spans by type."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[Span], found: Iterable[Span]) -> None:
        """Count one sentence."""
        gold, found = set(gold), set(found)
        self.gold.update(s.type for s in gold)
        self.found.update(s.type for s in found)
        self.right.update(s.type for s in gold & found)

    def score(self, *types: str) -> Counts:
        """The score over those types together; over all where none is given."""
        wanted = types or TYPES
        right, gold, found = (sum(counter[t] for t in wanted) for counter in (self.right, self.gold, self.found))
        return Counts(right, gold, found)


def measure(sentences: Sequence[Labelled], recognise: Recognise) -> Tally:
    """Counts of what `recognise` finds in the texts of `sentences` beside their labels."""
    tally = Tally()
    for sentence, found in zip(sentences, recognise([s.text for s in sentences]), strict=True):
        tally.add(sentence.spans, found)
    return tally
