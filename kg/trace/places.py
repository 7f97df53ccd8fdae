"""The regions of a graph: what each is called, its level, and what it lies in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.places.divisions import divisions
from kg.english import own_region_in_english, region_in_english
from kg.resolve.places import NATION
from ontology.namespaces import Namespaces

OWN = "region-of"
NATIONAL, PROVINCE, CITY, COUNTY = LEVELS = ("national", "province", "city", "county")


@dataclass(frozen=True, slots=True)
class Place:
    """A region as a trace counts it.

    `key` is what makes two mentions one place: the division, where a text states it; the division as a guess,
    where it was inferred; else the document's own region, of which only what it lies in is known. `above` has
    the keys of what it lies in, nearest first, with the nation last; `code` is that of GB/T 2260.
    """

    key: str
    name: str
    level: str | None
    province: str | None
    inferred: bool = False
    code: str | None = None
    above: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The node of the graph that stands for the place."""
        return self.key.removesuffix("?")

    @property
    def known(self) -> bool:
        """Whether the place is a division, and not a document's own region of which no more is known."""
        return self.code is not None and not self.inferred

    @property
    def english(self) -> str:
        """What the place is called in English; its Chinese name where no other is known."""
        kind, _, key = self.iri.rpartition("/id/")[2].partition("/")
        if kind != OWN:
            return region_in_english(key, self.name) or self.name
        within = next((_tail(iri) for iri in self.above if _tail(iri) != NATION), None)
        return own_region_in_english(self.level, within)

    @property
    def sort_key(self) -> tuple[str, bool, str]:
        """The nation, then divisions in the order of their codes, then what has none."""
        return (self.code or "9", self.inferred, self.key)


@dataclass(frozen=True, slots=True)
class _Region:
    name: str
    level: str | None
    above: str | None
    division: str | None
    inferred: bool


class Gazetteer:
    """Regions by IRI, from the rows of `regions.rq` (one a region), and all province-level divisions that there are."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], namespaces: Namespaces) -> None:
        self._base = namespaces.thing("region", "")
        self.nation = namespaces.thing("region", NATION)
        self._provinces = {
            namespaces.thing("region", division.code): division.name
            for division in divisions()
            if division.level == PROVINCE and division.valid(None)
        }
        self._own = namespaces.thing(OWN, "")
        self._regions = {row["region"]: _region(row) for row in rows}
        self._places: dict[str, Place] = {}

    def is_own(self, region: str) -> bool:
        """Whether this IRI is the node of a document's own region."""
        return region.startswith(self._own)

    def knows(self, region: str) -> bool:
        """Whether the graph has a region of this IRI; a document's own always is one."""
        return region in self._regions or self.is_own(region)

    def place(self, region: str) -> Place:
        """The place that `region` is: the division that it was equated with, or itself."""
        if region not in self._places:
            self._places[region] = self._place(region)
        return self._places[region]

    def _place(self, region: str) -> Place:
        start = self._regions.get(region, _UNKNOWN)
        target = start.division or region
        known = self._regions.get(target, start)
        guessed = start.inferred and start.division is not None
        around = self.upwards(region)
        return Place(
            key=f"{target}?" if guessed else target,
            name=known.name or self._provinces.get(target) or (_SOMEWHERE if self.is_own(target) else _tail(target)),
            level=known.level or (PROVINCE if target in self._provinces else None),
            province=next((at for at in around if at in self._provinces), None),
            inferred=guessed,
            code=self._code(target),
            above=self._above(around, target),
        )

    def _code(self, iri: str) -> str | None:
        key = iri.removeprefix(self._base)
        return key if key.isdigit() and iri.startswith(self._base) else None

    def _above(self, around: Sequence[str], target: str) -> tuple[str, ...]:
        """What lies above `target`, of the regions `around` the one that is it."""
        if target == self.nation:
            return ()
        first = around[0]
        return (*[at for at in around if at not in (first, target, self.nation)], self.nation)

    def upwards(self, region: str) -> list[str]:
        """`region`, the division that it is, and all that it lies in, nearest first."""
        found: dict[str, None] = {}
        at: str | None = region
        while at is not None and at not in found:
            found[at] = None
            here = self._regions.get(at, _UNKNOWN)
            at = here.division or here.above
        return list(found)

    def provinces(self) -> dict[str, str]:
        """Names of all province-level divisions, by IRI in order of their codes: also of those the graph lacks."""
        return self._provinces


# What a document's own region is called of which nothing is known (kg.quads.document.own_region_label).
_SOMEWHERE = "某地"
_UNKNOWN = _Region("", None, None, None, False)


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]


def _region(row: Mapping[str, Any]) -> _Region:
    inferred = local(row["basis"]) == "inferred"
    return _Region(row["name"] or "", local(row["level"]), row["above"], row["division"], inferred)


def local(iri: str | None) -> str | None:
    """The part of an IRI of the ontology behind `#`."""
    return None if iri is None else iri.rpartition("#")[2]
