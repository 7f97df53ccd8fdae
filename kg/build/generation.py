"""The second half of a build: the difference between the last generation and the next, and its publication."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import Any

import pyoxigraph as ox

from kg.build.cache import Cache
from kg.build.fingerprint import graph_fingerprint
from kg.build.intake import Intake, Source
from kg.build.options import BuildOptions
from kg.quads import document_quads
from kg.quads.document import graph_name
from kg.quads.joined import Joined, join
from kg.quads.pieces import joint_pieces, pieces_of
from kg.quads.shared import ALL, SharedWriter, fill
from kg.quads.terms import Terms
from kg.reprints.corpus import find_reprints
from kg.resolve.judgements import Line, live
from kg.resolve.resolution import resolve
from kg.store import Changes, GraphFolder, publish
from kg.store.shares import Entry, Shares, open_shares
from kg.store.write import Check
from ontology.namespaces import Namespaces
from ontology.records import Record

_INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build took in and what is to become of it; `info` is the next generation's build information.

    `changed` documents are written, `removed` ones dropped; with `anew` nothing is taken over from `before`, the
    build information of the current generation. `ledger` are people's judgements.
    """

    intake: Intake
    ledger: Sequence[Line]
    info: dict[str, Any]
    before: Mapping[str, Any]
    changed: list[str]
    removed: list[str]
    anew: bool

    @property
    def idle(self) -> bool:
        """Whether the current generation is already what is asked for."""
        judged = self.info["judgements"] != self.before.get("judgements")
        return not (self.anew or self.changed or self.removed or judged)

    @property
    def documents(self) -> list[str]:
        """All documents of the next generation, by name."""
        return sorted(self.intake.sources, key=lambda document: (self.intake.sources[document].doc, document))

    def from_nothing(self) -> Plan:
        """The same plan where nothing can be taken over."""
        return replace(self, changed=self.documents, anew=True)


def make_plan(intake: Intake, options: BuildOptions, ledger: Sequence[Line], before: Mapping[str, Any]) -> Plan:
    """Compare what was taken in with the current generation."""
    sources = {document: asdict(source) for document, source in intake.sources.items()}
    info: dict[str, Any] = {
        "fingerprint": graph_fingerprint(options.base, options.vocabulary),
        "documents": sources,
        "judgements": sorted(line.judgement.id for line in live(ledger)),
        "texts": {document: source.text for document, source in intake.sources.items()},
    }
    old: Mapping[str, Any] = before.get("documents", {})
    anew = before.get("fingerprint") != info["fingerprint"]
    plan = Plan(intake, ledger, info, before, [], sorted(old.keys() - sources.keys()), anew)
    return replace(plan, changed=[d for d in plan.documents if anew or old.get(d) != sources[d]])


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
        joined, notes = _join(records, terms, options)
        plan.info["shares"] = _bases(joined, plan)
        changes = (_everything if plan.anew else _difference)(shares, writer, terms, records, joined)
        plan.info["counts"]["reprints"] = joined.copies
        name = publish(folder, changes, records.lines(), plan.info, anew=plan.anew, check=check)
        shares.commit(name)
    return name, notes


@dataclass(frozen=True, slots=True)
class _Records:
    """The records of documents, from where they are kept."""

    folder: GraphFolder
    plan: Plan

    def load(self, document: str) -> tuple[Record, str]:
        source: Source = self.plan.intake.sources[document]
        kept = self.folder.record(source.key)
        cache = Cache(self.folder.cache)
        if document not in self.plan.intake.fresh and kept.exists() and not cache.has(source.key):
            return Cache.read(kept, source.doc, source.source)
        return cache.load(source.key, source.doc, source.source)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Those that the graph is to keep, by key."""
        for document in self.plan.changed:
            yield self.plan.intake.sources[document].key, self.load(document)[1]


def _join(records: _Records, terms: Terms, options: BuildOptions) -> tuple[Joined, tuple[str, ...]]:
    """All documents together, and what a person should know of the judgements."""
    folder, texts = records.folder, records.plan.info["texts"]
    every = [records.load(document)[0] for document in records.plan.documents]
    resolution = resolve(every, records.plan.ledger, lambda document: folder.read_text(texts[document]))
    reprints = find_reprints(every, texts, folder.read_text, folder.cache / "reprints")
    return join(every, terms, options.vocabulary, resolution, reprints), tuple(map(str, resolution.problems))


def _bases(joined: Joined, plan: Plan) -> dict[str, str]:
    """Hash of all that the pieces of a document depend on: its record, its date, and who its entities are."""
    bases: dict[str, str] = {}
    for record in joined.records:
        links = [[entity.id, *asdict(joined.links[entity.id]).values()] for entity in record.entities]
        parts = [plan.info["documents"][record.id], record.published, links]
        bases[record.id] = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return bases


def _everything(shares: Shares, writer: SharedWriter, terms: Terms, records: _Records, joined: Joined) -> Changes:
    fill(shares, writer, joined)
    records.plan.info["counts"] = dict(_tally(shares.entries(), writer))
    fresh = chain.from_iterable(writer.quads(entry) for entry in shares.entries())
    return Changes(_written(records, terms, joined), apart=_apart(terms), fresh=fresh)


def _difference(shares: Shares, writer: SharedWriter, terms: Terms, records: _Records, joined: Joined) -> Changes:
    """What follows, before and after, from the keys of documents that say something else now."""
    plan = records.plan
    old_bases = plan.before.get("shares", {})
    restated = [r for r in joined.records if old_bases.get(r.id) != plan.info["shares"][r.id]]
    pieces = {record.id: pieces_of(record, joined.links) for record in restated}
    pieces |= {ALL: joint_pieces(joined), **{document: [] for document in plan.removed}}
    shares.touch(pieces, chain.from_iterable(pieces.values()))
    counts, old = _tally(shares.touched(), writer), _quads(shares.touched(), writer)
    for document, said in pieces.items():
        shares.put(document, said)
    new = _quads(shares.touched(), writer)
    grown = _tally(shares.touched(), writer)
    plan.info["counts"] = {name: plan.before["counts"][name] - n + grown[name] for name, n in counts.items()}
    dropped = [terms.graph(graph_name(document)).value for document in plan.removed]
    return Changes(_written(records, terms, joined), dropped, _apart(terms), gone=old - new, fresh=new - old)


def _tally(entries: Iterable[Entry], writer: SharedWriter) -> Counter[str]:
    """Entities and claims that documents have, and facts that stand."""
    counts = Counter(entities=0, claims=0, facts=0)
    for entry in entries:
        if entry.kind == "document":
            counts.update({name: said[name] for said in entry.said for name in ("entities", "claims")})
        elif entry.kind == "fact":
            counts["facts"] += writer.stands(entry)
    return counts


def _quads(entries: Iterable[Entry], writer: SharedWriter) -> set[ox.Quad]:
    return {quad for entry in entries for quad in writer.quads(entry)}


def _written(records: _Records, terms: Terms, joined: Joined) -> dict[str, Iterable[ox.Quad]]:
    """The graphs of changed documents, and those that only all documents tell."""
    graphs: dict[str, Iterable[ox.Quad]] = {
        terms.graph(graph_name(d)).value: _DocumentGraph(records, d, terms) for d in records.plan.changed
    }
    return {**graphs, **joined.whole(terms)}


def _apart(terms: Terms) -> frozenset[str]:
    return frozenset({terms.graph(_INFERRED).value})


@dataclass(frozen=True, slots=True)
class _DocumentGraph:
    """A document's quads, made when they are written."""

    records: _Records
    document: str
    terms: Terms

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(document_quads(self.records.load(self.document)[0], self.terms))
