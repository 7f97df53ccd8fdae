"""Names taken apart: the place they begin with, the core that tells one thing from another, and what numbers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from extract.entities.lexicon import trades
from extract.numerals import decimal
from extract.places.divisions import Division, divisions
from kg.resolve.agencies import rank_level, ranked_place
from kg.resolve.match.fold import fold, unread
from kg.resolve.match.homes import Home, finer, home_of, inner_place, leading_division, leading_divisions
from kg.resolve.match.park_names import without_level
from kg.resolve.match.pieces import less
from kg.resolve.match.words import words
from kg.resolve.places import leading_place
from kg.resolve.rules import is_masked, load_rules
from kg.resolve.times import record_year
from ontology.records import Record
from ontology.vocabulary import load_legal_forms

_BRACKETS = re.compile(r"\(([^()]*)\)")
# (2018-2020年) behind a title: its marks hold the years.
_SPAN = re.compile(r"\(\d{4}(?:年)?-\d{4}年?\)")
_PAUSES = re.compile("[、,;]")
_NUMBERED_WORKS = re.compile("[一二三四五六七八九十0-9]厂$")
_QUOTED = re.compile('^[“「『"]([^”」』"]{3,})[”」』"](.{2,8})$')
_BRANCH_PLACE = 10
_SHORTEST = 2
_NAMED_TRADE = 4


@dataclass(frozen=True, slots=True, order=True)
class Core:
    """What is left of a name without legal form, and the same as a stem and its words of trade.

    `place` is how many characters of it are the place at its head; most readings go without.
    """

    text: str
    stem: str
    trade: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing, folded, and its parts.

    `cores` are the ways to read it, with and without a place at its head. `home` is the place that it names.
    `marks` are what keeps things of one core apart: phases, years, levels, a branch, what the text is about.
    """

    text: str
    cores: tuple[Core, ...]
    home: Home | None = None
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    group: bool = False
    full: bool = False
    masked: bool = False

    @property
    def generic(self) -> bool:
        """Whether it only says what kind of thing it is."""
        bare = all(core.text in words()["generic"] or len(core.text) < _SHORTEST for core in self.cores)
        return bare or words().patterns["unnamed"].search(self.text) is not None


def read_name(kind: str, name: str, record: Record) -> Name:
    """The parts of one name of a thing of type `kind`, as the document that has it is dated and placed."""
    text = fold(name)
    read = _READERS.get(kind, _plain)(text, record)
    quoted = _QUOTED.match(name) if kind == "Programme" else None
    if quoted and quoted[2].endswith(words()["programme_tails"]):
        core = Core(fold(quoted[1]), fold(quoted[1]), less(fold(quoted[2]), words()["programme_tails"]))
        read = replace(read, cores=(*read.cores, core))
    masked = is_masked(words().patterns["quantity"].sub("", name) if kind == "Project" else name)
    return Name(text, read.cores, read.home, read.marks, read.group, read.full, masked)


def _enterprise(text: str, record: Record) -> Name:
    bare, branch = _branch(text)
    full = bare.endswith(load_rules().legal_forms)
    home, inner, parts = _bracketed(bare, record)
    ahead = leading_divisions(inner, record, registered=full)
    place, rest = ahead[-1] if ahead else (None, inner)
    _, group = _formless(_without_country(rest))
    read = list(_firm_cores(inner, [rest for _, rest in ahead]))
    cores = tuple(dict.fromkeys([*read, *(_core(text) for core in read if (text := unread(core.text)) != core.text)]))
    home = home or (home_of(place) if place else None)
    return Name(text, cores, home, {"branch": frozenset({*branch, *parts}), **_numbered(bare)}, group, full)


def _firm_cores(name: str, rests: list[str]) -> Iterator[Core]:
    """The readings of a firm's name without form: without the place at its head, with a part of it, with all.

    What only says a trade is no reading where there is a longer one: of 贵州金沙酿酒 not 酿酒.
    """
    whole, _ = _formless(_without_country(name))
    for rest in reversed(rests):
        reading, _ = _formless(_without_country(rest))
        if reading not in trade_words():
            yield _core(reading, len(rest) - len(rests[-1]))
    yield _core(whole, len(name) - len(rests[-1]) if rests and whole.endswith(_formless(rests[-1])[0]) else 0)


def _branch(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without its branch, and the branch: 某某有限公司 and 霍山分公司, 徽商银行 and 舒城支行."""
    ending = next((word for word in words()["branches"] if text.endswith(word)), None)
    if ending is None or len(text) - len(ending) <= _SHORTEST:
        return _works(text) or _unit(text)
    head = text[: -len(ending)]
    after_form = max((head.rfind(form) + len(form) for form in words()["forms"] if form in head), default=0)
    if after_form:
        return head[:after_form], (head[after_form:] + ending,)
    return _sited(head, ending) or (head, (ending,))


def _sited(head: str, ending: str) -> tuple[str, tuple[str, ...]] | None:
    """The name before a place and a word for a branch; None if no place stands there."""
    for length in range(min(_BRANCH_PLACE, len(head) - _SHORTEST), 1, -1):
        tail = head[-length:]
        if divisions().named(tail) or divisions().shortly(tail):
            return head[:-length], (tail + ending,)
    return None


def _works(text: str) -> tuple[str, tuple[str, ...]] | None:
    """信义光伏玻璃 of 信义光伏玻璃芜湖厂: one of a firm's works."""
    return _sited(text[:-1], text[-1]) if text.endswith(words()["works"]) else None


def _unit(text: str) -> tuple[str, tuple[str, ...]]:
    """What stands behind a registered name is a part of that firm: 某某有限公司宁国工厂."""
    form = next((form for form in load_rules().legal_forms if form in text), None)
    end = text.rfind(form) + len(form) if form else len(text)
    rest = text[end:]
    is_part = bool(rest) and not rest.startswith("(") and not rest.endswith(words()["forms"])
    return (text[:end], (rest,)) if is_part else (text, ())


def _bracketed(text: str, record: Record) -> tuple[Home | None, str, list[str]]:
    """The place in brackets within a company's name, the name without brackets, and what part of it they name:
    维谛技术(绵阳)有限公司, 金河纺织(二厂)."""
    home: Home | None = None
    parts: list[str] = []
    for inner in _BRACKETS.findall(text):
        place, _ = leading_division(f"{inner}公司", record, registered=True)
        home = home or (home_of(place) if place else None)
        if inner.endswith(words()["units"]):
            parts.append(inner)
    return home, _BRACKETS.sub("", text) or text, parts


def _formless(text: str) -> tuple[str, bool]:
    """A name without legal forms and words for groups at its end, and whether it had one for groups."""
    group, core = False, text
    while True:
        ending = next((w for w in (*words()["forms"], *words()["groups"]) if core.endswith(w)), None)
        if ending is None or len(core) - len(ending) < _SHORTEST or _NUMBERED_WORKS.search(core):
            return core, group
        group = group or ending in words()["groups"]
        core = core[: -len(ending)]


@cache
def trade_words() -> tuple[str, ...]:
    """Words of trade that close a firm's name behind what tells it from others, the longest first."""
    alike = (word for group in words().trades for word in group)
    known = {*trades(), *load_legal_forms().trade, *words()["more_trades"], *alike} - {
        *words()["groups"],
        *words()["forms"],
    }
    return tuple(sorted(known, key=lambda word: (-len(word), word)))


def _core(text: str, place: int = 0) -> Core:
    stem = text
    while word := next((w for w in trade_words() if stem.endswith(w) and len(stem) - len(w) >= _SHORTEST), None):
        stem = stem[: -len(word)]
    if stem == text and len(text) >= _NAMED_TRADE and text.endswith(words()["trade_ends"]):
        stem = text[:-2]
    return Core(text, stem, text[len(stem) :], place)


def _without_country(text: str) -> str:
    word = next((w for w in words()["country"] if text.startswith(w)), "")
    return text[len(word) :] if len(text) - len(word) >= _SHORTEST else text


def _park(text: str, record: Record) -> Name:
    bare = _BRACKETS.sub(lambda m: m[1] if len(m[1]) == 1 or m[1].endswith(words()["pieces"]) else "", text) or text
    place, rest = leading_division(bare, record, registered=False)
    rest = without_level(rest)
    ranked = rest[1:] if place is None and rank_level(rest) and len(rest) > _SHORTEST else rest
    readings = [ranked] if ranked == bare else [ranked, without_level(bare)]
    piece = frozenset(word for word in words()["pieces"] if text.removesuffix(")").endswith(word))
    return _read(text, place, readings, {"branch": piece, **_numbered(text)})


def _policy(text: str, record: Record) -> Name:
    title = _BRACKETS.sub(lambda m: "" if "号" in m[1] else m[0], text)
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
    rest = _SPAN.sub("", rest) or rest
    ranked, rest, level = (None, rest, frozenset[str]()) if place else _ranked(rest, record)
    place = place or ranked
    inner, bare = leading_division(_without_country(rest), record, registered=False)
    about = frozenset(word for word in words()["about"] if word in text)
    numbered = _numbered(text)
    articles = frozenset(decimal(match[1]) + "条" for match in words().patterns["articles"].finditer(text))
    marks = {"about": about, **numbered, "articles": articles, "level": level}
    country = text.startswith(words()["country"]) or words().patterns["national_titles"].match(text)
    read = _read(text, inner or place, [bare], marks)
    country = country or words().patterns["national_numbers"].search(text)
    home = Home(()) if (country or bodies) and read.home is None else read.home
    return Name(text, read.cores, home, read.marks)


def _programme(text: str, record: Record) -> Name:
    numbered = _numbered(text)
    text = _dated(_PAUSES.sub("", text))
    place, rest = leading_place(text, record_year(record))
    if place is None:
        place, rest = leading_division(text, record, registered=False)
        place = None if text[: len(text) - len(rest)] in words()["common_places"] else place
    home = home_of(place) if place and len(rest) > _SHORTEST else None
    text = _dated(rest) if home else text
    level = next((word for word in words()["programme_levels"] if text.startswith(word)), "")
    core = _tailed(text[len(level) :], words()["programme_tails"])
    level = level.removesuffix("级").replace("全国", "国家")
    tier = frozenset(word for word in words()["tiers"] if text.endswith(word))
    return Name(text, (core,), home, {"level": frozenset({level} - {""}), "tier": tier, **numbered})


def _dated(text: str) -> str:
    """A programme's name without the year of its edition, which its marks hold."""
    rest = words().patterns["edition"].sub("", text)
    return rest if len(rest) > _SHORTEST else text


def _project(text: str, record: Record) -> Name:
    place, rest = leading_division(text, record, registered=False)
    ranked, rest, level = (None, rest, frozenset[str]()) if place else _ranked(rest, record)
    place = place or ranked
    lean = words().patterns["quantity"].sub("", _BRACKETS.sub("", rest))
    core = _tailed(lean if len(lean) >= _SHORTEST else rest, words()["project_tails"])
    lean_core, inside = _placeless(core, record)
    cores = tuple(dict.fromkeys((core, lean_core)))
    numbered = _numbered(text)
    parts = (m[0] for name in ("parts", "ordinals") for m in words().patterns[name].finditer(core.text))
    sizes = (f"{decimal(m[1])}{words().units.get(m[2], m[2])}" for m in words().patterns["capacity"].finditer(text))
    phases = numbered["phase"].union(parts)
    marks = {**numbered, "phase": phases, "capacity": frozenset(sizes), "level": level, "aside": _asides(text)}
    return Name(text, cores, finer(home_of(place) if place else None, inside), marks)


def _asides(text: str) -> frozenset[str]:
    """What stands in brackets in the name of a project or park, but for amounts."""
    return frozenset(inner for inner in _BRACKETS.findall(text) if not words().patterns["quantity"].search(inner))


def _placeless(core: Core, record: Record) -> tuple[Core, Home | None]:
    """A project's core without a place behind its owner where its text is from (福耀苏州玻璃扩建), and that place."""
    found = inner_place(core.text, _SHORTEST, record)
    if found is None or len(core.text) - len(found[0]) < _NAMED_TRADE:
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


def _plain(text: str, record: Record) -> Name:
    return _read(text, None, [text], _numbered(text))


def _read(text: str, place: Division | None, readings: list[str], marks: Mapping[str, frozenset[str]]) -> Name:
    cores = tuple(dict.fromkeys(Core(reading, reading) for reading in readings))
    return Name(text, cores, home_of(place) if place else None, marks)


def _tailed(text: str, tails: tuple[str, ...]) -> Core:
    """A core without what the thing is called with or without; that is its `trade`: 万企转型升级 and 行动."""
    core = text
    while word := next((w for w in tails if core.endswith(w) and len(core) - len(w) >= _SHORTEST), None):
        core = core[: -len(word)]
    return Core(core, core, text[len(core) :])


def _numbered(text: str) -> dict[str, frozenset[str]]:
    patterns = words().patterns
    phases = frozenset(match["phase"] for match in patterns["phases"].finditer(text))
    years = frozenset(match[1] or match[2] for match in patterns["years"].finditer(text))
    plans = frozenset(match[1] for match in patterns["plans"].finditer(text))
    return {"phase": phases | _sections(text), "year": years | plans}


def _sections(text: str) -> frozenset[str]:
    """A区 of a park or project."""
    return frozenset(match[1] for match in words().patterns["sections"].finditer(text))


_READERS: Mapping[str, Callable[[str, Record], Name]] = MappingProxyType(
    {"Enterprise": _enterprise, "Park": _park, "Policy": _policy, "Programme": _programme, "Project": _project}
)
