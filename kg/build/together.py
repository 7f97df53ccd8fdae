"""What only all documents together tell: who is who, and who copied whom; kept from build to build, and brought up to
date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kg.build.plan import Plan
from kg.quads.judgements import write_judgements
from kg.quads.reprints import write_reprints
from kg.quads.terms import GraphWriter, Terms
from kg.reprints import Folded, Likeness, Reprints, compare, fold, group_copies
from kg.reprints.corpus import Shelf
from kg.reprints.library import Library, Source, source_of
from kg.reprints.passages import Passages, Place, copied_passages
from kg.resolve.identity import Identity
from kg.resolve.judgements.anchor import Problem
from kg.resolve.kept import Change, Kept, follow
from kg.store import GraphFolder
from ontology.records import Record


@dataclass(frozen=True, slots=True)
class Told:
    """`restated` documents did not change, but what their entities mean did, or their date by an earlier copy;
    `reprints` is a graph to be written whole, `judgements` are quads; `copies` is how many documents are copies."""

    restated: set[str]
    judgements: GraphWriter
    reprints: GraphWriter
    copies: int
    problems: tuple[Problem, ...]


class Together:
    """What is kept of all documents in a database; `texts` has the hash of each document's text layer, `load` gives
    the record of a document of the next generation."""

    def __init__(
        self,
        database: sqlite3.Connection,
        folder: GraphFolder,
        texts: Mapping[str, str],
        load: Callable[[str], Record],
    ) -> None:
        self._kept, self._library = Kept(database), Library(database)
        self._folder, self._texts, self._load = folder, texts, load
        self._shelf = Shelf(folder.cache / "reprints", folder.read_text)
        self._reprints = Reprints()

    def update(self, plan: Plan, terms: Terms) -> Told:
        """Follow the plan."""
        if plan.anew:
            self._kept.clear()
            self._library.clear()
        leaving = {*plan.removed, *plan.changed}
        coming = [self._load(document) for document in plan.changed]
        sources = self._shelve(leaving, coming)
        redated = self._library.redate(self._reprints)
        passages = copied_passages([(one.copyable, one.quotes) for one in sources], self._reprints, self._alike)
        change = Change(leaving, coming, plan.ledger, self._record, self._text)
        followed = follow(self._kept, change)
        judgements, copied = GraphWriter(terms, "facts"), GraphWriter(terms, "reprints")
        write_judgements(judgements, followed.judged)
        write_reprints(copied, sources, self._reprints, passages, self._links_of(passages))
        restated = (followed.restated | redated) - leaving
        return Told(restated, judgements, copied, len(self._reprints.head_of), followed.problems)

    def dated(self, record: Record) -> Record:
        """The record, that of a copy dated as the first of its group: what a reprint tells was so by then."""
        date = self._reprints.first_published.get(record.id)
        return replace(record, published=date) if date else record

    def links(self, document: str) -> dict[str, Identity]:
        """What each entity of a document is, by its id."""
        return self._kept.links(document)

    def _shelve(self, leaving: set[str], coming: list[Record]) -> list[Source]:
        """Find the groups of copies; gives all documents."""
        self._library.drop(leaving)
        for record in coming:
            text = self._texts[record.id]
            self._library.put(source_of(record, text, self._shelf.sketch(text)))
        sources = self._library.sources()
        documents, sketches = [one.copyable for one in sources], [one.sketch for one in sources]
        texts = {one.copyable.id: one.text for one in sources}
        self._reprints = group_copies(documents, sketches, lambda a, b: self._shelf.likeness(texts[a], texts[b]))
        return sources

    def _links_of(self, passages: Passages) -> dict[str, Identity]:
        documents = {place.document for place in (*passages.copy_of, *passages.copy_of.values())}
        return {id: identity for document in sorted(documents) for id, identity in self.links(document).items()}

    def _alike(self, first: Place, second: Place) -> Likeness:
        one, other = sorted((first, second))
        return self._library.alike(one, other, lambda: compare(self._quote(one), self._quote(other)))

    def _quote(self, place: Place) -> Folded:
        return fold(self._text(place.document)[place.start : place.end])

    def _text(self, document: str) -> str:
        return self._folder.read_text(self._texts[document])

    def _record(self, document: str) -> Record | None:
        return self._load(document) if document in self._texts else None
