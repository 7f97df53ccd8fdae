"""A build from end to end."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from extract.read import read_paths
from kg.build.cache import Cache
from kg.build.extractor import Extractor, default_extractor
from kg.build.fingerprint import graph_fingerprint
from kg.build.intake import Intake, Source, take_in
from kg.build.options import BuildOptions, BuildReport, Progress
from kg.build.paths import check_paths
from kg.corrections import read_corrections
from kg.errors import ZhengmaiError
from kg.quads import document_quads, shared_graphs
from kg.quads.document import graph_name
from kg.quads.terms import Terms
from kg.reprints import Reprints
from kg.reprints.corpus import find_reprints
from kg.resolve.judgements import Line, beside, live, read_ledger
from kg.resolve.resolution import Resolution, resolve
from kg.store import Changes, GraphFolder, publish
from ontology.namespaces import Namespaces
from ontology.records import Record

_INFERRED = "inferred"
_SHOWN_FAILURES = 3


def build_graph(
    paths: Sequence[Path],
    out: Path,
    *,
    options: BuildOptions | None = None,
    extractor: Extractor | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the graph in the folder `out` be that of the documents in `paths`, no more and no less.

    Documents that are there already cost nothing, others are extracted, those that are gone are removed. What
    cannot be read or extracted is in the report's failures and stops nothing. `extractor` replaces extraction.
    Raises ZhengmaiError, with `out` as it was, where a path does not exist, no document can be had at all, another
    build is writing `out`, or `out` holds something else; VocabularyError for a bad vocabulary file.
    """
    started = time.monotonic()
    options = options or BuildOptions()
    check_paths([*paths, *options.vocabulary, *([options.overrides] if options.overrides else [])])
    extractor = extractor or default_extractor(options)
    folder = GraphFolder(Path(out))
    with folder.locked():
        folder.prepare(options.base)
        extractor = extractor.correcting(read_corrections(folder.path))
        items = read_paths(paths, overrides=options.overrides)
        current = folder.current()
        before = folder.build_info(current) if current else {}
        known = {document: Source(**source) for document, source in before.get("documents", {}).items()}
        intake = take_in(items, folder, extractor, options.workers, known, progress)
        ledger = read_ledger(options.judgements or beside(folder.path))
        outcome = _publish(folder, intake, options, ledger, current, before)
    return BuildReport(
        **outcome,
        documents=len(intake.sources),
        extracted=intake.extracted,
        seconds=time.monotonic() - started,
        failures=tuple(intake.failures),
        repeated=tuple(intake.repeated),
    )


def _publish(
    folder: GraphFolder,
    intake: Intake,
    options: BuildOptions,
    ledger: Sequence[Line],
    current: str | None,
    before: dict[str, Any],
) -> dict[str, Any]:
    """Write a generation if there is anything new; gives what the report says of it."""
    if not intake.sources:
        reasons = [f"{failure.source}: {failure.reason}" for failure in intake.failures[:_SHOWN_FAILURES]]
        raise ZhengmaiError(f"no document could be built: {'; '.join(reasons) or 'the paths hold none'}")
    info: dict[str, Any] = {
        "fingerprint": graph_fingerprint(options.base, options.vocabulary),
        "documents": {document: asdict(source) for document, source in intake.sources.items()},
        "judgements": sorted(line.judgement.id for line in live(ledger)),
        "texts": {document: source.text for document, source in intake.sources.items()},
    }
    old: dict[str, Any] = before.get("documents", {})
    if current and all(before.get(name) == value for name, value in info.items()):
        return {**before["counts"], "removed": 0, "changed": False, "generation": current}
    anew = before.get("fingerprint") != info["fingerprint"]
    removed = sorted(old.keys() - intake.sources.keys())
    records, lines = _records(folder, intake.sources)
    fresh = [record for record in records if anew or old.get(record.id) != asdict(intake.sources[record.id])]
    resolution = resolve(records, ledger, lambda document: folder.read_text(info["texts"][document]))
    reprints = find_reprints(records, info["texts"], folder.read_text, folder.cache / "reprints")
    changes, info["counts"] = _changes(records, fresh, removed, options, resolution, reprints)
    name = publish(folder, changes, lines, info, anew=anew)
    return {
        **info["counts"],
        "removed": len(removed),
        "changed": True,
        "generation": name,
        "notes": tuple(map(str, resolution.problems)),
    }


def _records(folder: GraphFolder, sources: dict[str, Source]) -> tuple[list[Record], list[str]]:
    """All records by `doc`, and as lines of JSON."""
    cache, records, lines = Cache(folder.cache), [], []
    for source in sorted(sources.values(), key=lambda source: source.doc):
        record, line = cache.load(source.key, source.doc, source.source)
        records.append(record)
        lines.append(line)
    return records, lines


def _changes(
    records: Sequence[Record],
    fresh: Iterable[Record],
    removed: Iterable[str],
    options: BuildOptions,
    resolution: Resolution,
    reprints: Reprints,
) -> tuple[Changes, dict[str, int]]:
    """What to write and drop, and counts of what all records say."""
    terms = Terms(Namespaces(options.base))
    shared = shared_graphs(records, terms, options.vocabulary, resolution, reprints)
    written: dict[str, Iterable[ox.Quad]] = {
        terms.graph(graph_name(record.id)).value: _DocumentGraph(record, terms) for record in fresh
    }
    written |= {terms.graph(name).value: graph for name, graph in shared.graphs.items()}
    dropped = [terms.graph(graph_name(document)).value for document in removed]
    counts = {
        "entities": sum(len(record.entities) for record in records),
        "claims": sum(len(record.relations) for record in records),
        "facts": shared.facts,
        "reprints": len(reprints.head_of),
    }
    return Changes(written, dropped, frozenset({terms.graph(_INFERRED).value})), counts


@dataclass(frozen=True, slots=True)
class _DocumentGraph:
    """A document's quads, made when they are written: all at once they would take far more memory than records."""

    record: Record
    terms: Terms

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(document_quads(self.record, self.terms))
