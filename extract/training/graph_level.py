"""Recognisers against gold of whole documents: entities, not mentions, as `extract.evaluate` counts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from extract.clean import clean
from extract.evaluate import Pair, evaluate, extracted_pairs
from extract.evaluate.facts import Facts, Named
from extract.evaluate.names import normalise
from extract.pipeline import ExtractConfig
from extract.recogniser.pieces import sentences_of
from extract.recogniser.tagset import TYPES
from extract.training.measure import Recognise
from extract.training.units import ALL, Figures

MODES = ("relaxed", "strict")


class GoldFolder:
    """The gold of one folder, and its texts: in `texts`, or beside it where that is empty."""

    def __init__(self, folder: Path, texts: Sequence[Path] = ()) -> None:
        # Any extraction will do to bring gold and texts together; this one is the fastest.
        self._pairs = list(extracted_pairs([folder], ExtractConfig(ner="none"), texts))
        self._folder, self._texts = folder, texts

    def extracted(self, config: ExtractConfig) -> dict[str, Figures]:
        """Figures by mode (relaxed, strict) of the whole pipeline; raises EvaluationError for gold that is bad."""
        return _figures(extracted_pairs([self._folder], config, self._texts))

    def recognised(self, recognise: Recognise) -> dict[str, Figures]:
        """Figures by mode of a recogniser alone: each name that it finds is an entity, once a document and type."""
        return _figures(replace(p, answer=_answer(p, recognise)) for p in self._pairs)


def named(doc: str, text: str, recognise: Recognise) -> Facts:
    """What a recogniser finds in a document, cleaned and cut into sentences as the pipeline does it."""
    sentences = [sentence for _, sentence in sentences_of(clean(text).text)]
    names: dict[tuple[str, str], str] = {}
    for sentence, spans in zip(sentences, recognise(sentences), strict=True):
        for start, end, kind in spans:
            name = sentence[start:end]
            names.setdefault((kind, normalise(name)), name)
    entities = (
        Named(kind, name, (), frozenset({form}), optional=False, place=None)
        for (kind, form), name in names.items()
        if form
    )
    return Facts(doc, "", tuple(entities))


def _answer(pair: Pair, recognise: Recognise) -> Facts | None:
    return None if pair.text is None else named(pair.gold.doc, pair.text, recognise)


def _figures(pairs: Iterable[Pair]) -> dict[str, Figures]:
    counted = evaluate(pairs).entities
    return {mode: {key: counted[key, mode] for key in (ALL, *TYPES)} for mode in MODES}
