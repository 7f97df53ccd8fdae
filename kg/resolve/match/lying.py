"""How two things lie: at one place, one within the other's, apart; by their names, and by what sentences name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.places.divisions import divisions
from kg.resolve.match.homes import forms_near, home_of, lie, short_names
from kg.resolve.match.park_names import is_kind
from kg.resolve.match.particulars import agreeing
from kg.resolve.match.profile import Profile
from kg.resolve.match.words import words

# What parts the items of a list.
_JOINS = re.compile("[、和与及]")
# The nearest relation of any two places counts: a firm is spoken of at home and elsewhere.
_NEAREST = ("same", "nation", "province", "within", "wide", "unknown", "apart")
# What stands at one place; what a place may have from the one above it.
_SITED = ("Enterprise", "Project", "Park")
_HANDED_DOWN = ("Policy", "Programme")
# So long is what two firms are called behind their province.
_TELLING = 4
# So long is a title that hardly two texts have.
_TITLE = 8
# How two places lie of which a name may give the wider and another the narrower.
_NEAR = {"Park": ("wide", "within"), "Project": ("wide", "within"), "Enterprise": ("wide",)}


def lying(a: Profile, b: Profile) -> str:
    """How two things lie: by the places that both are called after, if both are; else by where they are."""
    if a.type == "Enterprise" and _called_alike(a, b):
        return "same"
    if a.type != "Agency" and a.named and b.named and (a.type != "Enterprise" or (a.full and b.full)):
        if a.named & b.named:
            return "same"
        near = _NEAR.get(a.type, ()) if not (_bare_kind(a) and _bare_kind(b)) else ()
        if all(lie(x, y) not in near for x in a.named for y in b.named):
            return "apart"
    if a.documents == b.documents and len(a.documents) == 1 and a.homes == b.homes:
        return "same"
    found = min((lie(x, y) for x in a.homes for y in b.homes), key=_NEAREST.index)
    if found == "apart" and a.type == "Enterprise" and _told_at_one(a, b):
        return "within"
    if found not in ("within", "wide"):
        return found
    if (found == "within" or a.type in _SITED) and (_means(a, b, found) or _means(b, a, found)):
        return "same"
    if a.type in _HANDED_DOWN and (_looks_up(a, b) or _looks_up(b, a) or _of_the_state(a, b) or _cited(a, b)):
        return "same"
    if a.type in _SITED and (_speaks_elsewhere(a, b) or _speaks_elsewhere(b, a)):
        return "apart"
    nearer = a.type == "Enterprise" and (_of_province(a) or _of_province(b))
    nearer = nearer or (a.type == "Project" and bool(agreeing(a.particulars, b.particulars, strongly=True)))
    return "within" if found == "wide" and nearer else found


def _told_at_one(a: Profile, b: Profile) -> bool:
    """Whether sentences on two firms of one name in texts of two places name one place in one of these, and share an
    amount and many words: what a city set up where it helps is told of at home and there."""
    if a.overlap(b) != "many" or not agreeing(a.particulars, b.particulars, strongly=True):
        return False
    if {name.text for name in a.names}.isdisjoint(name.text for name in b.names):
        return False
    for home in (home for p in (a, b) for home in p.homes if home and len(home.path) > 1):
        inside = (
            form for form, d in forms_near(home.path, None).items() if home_of(d).path[: len(home.path)] == home.path
        )
        if any(all(any(form in text for text in p.nameless) for p in (a, b)) for form in inside):
            return True
    return False


def _speaks_elsewhere(a: Profile, b: Profile) -> bool:
    """Whether a sentence on the one that is in the wider place names another place there than where the other is."""
    for wide, narrow in ((x, y) for x in a.homes for y in b.homes if x and y and x.path and len(x.path) < len(y.path)):
        inside = forms_near(wide.path, None).items()
        beside = [item for text in a.nameless for item in _JOINS.split(text) if "\x00" in item]
        places = [home_of(division) for form, division in inside if _names(form, a.nameless, beside)]
        if any(len(p.path) > len(wide.path) and lie(p, narrow) == "apart" for p in places):
            return True
    return False


def _means(a: Profile, b: Profile, found: str) -> bool:
    """Whether a sentence on one thing names where the other is; 高新区 in a text of the country is any place's."""
    return not (found == "wide" and _bare_kind(a)) and _speaks_of(a, b)


def _bare_kind(p: Profile) -> bool:
    """Whether a park is called by a kind of park and at most a place: of these every place has its own."""
    return p.type == "Park" and all(any(is_kind(core.text) for core in name.cores) for name in p.names)


def _names(form: str, texts: Sequence[str], items: Sequence[str]) -> bool:
    """Whether texts on a thing have a name of a place: of lists only the items in which the thing stands, unless the
    name itself would part them (平和)."""
    return any(form in text for text in texts) and (any(form in item for item in items) or bool(_JOINS.search(form)))


def _called_alike(a: Profile, b: Profile) -> bool:
    """Whether two firms are called after one province and alike besides; it registers one such (浙江股权交易中心)."""
    cores = [
        {core.text for name in p.names if name.home and len(name.home.path) == 1 for core in name.cores} for p in (a, b)
    ]
    provinces = [{home for home in p.named if len(home.path) == 1} for p in (a, b)]
    return bool(provinces[0] & provinces[1]) and any(len(core) >= _TELLING for core in cores[0] & cores[1])


def _of_province(p: Profile) -> bool:
    """Whether a firm is registered under its province's name, under which there is one of its name and trade."""
    return p.full and any(len(home.path) == 1 for home in p.named)


def _looks_up(a: Profile, b: Profile) -> bool:
    """Whether a text from within where the other thing is speaks of what comes from there: it names the place, or its
    rank (全市, 列入省), or takes part in the thing (在…里, 入选); and nothing says that it has its own."""
    patterns = words().patterns
    inner = [x for x in a.homes for y in b.homes if x and y and len(x.path) > len(y.path)]
    if not inner or len(inner) < len(a.homes) or any(patterns["own_thing"].search(text) for text in a.nameless):
        return False
    own = [place for x in inner if (place := divisions().get(x.path[-1]))]
    if any(f"{place.name}级" in text for place in own for text in a.nameless):
        return False
    wide = {y.path for y in b.homes if y}
    above = [place for path in wide for key in path[-1:] if (place := divisions().get(key))]
    forms = {form for place in above for form in (place.name, *short_names(place))}
    ranks = {patterns[f"rank_{min(len(path), 2)}"] for path in wide}
    return any(
        any(form in text for form in forms)
        or any(rank.search(text) for rank in ranks)
        or patterns["takes_part"].search(text)
        for text in a.nameless
    )


def _of_the_state(a: Profile, b: Profile) -> bool:
    """Whether two programmes go by one name that closes like those of what the State does everywhere (改革), one is the
    whole country's, and the text on the other does not say that it has its own."""
    homes = [{home.path for home in p.homes if home} for p in (a, b)]
    if a.type != "Programme" or (() in homes[0]) == (() in homes[1]) or a.mark("level") != b.mark("level"):
        return False
    shared = {name.text for name in a.names} & {name.text for name in b.names}
    own = words().patterns["own_thing"]
    return any(text.endswith(words()["of_the_state"]) for text in shared) and not any(
        own.search(text) for p in (a, b) for text in p.nameless
    )


def _cited(a: Profile, b: Profile) -> bool:
    """Whether a local text rests on the very title (依据…) that another gives a text of the whole country."""
    homes = [{home.path for home in p.homes if home} for p in (a, b)]
    if a.type != "Policy" or (() in homes[0]) == (() in homes[1]):
        return False
    local = b if () in homes[0] else a
    shared = {name.text for name in a.names} & {name.text for name in b.names}
    cites = words().patterns["cites"]
    return any(len(text) >= _TITLE for text in shared) and any(cites.search(text) for text in local.nameless)


def _speaks_of(a: Profile, b: Profile) -> bool:
    """Whether a sentence on the one that is in the wider place names the narrower one, where the other is."""
    inner = {home.path[-1] for home in b.homes if home and home.path} - {key for h in a.homes if h for key in h.path}
    places = [place for key in sorted(inner) if (place := divisions().get(key))]
    return any(form in text for place in places for form in (place.name, *short_names(place)) for text in a.nameless)
