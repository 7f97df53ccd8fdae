"""The real pipeline on a text, as the tests of extraction use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.document import Document, Metadata
from extract.pipeline import ExtractConfig, extract_document
from ontology.records import Record


@pytest.fixture(scope="session")
def record_of() -> Callable[..., Record]:
    """Extract a text, without a statistical recogniser unless `ner` names one; the rest is stated metadata."""

    def extract(text: str, ner: str = "none", **stated: str) -> Record:
        document = Document("test", "0" * 64, "test.txt", text, Metadata(**stated))
        return extract_document(document, ExtractConfig(ner=ner))

    return extract
