"""Government bodies: their names without place and country, where they are, and their roles."""

from __future__ import annotations

from extract.places.divisions import Division, divisions
from kg.resolve.agencies import agency_place, rank_level, ranked_place, roles_as_of, without_rank
from kg.resolve.match.fold import fold
from kg.resolve.match.homes import Home, home_of, leading_division, own_home
from kg.resolve.match.names import read_name
from kg.resolve.match.parts import BRACKETS, SHORTEST, Core, Name
from kg.resolve.match.words import words
from kg.resolve.times import record_year
from ontology.records import Record
from ontology.vocabulary import AgencyRole

_SHORT_OFFICE = 3
# What closes the name of an office that a city or county has, and no province or country.
_LOCAL = ("局", "办", "中心")
# Of so many characters on an office has a name of its own where the text is from.
_LONG_OFFICE = 6


def read_office(written: str, record: Record) -> tuple[Name, Home | None, frozenset[str]]:
    """A body's name as what it says without its place, where it is, and the ids of its roles."""
    text = fold(written)
    home, office = _seated(text, record)
    year = record_year(record)
    known = frozenset(role.id for role in roles_as_of(_of_country(text), year) or roles_as_of(office, year))
    office = said = _own_office(office, record)
    for word, short in words().offices.items():
        office = office.replace(word, short)
    branch = frozenset(w for w in words()["branches"] if office.endswith(w))
    marks = read_name("Agency", written, record)
    cores = (Core(office, said), *(Core(other, other) for other in _also(office)))
    name = Name(text, cores, home, {**marks.marks, "branch": branch}, masked=marks.masked)
    return name, home, known - set(words()["loose_roles"])


def _also(office: str) -> list[str]:
    """Both names of an office that has a second one in brackets: 政务服务管理局(行政审批局)."""
    inner = [text for text in BRACKETS.findall(office) if text.endswith(words()["bureaus"]) and len(text) > SHORTEST]
    return [BRACKETS.sub("", office), *inner] if inner else []


def _seated(text: str, record: Record) -> tuple[Home | None, str]:
    """Where a body is and its name without that. Of 宁波市生态环境局宁海分局, and of 国家税务总局宁海县税务局, the
    county's; a division of the corps in Xinjiang is its city (第八师石河子市)."""
    text = words().patterns["head_offices"].sub("", text)
    if own_corps := words().patterns["corps"].match(text):
        text = (own_corps["city"] or _own_city(record)) + text[own_corps.end() :]
    home, office = _placed(text, record)
    if home is None or (sent := words().patterns["sent_offices"].fullmatch(office)) is None:
        return home, office
    place = next((home_of(d) for d in _named_inside(sent["place"], record) if home_of(d).path[:-1] == home.path), None)
    return (place, f"{sent['task']}{sent['branch']}") if place else (home, office)


def _own_city(record: Record) -> str:
    """市 where a text is of a city of the corps, or nothing; its 师 is that city."""
    found = divisions().get(record.region.code) if record.region else None
    return "市" if found and found.name.endswith("市") else ""


def _named_inside(text: str, record: Record) -> tuple[Division, ...]:
    year = record_year(record)
    return divisions().named(text, year) or divisions().shortly(text, year)


def _placed(text: str, record: Record) -> tuple[Home | None, str]:
    """Where a body is and its name without that: a ministry is the whole country's; one with a long name of its own is
    where the text is from."""
    if (parts := agency_place(text, record)) is not None:
        division = divisions().get(parts[0])
        return (home_of(division) if division else None), parts[1]
    if (likely := ranked_place(text, record)) is not None:
        return home_of(likely), without_rank(text)
    office = _of_country(text)
    roles = roles_as_of(office, record_year(record))
    if office != text or (not rank_level(office) and any(_is_head(office, role) for role in roles)):
        return Home(()), office
    place, rest = leading_division(text, record, registered=True)
    if place is not None:
        return home_of(place), rest
    own = own_home(record)
    local = bool(roles) and own is not None and len(own.path) > 1 and office.endswith(_LOCAL)
    plain = len(office) > _LONG_OFFICE or local or office.startswith(words()["hosts"])
    return (own if plain and not rank_level(office) else None), office


def _of_country(text: str) -> str:
    """An office's name without the country before it; names of two or three characters keep it (国办)."""
    word = next((w for w in words()["country"] if text.startswith(w) and len(text) - len(w) >= _SHORT_OFFICE), "")
    return text[len(word) :]


def _own_office(office: str, record: Record) -> str:
    """市政府金融办 is 市金融办: the government before an office that has a role of its own."""
    rest = next((office[len(w) :] for w in words()["before_offices"] if office.startswith(w)), "")
    return rest if rest and roles_as_of(rest, record_year(record)) else office


def _is_head(office: str, role: AgencyRole) -> bool:
    """Whether the whole country has a body of that name and role."""
    return any(_of_country(head) == office for head in role.heads.get("国家", ()))
