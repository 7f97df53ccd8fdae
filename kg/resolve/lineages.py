"""Offices that followed each other: the task of one role of government went over to another in a reform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.resolve.agencies import agency_place, roles_as_of
from kg.resolve.identity import Identity
from kg.resolve.times import record_year
from ontology.records import Record
from ontology.vocabulary import AgencyRole, load_agencies


@dataclass(frozen=True, slots=True, order=True)
class Succession:
    """One office of a place and the one that took over its task; times of the reform in EDTF where they are known."""

    before: Identity
    after: Identity
    until: str | None
    since: str | None


def seats(record: Record, links: Mapping[str, Identity]) -> dict[str, list[tuple[str, Identity]]]:
    """The offices that a record names, by place: the role of each, and what it is."""
    found: dict[str, list[tuple[str, Identity]]] = {}
    year = record_year(record)
    for entity in record.entities:
        if entity.type == "Agency" and (place := agency_place(entity.name, record)):
            said = found.setdefault(place[0], [])
            said += ((role.id, links[entity.id]) for role in roles_as_of(entity.name, year))
    return found


def successions(offices: Iterable[tuple[str, Identity]]) -> list[Succession]:
    """Every one of the offices of one place, each with its role, whose successor is among them too, sorted.

    县经信委 and 县工信局 of one county are two bodies with a link, since each has its own years. Where a place has
    several offices of a role, nobody knows which followed which, and there is no link.
    """
    named: dict[str, set[Identity]] = {}
    for role, office in offices:
        named.setdefault(role, set()).add(office)
    found = (one for role in named for one in _successions(role, named))
    return sorted(one for one in found if one.before != one.after)


def _successions(seat: str, named: Mapping[str, set[Identity]]) -> Iterator[Succession]:
    roles, old = load_agencies().by_id, named[seat]
    role = roles[seat]
    for after in _named(role, named):
        new = named[after.id]
        if len(old) == len(new) == 1:
            yield Succession(min(old), min(new), role.until, after.since)


def _named(role: AgencyRole, named: Mapping[str, set[Identity]]) -> Iterator[AgencyRole]:
    """The roles that took over from `role` and are named; those in between that no document names are passed over."""
    roles = load_agencies().by_id
    ahead, met = list(role.successors), {role.id}
    while ahead:
        after = roles[ahead.pop(0)]
        if after.id in met:
            continue
        met.add(after.id)
        if after.id in named:
            yield after
        else:
            ahead += after.successors
