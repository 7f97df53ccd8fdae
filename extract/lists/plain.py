"""Lists in plain text: lines with a company's full name each, numbered or not, with columns between blanks or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from extract.layer_map import Cell, LayerMap, Table
from extract.lists.columns import full_names_end, is_full_name, role_of
from extract.lists.places import place_in

_LEAST = 3
# So many lines in a row may name no company: a heading of a group, a blank line, a page number.
_GAP = 3
_LONGEST_LINE = 160
_NUMBER = re.compile(r"[（(]?\d{1,5}[）).．、]?(?:\s+|(?<=[）).．、]))")
_BULLET = re.compile(r"[●•·◆■▪*-]\s*")
_CELL = re.compile(r"[^ \t\u3000]+")


def plain_tables(text: str, known: LayerMap) -> Iterator[Table]:
    """Tables of the lists in `text`, a text layer, outside those that its map has."""
    if len(list(islice(full_names_end().finditer(text), _LEAST))) < _LEAST:
        return
    lines = list(_lines(text, known))
    named = [number for number, cells in enumerate(lines) if _names(text, cells)]
    for run_of_lines in _runs(named):
        first, last = run_of_lines[0], run_of_lines[-1]
        while first and (_is_header(text, lines[first - 1]) or _is_place(text, lines[first - 1])):
            first -= 1
        cells = [cell for line in lines[first : last + 1] for cell in line]
        yield Table("", cells[0].start, cells[-1].end, tuple(cells))


def _runs(named: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of lines that follow each other closely, where there are enough."""
    run: list[int] = []
    for number in named:
        if run and number - run[-1] > _GAP:
            if len(run) >= _LEAST:
                yield run
            run = []
        run.append(number)
    if len(run) >= _LEAST:
        yield run


def _lines(text: str, known: LayerMap) -> Iterator[list[Cell]]:
    """Every line as cells; lines of tables, of prose and blank ones have none."""
    start, tables = 0, list(known.tables)
    for number, line in enumerate(text.split("\n")):
        while tables and tables[0].end <= start:
            tables.pop(0)
        inside = bool(tables) and tables[0].start < start + len(line) and start < tables[0].end
        prose = len(line) > _LONGEST_LINE or "。" in line or inside
        yield [] if prose else _cells(line, start, number)
        start += len(line) + 1


def _cells(line: str, start: int, row: int) -> list[Cell]:
    """The parts of a line between blanks; the number before the first is a cell of its own."""
    lead = len(line) - len(line.lstrip())
    number = _NUMBER.match(line, lead) or _BULLET.match(line, lead)
    cells = [Cell(start + lead, start + lead + len(number[0].rstrip()), row, 0)] if number else []
    at = number.end() if number else lead
    parts = list(_CELL.finditer(line, at))
    # The header of the numbers stands where they do.
    column = 0 if parts and role_of(parts[0][0]) == "number" else 1
    return cells + [Cell(start + m.start(), start + m.end(), row, column + n) for n, m in enumerate(parts)]


def _names(text: str, cells: Sequence[Cell]) -> bool:
    return any(is_full_name(text[cell.start : cell.end]) for cell in cells[:4])


def _is_place(text: str, cells: Sequence[Cell]) -> bool:
    """Whether a line is the heading of a group: 一、合肥市（12家）."""
    return bool(cells) and place_in(text, cells[0].start, cells[-1].end, "", None) is not None


def _is_header(text: str, cells: Sequence[Cell]) -> bool:
    return len(cells) > 1 and all(role_of(text[cell.start : cell.end]) for cell in cells)
