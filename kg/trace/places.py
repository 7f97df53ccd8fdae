"""The regions of a graph: what each is called, its level, and what it lies in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.places.divisions import divisions
from ontology.namespaces import Namespaces

PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Place:
    """A region as a trace counts it.

    `key` is what makes two mentions one place: the division, where a text states it; the division as a guess,
    where it was inferred; else the document's own region, of which only what it lies in is known.
    """

    key: str
    name: str
    level: str | None
    province: str | None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class _Region:
    name: str
    level: str | None
    above: str | None
    division: str | None
    inferred: bool


class Gazetteer:
    """Regions by IRI, from the rows of `regions.rq`, and all province-level divisions that there are."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], namespaces: Namespaces) -> None:
        self._provinces = {
            namespaces.thing("region", division.code): division.name
            for division in divisions()
            if division.level == PROVINCE and division.valid(None)
        }
        self._regions = {
            row["region"]: _Region(
                row["name"], local(row["level"]), row["above"], row["division"], local(row["basis"]) == "inferred"
            )
            for row in rows
        }

    def place(self, region: str) -> Place:
        """The place that `region` is: the division that it was equated with, or itself."""
        start = self._regions.get(region, _UNKNOWN)
        target = start.division or region
        known = self._regions.get(target, start)
        key = f"{target}?" if start.inferred and start.division else target
        return Place(key, known.name or target, known.level, self.province(region), key != target)

    def province(self, region: str) -> str | None:
        """The IRI of the province-level division that `region` is or lies in, if known."""
        return next((at for at in self.upwards(region) if at in self._provinces), None)

    def upwards(self, region: str) -> Iterator[str]:
        """`region`, the division that it is, and all that it lies in, nearest first."""
        seen: set[str] = set()
        at: str | None = region
        while at is not None and at not in seen:
            yield at
            seen.add(at)
            here = self._regions.get(at, _UNKNOWN)
            at = here.division or here.above

    def provinces(self) -> dict[str, str]:
        """Names of all province-level divisions, by IRI in order of their codes: also of those the graph lacks."""
        return self._provinces


_UNKNOWN = _Region("", None, None, None, False)


def local(iri: str | None) -> str | None:
    """The part of an IRI of the ontology behind `#`."""
    return None if iri is None else iri.rpartition("#")[2]
