"""Where a thing is, as a path of divisions, and how two such places lie to each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.places.divisions import Division, divisions
from extract.places.wordlists import word_lists
from kg.resolve.match.park_names import is_kind
from kg.resolve.match.words import words
from kg.resolve.places import NATION, chain_keys, division_key, leading_place
from kg.resolve.times import record_year
from ontology.records import Record

_SHORT_NAMES = range(4, 1, -1)
_INNER_NAMES = range(6, 1, -1)
_LEVELS = ("province", "city", "county")
_RANKS = ("自治州", "自治县", "自治旗", "自治区", "地区", "州", "县", "市", "区", "旗", "盟")
# From a city on, to be in one place says something.
_KNOWN = 2


@dataclass(frozen=True, slots=True, order=True)
class Home:
    """The keys of divisions from the province down; () is the whole country. `open`: deeper, but nobody knows where.

    A city that is a province stands twice, as a province and as a city.
    """

    path: tuple[str, ...]
    open: bool = False


def home_of(division: Division) -> Home:
    """The home that a division is."""
    return Home(_path(chain_keys(division.code)))


def own_home(record: Record) -> Home | None:
    """Where the document speaks from; open where the text does not tell the division, None if nothing is known."""
    region = record.region
    if region is None:
        return None
    if region.code == NATION:
        return Home(())
    path = _path(chain_keys(region.code))
    return Home(path, not (region.resolved and region.basis == "stated"))


def leading_division(name: str, record: Record, *, registered: bool) -> tuple[Division | None, str]:
    """The division that a folded name begins with and the rest, which keeps two characters at least; None if none."""
    found = leading_divisions(name, record, registered=registered)
    return found[-1] if found else (None, name)


def leading_divisions(name: str, record: Record, *, registered: bool) -> list[tuple[Division, str]]:
    """The divisions that a folded name begins with, each with what follows it, which is two characters at least.

    Of several one within the other (贵州金沙) the last. A short name (合肥 for 合肥市) is believed in a `registered`
    name, which must begin with a place, unless it is an ordinary word, and where it is a province's; else only
    where it is part of the document's own region or of the division before it.
    """
    found, rest = _one_division(name, record, registered)
    if found is None:
        return []
    inner, further = _one_division(rest, record, registered, found)
    if inner is not None and inner.lineage != found.lineage and divisions().within(inner, found):
        return [(found, rest), (inner, further)]
    return [(found, rest)]


def _one_division(
    name: str, record: Record, registered: bool, outer: Division | None = None
) -> tuple[Division | None, str]:
    year = record_year(record)
    place, rest = leading_place(name, year)
    if place is not None and len(rest) > 1:
        return place, rest
    own = own_home(record)
    for length in _SHORT_NAMES:
        short, rest = name[:length], name[length:]
        if len(rest) < 2 or len(short) < length:
            continue
        found = divisions().shortly(short, year)
        near = [d for d in found if own is not None and division_key(d.code) in own.path]
        near = near or [d for d in found if _below(d, own, outer) and _placing(short, rest, own, outer)]
        if near:
            return near[-1], _unranked(rest, near[-1])
        known = len(found) == 1 and (registered or found[0].level == "province")
        if known and _telling(short):
            return found[0], rest
    return None, name


def _unranked(rest: str, place: Division) -> str:
    """What follows 湘西 in 湘西州招商局, where the place's full name has that rank."""
    rank = next((word for word in _RANKS if rest.startswith(word) and place.name.endswith(word)), "")
    return rest[len(rank) :] if len(rest) - len(rank) > 1 else rest


def _below(division: Division, own: Home | None, outer: Division | None) -> bool:
    """Whether a division lies in the one named before it, or in the one that the document is of."""
    if outer is not None:
        return divisions().within(division, outer)
    path = home_of(division).path
    return own is not None and bool(own.path) and path[: len(own.path)] == own.path


def _placing(short: str, rest: str, own: Home | None, outer: Division | None) -> bool:
    """Whether a short name of a division that lies near is the place of what follows: before 经济开发区 it is, else
    unless names begin so anyway (和平, 太平); in a province, which has many, only if it is no word."""
    near = outer is not None or (own is not None and len(own.path) >= _KNOWN)
    return is_kind(rest) or (near and short not in words()["common_places"]) or _telling(short)


def _telling(short: str) -> bool:
    return short not in word_lists("ambiguous_names")["shorts"]


def short_names(place: Division) -> tuple[str, ...]:
    """A division's name without its rank, where that is no word that names are made of anyway."""
    rank = next((word for word in _RANKS if place.name.endswith(word)), place.name[-1:])
    short = place.name.removesuffix(rank)
    return (short,) if len(short) > 1 and short not in words()["common_places"] else ()


def inner_place(name: str, start: int, record: Record) -> tuple[str, Division] | None:
    """A division that a name has inside, from `start` on, as it is written there: one where the text is from."""
    own = own_home(record)
    near = forms_near(own.path, record_year(record)) if own is not None and own.path else {}
    for at in range(start, len(name) - 1):
        for size in _INNER_NAMES:
            if (found := near.get(name[at : at + size])) is not None:
                return name[at : at + size], found
    return None


@lru_cache(maxsize=1 << 10)
def forms_near(path: tuple[str, ...], year: int | None) -> dict[str, Division]:
    """What divisions at and above a place and those within it are called, in full and for short; the widest first."""
    above = [found for key in path if (found := divisions().get(key, year))]
    near = [*above, *divisions().below(above[-1], year)] if above else []
    forms: dict[str, Division] = {}
    for division in near:
        for form in (division.name, *short_names(division)):
            forms.setdefault(form, division)
    return forms


def closing_place(name: str, record: Record) -> tuple[str, Division] | None:
    """A name before the division that closes it, one where the text is from, and that: 牧原 and 宁陵 of 牧原宁陵."""
    for at in range(max(2, len(name) - _INNER_NAMES[0]), len(name) - 1):
        found = inner_place(name[at:], 0, record)
        if found is not None and found[0] == name[at:]:
            return name[:at], found[1]
    return None


def finer(named: Home | None, own: Home | None) -> Home | None:
    """Where a thing is that one place names in a text from another: the narrower if they fit, else the named."""
    if named is None or own is None:
        return named or own
    return own if own.path[: len(named.path)] == named.path else named


def lie(first: Home | None, second: Home | None) -> str:
    """How two homes lie: same, nation, province, within, wide, apart or unknown (the levels of the feature `place`)."""
    if first is None or second is None:
        return "unknown"
    short, long = sorted((first, second), key=lambda home: len(home.path))
    if len(short.path) > _KNOWN and short.path[-1] == long.path[-1] and not (short.open or long.open):
        # A county that was moved to another city.
        return "same"
    if long.path[: len(short.path)] != short.path:
        return "apart"
    if long.open or (short.open and len(short.path) == len(long.path)):
        return "unknown"
    if first.path == second.path:
        return ("nation", "province")[len(first.path)] if len(first.path) < _KNOWN else "same"
    return "within" if len(short.path) >= _KNOWN else "wide"


def _path(chain: dict[str, str]) -> tuple[str, ...]:
    path = [chain[level] for level in _LEVELS if level in chain]
    return (path[0], *path) if path and path[0] in words()["municipalities"] else tuple(path)
