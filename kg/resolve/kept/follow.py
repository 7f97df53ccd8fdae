"""Who is who after a change of documents or judgements: the parts that it touches worked out again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.identity import Identity, identify
from kg.resolve.judgements.anchor import Anchored, Problem, anchor, in_order
from kg.resolve.judgements.closure import Verdicts, close
from kg.resolve.judgements.ledger import Line, live
from kg.resolve.kept.candidates import Candidates, Pairs, take_keys
from kg.resolve.kept.components import Components
from kg.resolve.kept.table import Entry, Kept
from kg.resolve.match.blocks import places_of
from kg.resolve.match.context import Sentences, Texts
from kg.resolve.match.profile import Profile, told
from kg.resolve.match.score import compare, worth_comparing
from kg.resolve.units import BY_TABLE, Shown, show, units_of
from ontology.records import Record

_PROFILES, _SCORES = 1 << 13, 1 << 15


@dataclass(frozen=True, slots=True)
class Change:
    """Documents that leave, or whose record is another now, and the records of those that come, or come again.

    `lines` are all judgements; `record` gives the record of any document that is there afterwards, and `texts` text
    layers.
    """

    leaving: Collection[str]
    coming: Sequence[Record]
    lines: Sequence[Line]
    record: Callable[[str], Record | None]
    texts: Texts


@dataclass(frozen=True, slots=True)
class Followed:
    """Other documents whose entities came to mean something else; decisions that hold, and what is wrong with any."""

    restated: set[str]
    judged: tuple[Anchored, ...]
    problems: tuple[Problem, ...]


def follow(kept: Kept, change: Change) -> Followed:
    """Bring what is kept up to date: afterwards its links are those of `resolve` for the documents that are there."""
    return _Following(kept, change).run()


class _Following:
    def __init__(self, kept: Kept, change: Change) -> None:
        self._kept, self._change = kept, change
        self._first = kept.empty()
        self._sentences = Sentences(change.texts)
        self._profile = lru_cache(_PROFILES)(kept.profile)
        self._score = lru_cache(_SCORES)(lambda a, b: compare(self._profile(a), self._profile(b)))
        self._before: dict[str, tuple[str, Identity]] = {}

    def run(self) -> Followed:
        verdicts, problems = self._verdicts()
        entries = [entry for record in self._change.coming for entry in self._entries(record)]
        said = {(name, *sorted(edge)) for name in ("same", "different", "unsure") for edge in getattr(verdicts, name)}
        doubtful = {id for _, *edge in said ^ self._kept.verdicts() for id in edge}
        signs = self._kept.signs_of_documents(self._change.leaving) | {entry.sign for entry in entries}
        signs |= self._kept.signs(doubtful)
        self._before = self._kept.things(signs)
        dead = sorted(self._kept.units_of_signs(signs))
        lost, places, near = self._kept.drop_units(dead)
        self._kept.drop_documents(self._change.leaving)
        self._kept.add(entries)
        self._kept.set_verdicts(said)
        fresh = self._regroup(signs, verdicts)
        moved = take_keys(self._kept, fresh, lost, places)
        touched = self._compare(Candidates(self._kept, moved, self._first)) | near | fresh.keys()
        judged, refused = self._cluster(touched, verdicts)
        ordered = sorted(judged, key=lambda one: one.line.judgement.id)
        return Followed(self._restated(), tuple(ordered), in_order((*problems, *verdicts.problems, *refused)))

    def _verdicts(self) -> tuple[Verdicts, list[Problem]]:
        lines = list(live(self._change.lines))
        named = {place.document for line in lines for place in line.judgement.pair}
        records = {document: record for document in sorted(named) if (record := self._change.record(document))}
        anchored, problems = anchor(lines, records)
        return close(anchored), problems

    def _entries(self, record: Record) -> Iterable[Entry]:
        relations = told(record)
        for entity in record.entities:
            sign = identify(entity, record)
            if entity.type in BY_TABLE:
                yield Entry(entity.id, record.id, entity.type, sign, False, None)
            else:
                shown = show(entity, record, relations, self._sentences, sign)
                yield Entry(entity.id, record.id, entity.type, sign, shown.alone, shown.profile)

    def _regroup(self, signs: Iterable[Identity], verdicts: Verdicts) -> dict[str, Profile]:
        """Units of the entities with each sign; gives them with what they show."""
        judged = verdicts.entities()
        fresh: dict[str, Profile] = {}
        for sign in sorted(signs):
            if members := self._bearers(sign, judged):
                for unit in units_of(sign, members, verdicts):
                    self._kept.add_unit(unit, places_of(unit.profile))
                    fresh[unit.profile.key] = unit.profile
        return fresh

    def _bearers(self, sign: Identity, judged: set[str]) -> list[Shown]:
        members: list[Shown] = []
        for id, document, type, alone, profile in self._kept.bearers(sign):
            if profile is not None:
                members.append(Shown(id, alone, profile))
            elif id in judged and (record := self._change.record(document)):
                entity = next(entity for entity in record.entities if entity.id == id and entity.type == type)
                members.append(show(entity, record, told(record), self._sentences, sign))
        return members

    def _compare(self, candidates: Candidates) -> set[str]:
        """Score pairs that are new, drop those that no key gives any more; gives the units whose pairs changed."""
        come, gone = candidates.changes()
        wanted = {pair: score.probability for pair in self._worthwhile(come) if (score := self._score(*pair)).merges}
        self._kept.want((*pair, odds) for pair, odds in wanted.items())
        lost = {pair for pair in gone if self._kept.wanted(*pair) and not candidates.given(*pair)}
        for pair in lost:
            self._kept.unwant(*pair)
        return {unit for pair in (*wanted, *lost) for unit in pair}

    def _worthwhile(self, pairs: Pairs) -> list[tuple[str, str]]:
        return [(a, b) for a, b in sorted(pairs) if worth_comparing(self._profile(a), self._profile(b))]

    def _cluster(self, touched: set[str], verdicts: Verdicts) -> tuple[list[Anchored], list[Problem]]:
        """Say anew what the touched units are, and all that people judged: what they say is told by each build."""
        unit_of = {id: unit for id in verdicts.entities() if (unit := self._kept.unit_of(id))}
        components = Components(self._kept, verdicts, unit_of, self._score)
        for units in components.around(touched | set(unit_of.values())):
            if not self._first:
                self._before = self._kept.members(units) | self._before
            for cluster in components.clustered(units):
                best = min(map(self._kept.rank, cluster))
                self._kept.become(cluster, best[-1])
        return components.judged, components.problems

    def _restated(self) -> set[str]:
        coming = {record.id for record in self._change.coming}
        now = self._kept.things_of(self._before)
        return {doc for id, (doc, thing) in self._before.items() if now.get(id, thing) != thing} - coming
