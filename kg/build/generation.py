"""The second half of a build: the difference between the last generation and the next, and its publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from kg.build.cache import Cache
from kg.build.intake import Source
from kg.build.options import BuildOptions
from kg.build.plan import Plan
from kg.build.together import Together, Told
from kg.quads import document_quads
from kg.quads.document import graph_name
from kg.quads.pieces import joint_pieces, pieces_of
from kg.quads.shared import ALL, VOCABULARY, SharedWriter, written_successions
from kg.quads.terms import Terms
from kg.store import Changes, GraphFolder, publish
from kg.store.shares import Entry, Piece, Shares, open_shares
from kg.store.write import Check
from ontology.namespaces import Namespaces
from ontology.records import Record

_INFERRED, _REPRINTS = "inferred", "reprints"
# Of fewer documents, the first trace reads what all traces need in a moment.
_MANY = 2_000


def write_generation(
    folder: GraphFolder, plan: Plan, options: BuildOptions, check: Check | None
) -> tuple[str, tuple[str, ...]]:
    """Publish the next generation and put its counts into `plan.info`; gives its name, and notes on the judgements.

    Raises what `publish` does. The shares are kept last: after a kill in between, the next build that changes
    anything starts from nothing.
    """
    terms = Terms(Namespaces(options.base))
    writer = SharedWriter(terms, options.vocabulary)
    with open_shares(folder.shares) as shares:
        if shares.generation() != folder.current():
            plan = plan.from_nothing()
        records = _Records(folder, plan)
        together = Together(shares.database, folder, plan.info["texts"], records.load)
        told = together.update(plan, terms)
        step = _Step(shares, writer, terms, records, together, options)
        changes = step.everything(told) if plan.anew else step.difference(told)
        plan.info["counts"]["reprints"] = told.copies
        name = publish(folder, changes, records.lines(), plan.info, anew=plan.anew, check=check)
        shares.commit(name)
    if plan.anew and len(plan.documents) >= _MANY:
        from kg.trace.corpus import keep_corpus

        keep_corpus(folder.path)
    return name, tuple(map(str, told.problems))


@dataclass(frozen=True, slots=True)
class _Records:
    """The records of documents, from where they are kept."""

    folder: GraphFolder
    plan: Plan

    def load(self, document: str) -> Record:
        """The record of a document of the next generation; raises KeyError for any other."""
        return self._read(document)[0]

    def lines(self) -> Iterator[tuple[str, str]]:
        """Those that the graph is to keep, by key."""
        for document in self.plan.changed:
            yield self.plan.intake.sources[document].key, self._read(document)[1]

    def _read(self, document: str) -> tuple[Record, str]:
        source: Source = self.plan.intake.sources[document]
        kept = self.folder.record(source.key)
        cache = Cache(self.folder.cache)
        if document not in self.plan.intake.fresh and kept.exists() and not cache.has(source.key):
            return Cache.read(kept, source.doc, source.source)
        return cache.load(source.key, source.doc, source.source)


@dataclass(frozen=True, slots=True)
class _Step:
    """From what documents tell, alone and together, to the quads that are written."""

    shares: Shares
    writer: SharedWriter
    terms: Terms
    records: _Records
    together: Together
    options: BuildOptions

    def everything(self, told: Told) -> Changes:
        """All quads of all documents."""
        shares, writer, plan = self.shares, self.writer, self.records.plan
        shares.clear()
        shares.put(VOCABULARY, writer.vocabulary_pieces())
        for document in plan.documents:
            shares.put(document, self._pieces(document))
        shares.put(ALL, self._joint(told))
        plan.info["counts"] = dict(_tally(shares.entries(), writer))
        fresh = chain.from_iterable(writer.quads(entry) for entry in shares.entries())
        return Changes(self._written(told), apart=self._apart(), fresh=fresh)

    def difference(self, told: Told) -> Changes:
        """What follows, before and after, from the keys of documents that say something else now."""
        shares, writer, plan = self.shares, self.writer, self.records.plan
        pieces = {document: self._pieces(document) for document in sorted({*plan.changed, *told.restated})}
        pieces |= {document: [] for document in plan.removed}
        shares.touch([*pieces, ALL], chain.from_iterable(pieces.values()))
        before = _by_key(shares.touched())
        for document, said in pieces.items():
            shares.put(document, said)
        joint = self._joint(told)
        shares.touch([], joint)
        shares.put(ALL, joint)
        after = _by_key(shares.touched())
        counts, grown = _tally(before.values(), writer), _tally(after.values(), writer)
        plan.info["counts"] = {name: plan.before["counts"][name] - n + grown[name] for name, n in counts.items()}
        turns = [writer.change(before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys())]
        old, new = (set(chain.from_iterable(quads)) for quads in zip(*turns, strict=True)) if turns else (set(), set())
        dropped = [self.terms.graph(graph_name(document)).value for document in plan.removed]
        return Changes(self._written(told), dropped, self._apart(), gone=old - new, fresh=new - old)

    def _pieces(self, document: str) -> list[Piece]:
        record = self.together.dated(self.records.load(document))
        return pieces_of(record, self.together.links(document), self.options.vocabulary)

    def _joint(self, told: Told) -> list[Piece]:
        return joint_pieces(chain(told.judgements, written_successions(self.shares, self.terms)))

    def _written(self, told: Told) -> dict[str, Iterable[ox.Quad]]:
        """The graphs of changed documents, and that of reprints."""
        graphs: dict[str, Iterable[ox.Quad]] = {
            self.terms.graph(graph_name(d)).value: _DocumentGraph(self.records, d, self.terms)
            for d in self.records.plan.changed
        }
        return {**graphs, self.terms.graph(_REPRINTS).value: told.reprints}

    def _apart(self) -> frozenset[str]:
        return frozenset({self.terms.graph(_INFERRED).value})


def _tally(entries: Iterable[Entry], writer: SharedWriter) -> Counter[str]:
    """Entities and claims that documents have, and facts that stand."""
    counts = Counter(entities=0, claims=0, facts=0)
    for entry in entries:
        if entry.kind == "document":
            counts.update({name: said[name] for said in entry.said for name in ("entities", "claims")})
        elif entry.kind == "fact":
            counts["facts"] += writer.stands(entry)
    return counts


def _by_key(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    return {(entry.kind, entry.key): entry for entry in entries}


@dataclass(frozen=True, slots=True)
class _DocumentGraph:
    """A document's quads, made when they are written."""

    records: _Records
    document: str
    terms: Terms

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(document_quads(self.records.load(self.document), self.terms))
