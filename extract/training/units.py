"""Labelled stretches of text with what was found in them, from a recogniser alone or from the whole pipeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

from extract.document import Document, Metadata
from extract.evaluate.report import Counts
from extract.pipeline import ExtractConfig, extract_document
from extract.recogniser.tagset import TYPES, Span
from extract.training.labels import LabelError, Labelled, Marked, Passage
from extract.training.measure import Recognise, Tally
from ontology.records import Record

ALL = "ALL"
# By type, and under ALL over all of them.
Figures = Mapping[str, Counts]


class Unit(NamedTuple):
    """A text, and the names in it: those of the labels, and those found."""

    text: str
    gold: tuple[Span, ...]
    found: tuple[Span, ...]


def alone_units(recognise: Recognise, sentences: Sequence[Labelled]) -> list[Unit]:
    """Each sentence with what a recogniser finds in it."""
    found = recognise([s.text for s in sentences])
    return [Unit(s.text, s.spans, tuple(spans)) for s, spans in zip(sentences, found, strict=True)]


def corpus_units(config: ExtractConfig, documents: Mapping[str, Document], marks: Iterable[Marked]) -> Iterator[Unit]:
    """Each document of `marks`, with its labels and what extraction finds within the sentences that are labelled.

    Offsets are those of the raw text. Raises LabelError where a document is missing.
    """
    by_document: dict[str, list[Marked]] = defaultdict(list)
    for mark in marks:
        by_document[mark.document].append(mark)
    for name, marked in by_document.items():
        if name not in documents:
            raise LabelError(f"the corpus has no document {name!r} that can be read")
        found = outermost(extract_document(documents[name], config))
        inside = [s for s in found if any(m.start <= s.start and s.end <= m.end for m in marked)]
        yield Unit(documents[name].text, tuple(s for m in marked for s in m.spans), tuple(inside))


def passage_units(config: ExtractConfig, passages: Iterable[Passage]) -> Iterator[Unit]:
    """Each passage with what extraction finds in it, read as a document of its year."""
    for passage in passages:
        number = sha256(passage.text.encode()).hexdigest()
        document = Document(passage.id, number, passage.id, passage.text, Metadata(published=str(passage.year)))
        yield Unit(passage.text, passage.spans, tuple(outermost(extract_document(document, config))))


def outermost(record: Record) -> list[Span]:
    """The mentions of a record that lie within no longer one, as labels have them, in order of the raw text."""
    spans = sorted({Span(m.start, m.end, e.type) for e in record.entities for m in e.mentions}, key=_widest_first)
    reached = [0, *accumulate((s.end for s in spans), max)]
    widest = {(s.start, s.end) for s, before in zip(spans, reached, strict=False) if s.end > before}
    return [s for s in spans if (s.start, s.end) in widest]


def _widest_first(span: Span) -> tuple[int, int, str]:
    return span.start, -span.end, span.type


def figures(units: Iterable[Unit]) -> Figures:
    """The scores over all units, by mention: exact stretch and type."""
    tally = Tally()
    for unit in units:
        tally.add(unit.gold, unit.found)
    return {ALL: tally.score(), **{kind: tally.score(kind) for kind in TYPES}}
