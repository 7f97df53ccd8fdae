"""Unknown programmes of many documents: extraction as in a build, and what its records say of them put together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.discover import Proposal, Sighting, propose, sightings
from extract.document import Document, Refusal
from extract.read import read_paths
from kg.build.extractor import Extractor, default_extractor
from kg.build.options import BuildOptions, Progress
from kg.build.paths import check_given
from kg.build.pool import extract_all
from ontology.records import Record
from ontology.vocabulary import load_programmes


@dataclass(frozen=True, slots=True)
class Discovery:
    """Proposals, best first, out of `documents` documents; `failures` name what could not be read or extracted."""

    proposals: tuple[Proposal, ...]
    documents: int
    failures: tuple[Refusal, ...] = ()


def discover_programmes(
    paths: Sequence[Path],
    options: BuildOptions,
    *,
    least: int = 1,
    extractor: Extractor | None = None,
    progress: Progress | None = None,
) -> Discovery:
    """Programmes that at least `least` documents name and no vocabulary of `options` has.

    Raises ZhengmaiError for a missing path, VocabularyError for a bad vocabulary file; a bad document stops nothing.
    """
    check_given(paths, options)
    vocabulary = load_programmes(options.vocabulary)
    extractor = extractor or default_extractor(options)
    documents: list[Document] = []
    failures: list[Refusal] = []
    for item in read_paths(paths, overrides=options.overrides):
        if isinstance(item, Refusal):
            failures.append(item)
        else:
            documents.append(item)
    outcomes = extract_all(extractor.extract, documents, options.workers)
    seen: list[Sighting] = []
    for done, (document, outcome) in enumerate(zip(documents, outcomes, strict=True), start=1):
        if isinstance(outcome, Refusal):
            failures.append(outcome)
        else:
            seen += sightings(document, Record.from_dict(json.loads(outcome)))
        if progress:
            progress(done, len(documents))
    found = propose(seen, vocabulary, least=least, documents=len(documents))
    return Discovery(tuple(found), len(documents), tuple(failures))
