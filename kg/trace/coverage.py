"""What the corpus can tell, by region and year: adopted, named, seen without mention, or no document at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.trace.dates import year
from kg.trace.model import ADOPTED, ENDED, Adoption, Source
from kg.trace.places import Place

# States of a cell, strongest first; the names are those of the exports.
IN_FORCE, OVER, NAMED, SILENT, UNSEEN = STATES = ("adopted", "ended", "named", "silent", "no document")


@dataclass(frozen=True, slots=True)
class Cell:
    """One region in one year: its state, and how many of its own documents there are, cover the topic and name it."""

    state: str
    documents: int = 0
    covering: int = 0
    naming: int = 0
    sources: tuple[str, ...] = ()

    @property
    def seen(self) -> bool:
        """Whether a document of that year covers the topic; adoption lasts through years that nobody documents."""
        return self.covering > 0


@dataclass(frozen=True, slots=True)
class Row:
    """A region through the years of the matrix; `adopted` and `ended` are years, None where none is known."""

    place: Place
    cells: tuple[Cell, ...]
    adopted: int | None = None
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Regions × years, regions in the order of their codes."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]

    def cell(self, key: str, in_year: int) -> Cell:
        """The cell of a place (by key) in a year; raises KeyError for a place or year that is not in the matrix."""
        row = next((row for row in self.rows if row.place.key == key), None)
        if row is None or in_year not in self.years:
            raise KeyError(f"{key} in {in_year}")
        return row.cells[self.years.index(in_year)]

    def documented(self) -> tuple[Row, ...]:
        """The rows that have anything at all to show."""
        return tuple(row for row in self.rows if any(cell.state != UNSEEN or cell.documents for cell in row.cells))


def matrix(sources: Iterable[Source], adoptions: Iterable[Adoption], places: Iterable[Place]) -> Matrix:
    """The matrix of these documents and adoptions; `places` are rows even where the corpus has nothing of them.

    Years run from the first to the last of a document or an adoption. Nothing is adopted or not adopted for lack of
    a document: such a cell is `no document`.
    """
    by_cell: dict[tuple[str, int], list[Source]] = defaultdict(list)
    known = {place.key: place for place in places}
    for source in sources:
        known.setdefault(source.region.key, source.region)
        if source.year is not None:
            by_cell[source.region.key, source.year].append(source)
    said: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for adoption in adoptions:
        known.setdefault(adoption.place.key, adoption.place)
        if (when := year(adoption.interval.upper)) is not None:
            said[adoption.place.key][adoption.group].add(when)
    span = {y for _, y in by_cell} | {y for groups in said.values() for found in groups.values() for y in found}
    years = tuple(range(min(span), max(span) + 1)) if span else ()
    rows = [_row(place, years, by_cell, said[place.key]) for place in known.values()]
    return Matrix(years, tuple(sorted(rows, key=lambda row: row.place.sort_key)))


def _row(
    place: Place, years: Sequence[int], by_cell: Mapping[tuple[str, int], list[Source]], said: Mapping[str, set[int]]
) -> Row:
    adopted = min(said.get(ADOPTED, ()), default=None)
    over = [y for y in said.get(ENDED, ()) if adopted is None or y > adopted]
    ended = min(over, default=None)
    named = {y for group, found in said.items() if group not in (ADOPTED, ENDED) for y in found}
    cells = tuple(_cell(by_cell.get((place.key, y), []), y, adopted, ended, y in named) for y in years)
    return Row(place, cells, adopted, ended)


def _cell(sources: Sequence[Source], at: int, adopted: int | None, ended: int | None, named: bool) -> Cell:
    covering = len([1 for source in sources if source.covering])
    naming = len([1 for source in sources if source.naming])
    if ended is not None and at >= ended:
        state = OVER
    elif adopted is not None and at >= adopted:
        state = IN_FORCE
    else:
        state = NAMED if naming or named else SILENT if covering else UNSEEN
    return Cell(state, len(sources), covering, naming, tuple(sorted([source.id for source in sources])))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the corpus can and cannot tell, by province-level division: names in order of their codes.

    `adopted`: a region in it has adopted evidence; `silent`: it has documents, none of which says so;
    `without_document`: the corpus has nothing from it, which is not the same as not adopted.
    """

    documents: int
    covering_documents: int
    naming_documents: int
    undated_documents: int
    unplaced_documents: int
    adopted: tuple[str, ...]
    silent: tuple[str, ...]
    without_document: tuple[str, ...]


def coverage(sources: Iterable[Source], adoptions: Iterable[Adoption], provinces: Mapping[str, str]) -> Coverage:
    """Counts over these documents; `provinces` are the names to report on, by IRI."""
    listed = list(sources)
    having = {adoption.place.province for adoption in adoptions if adoption.group == ADOPTED}
    seen = {source.region.province for source in listed}
    ordered = sorted(provinces.items())
    unplaced = [s for s in listed if s.region.province is None and s.region.level != "national"]
    return Coverage(
        documents=len(listed),
        covering_documents=sum(source.covering for source in listed),
        naming_documents=sum(source.naming for source in listed),
        undated_documents=sum(source.year is None for source in listed),
        unplaced_documents=len(unplaced),
        adopted=tuple(name for iri, name in ordered if iri in having),
        silent=tuple(name for iri, name in ordered if iri in seen - having),
        without_document=tuple(name for iri, name in ordered if iri not in seen | having),
    )
