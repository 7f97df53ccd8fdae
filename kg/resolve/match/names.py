"""Names taken apart: the place they begin with, the core that tells one thing from another, and what numbers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from extract.entities.lexicon import trades
from extract.places.divisions import Division, divisions
from kg.resolve.agencies import rank_level
from kg.resolve.match.fold import fold
from kg.resolve.match.homes import Home, home_of, leading_division
from kg.resolve.match.words import words
from kg.resolve.places import leading_place
from kg.resolve.rules import is_masked, load_rules
from kg.resolve.times import record_year
from ontology.records import Record

_BRACKETS = re.compile(r"\(([^()]*)\)")
# (2018-2020年) behind a title: its marks hold the years.
_SPAN = re.compile(r"\(\d{4}(?:年)?-\d{4}年?\)")
_BRANCH_PLACE = 10
_SHORTEST = 2


@dataclass(frozen=True, slots=True, order=True)
class Core:
    """What is left of a name without place and legal form, and the same as a stem and its words of trade."""

    text: str
    stem: str
    trade: str = ""


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
        return all(core.text in words()["generic"] or len(core.text) < _SHORTEST for core in self.cores)


def read_name(kind: str, name: str, record: Record) -> Name:
    """The parts of one name of a thing of type `kind`, as the document that has it is dated and placed."""
    text = fold(name)
    read = _READERS.get(kind, _plain)(text, record)
    masked = is_masked(words().patterns["quantity"].sub("", name) if kind == "Project" else name)
    return Name(text, read.cores, read.home, read.marks, read.group, read.full, masked)


def _enterprise(text: str, record: Record) -> Name:
    bare, branch = _branch(text)
    full = bare.endswith(load_rules().legal_forms)
    home, inner = _bracketed_place(bare, record)
    place, rest = leading_division(inner, record, registered=full)
    stripped, group = _formless(_without_country(rest))
    whole, _ = _formless(_without_country(inner))
    readings = [stripped] if place is None else [stripped, whole]
    cores = tuple(dict.fromkeys(_core(reading) for reading in readings))
    home = home or (home_of(place) if place else None)
    return Name(text, cores, home, {"branch": frozenset(branch), **_numbered(bare)}, group, full)


def _branch(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without its branch, and the branch: 某某有限公司 and 霍山分公司, 徽商银行 and 舒城支行."""
    ending = next((word for word in words()["branches"] if text.endswith(word)), None)
    if ending is None or len(text) - len(ending) <= _SHORTEST:
        return _unit(text)
    head = text[: -len(ending)]
    after_form = max((head.rfind(form) + len(form) for form in words()["forms"] if form in head), default=0)
    if after_form:
        return head[:after_form], (head[after_form:] + ending,)
    for length in range(min(_BRANCH_PLACE, len(head) - _SHORTEST), 1, -1):
        tail = head[-length:]
        if divisions().named(tail) or divisions().shortly(tail):
            return head[:-length], (tail + ending,)
    return head, (ending,)


def _unit(text: str) -> tuple[str, tuple[str, ...]]:
    """What stands behind a registered name is a part of that firm: 某某有限公司宁国工厂."""
    form = next((form for form in load_rules().legal_forms if form in text), None)
    end = text.rfind(form) + len(form) if form else len(text)
    rest = text[end:]
    is_part = bool(rest) and not rest.startswith("(") and not rest.endswith(words()["forms"])
    return (text[:end], (rest,)) if is_part else (text, ())


def _bracketed_place(text: str, record: Record) -> tuple[Home | None, str]:
    """The place in brackets within a company's name, and the name without brackets: 维谛技术(绵阳)有限公司."""
    home: Home | None = None
    for inner in _BRACKETS.findall(text):
        place, _ = leading_division(f"{inner}公司", record, registered=True)
        home = home or (home_of(place) if place else None)
    return home, _BRACKETS.sub("", text) or text


def _formless(text: str) -> tuple[str, bool]:
    """A name without legal forms and words for groups at its end, and whether it had one for groups."""
    group, core = False, text
    while True:
        ending = next((w for w in (*words()["forms"], *words()["groups"]) if core.endswith(w)), None)
        if ending is None or len(core) - len(ending) < _SHORTEST:
            return core, group
        group = group or ending in words()["groups"]
        core = core[: -len(ending)]


def _core(text: str) -> Core:
    stem = text
    while word := next((w for w in trades() if stem.endswith(w) and len(stem) - len(w) >= _SHORTEST), None):
        stem = stem[: -len(word)]
    return Core(text, stem, text[len(stem) :])


def _without_country(text: str) -> str:
    word = next((w for w in words()["country"] if text.startswith(w)), "")
    return text[len(word) :] if len(text) - len(word) >= _SHORTEST else text


def _park(text: str, record: Record) -> Name:
    place, rest = leading_division(text, record, registered=False)
    ranked = rest[1:] if place is None and rank_level(rest) and len(rest) > _SHORTEST else rest
    readings = [ranked] if ranked == text else [ranked, text]
    piece = frozenset(word for word in words()["pieces"] if text.endswith(word))
    return _read(text, place, readings, {"branch": piece, **_numbered(text)})


def _policy(text: str, record: Record) -> Name:
    title = _BRACKETS.sub(lambda m: "" if "号" in m[1] else m[0], text)
    place, rest = leading_division(title.removeprefix("中共"), record, registered=False)
    for pattern in words().pattern_lists["policy_issuers"]:
        rest = pattern.sub("", rest)
    for pattern in words().pattern_lists["policy_wraps"]:
        if match := pattern.match(rest):
            rest = match[1]
    rest = _SPAN.sub("", rest) or rest
    inner, bare = leading_division(_without_country(rest), record, registered=False)
    about = frozenset(word for word in words()["about"] if word in text)
    country = text.startswith(words()["country"]) or words().patterns["national_titles"].match(text)
    read = _read(text, inner or place, [bare], {"about": about, **_numbered(text)})
    return Name(text, read.cores, Home(()) if country and read.home is None else read.home, read.marks)


def _programme(text: str, record: Record) -> Name:
    place, rest = leading_place(text, record_year(record))
    home = home_of(place) if place and len(rest) > _SHORTEST else None
    text = rest if home else text
    level = next((word for word in words()["programme_levels"] if text.startswith(word)), "")
    core = _tailed(text[len(level) :], words()["programme_tails"])
    level = level.removesuffix("级").replace("全国", "国家")
    return Name(text, (core,), home, {"level": frozenset({level} - {""}), **_numbered(text)})


def _project(text: str, record: Record) -> Name:
    place, rest = leading_division(text, record, registered=False)
    lean = words().patterns["quantity"].sub("", rest)
    core = _tailed(lean if len(lean) > _SHORTEST else rest, words()["project_tails"])
    return Name(text, (core,), home_of(place) if place else None, _numbered(text))


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
    years = frozenset(match[1] for match in patterns["years"].finditer(text))
    plans = frozenset(match[1] for match in patterns["plans"].finditer(text))
    return {"phase": phases, "year": years | plans}


_READERS: Mapping[str, Callable[[str, Record], Name]] = MappingProxyType(
    {"Enterprise": _enterprise, "Park": _park, "Policy": _policy, "Programme": _programme, "Project": _project}
)
