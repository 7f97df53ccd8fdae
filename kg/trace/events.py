"""Attestations into events and adoptions: what began where, when at the earliest and at the latest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.resolve.intervals import Interval, began
from kg.trace.model import GROUP_OF, GROUPS, Adoption, Attestation, Event, Source

# Documents that cover the topic without a word on the programme, by place: date of publication and id.
Silences = Mapping[str, Sequence[tuple[str, str]]]


def silences(sources: Iterable[Source]) -> Silences:
    """The documents of each place (by key) that cover the topic and do not name the programme, with their dates."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for source in sources:
        if source.covering and not source.naming and source.published:
            found[source.region.key].append((source.published, source.id))
    return found


def events(attestations: Iterable[Attestation], silent: Silences) -> tuple[Event, ...]:
    """One event a place, programme and status, by first evidence."""
    grouped: dict[tuple[str, str, str], list[Attestation]] = defaultdict(list)
    for one in attestations:
        grouped[one.place.key, one.programme, one.status].append(one)
    found = []
    for (_, programme, status), group in grouped.items():
        ordered = tuple(sorted(group, key=lambda one: one.order))
        found.append(Event(ordered[0].place, programme, status, interval(ordered, silent), ordered))
    return tuple(sorted(found, key=lambda e: (e.first.order, e.place.key, e.programme, e.status)))


def adoptions(attestations: Iterable[Attestation], silent: Silences) -> tuple[Adoption, ...]:
    """One adoption a place and group of statuses: groups in their order, within each by first evidence."""
    grouped: dict[tuple[str, str], list[Attestation]] = defaultdict(list)
    for one in attestations:
        grouped[GROUP_OF[one.status], one.place.key].append(one)
    found = []
    for (group, _), members in grouped.items():
        ordered = tuple(sorted(members, key=lambda one: one.order))
        found.append(Adoption(ordered[0].place, group, interval(ordered, silent), ordered))
    return tuple(sorted(found, key=lambda a: (GROUPS.index(a.group), a.first.order, a.place.key)))


def interval(attestations: Sequence[Attestation], silent: Silences) -> Interval:
    """The interval of the attestation that is certain first; the others can only say that it lasted.

    Silence counts only for a place's own documents: of a masked region it is known only that it lies somewhere.
    """
    first = attestations[0]
    return began(first.status, first.time, first.source.published, silent.get(first.place.key, ()))
