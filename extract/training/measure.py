"""Precision, recall and F1 of recognised spans against labels: exact stretch and type, counted by mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extract.recogniser.tagset import TYPES, Span
from extract.training.labels import Labelled

Recognise = Callable[[Sequence[str]], Sequence[Iterable[Span]]]


@dataclass(frozen=True, slots=True)
class Score:
    """How many mentions were `right`, how many were `found`, and how many there are (`gold`)."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the found ones that are right, 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold ones that were found, 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


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

    def score(self, *types: str) -> Score:
        """The score over those types together; over all where none is given."""
        wanted = types or TYPES
        counts = (sum(counter[t] for t in wanted) for counter in (self.right, self.found, self.gold))
        return Score(*counts)


def measure(sentences: Sequence[Labelled], recognise: Recognise) -> Tally:
    """Counts of what `recognise` finds in the texts of `sentences` beside their labels."""
    tally = Tally()
    for sentence, found in zip(sentences, recognise([s.text for s in sentences]), strict=True):
        tally.add(sentence.spans, found)
    return tally
