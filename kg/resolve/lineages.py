"""Offices that followed each other: the task of one role of government went over to another in a reform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    found = (_succession(seat, seats) for seat in seats)
    return sorted(one for one in found if one is not None and one.before != one.after)


def _succession(seat: _Seat, seats: Mapping[_Seat, set[Identity]]) -> Succession | None:
    roles = load_agencies().by_id
    role = roles[seat[1]]
    after: AgencyRole | None = roles.get(role.successor or "")
    # An office in between that no document names is passed over.
    while after is not None and (seat[0], after.id) not in seats:
        after = roles.get(after.successor or "")
    if after is None:
        return None
    old, new = seats[seat], seats[seat[0], after.id]
    return Succession(min(old), min(new), role.until, after.since) if len(old) == len(new) == 1 else None
