"""What the vocabulary knows, asked about a new name: is it a known one, or a part of one, and what is like it?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from extract.discover.names import key
from extract.places import find_place_names
from ontology.vocabulary import ProgrammeVocabulary

_SIMILAR = 3
_LEAST_LIKENESS = 0.45
# A known name in a longer one makes these two alike, however long the rest is.
_HELD = 0.6


class Known:
    """The names of a vocabulary, indexed for these questions."""

    def __init__(self, vocabulary: ProgrammeVocabulary) -> None:
        self._surfaces = frozenset(vocabulary.surfaces)
        self._keys = frozenset(map(key, vocabulary.surfaces))
        self._all = "\n".join(sorted(self._keys))
        self._labels: dict[str, str] = {}
        for entry in vocabulary:
            for form in entry.surface_forms:
                self._labels.setdefault(key(form), entry.label)
        self._by_pair: dict[str, set[str]] = defaultdict(set)
        for core in self._labels:
            for pair in _pairs(core):
                self._by_pair[pair].add(core)

    def has(self, form: str) -> bool:
        """Whether the vocabulary has the form, in whatever style it is written, or behind the name of a place."""
        if form in self._surfaces or key(form) in self._keys:
            return True
        places = [place.end for place in find_place_names(form) if place.start == 0]
        return any(key(form[end:]) in self._keys for end in places if len(form) > end)

    def holds(self, form: str) -> bool:
        """Whether the form is only a part of a known name."""
        return key(form) in self._all

    def like(self, form: str) -> tuple[str, ...]:
        """Labels of the entries with the most similar names, most similar first: those that share most pairs of
        characters (Dice's coefficient), or that the form holds whole."""
        core = key(form)
        pairs = _pairs(core)
        shared = Counter(other for pair in sorted(pairs) for other in self._by_pair.get(pair, ()))
        best: dict[str, float] = {}
        for other, count in shared.items():
            likeness = 2 * count / (len(pairs) + len(_pairs(other)))
            if other in core and len(other) > 2:
                likeness = max(likeness, _HELD)
            if likeness >= _LEAST_LIKENESS:
                entry = self._labels[other]
                best[entry] = max(best.get(entry, 0.0), likeness)
        return tuple(_first(best))


def _first(best: dict[str, float]) -> Iterable[str]:
    return sorted(best, key=lambda entry: (-best[entry], entry))[:_SIMILAR]


def _pairs(core: str) -> frozenset[str]:
    return frozenset(core[at : at + 2] for at in range(len(core) - 1)) or frozenset({core})
