"""Names that a vocabulary knows: programmes, industries and parks, found in one pass over the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from extract.entities.candidates import Candidate
from ontology.vocabulary import ProgrammeVocabulary, load_industries, load_parks, load_programmes

_CONTEXT = 60


class Gazetteer:
    """The vocabularies' surface forms in one automaton; `extra` are files with an analyst's own programmes."""

    def __init__(self, extra: tuple[Path, ...] = ()) -> None:
        self.programmes: ProgrammeVocabulary = load_programmes(extra)
        self.labels = {programme.id: programme.label for programme in self.programmes}
        self._forms = sorted(self.programmes.surfaces)
        self._matcher = _automaton(self._forms)
        forms = sorted(load_industries().surfaces)
        # A text names many industries: the larger automaton takes half the time.
        self._industry_matcher = _automaton(forms, Implementation.DFA)
        self._industries = [_industry(form) for form in forms]
        self._parks = load_parks().surfaces
        self._park_forms = sorted(self._parks)
        self._park_matcher = _automaton(self._park_forms)

    def find_programmes(self, text: str) -> Iterator[Candidate]:
        """Programmes at their surface forms; a form that is also an ordinary word counts only as its guard admits."""
        for which, start, end in self._matcher.find_matches_as_indexes(text):
            surface = self.programmes.surfaces[self._forms[which]]
            low, high = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
            if surface.admits(text[low:high], start - low, end - low):
                vocabulary = surface.names[0] if len(surface.names) == 1 else ""
                yield Candidate(start, end, "Programme", "gazetteer-programme", vocabulary)

    def is_plain(self, text: str, start: int, end: int) -> bool:
        """Whether the form of a programme at `text[start:end]` is surely the ordinary word, as its guard tells."""
        surface = self.programmes.surfaces.get(text[start:end])
        return surface is not None and surface.denies(text, end)

    def find_industries(self, text: str) -> Iterator[tuple[Candidate, bool]]:
        """Industries at their surface forms, each with whether the name needs a head or an enumeration to count."""
        for which, start, end in self._industry_matcher.find_matches_as_indexes(text):
            vocabulary, name, needs_head = self._industries[which]
            yield Candidate(start, end, "Industry", "gazetteer-industry", vocabulary, name), needs_head

    def find_parks(self, text: str) -> Iterator[Candidate]:
        """Parks of the statistical and ministerial lists, by full name or with the short ending of their kind."""
        for which, start, end in self._park_matcher.find_matches_as_indexes(text):
            named = self._parks[self._park_forms[which]]
            known = (named[0].code or named[0].name) if len(named) == 1 else ""
            yield Candidate(start, end, "Park", "gazetteer-park", known)

    def programme_id(self, name: str) -> str:
        """The one programme that a surface form names, or '' where it names none or several."""
        found = self.programmes.lookup(name)
        return found[0].id if len(found) == 1 else ""


def _industry(form: str) -> tuple[str, str, bool]:
    """An industry's id by its surface form, its name if another than the form, and whether the form needs a head."""
    industries = load_industries()
    surface, stem = industries.surfaces[form], industries.morphology.stem(form)
    name = stem if stem != form and stem in industries.surfaces else ""
    return surface.name, name, surface.needs_suffix


def _automaton(forms: list[str], made: Implementation | None = None) -> AhoCorasick:
    return AhoCorasick(forms, MatchKind.LeftmostLongest, implementation=made)


@cache
def gazetteer(extra: tuple[Path, ...] = ()) -> Gazetteer:
    """The gazetteer with the shipped vocabularies and those of `extra`; loaded once a process."""
    return Gazetteer(extra)
