"""Rules that no weight overrides: what is never one thing, or only if a text or a person says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kg.resolve.match.alignment import inserted
from kg.resolve.match.editions import Compared, long_since, other_level, other_part, other_text, other_year, replaced
from kg.resolve.match.firm_bars import full, goods, group, works
from kg.resolve.match.homes import lie
from kg.resolve.match.likeness import one_block
from kg.resolve.match.masks import filled
from kg.resolve.match.park_names import is_kind, of_its_own
from kg.resolve.match.part_bars import contained, misspelt
from kg.resolve.match.particulars import disagree, other_products
from kg.resolve.match.profile import Profile
from kg.resolve.match.tying import corroborated, tied
from kg.resolve.match.words import words
from kg.resolve.places import division_key

# So much of an owner's name is said with the project.
_OWNER = 4
# A name of so many characters is no kind of thing (越江隧道).
_TELLING = 5
# A name of more characters than a bare office has a task in it.
_OFFICE = 3
# What stands at one place, so that a text on the province and one on the county can mean the same one.
_SITED = ("Enterprise", "Park", "Project")
# What comes from above, so that two places may have one.
_CARRIED = ("Policy", "Programme")
_Check = Callable[[Profile, Profile, Compared], bool]


def bars(a: Profile, b: Profile, seen: Compared) -> tuple[str, ...]:
    """The names of all rules that forbid a merge, in the order of the checks."""
    return tuple(name for name, check in _CHECKS.items() if check(a, b, seen))


def _masked(a: Profile, b: Profile, seen: Compared) -> bool:
    """A name put in place of names means nothing beyond its text; one of which a character is hidden may be filled."""
    return (a.masked or b.masked) and a.documents != b.documents and not filled(a, b)


def _division(a: Profile, b: Profile, seen: Compared) -> bool:
    """Two codes of one lineage are one division at two times; a name without a code may be any."""
    both = a.type == b.type == "Region" and a.vocabulary and b.vocabulary
    return bool(both) and division_key(a.vocabulary or "") != division_key(b.vocabulary or "")


def _code(a: Profile, b: Profile, seen: Compared) -> bool:
    return a.type == "Enterprise" and bool(a.ids and b.ids) and not a.ids & b.ids


def _number(a: Profile, b: Profile, seen: Compared) -> bool:
    return a.type == "Policy" and bool(a.ids and b.ids) and not a.ids & b.ids


def _vocabulary(a: Profile, b: Profile, seen: Compared) -> bool:
    return a.type != "Region" and bool(a.vocabulary and b.vocabulary) and a.vocabulary != b.vocabulary


def _task(a: Profile, b: Profile, seen: Compared) -> bool:
    """Only what has a role in common is abbreviated: of bodies named after their task each word counts."""
    if a.type != "Agency" or seen.name != "abbreviated" or a.roles & b.roles or seen.said:
        return False
    short, long = sorted(seen.cores, key=len)
    if words().patterns["numeral"].fullmatch(inserted(short, long)):
        return True
    if len(short) > _OFFICE and tied(a, b):
        return False
    if not short.endswith(words()["bureaus"]):
        return True
    for word in words()["office_fillers"]:
        short, long = short.replace(word, ""), long.replace(word, "")
    return short != long and one_block(short, long)


def _office(a: Profile, b: Profile, seen: Compared) -> bool:
    """Offices are one only at one place that is certain; what a rank like 县 means is told by the document."""
    return a.type == "Agency" and not any(x == y and x is not None and not x.open for x in a.homes for y in b.homes)


def _apart(a: Profile, b: Profile, seen: Compared) -> bool:
    return _away(a, b, seen) and not _carried(a, b)


def _elsewhere(a: Profile, b: Profile, seen: Compared) -> bool:
    """Of what two places may carry out both, where a text of the whole country has it."""
    return _away(a, b, seen) and _carried(a, b)


def _away(a: Profile, b: Profile, seen: Compared) -> bool:
    return seen.place == "apart" and not seen.said and not a.ids & b.ids


def _carried(a: Profile, b: Profile) -> bool:
    return a.type in _CARRIED and not (a.named and b.named)


def _kinds(a: Profile, b: Profile, seen: Compared) -> bool:
    """高新区 of two places are two, and nobody need be asked."""
    return seen.place == "apart" and a.type == "Park" and not seen.said and all(is_kind(core) for core in seen.cores)


def _conflict(a: Profile, b: Profile, seen: Compared) -> bool:
    """What has one founder, one seat, one owner, is two things where texts tell two."""
    if seen.said or a.ids & b.ids:
        return False
    if _founded_after(a, b) or _founded_after(b, a):
        return True
    what = disagree(a.type, a.particulars, b.particulars)
    return what is not None and not (what == "owner" and (_own_name(a, b) or _own_name(b, a)))


def _founded_after(a: Profile, b: Profile) -> bool:
    """Whether one was founded after all that is told of the other."""
    founded, told = ([int(year) for year in p.particulars.get(kind, ())] for p, kind in ((a, "founded"), (b, "told")))
    return bool(founded and told) and min(founded) > max(told)


def _own_name(a: Profile, b: Profile) -> bool:
    """Whether the owner of one is in the name of the other."""
    owners = a.particulars.get("owner", frozenset())
    return any(owner[:_OWNER] in name.text for owner in owners for name in b.names)


def _listed(a: Profile, b: Profile, seen: Compared) -> bool:
    return seen.listed and not seen.said and not a.ids & b.ids


def _takes(a: Profile, b: Profile, seen: Compared) -> bool:
    return seen.takes and not seen.said


def parted(a: Profile, b: Profile) -> bool:
    """Whether texts tell so different things of two bearers of one registered name that the name does not make them
    one: other codes, founders or seats, or a name without a place, and places that exclude each other."""
    if a.ids & b.ids:
        return False
    away = all(lie(x, y) == "apart" for x in a.homes for y in b.homes)
    elsewhere = away and (not (a.named or b.named) or other_products(a.particulars, b.particulars))
    return bool(a.ids and b.ids) or elsewhere or disagree(a.type, a.particulars, b.particulars) is not None


def _mixed(a: Profile, b: Profile, seen: Compared) -> bool:
    """What goes by the names of two places in one text was taken together there by mistake, and joins nothing."""
    return any(lie(x, y) == "apart" for p in (a, b) for x in p.named for y in p.named)


def _wide(a: Profile, b: Profile, seen: Compared) -> bool:
    """A county's programme of the name of its city's, or of a national one, may be its own."""
    if a.type == "Agency" or seen.said or a.ids & b.ids:
        return False
    if seen.place == "within":
        own = a.type == "Park" and all(is_kind(core) for core in seen.cores)
        if a.type == "Park" and all(of_its_own(core) for core in seen.cores):
            return False
        telling = min(map(len, seen.cores)) >= _TELLING and tied(a, b)
        return a.type != "Enterprise" and (own or not (telling or corroborated(a, b)))
    sited = a.type in _SITED and seen.name not in ("contained", "initials") and not any(map(is_kind, seen.cores))
    return seen.place in ("wide", "unknown") and not (sited and corroborated(a, b))


def _distinct(a: Profile, b: Profile, seen: Compared) -> bool:
    """A text that warns of another thing of that name."""
    return (a.warned or b.warned) and not seen.said and not a.ids & b.ids


def _branch(a: Profile, b: Profile, seen: Compared) -> bool:
    """A part of a park may have a name of its own, if a text says so."""
    return a.mark("branch") != b.mark("branch") and not (a.type == "Park" and seen.said)


def _owns(a: Profile, b: Profile, seen: Compared) -> bool:
    return seen.owns and not seen.said


def _generic(a: Profile, b: Profile, seen: Compared) -> bool:
    return seen.said is None and (a.generic or b.generic)


_CHECKS: Mapping[str, _Check] = MappingProxyType(
    {
        "type": lambda a, b, seen: a.type != b.type,
        "masked": _masked,
        "division": _division,
        "code": _code,
        "number": _number,
        "vocabulary": _vocabulary,
        "office": _office,
        "task": _task,
        "apart": _apart,
        "elsewhere": _elsewhere,
        "kinds": _kinds,
        "conflict": _conflict,
        "listed": _listed,
        "distinct": _distinct,
        "takes": _takes,
        "misspelt": misspelt,
        "mixed": _mixed,
        "wide": _wide,
        "contained": contained,
        "branch": _branch,
        "owns": _owns,
        "group": group,
        "goods": goods,
        "works": works,
        "phase": other_part,
        "year": other_year,
        "replaced": replaced,
        "since": long_since,
        "about": other_text,
        "level": other_level,
        "generic": _generic,
        "full": full,
    }
)
