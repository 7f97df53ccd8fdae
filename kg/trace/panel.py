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

from kg.trace.coverage import IN_FORCE, NAMED, OVER, SILENT, UNSEEN, Cell, Row
from kg.trace.dates import year
from kg.trace.hops import borders
from kg.trace.model import ADOPTED, Adoption
from kg.trace.places import PROVINCE
from kg.trace.result import Trace
from kg.trace.statistics import curve_rows
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
    row.only(TABLES)
    return {table: tuple(_variable(entry) for entry in row.children(table)) for table in TABLES}


def _variable(entry: Entry) -> Variable:
    entry.only(("name", "kind", "zh", "en"))
    name = entry.text("name")
    if len(name) > 32 or not name.isidentifier():
        raise entry.error(f"{name!r} is no name of a variable", "name")
    (kind,) = entry.choices("kind", ("text", "integer", "real"))
    return Variable(name, kind, entry.text("zh"), entry.text("en"))


def panel(trace: Trace) -> list[Record]:
    """Every region of the matrix in every year: `adopted` is missing where no document could tell."""
    first = _adopted(trace)
    return [
        _panel_row(row, at, cell, first.get(row.place.key))
        for row in trace.matrix.rows
        for at, cell in zip(trace.matrix.years, row.cells, strict=True)
    ]


def _panel_row(row: Row, at: int, cell: Cell, adoption: Adoption | None) -> Record:
    return {
        **_region(row),
        "year": at,
        "state": cell.state,
        "adopted": _ADOPTED[cell.state],
        "adopted_now": None if _ADOPTED[cell.state] is None else int(row.adopted == at),
        "seen": int(_seen(row, at, cell)),
        "at_risk": int(_at_risk(row, at, cell)),
        "documents": cell.documents,
        "covering": cell.covering,
        "naming": cell.naming,
        "not_before": adoption.interval.lower if adoption else None,
        "not_after": adoption.interval.upper if adoption else None,
    }


def history(trace: Trace) -> list[Record]:
    """Spells of one year in which a region was seen and had not adopted before, with `event` 1 where it then did.

    What stands beside is as of the beginning of the spell. Years without a document are no spells: they leave a gap.
    """
    years = trace.matrix.years
    return [
        {
            **_region(row),
            "start": at - years[0],
            "stop": at - years[0] + 1,
            "event": int(row.adopted == at),
            "year": at,
            "covering": cell.covering,
            **_surroundings(trace.matrix.rows, row, at),
            "mandate": _mandated(trace, at),
        }
        for row in trace.matrix.rows
        for at, cell in zip(years, row.cells, strict=True)
        if _at_risk(row, at, cell)
    ]


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


def _adopted(trace: Trace) -> dict[str, Adoption]:
    return {adoption.place.key: adoption for adoption in trace.adoptions if adoption.group == ADOPTED}


def _seen(row: Row, at: int, cell: Cell) -> bool:
    """Evidence of the adoption is a sighting too, whoever's document tells of it."""
    return cell.seen or row.adopted == at or cell.state == NAMED


def _at_risk(row: Row, at: int, cell: Cell) -> bool:
    return (row.adopted is None or at <= row.adopted) and cell.state != OVER and _seen(row, at, cell)


def _surroundings(rows: Sequence[Row], row: Row, at: int) -> Record:
    before = [other for other in rows if other.adopted is not None and other.adopted < at and other is not row]
    near = sum(frozenset((other.place.code or "", row.place.code or "")) in borders() for other in before)
    return {
        "neighbours": near if row.place.level == PROVINCE else None,
        "peers": sum(other.place.level == row.place.level for other in before),
        "superior": int(any(other.place.iri in row.place.above for other in before)),
        "inferiors": sum(row.place.iri in other.place.above for other in before),
    }


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
