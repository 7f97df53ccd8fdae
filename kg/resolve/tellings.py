"""What documents tell of adoptions: each claim or event of a record, with the region and programme that it means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.resolve.adopters import adopter
from kg.resolve.gather import OWN, Gathered, end_identity, event_region, own_identity
from kg.resolve.identity import Identity
from kg.resolve.intervals import Interval, began
from kg.resolve.places import NATION, chain_keys, parent_key
from kg.resolve.topics import covers
from ontology.records import Entity, Evidence, Record

_QUOTES = re.compile(r"[\s“”\"‘’'「」『』]")
# A programme that is only spoken of is not taken up.
_TOLD = ("planned", "ongoing", "achieved", "ended")
# Kinds of things whose region is a division of its own.
_DIVISION = "region"


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim or event of a record. `claim` is the claim's id where the evidence is the claim's own, else None and
    the `evidence` is the event's; `used` is the name that the text uses."""

    programme: Identity
    region: Identity
    status: str
    time: str | None
    record: Record
    used: str
    evidence: tuple[Evidence, ...] = ()
    claim: str | None = None

    @property
    def own(self) -> bool:
        """Whether the document tells it of the region that it speaks for."""
        return self.region == own_identity(self.record)

    @property
    def when(self) -> str | None:
        """The beginning of the time that it tells, else the date of the document."""
        return self.time.partition("/")[0] if self.time else self.record.published

    @property
    def order(self) -> tuple[str, str, str, int]:
        """Sort key: by the day by which it is certain, then by place in the corpus."""
        upper = began(self.status, self.time, self.record.published).upper
        return upper or "9", self.time or "9", self.record.doc, min((e.start for e in self.evidence), default=0)


def tellings(records: Iterable[Record], found: Gathered) -> Iterator[Telling]:
    """All that the records tell of who takes a programme up, or means to, or gives it up."""
    for record in records:
        entities = {entity.id: entity for entity in record.entities}
        for event in record.events:
            if event.status in _TOLD:
                programme, region = found.links[event.programme], event_region(event, record)
                evidence = tuple(event.evidence)
                used = _used(entities[event.programme], evidence)
                yield Telling(programme, region, event.status, event.time, record, used, evidence)
        for relation in record.relations:
            if relation.predicate != "implements" or relation.status not in _TOLD:
                continue
            behind = adopter(record, relation, found)
            if behind is None:
                continue
            programme = end_identity(found, record, relation.object)
            used = _used(entities[relation.object], relation.evidence)
            # What an agency does is told of its region by the event alone, so that needs evidence.
            by_agency = end_identity(found, record, relation.subject) != behind
            evidence = tuple(relation.evidence) if by_agency else ()
            yield Telling(programme, behind, relation.status, relation.time, record, used, evidence, relation.id)


def _used(entity: Entity, evidence: Sequence[Evidence]) -> str:
    """The name as the first piece of evidence has it, the longest where it stands there twice."""
    for piece in evidence:
        inside = [m.text for m in entity.mentions if piece.start <= m.start and m.end <= piece.end]
        if inside:
            return unquoted(max(inside, key=len))
    return unquoted(entity.name)


class Topics:
    """Which documents of a region cover a field, and which programmes each names."""

    def __init__(self, records: Iterable[Record], found: Gathered, extra: tuple[Path, ...] = ()) -> None:
        self.covered: dict[str, list[str]] = {}
        self._by_region: dict[Identity, list[tuple[str, str]]] = defaultdict(list)
        self._named: dict[str, set[Identity]] = {}
        for record in records:
            self.covered[record.id] = covers(record, extra)
            self._named[record.id] = {found.links[e.id] for e in record.entities if e.type == "Programme"}
            if record.published:
                self._by_region[own_identity(record)].append((record.published, record.id))

    def interval(self, first: Telling, scopes: frozenset[str]) -> Interval:
        """When what is told first began; `scopes` are the fields of its programme, none where that is unknown."""
        silent = (
            (published, document)
            for published, document in self._by_region.get(first.region, ())
            if first.programme not in self._named[document] and self._covers(document, scopes)
        )
        return began(first.status, first.time, first.record.published, silent)

    def _covers(self, document: str, scopes: frozenset[str]) -> bool:
        covered = self.covered[document]
        return bool(covered) and (not scopes or not scopes.isdisjoint(covered) or "general" in covered)


def superiors(telling: Telling) -> Iterator[Identity]:
    """The divisions above the region of a telling, nearest first, the nation last."""
    region, record = telling.region, telling.record
    if region.kind == OWN:
        chain = list(chain_keys(record.region.code).values()) if record.region else []
        keys = [key for key in reversed(chain) if not (record.region and record.region.resolved and key == chain[-1])]
    else:
        keys, above = [], parent_key(region.key)
        while above:
            keys.append(above)
            above = parent_key(above)
    for key in keys:
        yield Identity(_DIVISION, key)
    if region.key != NATION:
        yield Identity(_DIVISION, NATION)


def unquoted(name: str) -> str:
    """A name without quotation marks and blanks: “链长制” and 链长制 are one name.

    >>> unquoted('“四送一服”双千工程')
    '四送一服双千工程'
    """
    return _QUOTES.sub("", name)
