"""Industries: the GB/T 4754-2017 classification, and the names that reports really use.

`gbt4754.csv` has the standard's codes and names (facts of the public standard; no remarks);
`industries.csv` the names, with the standard's codes where one fits, and `industry_morphology.yaml`
the words that make a name of an industry out of a thing (机械 → 机械制造).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ontology.vocabulary.source import DATA, Row, read_csv, read_yaml

CODE_LEVELS = {"section": 1, "division": 2, "group": 3, "class": 4}
_FLAGS = ("suffix", "statistical")
_COLUMNS = ("name", "codes", "broader", "flags", "aliases", "common_aliases")


@dataclass(frozen=True, slots=True)
class IndustryClass:
    """One entry of GB/T 4754-2017: code, level (section, division, group, class), its section, name."""

    code: str
    level: str
    section: str
    name: str


@dataclass(frozen=True, slots=True)
class Industry:
    """A name that reports use. `codes` are of GB/T 4754-2017, () where none fits; `broader` is a name or None.

    `statistical`: a class of official statistics that cuts across the standard (战略性新兴产业).
    """

    name: str
    codes: tuple[str, ...]
    broader: str | None
    statistical: bool
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndustrySurface:
    """A way of writing. `needs_suffix`: a common noun, which counts only before a head (产业) or among industries."""

    text: str
    name: str
    needs_suffix: bool


@dataclass(frozen=True, slots=True)
class Morphology:
    """Words around names: `heads` make one (产业链), `openers` qualify one, `generic` ones name no industry,
    and `whole` ones end like a head without having one."""

    heads: tuple[str, ...]
    openers: tuple[str, ...]
    generic: frozenset[str]
    strip: tuple[str, ...]
    whole: frozenset[str] = frozenset()

    def has_head(self, text: str) -> bool:
        """Whether `text` ends in a head and is more than that head."""
        return any(text.endswith(head) and len(text) > len(head) for head in self.heads)

    def stem(self, text: str) -> str:
        """`text` without the heads that add nothing (白酒产业链 → 白酒), as the key of one industry."""
        for head in self.strip if text not in self.whole else ():
            if text.endswith(head) and len(text) > len(head) + 1:
                return text[: -len(head)]
        return text


@dataclass(frozen=True, slots=True)
class IndustryVocabulary:
    """All names by name, all surface forms, the standard by code, and the morphology."""

    by_name: Mapping[str, Industry]
    surfaces: Mapping[str, IndustrySurface]
    classes: Mapping[str, IndustryClass]
    morphology: Morphology

    def __iter__(self) -> Iterator[Industry]:
        return iter(self.by_name.values())

    def __len__(self) -> int:
        return len(self.by_name)

    def lookup(self, form: str) -> Industry | None:
        """The industry that a form names, as it stands or without its last head; None if there is none."""
        surface = self.surfaces.get(form) or self.surfaces.get(self.morphology.stem(form))
        return self.by_name[surface.name] if surface else None


@cache
def load_industries() -> IndustryVocabulary:
    """The shipped industries; raises VocabularyError, with file and line, where a file breaks its rules."""
    morphology = load_morphology()
    classes = load_gbt4754()
    entries, rows = _entries(classes)
    for name, industry in entries.items():
        if industry.broader is not None and (industry.broader not in entries or industry.broader == name):
            raise rows[name].error(f"broader refers to {industry.broader!r}, which is no other name")
    return IndustryVocabulary(entries, _surfaces(entries, rows, morphology), classes, morphology)


@cache
def load_gbt4754() -> Mapping[str, IndustryClass]:
    """GB/T 4754-2017 by code; raises VocabularyError on a repeated code, or a level or section there is not."""
    classes: dict[str, IndustryClass] = {}
    for row in read_csv(DATA / "gbt4754.csv", ("code", "level", "section", "name")):
        code, level = row.text("code"), row.text("level")
        if code in classes or level not in CODE_LEVELS or len(code) != CODE_LEVELS[level]:
            raise row.error(f"code {code!r} is repeated or does not suit level {level!r}")
        classes[code] = IndustryClass(code, level, row.text("section"), row.text("name"))
        if classes[code].section not in classes:
            raise row.error(f"section of {code!r} is not there")
    return classes


@cache
def load_morphology() -> Morphology:
    """The words around names of industries; raises VocabularyError where the file breaks its rules."""
    row = read_yaml(DATA / "industry_morphology.yaml")
    row.only(("heads", "openers", "generic", "strip", "whole"))
    heads, strip = (tuple(sorted(row.words(field), key=lambda w: (-len(w), w))) for field in ("heads", "strip"))
    generic, whole = frozenset(row.words("generic")), frozenset(row.words("whole"))
    return Morphology(heads, row.words("openers"), generic, strip, whole)


def _entries(classes: Mapping[str, IndustryClass]) -> tuple[dict[str, Industry], dict[str, Row]]:
    entries: dict[str, Industry] = {}
    rows: dict[str, Row] = {}
    for row in read_csv(DATA / "industries.csv", _COLUMNS):
        name, flags = row.text("name"), row.choices("flags", _FLAGS)
        if name in entries:
            raise row.error(f"{name!r} is already at line {rows[name].line}")
        codes = row.choices("codes", classes)
        aliases = row.words("aliases") + row.words("common_aliases")
        entries[name] = Industry(name, codes, row.optional("broader"), "statistical" in flags, aliases)
        rows[name] = row
    return entries, rows


def _surfaces(
    entries: Mapping[str, Industry], rows: Mapping[str, Row], morphology: Morphology
) -> dict[str, IndustrySurface]:
    surfaces: dict[str, IndustrySurface] = {}
    for name, industry in entries.items():
        row = rows[name]
        common = (name, *industry.aliases) if "suffix" in row.words("flags") else row.words("common_aliases")
        for form in (name, *industry.aliases):
            _check_form(form, surfaces, morphology.generic, row)
            surfaces[form] = IndustrySurface(form, name, form in common and not morphology.has_head(form))
    return dict(sorted(surfaces.items()))


def _check_form(form: str, taken: Mapping[str, IndustrySurface], generic: Collection[str], row: Row) -> None:
    if len(form) < 2:
        raise row.error(f"{form!r} is too short to be a name")
    if form in taken:
        raise row.error(f"{form!r} already names {taken[form].name!r}")
    if form in generic:
        raise row.error(f"{form!r} is generic in industry_morphology.yaml, and names no industry")
