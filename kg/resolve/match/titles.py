"""Names of policies, programmes and projects taken apart: who issues them, where, of which years and sizes."""

from __future__ import annotations

import re

from extract.numerals import decimal
from extract.places.divisions import Division
from kg.resolve.agencies import ranked_place
from kg.resolve.match.homes import Home, finer, home_of, inner_place, leading_division
from kg.resolve.match.parts import BRACKETS, SHORTEST, Core, Name, numbered, read_plainly, without_country
from kg.resolve.match.words import words
from kg.resolve.places import leading_place
from kg.resolve.times import record_year
from ontology.records import Record

# (2018-2020年) behind a title: its marks hold the years.
_SPAN = re.compile(r"\(\d{4}(?:年)?-\d{4}年?\)")
# 实施细则 and 细则 are one kind of text.
_DETAILS = re.compile("^(?:实施|操作)(?=细则)")
_PAUSES = re.compile("[、,;]")
# So much of a project's name is left without the place inside it.
_LEFT = 4


def read_policy(text: str, record: Record) -> Name:
    """The parts of the folded title of a policy, as the document that has it is dated and placed."""
    title = BRACKETS.sub(lambda m: "" if "号" in m[1] else m[0], text)
    bodies = words().patterns["national_bodies"].match(title)
    title = title[bodies.end() :] if bodies else title
    place, rest = leading_division(title.removeprefix("中共"), record, registered=False)
    if place is None and (issuer := words().patterns["ranked_issuer"].match(rest)):
        place, rest = ranked_place(issuer[1], record), rest[issuer.end() :]
    for pattern in words().pattern_lists["policy_issuers"]:
        rest = pattern.sub("", rest)
    for pattern in words().pattern_lists["policy_wraps"]:
        if match := pattern.match(rest):
            rest = match[1]
    for pattern in (_SPAN, words().patterns["trial"], words().patterns["dated"]):
        rest = pattern.sub("", rest) or rest
    ranked, rest, level = (None, rest, frozenset[str]()) if place else _ranked(rest, record)
    place = place or ranked
    inner, bare = leading_division(without_country(rest), record, registered=False)
    about = frozenset(_DETAILS.sub("", word) for word in words()["about"] if word in text)
    counted = numbered(text)
    articles = frozenset(decimal(match[1]) + "条" for match in words().patterns["articles"].finditer(text))
    renewed = frozenset(match[0] for match in words().patterns["renewed"].finditer(text))
    marks = {"about": about, **counted, "articles": articles, "level": level, "renewed": renewed}
    country = text.startswith(words()["country"]) or words().patterns["national_titles"].match(text)
    read = read_plainly(text, inner or place, [bare], marks)
    country = country or words().patterns["national_numbers"].search(text)
    home = Home(()) if (country or bodies) and read.home is None else read.home
    return Name(text, read.cores, home, read.marks)


def read_programme(text: str, record: Record) -> Name:
    """The parts of the folded name of a programme, as the document that has it is dated and placed."""
    counted = numbered(text)
    text = _dated(_PAUSES.sub("", text))
    place, rest = leading_place(text, record_year(record))
    if place is None:
        place, rest = leading_division(text, record, registered=False)
        place = None if text[: len(text) - len(rest)] in words()["common_places"] else place
    home = home_of(place) if place and len(rest) > SHORTEST else None
    text = _dated(rest) if home else text
    level = next((word for word in words()["programme_levels"] if text.startswith(word)), "")
    core = _tailed(text[len(level) :], words()["programme_tails"])
    level = level.removesuffix("级").replace("全国", "国家")
    tier = frozenset(word for word in words()["tiers"] if text.endswith(word))
    cores = [core]
    if home is None and not level and (rank := words().patterns["rank"].match(text)) and core.text != rank[0]:
        # 市炭化窑清零计划 is the city's.
        home = home_of(place) if (place := ranked_place(rank[1], record)) else None
        bare = _tailed(text[rank.end() :], words()["programme_tails"])
        # Of ordinary words (区产业发展基金) every place has one.
        cores += [bare] if home and not set(bare.text) <= words().ordinary else []
    return Name(text, tuple(cores), home, {"level": frozenset({level} - {""}), "tier": tier, **counted})


def _dated(text: str) -> str:
    """A programme's name without the year of its edition, which its marks hold."""
    rest = words().patterns["edition"].sub("", text)
    return rest if len(rest) > SHORTEST else text


def read_project(text: str, record: Record) -> Name:
    """The parts of the folded name of a project, as the document that has it is dated and placed."""
    place, rest = leading_division(text, record, registered=False)
    ranked, rest, level = (None, rest, frozenset[str]()) if place else _ranked(rest, record)
    place = place or ranked
    lean = words().patterns["quantity"].sub("", BRACKETS.sub("", rest))
    core = _tailed(lean if len(lean) >= SHORTEST else rest, words()["project_tails"])
    lean_core, inside = _placeless(core, record)
    cores = tuple(dict.fromkeys((core, lean_core)))
    counted = numbered(text)
    parts = (m[0] for name in ("parts", "ordinals") for m in words().patterns[name].finditer(core.text))
    sizes = (f"{decimal(m[1])}{words().units.get(m[2], m[2])}" for m in words().patterns["capacity"].finditer(text))
    phases = counted["phase"].union(parts)
    marks = {**counted, "phase": phases, "capacity": frozenset(sizes), "level": level, "aside": _asides(text)}
    return Name(text, cores, finer(home_of(place) if place else None, inside), marks)


def _asides(text: str) -> frozenset[str]:
    """What stands in brackets in the name of a project or park, but for amounts."""
    return frozenset(inner for inner in BRACKETS.findall(text) if not words().patterns["quantity"].search(inner))


def _placeless(core: Core, record: Record) -> tuple[Core, Home | None]:
    """A project's core without a place behind its owner where its text is from (福耀苏州玻璃扩建), and that place."""
    found = inner_place(core.text, SHORTEST, record)
    if found is None or len(core.text) - len(found[0]) < _LEFT:
        return core, None
    text = core.text.replace(found[0], "", 1)
    return Core(text, text, core.trade), home_of(found[1])


def _ranked(text: str, record: Record) -> tuple[Division | None, str, frozenset[str]]:
    """The division that the rank at the head of a title means, the rest of the title, and a rank that is a level."""
    rank = words().patterns["rank"].match(text)
    if rank is None:
        return None, text, frozenset()
    rest = text[rank.end() :]
    if rank[0].endswith("级"):
        return None, rest, frozenset({rank[1]})
    place = ranked_place(rank[1], record)
    return (place, rest, frozenset()) if place else (None, text, frozenset())


def _tailed(text: str, tails: tuple[str, ...]) -> Core:
    """A core without what the thing is called with or without; that is its `trade`: 万企转型升级 and 行动."""
    core = text
    while word := next((w for w in tails if core.endswith(w) and len(core) - len(w) >= SHORTEST), None):
        core = core[: -len(word)]
    return Core(core, core, text[len(core) :])
