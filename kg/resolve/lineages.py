"""Offices that followed each other: the task of one role of government went over to another in a reform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.resolve.agencies import agency_place, roles_as_of
from kg.resolve.identity import Identity
from kg.resolve.times import record_year
from ontology.records import Record
from ontology.vocabulary import AgencyRole, load_agencies

_Seat = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Succession:
    """One office of a place and the one that took over its task; times of the reform in EDTF where they are known."""

    before: Identity
    after: Identity
    until: str | None
    since: str | None


def successions(records: Iterable[Record], links: Mapping[str, Identity]) -> list[Succession]:
    """Every office that is named and whose successor at the same place is named too, sorted.

    县经信委 and 县工信局 of one county are two bodies with a link, since each has its own years. Where a place has
    several offices of a role, nobody knows which followed which, and there is no link.
    """
    seats: dict[_Seat, set[Identity]] = {}
    for record in records:
        year = record_year(record)
        for entity in record.entities:
            if entity.type == "Agency" and (place := agency_place(entity.name, record)):
                for role in roles_as_of(entity.name, year):
                    seats.setdefault((place[0], role.id), set()).add(links[entity.id])
    found = (one for seat in seats for one in _successions(seat, seats))
    return sorted(one for one in found if one.before != one.after)


def _successions(seat: _Seat, seats: Mapping[_Seat, set[Identity]]) -> Iterator[Succession]:
    roles, old = load_agencies().by_id, seats[seat]
    role = roles[seat[1]]
    for after in _named(role, seat[0], seats):
        new = seats[seat[0], after.id]
        if len(old) == len(new) == 1:
            yield Succession(min(old), min(new), role.until, after.since)


def _named(role: AgencyRole, place: str, seats: Mapping[_Seat, set[Identity]]) -> Iterator[AgencyRole]:
    """The roles that took over from `role` and are named at the place; those in between that no document names are
    passed over."""
    roles = load_agencies().by_id
    ahead, met = list(role.successors), {role.id}
    while ahead:
        after = roles[ahead.pop(0)]
        if after.id in met:
            continue
        met.add(after.id)
        if (place, after.id) in seats:
            yield after
        else:
            ahead += after.successors
