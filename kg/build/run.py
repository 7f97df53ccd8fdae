"""A build from end to end."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from extract.read import read_paths
from kg.build.correct import correct_kept
from kg.build.expect import read_expectations
from kg.build.extractor import Extractor, default_extractor
from kg.build.generation import write_generation
from kg.build.intake import Intake, Source, take_in
from kg.build.options import BuildOptions, BuildReport, Progress
from kg.build.paths import check_given
from kg.build.plan import make_plan
from kg.corrections import read_corrections
from kg.errors import ZhengmaiError
from kg.resolve.judgements import beside, read_ledger
from kg.store import GraphFolder
from kg.store.disk import told_plainly
from ontology.namespaces import Namespaces

_SHOWN_FAILURES = 3


@dataclass(frozen=True, slots=True)
class Scope:
    """What becomes of documents of the graph that the paths do not have.

    By default they leave it. With `add` they stay, but for those in `remove`: names of documents, their sources or
    the beginnings (8 digits at least) of their hashes. `expect` is a file of totals that the result must keep.
    """

    add: bool = False
    remove: tuple[str, ...] = ()
    expect: Path | None = None


def build_graph(
    paths: Sequence[Path],
    out: Path,
    *,
    options: BuildOptions | None = None,
    scope: Scope | None = None,
    extractor: Extractor | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the graph in the folder `out` be that of the documents in `paths`, no more and no less.

    Documents that are there already cost nothing, others are extracted, those that are gone are removed; `scope`
    can have them stay. What cannot be read or extracted is in the report's failures and stops nothing. `extractor`
    replaces extraction. Raises ZhengmaiError, with `out` as it was, where a path does not exist, no document can be
    had at all, a total is not as expected, another build is writing `out`, the disk is full, or `out` holds
    something else; VocabularyError for a bad vocabulary file.
    """
    started = time.monotonic()
    options, scope = options or BuildOptions(), scope or Scope()
    check_given(paths, options)
    expected = read_expectations(scope.expect) if scope.expect else None
    folder = GraphFolder(Path(out))
    notes: tuple[str, ...] = ()
    with told_plainly(folder.path), folder.locked():
        folder.prepare(options.base)
        current = folder.current()
        before = folder.build_info(current) if current else {}
        intake = _intake(paths, folder, options, scope, extractor, before, progress)
        plan = make_plan(intake, options, read_ledger(options.judgements or beside(folder.path)), before)
        check = partial(expected.check, namespaces=Namespaces(options.base)) if expected else None
        if plan.idle and current:
            counts, generation = before["counts"], current
            if check:
                check(folder.generation(current) / "store")
            folder.clean()
        else:
            generation, notes = write_generation(folder, plan, options, check)
            counts = plan.info["counts"]
    return BuildReport(
        **counts,
        removed=len(plan.removed) if not plan.idle else 0,
        changed=not plan.idle,
        generation=generation,
        documents=len(intake.sources),
        extracted=len(intake.fresh),
        seconds=time.monotonic() - started,
        failures=tuple(intake.failures),
        repeated=tuple(intake.repeated),
        notes=(*intake.notes, *notes),
    )


def _intake(
    paths: Sequence[Path],
    folder: GraphFolder,
    options: BuildOptions,
    scope: Scope,
    extractor: Extractor | None,
    before: Mapping[str, Any],
    progress: Progress | None,
) -> Intake:
    """Documents of the paths, and those that stay; raises ZhengmaiError where there are none."""
    known = {document: Source(**source) for document, source in before.get("documents", {}).items()}
    leaving = _named(scope.remove, known)
    stay = {d: source for d, source in known.items() if d not in leaving} if scope.add or scope.remove else {}
    items = read_paths(paths, overrides=options.overrides)
    corrections = read_corrections(folder.path)
    if paths or not scope.remove:
        extractor = (extractor or default_extractor(options)).correcting(corrections)
        intake = take_in(items, folder, extractor, options.workers, known, stay, progress)
    else:
        intake = Intake(dict(stay))
    staying = [document for document, source in stay.items() if intake.sources.get(document) == source]
    intake.notes += correct_kept(intake, staying, folder, corrections)
    if not intake.sources:
        reasons = [f"{failure.source}: {failure.reason}" for failure in intake.failures[:_SHOWN_FAILURES]]
        raise ZhengmaiError(f"no document could be built: {'; '.join(reasons) or 'the paths hold none'}")
    return intake


_SHORTEST_HASH = 8


def _named(names: Sequence[str], known: Mapping[str, Source]) -> set[str]:
    """The documents that are meant; raises ZhengmaiError for a name that means none, or several."""
    found: set[str] = set()
    for name in names:
        meant = {
            document
            for document, source in known.items()
            if name in (source.doc, source.source) or (len(name) >= _SHORTEST_HASH and document.startswith(name))
        }
        if len(meant) != 1:
            raise ZhengmaiError(
                f"--remove {name}: {'no' if not meant else len(meant)} documents of the graph are so called"
            )
        found |= meant
    return found
