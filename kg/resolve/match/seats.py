"""Where a thing is: the place in its name, what a text says right before or behind it, else where the text is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.places.divisions import divisions
from kg.resolve.agencies import ranked_place
from kg.resolve.match.fold import fold
from kg.resolve.match.homes import Home, finer, home_of, own_home, short_names
from kg.resolve.match.parts import Name
from kg.resolve.match.words import words
from kg.resolve.places import leading_place
from kg.resolve.times import record_year
from ontology.records import Entity, Record

_BEFORE = 18
_PLACE = 8
_SHORT_PLACES = (4, 3, 2)
_SITED = ("Enterprise", "Park", "Project")
# What is called after the place that it is for.
_TITLED = ("Policy", "Programme")
_NATIONAL = "国家"
_PROVINCE = {"省"}


def homes(
    entity: Entity,
    record: Record,
    located: Home | None,
    names: tuple[Name, ...],
    sentences: tuple[str, ...],
    levels: frozenset[str] = frozenset(),
) -> frozenset[Home | None]:
    """Where one document shows a thing; `located` is where a relation of its record places it, `levels` are those at
    which its sentences say that it is.

    A title that is given by the whole country is had there and where it is spoken of.
    """
    own = own_home(record)
    named = next((name.home for name in names if name.home is not None), None)
    after = _called_after(own, names) if entity.type in _TITLED and named is None else None
    if entity.type == "Policy":
        return frozenset({named or after or _issued(record, names, sentences) or own})
    if after is not None:
        return frozenset({after})
    if entity.type == "Programme" and named is None and any(_NATIONAL in n.marks["level"] for n in names):
        return frozenset({Home(()), own})
    if entity.type == "Programme" and named is None and (raised := _raised(own, levels)) is not None:
        return frozenset({raised})
    located = located or _beside(entity, record, sentences)
    return frozenset({finer(named, finer(located, own))})


def _called_after(own: Home | None, names: tuple[Name, ...]) -> Home | None:
    """The narrowest division where the text is from that stands inside a name: 数字山东 is Shandong's."""
    path = own.path if own is not None else ()
    for size in range(len(path), 0, -1):
        place = divisions().get(path[size - 1])
        if place and any(short in name.text for short in short_names(place) for name in names):
            return Home(path[:size])
    return None


def _raised(own: Home | None, levels: frozenset[str]) -> Home | None:
    """The province where the text is from, of what it says is the province's."""
    return Home(own.path[:1]) if own is not None and own.path and levels == _PROVINCE else None


def _issued(record: Record, names: tuple[Name, ...], sentences: tuple[str, ...]) -> Home | None:
    """Who the words before a title say issues it: a body of the whole country, a division, or one of a rank."""
    for lead in _leads(names, sentences):
        if any(word in lead for word in words()["cited"]):
            return Home(())
        match = words().patterns["issuer_before"].search(lead)
        if match is None:
            continue
        named = _ending_place(lead[: match.end(1)], record)
        place = None if named else ranked_place(match[1], record)
        if named or place:
            return named or (home_of(place) if place else None)
    return None


def _leads(names: tuple[Name, ...], sentences: tuple[str, ...]) -> Iterator[str]:
    for sentence in sentences:
        for name in names:
            if (at := sentence.find(name.text)) > 0:
                yield sentence[max(0, at - _BEFORE) : at]


def _ending_place(text: str, record: Record) -> Home | None:
    """The one division whose full name ends a text, the longest name first."""
    for size in range(_PLACE, 2, -1):
        found = divisions().named(text[-size:], record_year(record))
        if len(found) == 1:
            return home_of(found[0])
    return None


def _beside(entity: Entity, record: Record, sentences: tuple[str, ...]) -> Home | None:
    """The division within the document's region that stands right before a name, or behind it in brackets; of a park
    also one by its rank: in 县经开区 the county's."""
    own = own_home(record)
    if own is None or entity.type not in _SITED:
        return None
    name = fold(entity.name)
    for sentence in sentences:
        before, found, after = sentence.partition(name)
        if not found:
            continue
        lead = before.removesuffix("的")
        inside = (h for h in _near(lead, after, record) if h.path[: len(own.path)] == own.path)
        if (place := next(inside, None)) is not None:
            return place
        if entity.type == "Park" and (ranked := ranked_place(lead[-1:], record)):
            return home_of(ranked)
    return None


def _near(lead: str, after: str, record: Record) -> Iterator[Home]:
    year = record_year(record)
    for size in range(_PLACE, 2, -1):
        yield from map(home_of, divisions().named(lead[-size:], year))
    inner = after[1:].partition(")")[0] if after.startswith("(") else ""
    yield from _called(inner, year)
    place, _ = leading_place(f"{inner}的", year)
    yield from [home_of(place)] if place else []


def _called(text: str, year: int | None) -> Iterable[Home]:
    """The divisions that a text is the full or short name of."""
    yield from map(home_of, divisions().named(text, year))
    if len(text) in _SHORT_PLACES:
        yield from map(home_of, divisions().shortly(text, year))
