"""What documents tell of adoptions: each claim or event of a record, with the region and programme that it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.resolve.adopters import adopter
from kg.resolve.gather import OWN, Gathered, end_identity, event_region, own_identity
from kg.resolve.identity import Identity
from kg.resolve.intervals import Interval, began, bounds
from kg.resolve.places import NATION, chain_keys, parent_key
from kg.resolve.topics import GENERAL, covers
from ontology.records import Entity, Evidence, Record

_QUOTES = re.compile(r"[\s“”\"‘’'「」『』]")
# A programme that is only spoken of is not taken up.
_TOLD = ("planned", "ongoing", "achieved", "ended")


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim or event of a document. `claim` is the claim's id where the evidence is the claim's own, else None and
    the `evidence` is the event's; `used` is the name that the text uses.

    Of the document there is its id, its name `doc` in the corpus and its date; `own` is whether it tells it of the
    region that it speaks for, `above` are the keys of the divisions above the region, nearest first.
    """

    programme: Identity
    region: Identity
    status: str
    time: str | None
    document: str
    doc: str
    published: str | None
    own: bool
    used: str
    above: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    claim: str | None = None

    @property
    def when(self) -> str | None:
        """The beginning of the time that it tells, else the date of the document."""
        return self.time.partition("/")[0] if self.time else self.published

    @property
    def order(self) -> tuple[str, str, str, int]:
        """Sort key: by the day by which it is certain, then by place in the corpus."""
        upper = began(self.status, self.time, self.published).upper
        return upper or "9", self.time or "9", self.doc, min((e.start for e in self.evidence), default=0)


def tellings(record: Record, found: Gathered) -> Iterator[Telling]:
    """All that the record tells of who takes a programme up, or means to, or gives it up."""
    entities = {entity.id: entity for entity in record.entities}
    for event in record.events:
        if event.status in _TOLD:
            ends = found.links[event.programme], event_region(event, record)
            evidence = tuple(event.evidence)
            used = _used(entities[event.programme], evidence)
            yield _telling(record, ends, event.status, event.told, used, evidence)
    for relation in record.relations:
        if relation.predicate != "implements" or relation.status not in _TOLD:
            continue
        behind = adopter(record, relation, found)
        if behind is None:
            continue
        ends = end_identity(found, record, relation.object), behind
        used = _used(entities[relation.object], relation.evidence)
        # What an agency does is told of its region by the event alone, so that needs evidence.
        by_agency = end_identity(found, record, relation.subject) != behind
        evidence = tuple(relation.evidence) if by_agency else ()
        yield _telling(record, ends, relation.status, relation.time, used, evidence, relation.id)


def _telling(
    record: Record,
    ends: tuple[Identity, Identity],
    status: str,
    time: str | None,
    used: str,
    evidence: tuple[Evidence, ...],
    claim: str | None = None,
) -> Telling:
    programme, region = ends
    own, above = region == own_identity(record), tuple(_superiors(region, record))
    place = record.id, record.doc, record.published
    return Telling(programme, region, status, time, *place, own, used, above, evidence, claim)


def _used(entity: Entity, evidence: Sequence[Evidence]) -> str:
    """The name as the first piece of evidence has it, the longest where it stands there twice."""
    for piece in evidence:
        inside = [m.text for m in entity.mentions if piece.start <= m.start and m.end <= piece.end]
        if inside:
            return unquoted(max(inside, key=len))
    return unquoted(entity.name)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which fields a dated document covers, and which programmes it names."""

    published: str
    document: str
    scopes: tuple[str, ...]
    named: frozenset[Identity]


def coverage(record: Record, found: Gathered, extra: tuple[Path, ...] = ()) -> Coverage | None:
    """What the record covers, for the region that it speaks for; None where it has no date or covers nothing.

    `extra` are an analyst's own programme files.
    """
    scopes = covers(record, extra)
    if not record.published or not scopes:
        return None
    named = frozenset(found.links[e.id] for e in record.entities if e.type == "Programme")
    return Coverage(record.published, record.id, tuple(scopes), named)


# A day on which something was covered, and by what.
Covered = tuple[str, Coverage]


def latest_first(covered: Iterable[Coverage]) -> list[Covered]:
    """What documents of a region cover, as `interval` goes through it; without those whose date is none."""
    days = ((day[1], one) for one in covered if (day := bounds(one.published)))
    return sorted(days, key=lambda pair: (pair[0], pair[1].document), reverse=True)


def interval(first: Telling, scopes: frozenset[str], covered: Iterable[Covered]) -> Interval:
    """When what is told first began. `scopes` are the fields of its programme, none where that is unknown; `covered`
    is what documents of the region cover, the latest first: of those that cover a field, silence tells something."""
    told = began(first.status, first.time, first.published)
    if told.lower is not None:
        return told
    for day, one in covered:
        out_before = told.upper is None or day < told.upper
        if out_before and first.programme not in one.named and _covers(one, scopes):
            return Interval(day, told.upper, one.document)
    return told


def _covers(one: Coverage, scopes: frozenset[str]) -> bool:
    return not scopes or not scopes.isdisjoint(one.scopes) or GENERAL in one.scopes


def _superiors(region: Identity, record: Record) -> Iterator[str]:
    """The keys of the divisions above a region that the record speaks of, nearest first, the nation last."""
    if region.kind == OWN:
        chain = list(chain_keys(record.region.code).values()) if record.region else []
        resolved = record.region is not None and record.region.resolved
        yield from (key for key in reversed(chain) if not (resolved and key == chain[-1]))
    else:
        above = parent_key(region.key)
        while above:
            yield above
            above = parent_key(above)
    if region.key != NATION:
        yield NATION


def unquoted(name: str) -> str:
    """A name without quotation marks and blanks: “链长制” and 链长制 are one name.

    >>> unquoted('“四送一服”双千工程')
    '四送一服双千工程'
    """
    return _QUOTES.sub("", name)
