"""Which region an agency belongs to: the one that its name begins with, or the document's own by rank."""

from __future__ import annotations

from extract.places.divisions import Division, divisions
from kg.resolve.places import division_key, leading_place
from kg.resolve.rules import load_rules
from kg.resolve.times import record_year
from ontology.records import Record
from ontology.vocabulary import AgencyRole, load_agencies

# A rank by which an autonomous division goes too, and no other at or above it.
_AUTONOMOUS = {"州": "自治州"}


def agency_place(name: str, record: Record) -> tuple[str, ...] | None:
    """The key of the agency's region and the name of its office, None where the region is not certain.

    安徽省经信厅 names its region. 县经信局 has the county that the document is stated to speak for, or to lie in.
    """
    named, office = leading_place(name, record_year(record))
    place = named or _surely_ranked(name, record)
    if place is None:
        return None
    if named is None:
        office = without_rank(name)
    return (division_key(place.code), office) if office else None


def rank_level(name: str) -> str | None:
    """The level of the rank that an agency's name begins with, None where it begins with none.

    >>> rank_level('省政府'), rank_level('县经信局'), rank_level('市场监管局')
    ('province', 'county', None)
    """
    word = _rank_word(name)
    return None if word is None else load_rules().rank_words[word]


def roles_as_of(name: str, year: int | None) -> tuple[AgencyRole, ...]:
    """The roles that a body's name may mean in a year; all of them where no year is known, or none stood then.

    >>> [role.id for role in roles_as_of('县经济和信息化局', 2015)]
    ['economy-information-commission']
    >>> [role.id for role in roles_as_of('县经济和信息化局', 2021)]
    ['industry-information']
    """
    found = load_agencies().roles(name)
    standing = tuple(role for role in found if year is None or _stood(role, year))
    return standing or found


def _stood(role: AgencyRole, year: int) -> bool:
    """A reform that took from 2018 to 2019 leaves both bodies standing in these years."""
    since, until = (role.since or "0000").partition("/")[0], (role.until or "9999").rpartition("/")[2]
    return int(since[:4]) <= year <= int(until[:4])


def ranked_place(name: str, record: Record) -> Division | None:
    """The division at or above the own region that the rank of a name's first word most likely means.

    In the report of a county that is called a city, 市 is that city: the one above it is called by its name.
    """
    word, found = _of_rank(name, record)
    own = record.region and divisions().get(record.region.code, record_year(record))
    if own and word is not None and _rank_of(own.name) == word and own in found:
        return own
    return found[0] if len(found) == 1 else None


def without_rank(name: str) -> str:
    """A body's name without the rank that it begins with."""
    return name.removeprefix(_rank_word(name) or "")


def _surely_ranked(name: str, record: Record) -> Division | None:
    """The division above or at the own region that has the rank of the name's first word; None if two have it."""
    _, found = _of_rank(name, record)
    return found[0] if len(found) == 1 else None


def _of_rank(name: str, record: Record) -> tuple[str | None, list[Division]]:
    """The rank that a name begins with, and the divisions at and above the own region that have it."""
    word, region = _rank_word(name), record.region
    if word is None or region is None or not region.resolved or region.basis != "stated":
        return word, []
    own = divisions().get(region.code, record_year(record))
    chain = divisions().chain(own, record_year(record)) if own else ()
    return word, [d for d in chain if word is not None and _rank_of(d.name) in (word, _AUTONOMOUS.get(word))]


def _rank_word(name: str) -> str | None:
    rules = load_rules()
    return None if name.startswith(rules.no_rank) else next((w for w in rules.rank_words if name.startswith(w)), None)


def _rank_of(place: str) -> str | None:
    return next((word for word in load_rules().rank_words if place.endswith(word)), None)
