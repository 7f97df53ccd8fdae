"""A trace as tables for statistics: a balanced panel, and spells at risk with start and stop.

The layout of the second is that of counting processes (Andersen & Gill 1982, Annals of Statistics 10(4)), which Stata's
`stset, enter()`, R's `Surv(start, stop, event)` and lifelines' time-varying Cox model read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.resolve.intervals import Interval
from kg.trace.coverage import IN_FORCE, NAMED, OVER, SILENT, UNSEEN, Cell, Row
from kg.trace.dates import year
from kg.trace.model import ADOPTED, PLANNED, Adoption
from kg.trace.places import NATIONAL
from kg.trace.result import Trace
from kg.trace.statistics import curve_rows
from kg.trace.surroundings import Surroundings
from ontology.vocabulary.source import Row as Entry
from ontology.vocabulary.source import read_yaml

Record = dict[str, Any]
TABLES = ("panel", "history", "curve")
_CODEBOOK = Path(__file__).with_name("codebook.yaml")
_ADOPTED = {IN_FORCE: 1, OVER: 0, NAMED: 0, SILENT: 0, UNSEEN: None}


@dataclass(frozen=True, slots=True)
class Variable:
    """A column: its name (at most 32 letters, for Stata), its kind (text, integer, real), and what it means."""

    name: str
    kind: str
    zh: str
    en: str


@cache
def codebook() -> Mapping[str, tuple[Variable, ...]]:
    """The columns of each table, in order; raises VocabularyError naming file and line of a bad entry."""
    row = read_yaml(_CODEBOOK)
    row.only(("notes", *TABLES))
    return {table: tuple(_variable(entry) for entry in row.children(table)) for table in TABLES}


def notes(trace: Trace) -> Iterator[tuple[str, str]]:
    """What a reader of the tables has to know, in Chinese and English, with the numbers of this trace."""
    numbers = {
        "documents": trace.coverage.documents,
        "covering": trace.coverage.covering_documents,
        "naming": trace.coverage.naming_documents,
        **sightings(trace),
    }
    for entry in read_yaml(_CODEBOOK).children("notes"):
        entry.only(("zh", "en"))
        yield entry.text("zh").format(**numbers), entry.text("en").format(**numbers)


def _variable(entry: Entry) -> Variable:
    entry.only(("name", "kind", "zh", "en"))
    name = entry.text("name")
    if len(name) > 32 or not name.isidentifier():
        raise entry.error(f"{name!r} is no name of a variable", "name")
    (kind,) = entry.choices("kind", ("text", "integer", "real"))
    return Variable(name, kind, entry.text("zh"), entry.text("en"))


def panel(trace: Trace) -> list[Record]:
    """Every region of the matrix in every year: `adopted` is missing where no document could tell."""
    first, plans = (_by_place(trace, group) for group in (ADOPTED, PLANNED))
    return [
        _panel_row(row, at, cell, first.get(row.place.key), plans.get(row.place.key))
        for row in trace.matrix.rows
        for at, cell in zip(trace.matrix.years, row.cells, strict=True)
    ]


def _panel_row(row: Row, at: int, cell: Cell, adoption: Adoption | None, plan: Adoption | None) -> Record:
    undated = adoption is not None and row.adopted is None
    had = None if undated else _ADOPTED[cell.state]
    return {
        **_region(row),
        "identified": int(row.place.known),
        "year": at,
        "state": cell.state,
        "adopted": had,
        "adopted_now": None if had is None else int(row.adopted == at),
        "seen": int(cell.seen),
        "at_risk": int(_at_risk(row, at, cell, adoption)),
        "documents": cell.documents,
        "covering": cell.covering,
        "naming": cell.naming,
        "planned_by": plan.interval.upper if plan else None,
        **_onset(adoption),
    }


def history(trace: Trace) -> list[Record]:
    """Spells of one year in which a division had not adopted before, with `event` 1 where it then did.

    They are those in which a document of its own could tell (`seen`), and beside them the years of adoption of which
    only a later document, or one of elsewhere, tells. Years without either are no spells: they leave a gap. What stands
    beside is as of the beginning of the spell. Neither the nation nor regions that no text states are in it.
    """
    around, adoptions, begun = Surroundings(trace.matrix), _by_place(trace, ADOPTED), _first_year(trace)
    found: list[Record] = []
    for row in trace.matrix.rows:
        last: int | None = None
        for at, cell in _spells(row, trace.matrix.years, adoptions.get(row.place.key)):
            found.append(
                {
                    **_region(row),
                    "start": at - trace.matrix.years[0],
                    "stop": at - trace.matrix.years[0] + 1,
                    "event": int(row.adopted == at),
                    "year": at,
                    "seen": int(cell.seen),
                    "since_seen": None if last is None else at - last,
                    "since_first": None if begun is None else at - begun,
                    "covering": cell.covering,
                    **around.of(row, at),
                    "mandate": _mandated(trace, at),
                    **_onset(adoptions.get(row.place.key)),
                }
            )
            last = at
    return found


def curve(trace: Trace) -> list[Record]:
    """The interval-censored curve, a row a step, beside the count of first evidence by that day."""
    counts = trace.curves.all
    return [
        {**row, "adopters": max((step.total for step in counts.steps if step.date <= row["date"]), default=0)}
        for row in curve_rows(trace.statistics)
    ]


def _region(row: Row) -> Record:
    place = row.place
    return {
        "region_id": place.iri.rpartition("/id/")[2],
        "region_code": place.code,
        "region": place.name,
        "level": place.level,
        "province_code": place.province.rpartition("/")[2] if place.province else None,
    }


def _by_place(trace: Trace, group: str) -> dict[str, Adoption]:
    return {adoption.place.key: adoption for adoption in trace.group(group)}


def _division(row: Row) -> bool:
    """Whether the region can be at risk: masked ones may be one region several times, and the nation is none."""
    return row.place.known and row.place.level != NATIONAL


def _at_risk(row: Row, at: int, cell: Cell, adoption: Adoption | None) -> bool:
    """Whether it could be seen to adopt in that year; of what adopted at no known time nothing can be seen."""
    waiting = at <= row.adopted if row.adopted is not None else adoption is None
    return _division(row) and waiting and cell.state != OVER and cell.seen


def _spells(row: Row, years: Sequence[int], adoption: Adoption | None) -> Iterator[tuple[int, Cell]]:
    for at, cell in zip(years, row.cells, strict=True):
        if _at_risk(row, at, cell, adoption) or (_division(row) and row.adopted == at):
            yield at, cell


def _onset(adoption: Adoption | None) -> Record:
    """When the adoption began and how that is known; nothing where there is none."""
    if adoption is None:
        return {"not_before": None, "not_after": None, "onset": "none", "by_others": None, "confidence": None}
    when, first = adoption.interval, adoption.first
    return {
        "not_before": when.lower,
        "not_after": when.upper,
        "onset": _known_by(when),
        "by_others": int(first.reported_by is not None),
        "confidence": first.confidence,
    }


def sightings(trace: Trace) -> dict[str, int]:
    """How many of the `adopters` are `unidentified` (of no stated division, or the nation), else `undated`, else `open`
    (left-censored), else `unseen` in the year of adoption; the rest was `observed` to adopt."""
    found = dict.fromkeys(("adopters", "observed", "unidentified", "undated", "open", "unseen"), 0)
    adoptions = _by_place(trace, ADOPTED)
    for row in trace.matrix.rows:
        if (adoption := adoptions.get(row.place.key)) is not None:
            found["adopters"] += 1
            found[_sighting(row, _known_by(adoption.interval), trace.matrix.years)] += 1
    return found


def _sighting(row: Row, onset: str, years: Sequence[int]) -> str:
    if not _division(row):
        return "unidentified"
    if row.adopted is None or onset in ("undated", "open"):
        return "undated" if row.adopted is None else onset
    return "observed" if row.cells[years.index(row.adopted)].seen else "unseen"


def _known_by(when: Interval) -> str:
    if when.upper is None:
        return "undated"
    return "open" if when.lower is None else "between" if when.silent else "stated"


def _first_year(trace: Trace) -> int | None:
    """The year of the first evidence that anybody, the nation included, planned it or had it."""
    days = (one.interval.upper for group in (ADOPTED, PLANNED) for one in trace.group(group))
    return min((int(day[:4]) for day in days if day), default=None)


def _mandated(trace: Trace, at: int) -> int | None:
    mandate = trace.curves.mandate
    if mandate is None or (ordered := year(mandate.date)) is None:
        return None
    return int(at >= ordered)


def rows_of(table: str, trace: Trace) -> Iterator[list[Any]]:
    """The rows of a table (one of TABLES) with cells in the order of the codebook."""
    records = {"panel": panel, "history": history, "curve": curve}[table](trace)
    names = [variable.name for variable in codebook()[table]]
    return ([record[name] for name in names] for record in records)
