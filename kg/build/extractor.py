"""The seam to extraction: a function of one document, and what its results depend on besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from extract.document import Document
from kg.corrections import Correction, corrected, digest
from ontology.records import Record

if TYPE_CHECKING:
    from extract.pipeline import ExtractConfig
    from kg.build.options import BuildOptions


@dataclass(frozen=True, slots=True)
class Extractor:
    """`extract` makes a record of a document; results with an equal `fingerprint` are interchangeable.

    With more than one process, `extract` must be picklable. `corrections` are those that `extract` honours.
    """

    extract: Callable[[Document], Record]
    fingerprint: str
    corrections: Mapping[str, Sequence[Correction]] = field(default_factory=dict)

    def fingerprint_of(self, document: str) -> str:
        """What the record of one document depends on: corrections of others do not change it."""
        found = self.corrections.get(document)
        return f"{self.fingerprint} {digest(found)}" if found else self.fingerprint

    def correcting(self, corrections: Mapping[str, Sequence[Correction]]) -> Extractor:
        """The same with what readers found wrong left out."""
        return Extractor(partial(_corrected, self.extract, corrections), self.fingerprint, corrections)


def default_extractor(options: BuildOptions) -> Extractor:
    """The extraction of `extract.pipeline`, as the options configure it; raises ValueError for a bad option."""
    from extract.pipeline import ExtractConfig

    config = ExtractConfig(ner=options.ner, vocabulary=tuple(options.vocabulary), unmask=options.unmask)
    return Extractor(partial(_extract, config), config.fingerprint())


def _extract(config: ExtractConfig, document: Document) -> Record:
    from extract.pipeline import extract_document

    return extract_document(document, config)


def _corrected(
    extract: Callable[[Document], Record], corrections: Mapping[str, Sequence[Correction]], document: Document
) -> Record:
    found = corrections.get(document.id)
    record = extract(document)
    return corrected(record, found) if found else record
