"""Parks: zones whose names and codes are known, and the kinds that names of parks end in.

`parks.csv` carries facts of two public lists over (source column; neither was checked against the
ministries' own).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ontology.vocabulary.source import DATA, Row, read_csv, read_yaml
from ontology.vocabulary.words import LEVEL_LABELS, longest_first

# A zone that the statistics treat as a county has six digits, one that they treat as a township nine.
_CODE_LENGTHS = (6, 9)


@dataclass(frozen=True, slots=True)
class ParkKind:
    """A kind of park: full and short endings, longest first; `title`: the ending is also a title that is granted."""

    kind: str
    forms: tuple[str, ...]
    short: tuple[str, ...]
    title: bool


@dataclass(frozen=True, slots=True)
class Park:
    """A park: its statistical code and level (国家) where known, its province and kind, and the source."""

    name: str
    code: str | None
    province: str
    level: str | None
    kind: str
    source: str

    @property
    def county(self) -> str | None:
        """Where the statistics put the park: its county, or itself where they treat it as one; None if unknown."""
        return self.code[:6] if self.code else None


@dataclass(frozen=True, slots=True)
class ParkVocabulary:
    """All parks in the file's order; by surface form (with short endings); and the kinds by ending, longest first."""

    parks: tuple[Park, ...]
    surfaces: Mapping[str, tuple[Park, ...]]
    endings: Mapping[str, ParkKind]

    def __iter__(self) -> Iterator[Park]:
        return iter(self.parks)

    def __len__(self) -> int:
        return len(self.parks)

    def kind_of(self, name: str) -> ParkKind | None:
        """The kind by the longest ending of a name, None if it ends in none."""
        return next((kind for ending, kind in self.endings.items() if name.endswith(ending)), None)


@cache
def load_parks() -> ParkVocabulary:
    """The shipped parks; raises VocabularyError on a park listed twice, an unknown kind or level, or a bad code."""
    kinds = load_park_kinds()
    endings = {ending: kind for kind in kinds for ending in (*kind.forms, *kind.short)}
    by_kind = {kind.kind: kind for kind in kinds}
    parks: dict[tuple[str, str], Park] = {}
    for row in read_csv(DATA / "parks.csv", ("name", "code", "province", "level", "kind", "source")):
        park = _park(row, by_kind)
        if (park.name, park.province) in parks:
            raise row.error(f"{park.name!r} in {park.province} is there twice")
        parks[park.name, park.province] = park
    ordered = {ending: endings[ending] for ending in longest_first(endings)}
    return ParkVocabulary(tuple(parks.values()), _surfaces(tuple(parks.values()), by_kind), ordered)


@cache
def load_park_kinds() -> tuple[ParkKind, ...]:
    """The kinds of parks; raises VocabularyError where an ending belongs to two."""
    file = read_yaml(DATA / "park_kinds.yaml")
    file.only(("kinds",))
    kinds: list[ParkKind] = []
    taken: set[str] = set()
    for row in file.children("kinds"):
        row.only(("kind", "forms", "short", "title"))
        endings = (*row.words("forms"), *row.words("short"))
        if repeated := taken.intersection(endings):
            raise row.error(f"{sorted(repeated)} already belong to another kind")
        taken.update(endings)
        forms, short = longest_first(row.words("forms")), longest_first(row.words("short"))
        kinds.append(ParkKind(row.text("kind"), forms, short, row.flag("title")))
    return tuple(kinds)


def _park(row: Row, kinds: Mapping[str, ParkKind]) -> Park:
    (kind,) = row.choices("kind", kinds)
    level = row.optional("level")
    code = row.optional("code")
    if level is not None and level not in LEVEL_LABELS:
        raise row.error(f"level {level!r} is none of {', '.join(LEVEL_LABELS)}")
    if code is not None and not (len(code) in _CODE_LENGTHS and code.isdecimal()):
        raise row.error(f"code {code!r} is not six or nine digits")
    return Park(row.text("name"), code, row.text("province"), level, kind, row.text("source"))


def _surfaces(parks: tuple[Park, ...], kinds: Mapping[str, ParkKind]) -> dict[str, tuple[Park, ...]]:
    """Every park under its name, and with the short ending of its kind (合肥经济技术开发区, 合肥经开区)."""
    found: dict[str, list[Park]] = {}
    for park in parks:
        for form in _written(park, kinds[park.kind]):
            found.setdefault(form, []).append(park)
    return {form: tuple(found[form]) for form in sorted(found)}


def _written(park: Park, kind: ParkKind) -> Iterator[str]:
    yield park.name
    ending = next((form for form in kind.forms if park.name.endswith(form)), None)
    if ending is not None:
        stem = park.name.removesuffix(ending)
        yield from (stem + short for short in kind.short)
