"""The first half of a build: documents read, known ones recognised, new ones extracted into the cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extract.document import Document, Refusal
from kg.build.cache import Cache, cache_key, text_key
from kg.build.extractor import Extractor
from kg.build.options import Progress
from kg.build.pool import extract_all
from kg.store import GraphFolder
from kg.store.files import write_whole


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a build remembers it: its graph is the same while all of these are."""

    key: str
    doc: str
    source: str
    text: str


@dataclass(slots=True)
class Intake:
    """Documents by id, how many of them are new, what went wrong, and which had the bytes of another;
    `notes` are for the user.

    `fresh` are those whose record was extracted just now.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    failures: list[Refusal] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def take_in(
    items: Iterable[Document | Refusal],
    folder: GraphFolder,
    extractor: Extractor,
    workers: int,
    before: Mapping[str, Source],
    kept: Mapping[str, Source],
    progress: Progress | None = None,
) -> Intake:
    """Have the record of every document in the cache, and its text layer beside it.

    A document whose extraction fails is left out; but if it is in the graph already (`before`), with the same
    bytes, its last record stays: nothing that was built is lost to a new fault. `kept` stay without being read,
    unless a document of the same name takes their place.
    """
    intake, cache = Intake(), Cache(folder.cache)
    waiting = _read(items, intake, folder, cache, extractor, kept)
    outcomes = extract_all(extractor.extract, waiting, workers)
    for done, (document, outcome) in enumerate(zip(waiting, outcomes, strict=True), start=1):
        if isinstance(outcome, Refusal):
            _fail(intake, document, outcome, before.get(document.id))
        else:
            cache.keep(intake.sources[document.id].key, outcome)
            intake.fresh.add(document.id)
        if progress:
            progress(done, len(waiting))
    named = {source.doc for source in intake.sources.values()}
    stay = {id: source for id, source in kept.items() if id not in intake.sources and source.doc not in named}
    intake.sources |= stay
    return intake


def _read(
    items: Iterable[Document | Refusal],
    intake: Intake,
    folder: GraphFolder,
    cache: Cache,
    extractor: Extractor,
    kept: Mapping[str, Source],
) -> list[Document]:
    """Note every document once; gives those that the cache lacks. Only their texts are kept in memory."""
    waiting: list[Document] = []
    for item in items:
        if isinstance(item, Refusal):
            intake.failures.append(item)
        elif item.id in intake.sources:
            intake.repeated.append(f"{item.source} = {intake.sources[item.id].source}")
        elif item.id in kept and kept[item.id].doc != item.doc:
            intake.repeated.append(f"{item.source} = {kept[item.id].source}")
        else:
            source = Source(
                cache_key(item, extractor.fingerprint_of(item.id)), item.doc, item.source, text_key(item.text)
            )
            intake.sources[item.id] = source
            _keep_text(folder, source, item.text)
            if not cache.has(source.key):
                waiting.append(item)
    return waiting


def _fail(intake: Intake, document: Document, refusal: Refusal, last: Source | None) -> None:
    if last is None:
        del intake.sources[document.id]
    else:
        intake.sources[document.id] = last
        refusal = Refusal(refusal.source, f"{refusal.reason} (what was built from it before stays)")
    intake.failures.append(refusal)


def _keep_text(folder: GraphFolder, source: Source, text: str) -> None:
    layer = folder.texts / f"{source.text}.txt"
    if not layer.exists():
        write_whole(layer, text)
