"""Names that nobody could have told the recogniser: in no lexicon and in no sentence that it was trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from extract.clean import clean
from extract.entities.gazetteer import gazetteer
from extract.entities.lexicon import offices
from extract.evaluate.names import normalise
from extract.places.divisions import divisions, township_shorts, townships
from extract.places.gazetteer import economic_regions
from extract.training.labels import Labelled
from extract.training.units import Figures, Unit, figures
from ontology.vocabulary import load_agencies, load_industries, load_parks


class Familiar:
    """All that was known beforehand; `training` are the sentences of the training."""

    def __init__(self, training: Iterable[Labelled]) -> None:
        self._read = "\n".join(normalise(sentence.text) for sentence in training)

    def knows(self, name: str) -> bool:
        """Whether a lexicon has the name, of whatever type, or a training sentence has it, labelled or not."""
        plain = clean(name).text
        bare = normalise(plain)
        return bare in lexicon_names() or load_industries().lookup(plain) is not None or bare in self._read

    def recall(self, units: Sequence[Unit]) -> Figures:
        """Scores over the mentions of unknown names alone: only their recall says anything."""
        kept = []
        for unit in units:
            gold = tuple(s for s in unit.gold if not self.knows(unit.text[s.start : s.end]))
            kept.append(Unit(unit.text, gold, tuple(set(gold) & set(unit.found))))
        return figures(kept)


@cache
def lexicon_names() -> frozenset[str]:
    """Every name of the lexicons, normalised: programmes, industries, parks, offices, divisions and townships."""
    regions = (name for d in divisions() for name in (d.name, d.short))
    sources = (
        gazetteer().programmes.surfaces, load_industries().surfaces, load_parks().surfaces,
        load_agencies().heads, offices(), regions, economic_regions(), townships(), township_shorts(),
    )  # fmt: skip
    return frozenset(normalise(name) for source in sources for name in source)
