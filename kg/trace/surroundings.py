"""Who around a region had the programme before a year began: what a model of adoption sets beside its hazard."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from kg.trace.coverage import Matrix, Row
from kg.trace.hops import borders
from kg.trace.places import NATIONAL, PROVINCE

Surrounding = dict[str, int | None]


class Surroundings:
    """The adopters of a matrix, ordered so that each region and year is looked up and not searched for."""

    def __init__(self, matrix: Matrix) -> None:
        self._years = matrix.years
        self._adopted = {row.place.key: row.adopted for row in matrix.rows if row.adopted is not None}
        self._nation = [row.place.key for row in matrix.rows if row.place.level == NATIONAL]
        adopters = [(row.place, row.adopted) for row in matrix.rows if row.adopted is not None and row.place.known]
        self._peers = _ordered((place.level, year) for place, year in adopters)
        self._inside = _ordered((iri, year) for place, year in adopters for iri in place.above)
        provinces = {row.place.code: row for row in matrix.rows if row.place.level == PROVINCE and row.place.known}
        self._neighbours: dict[str | None, list[Row]] = defaultdict(list)
        for one, other in (tuple(pair) for pair in borders()):
            if one in provinces and other in provinces:
                self._neighbours[one].append(provinces[other])
                self._neighbours[other].append(provinces[one])

    def of(self, row: Row, at: int) -> Surrounding:
        """What surrounds `row` as the year `at` begins: counts and flags by column of the codebook; of neighbours None
        below provinces."""
        place, near = row.place, self._neighbours[row.place.code]
        province = place.level == PROVINCE
        return {
            "neighbours": sum(self._had(other.place.key, at) for other in near) if province else None,
            "neighbours_known": sum(self._told(other, at) for other in near) if province else None,
            "peers": bisect_left(self._peers[place.level], at) - self._had(place.key, at),
            "superior": int(any(self._had(key, at) for key in place.above if key not in self._nation)),
            "nation": int(any(self._had(key, at) for key in self._nation)),
            "inferiors": bisect_left(self._inside[place.iri], at),
        }

    def _had(self, key: str, at: int) -> bool:
        return self._adopted.get(key, at) < at

    def _told(self, row: Row, at: int) -> bool:
        """Whether the corpus can tell: it had adopted, or a document of this year or the last covers the topic."""
        cells = zip(self._years, row.cells, strict=True)
        return self._had(row.place.key, at) or any(cell.seen for year, cell in cells if at - 1 <= year <= at)


def _ordered(pairs: Iterable[tuple[str | None, int]]) -> defaultdict[str | None, list[int]]:
    """The years of each key, in order."""
    found: defaultdict[str | None, list[int]] = defaultdict(list)
    for key, year in pairs:
        found[key].append(year)
    for years in found.values():
        years.sort()
    return found
