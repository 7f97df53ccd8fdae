"""What a name is taken apart into: its core, its place, and the marks that keep things of one core apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.numerals import decimal
from extract.places.divisions import Division
from kg.resolve.match.homes import Home, home_of
from kg.resolve.match.words import words

BRACKETS = re.compile(r"\(([^()]*)\)")
# Of fewer characters no name is left.
SHORTEST = 2


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
        bare = all(core.text in words()["generic"] or len(core.text) < SHORTEST for core in self.cores)
        return bare or words().patterns["unnamed"].search(self.text) is not None


def read_plainly(text: str, place: Division | None, readings: list[str], marks: Mapping[str, frozenset[str]]) -> Name:
    """A name of which each reading is a core as it stands."""
    cores = tuple(dict.fromkeys(Core(reading, reading) for reading in readings))
    return Name(text, cores, home_of(place) if place else None, marks)


def numbered(text: str) -> dict[str, frozenset[str]]:
    """The marks that any folded name may have: its phases and sections, its years and plans."""
    patterns = words().patterns
    phases = frozenset(decimal(match["phase"]) for match in patterns["phases"].finditer(text))
    years = frozenset(match[1] or match[2] for match in patterns["years"].finditer(text))
    plans = frozenset(match[1] for match in patterns["plans"].finditer(text))
    return {"phase": phases | _sections(text), "year": years | plans}


def _sections(text: str) -> frozenset[str]:
    """A区 of a park or project."""
    return frozenset(match[1] for match in words().patterns["sections"].finditer(text))


def without_country(text: str) -> str:
    """A folded name without the country at its head, if two characters are left."""
    word = next((w for w in words()["country"] if text.startswith(w)), "")
    return text[len(word) :] if len(text) - len(word) >= SHORTEST else text
