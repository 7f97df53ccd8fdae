"""Extraction alone: records of documents, in the order of the documents, with nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.document import Document, Refusal
from extract.read import read_paths
from kg.build.extractor import Extractor, default_extractor
from kg.build.options import BuildOptions, Progress
from kg.build.paths import check_given
from kg.build.pool import extract_all


def extract_records(
    paths: Sequence[Path],
    options: BuildOptions,
    *,
    extractor: Extractor | None = None,
    progress: Progress | None = None,
) -> tuple[list[str], list[Refusal]]:
    """Records as lines of JSON, and what could not be read or extracted; raises ZhengmaiError for a missing path,
    VocabularyError for a bad vocabulary file."""
    check_given(paths, options)
    extractor = extractor or default_extractor(options)
    lines: list[str] = []
    failures: list[Refusal] = []
    documents: list[Document] = []
    for item in read_paths(paths, overrides=options.overrides):
        if isinstance(item, Refusal):
            failures.append(item)
        else:
            documents.append(item)
    for done, outcome in enumerate(extract_all(extractor.extract, documents, options.workers), start=1):
        if isinstance(outcome, Refusal):
            failures.append(outcome)
        else:
            lines.append(outcome)
        if progress:
            progress(done, len(documents))
    return lines, failures
