"""Who is who in a graph, for people: what the machine joined, what it asks about, and how a person decides.

Everything is computed anew from the graph's records and the file of judgements; a decision is a line in that file, and
shows in the graph after the next build.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from extract.places.divisions import divisions
from kg.errors import ZhengmaiError
from kg.resolve.judgements import (
    VERDICTS,
    Judgement,
    Line,
    Place,
    beside,
    decide,
    live,
    place_of,
    read_ledger,
    withdraw,
)
from kg.resolve.judgements.anchor import Problem
from kg.resolve.judgements.codes import shared_codes
from kg.resolve.match.context import Sentences
from kg.resolve.resolution import Resolution, Tie, resolve
from kg.store import ReadStore
from ontology.records import Entity, Record, stable_id

_SHORTEST_HASH = 8


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things as a document shows it: its name and other names there, the document with its region and time,
    and a sentence that names it. `entity` is the IRI there, `place` what a judgement points at."""

    name: str
    aliases: tuple[str, ...]
    type: str
    document: str
    title: str
    region: str
    published: str
    sentence: str
    entity: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for or against two things being one, in words; `weight` in log-odds, 0 for a rule."""

    name: str
    weight: float
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two things that may be one: `id` is made of their places, `probability` lies between 0 and 1.

    `reasons` are the observations, the weightiest first; `rules` what forbids a merge without a person.
    """

    id: str
    probability: float
    first: Side
    second: Side
    reasons: tuple[Reason, ...]
    rules: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """The suggestion as plain data, as JSON has it."""
        return asdict(self)


class Review:
    """The identities of one graph, with a file of judgements to decide in."""

    def __init__(self, store: ReadStore, judgements: Path | None = None) -> None:
        self.path = judgements or beside(store.path)
        self._store = store
        self._sentences = Sentences(store.text)

    @cached_property
    def resolution(self) -> Resolution:
        """Who is who by the records and the judgements as they are now; raises ZhengmaiError for a bad file."""
        return resolve(self._store.records(), read_ledger(self.path), self._store.text)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Judgements that contradict each other, break a rule, or point at what is not there any more."""
        return self.resolution.problems

    def judgements(self) -> tuple[Line, ...]:
        """The decisions that hold, by line."""
        return live(read_ledger(self.path))

    def suggestions(self, kind: str | None = None, limit: int | None = None) -> list[Suggestion]:
        """Pairs that a person may decide on, the likeliest first; only of type `kind` if given, `limit` at most."""
        return self._shown(self.resolution.suggested, kind, limit)

    def merged(self, kind: str | None = None, limit: int | None = None) -> list[Suggestion]:
        """Pairs that the machine joined, with the reasons, the likeliest first."""
        return self._shown(self.resolution.merged, kind, limit)

    def find(self, id: str) -> Suggestion:
        """The one suggestion or merge whose id begins so; raises ZhengmaiError where there is none, or several."""
        ties = (*self.resolution.suggested, *self.resolution.merged)
        found = [tie for tie in ties if id and self._id(tie).startswith(id)]
        if len(found) != 1:
            raise ZhengmaiError(f"{'no' if not found else 'more than one'} suggestion has the id {id!r}")
        return self._suggestion(found[0])

    def between(self, first: str, second: str) -> tuple[Side, Side]:
        """Two mentions of one type, whether they were suggested, joined or neither, each as `DOC:NAME` or `DOC:OFFSET`:
        a document's name (or the beginning of its hash), and what is named there or where in its text.

        Raises ZhengmaiError where there are no two such, or several.
        """
        sides = [self._named(text) for text in (first, second)]
        pairs = [(a, b) for a in sides[0] for b in sides[1] if a.type == b.type and a.place != b.place]
        if len(pairs) != 1:
            raise ZhengmaiError(
                f"{first}, {second}: {'no' if not pairs else len(pairs)} two things of one type are so named; "
                "write DOC:NAME or DOC:OFFSET"
            )
        return pairs[0]

    def _named(self, text: str) -> list[Side]:
        document, _, what = text.strip().rpartition(":")
        sources = self._store.build_info.get("documents", {}).items()
        named = (
            id
            for id, source in sources
            if document in (source["doc"], source["source"])
            or (len(document) >= _SHORTEST_HASH and id.startswith(document))
        )
        records = [self._store.record(id) for id in sorted(named)]
        return [self._side_of(e, record) for record in records for e in record.entities if _means(what, e)]

    def shared_codes(self) -> tuple[Problem, ...]:
        """Decisions that part two firms to which texts give one credit code; raises ZhengmaiError for a bad file."""
        lines = self.judgements()
        named = {place.document for line in lines for place in line.judgement.pair}
        known = named & self._store.build_info["texts"].keys()
        records = {document: self._store.record(document) for document in sorted(known)}
        return shared_codes(lines, records, self._store.text)

    def decide(
        self, pair: Suggestion | tuple[Place, Place], verdict: str, *, who: str = "", when: str = "", why: str = ""
    ) -> Judgement:
        """Record a decision: same, different or unsure; what held of the pair before is replaced, never erased.

        Raises ZhengmaiError for another verdict, and where the file cannot be read or written.
        """
        if verdict not in VERDICTS:
            raise ZhengmaiError(f"a judgement is one of {', '.join(VERDICTS)}, not {verdict!r}")
        first, second = (pair.first.place, pair.second.place) if isinstance(pair, Suggestion) else pair
        return decide(self.path, Judgement(verdict, first, second, who, when, why))

    def undo(self, line_id: str, *, who: str = "", when: str = "", why: str = "") -> Judgement:
        """Take a decision back by its id; raises ZhengmaiError where no one decision that holds has it."""
        return withdraw(self.path, line_id, who=who, when=when, why=why)

    def _shown(self, ties: Iterable[Tie], kind: str | None, limit: int | None) -> list[Suggestion]:
        wanted = [tie for tie in ties if kind in (None, self.resolution.namings[tie.first].entity.type)]
        ranked = sorted(wanted, key=lambda tie: (-round(tie.score.probability, 9), tie.first, tie.second))
        return [self._suggestion(tie) for tie in ranked[:limit]]

    def _id(self, tie: Tie) -> str:
        return stable_id("pair", *sorted((tie.first, tie.second)))[:12]

    def _suggestion(self, tie: Tie) -> Suggestion:
        features = sorted(tie.score.features, key=lambda feature: -abs(feature.weight))
        reasons = tuple(Reason(f.name, round(f.weight, 2), f.words("zh"), f.words("en")) for f in features)
        rules = tuple(Reason(n, 0.0, r.zh, r.en) for n, r in zip(tie.score.bars, tie.score.rules, strict=True))
        sides = self._side(tie.first), self._side(tie.second)
        return Suggestion(self._id(tie), round(tie.score.probability, 4), *sides, reasons, rules)

    def _side(self, id: str) -> Side:
        naming = self.resolution.namings[id]
        return self._side_of(naming.entity, naming.record)

    def _side_of(self, entity: Entity, record: Record) -> Side:
        sentence = next(iter(self._sentences.around(record.id, entity, 1)), "")
        iri = self._store.namespaces.thing("e", entity.id)
        return Side(
            entity.name, tuple(entity.aliases), entity.type, record.doc, record.title or "", _region(record),
            record.published or "", sentence, iri, place_of(record, entity),
        )  # fmt: skip


def _means(what: str, entity: Entity) -> bool:
    """Whether an entity is called so, or mentioned at such an offset."""
    if what.isdigit():
        return any(mention.start <= int(what) < mention.end for mention in entity.mentions)
    return what in (entity.name, *entity.aliases, *(mention.text for mention in entity.mentions))


def _region(record: Record) -> str:
    """The path of the document's own region as it was called then, with 某地 where it only lies in it."""
    region = record.region
    if region is None:
        return ""
    known = divisions().get(region.code)
    return region.path if region.resolved or known is None else f"{region.path}/某地"
