"""What tells two editions of one name apart: years, phases, levels, what a text is about."""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.match.profile import Profile
from kg.resolve.match.words import words

_ONE_PLACE = ("same", "province", "nation")
# A policy of which a text tells so many years later that it was revised is not the one before.
_SOME_YEARS = 2
# Within so many years a project is spoken of, built and opened.
_BUILT = 8
# How many years before and after its own a thing is still told of.
_YEARLY = {"Programme": 0, "Policy": 1}


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found when two profiles were compared: how alike names are and by which cores, how places lie, which
    statement ties them (alias, renamed), and whether one is said to own the other."""

    name: str
    cores: tuple[str, str]
    place: str
    said: str | None
    owns: bool
    listed: bool = False
    takes: bool = False


def replaced(a: Profile, b: Profile, seen: Compared) -> bool:
    """A text that puts an end to the one of a year is not that one."""
    if a.type != "Policy" or seen.said or a.ids & b.ids:
        return False
    ends = (
        (x.particulars.get("replaces", frozenset()), y.particulars.get("issued", frozenset()))
        for x, y in ((a, b), (b, a))
    )
    if _repealed_beside(a, b) or _repealed_beside(b, a):
        return True
    return any(one & other for one, other in ends) or _out_of_time(a, b) or _out_of_time(b, a) or _revised(a, b)


def _repealed_beside(a: Profile, b: Profile) -> bool:
    """Whether the text that names `b` repeals `a`: under one title the old one and its own."""
    ended = words().patterns["repealed"]
    told = [any(ended.search(text) for text in p.nameless) for p in (a, b)]
    return bool(a.documents & b.documents) and told[0] and not told[1]


def _out_of_time(a: Profile, b: Profile) -> bool:
    """Whether `a` is issued after `b` is told of, or ends long before."""
    told = {int(year) for year in b.particulars.get("told", frozenset())}
    issued, ends = ({int(year) for year in a.particulars.get(kind, frozenset())} for kind in ("issued", "ends"))
    now = any(words().patterns["issued_now"].search(text) for text in a.nameless)
    issued |= {int(year) for year in a.particulars.get("told", frozenset())} if now else set()
    return bool(told) and (bool(issued) and min(issued) > max(told) or bool(ends) and max(ends) + 1 < min(told))


def _revised(a: Profile, b: Profile) -> bool:
    """Whether the later of two texts, some years after the other, says that its policy had one before it."""
    early, late = sorted((a, b), key=lambda p: min(p.particulars.get("told", frozenset({""}))))
    years = [{int(year) for year in p.particulars.get("told", frozenset())} for p in (early, late)]
    if not all(years) or min(years[1]) - max(years[0]) < _SOME_YEARS:
        return False
    return any(words().patterns["revised"].search(text) for text in late.sentences)


def long_since(a: Profile, b: Profile, seen: Compared) -> bool:
    """Whether two projects under other names are told of so many years apart that one was built long before."""
    if a.type != "Project" or seen.said or seen.name in ("equal", "reading", "completed"):
        return False
    one, other = ({int(year) for year in p.particulars.get("told", frozenset())} for p in (a, b))
    return bool(one and other) and max(min(one) - max(other), min(other) - max(one)) >= _BUILT


def other_part(a: Profile, b: Profile, seen: Compared) -> bool:
    """Whether names tell of two parts of a thing: phases, or what stands in brackets."""
    if a.type not in ("Project", "Park", "Programme", "Policy"):
        return False
    one, other = a.mark("phase"), b.mark("phase")
    if seen.said and seen.name == "unlike" and not (one and other):
        return False
    return one != other or _other_aside(a.mark("aside"), b.mark("aside"))


def _other_aside(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether names say in brackets what has nothing to do with each other: 光伏(落雁片), 光伏(豆沙片)."""
    return bool(first and second) and not any(x in y or y in x for x in first for y in second)


def other_year(a: Profile, b: Profile, seen: Compared) -> bool:
    """Whether names, or a name and when the other is told of, tell of two years, plans or sizes."""
    if a.type == "Policy" and not seen.said and a.mark("renewed") != b.mark("renewed"):
        return True
    pairs = [(a.mark(kind), b.mark(kind)) for kind in ("year", "articles", "capacity")]
    return any(one and other and one != other for one, other in pairs) or _undated(a, b) or _undated(b, a)


def _undated(a: Profile, b: Profile) -> bool:
    """Whether `a` is of years and `b`, whose name has none, is told of in other ones: of a programme in just these,
    as it comes again; of a policy somewhat before or after them."""
    if a.type not in _YEARLY or b.mark("year") or a.particulars.get("issued") or b.particulars.get("issued"):
        return False
    of = {int(year) for year in a.mark("year") if year.isdigit()}
    told = {int(year) for year in b.particulars.get("told", frozenset())}
    around = _YEARLY[a.type]
    return bool(of and told) and not any(min(of) - around <= year <= max(of) + around for year in told)


def other_text(a: Profile, b: Profile, seen: Compared) -> bool:
    """Whether one policy carries out, explains or amends the other."""
    return a.type == "Policy" and a.mark("about") != b.mark("about") and seen.said is None and not a.ids & b.ids


def other_level(a: Profile, b: Profile, seen: Compared) -> bool:
    """A level stands in the name or right before it; where a text gives none, nobody knows. Who is only on the way to a
    title has another one."""
    if a.mark("tier") != b.mark("tier"):
        return True
    one, other = (p.mark("level") or p.particulars.get("level", frozenset()) for p in (a, b))
    return not one & other if one and other else one != other and seen.place not in _ONE_PLACE
