"""The seam to extraction: a function of one document, and what its results depend on besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from extract.document import Document
from ontology.records import Record

if TYPE_CHECKING:
    from extract.pipeline import ExtractConfig
    from kg.build.options import BuildOptions


@dataclass(frozen=True, slots=True)
class Extractor:
    """`extract` makes a record of a document; results with an equal `fingerprint` are interchangeable.

    With more than one process, `extract` must be picklable.
    """

    extract: Callable[[Document], Record]
    fingerprint: str


def default_extractor(options: BuildOptions) -> Extractor:
    """The extraction of `extract.pipeline`, as the options configure it; raises ValueError for a bad option."""
    from extract.pipeline import ExtractConfig

    config = ExtractConfig(ner=options.ner, vocabulary=tuple(options.vocabulary), unmask=options.unmask)
    return Extractor(partial(_extract, config), config.fingerprint())


def _extract(config: ExtractConfig, document: Document) -> Record:
    from extract.pipeline import extract_document

    return extract_document(document, config)
