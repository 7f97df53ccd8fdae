"""From tables to lists: the heading, the rows with what is merged into them or left blank, groups, sums and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from extract.clean import AlignedText
from extract.document import Document
from extract.entities.candidates import Candidate
from extract.entities.no_enterprises import is_generic, is_masked
from extract.layer_map import Cell
from extract.lists.columns import SUBJECTS, Block, Header, find_header, is_full_name
from extract.lists.grid import Row, cleaned_table, grid
from extract.lists.model import Entry, Span, TitleList
from extract.lists.places import place_in
from extract.lists.plain import plain_tables
from extract.places import RegionMention
from extract.rules import words

_HEADING_LINES, _LONGEST_HEADING = 6, 120
_LONGEST_NAME, _SHORTEST_NAME = 40, 4
_NUMBERED = re.compile(r"^(?:[（(]?\d{1,5}[）).．、]\s*|[*＊★☆●•·]\s*)+")
_ASIDE = re.compile(r"[（(]([^（）()]*)[）)]?[*＊]*$")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_INDUSTRY = re.compile("[\u4e00-\u9fff（）]{2,16}")
# What may be left blank below its first, where it stands before the names: merged cells that a format forgot.
_FILLED = ("place", "title", "level", "time", "industry", "site", "other")


def read_lists(document: Document, aligned: AlignedText) -> list[TitleList]:
    """The lists of a document, in order; spans are of the cleaned text."""
    tables = sorted([*document.map.tables, *plain_tables(document.text, document.map)], key=lambda table: table.start)
    reader = _Reader(aligned.text)
    return [found for table in tables if (found := reader.read(cleaned_table(table, aligned).cells))]


def listed_names(
    text: str, lists: Iterable[TitleList], near: str, year: int | None
) -> tuple[list[Candidate], list[RegionMention]]:
    """Names of holders, and of industries and places in their columns and headings, as mentions of the document.

    `near` is the code of its own region, `year` the year as of which places are named.
    """
    names: dict[Span, Candidate] = {}
    places: dict[Span, RegionMention] = {}
    for found in lists:
        for entry in found.entries:
            names.setdefault(entry.name, Candidate(*entry.name, entry.type, "list-name"))
            for a, b in (part for cell in entry.cells.get("industry", ()) for part in _industries(text, cell)):
                names.setdefault((a, b), Candidate(a, b, "Industry", "list-name"))
            for span in [*entry.cells.get("place", ()), *(s for k, s in entry.groups.items() if k == "place")]:
                if span not in places and (place := place_in(text, *span, near, year)):
                    places[span] = place
    return list(names.values()), list(places.values())


def _industries(text: str, cell: Span) -> Iterator[Span]:
    """The industries that a cell of their column names, without a number of their class (C3311 金属结构制造)."""
    for found in _INDUSTRY.finditer(text, *cell):
        if not found[0].startswith(words("title_lists", "no_industries")):
            yield found.span()


def without_names(lists: Iterable[TitleList]) -> list[Span]:
    """The cells that tell products: what they name is no entity, in order."""
    return sorted({span for found in lists for e in found.entries for span in e.cells.get("product", ())})


def without_rows(text: str, lists: Sequence[TitleList]) -> str:
    """The text with blanks for the rows of lists and their headers, '' where it has none: offsets stay as they are."""
    for found in lists:
        end = found.rows[1]
        start = min(found.rows[0], found.heading[-1][1] if found.heading else end)
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text if lists else ""


@dataclass(slots=True)
class _State:
    """What a row takes from those above it: cells by column, heading rows of its group."""

    above: dict[int, Cell] = field(default_factory=dict)
    groups: dict[str, Span] = field(default_factory=dict)


class _Reader:
    """Reads the tables of one document; one without header goes on with the columns of the one before."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._floor = 0
        self._last: tuple[Header, tuple[Span, ...], _State, int] | None = None

    def read(self, cells: Sequence[Cell]) -> TitleList | None:
        """The list that a table is, None where it lists no holders."""
        rows = grid(cells)
        if not rows:
            return None
        width = len({column for row in rows for column in row.cells})
        header, state = find_header(self._text, rows), _State()
        above = self._heading(rows, header.first if header else 0)
        if (
            self._last
            and (header is None or header.first == 0)
            and self._last[3] == width
            and not _headed(self._text, above)
        ):
            header, above, state = Header(self._last[0].blocks, 0), self._last[1], self._last[2]
        if header is None:
            self._last = None
            return None
        self._last = header, above, state, width
        entries = tuple(self._entries(rows, header, state))
        data = rows[header.first :] or rows[-1:]
        return TitleList((data[0].span[0], data[-1].span[1]), above, entries) if entries else None

    def _heading(self, rows: Sequence[Row], first: int) -> tuple[Span, ...]:
        """Lines above the table, then rows above its header, up to the nearest that can be no heading."""
        found: list[Span] = []
        end = rows[0].span[0] - 1
        while end > self._floor and len(found) < _HEADING_LINES:
            start = self._text.rfind("\n", self._floor, end) + 1
            if end - start > _LONGEST_HEADING and found:
                break
            found.append((start, end))
            end = start - 1
        inside = [cell for row in rows[:first] for cell in row.own() if len(row.own()) == 1]
        return (*reversed(found), *((cell.start, cell.end) for cell in inside))

    def _entries(self, rows: Sequence[Row], header: Header, state: _State) -> Iterator[Entry]:
        subjects = {block.subject for block in header.blocks}
        for row in rows[header.first :]:
            own = row.own()
            first = self._of(own[0]) if own else ""
            if not own or header.repeats(self._text, row) or _adds_up([self._of(cell) for cell in own]):
                continue
            if len(own) == 1 and first.startswith(words("title_lists", "notes")):
                return
            if not self._group(row, subjects, state):
                for block in header.blocks:
                    yield from self._entry(row, block, state)

    def _of(self, cell: Cell) -> str:
        return self._text[cell.start : cell.end]

    def _group(self, row: Row, subjects: set[int], state: _State) -> bool:
        """Whether a row heads a group; the state is told of which."""
        told = [cell for cell in row.own() if _HAN.search(self._of(cell))]
        if len(told) != 1 or len(row.cells) > len(row.own()) + told[0].columns - 1:
            return False
        cell, said = told[0], self._of(told[0])
        spread = cell.columns > 1 or len(row.own()) == 1
        place = place_in(self._text, cell.start, cell.end, "", None)
        if is_full_name(_NUMBERED.sub("", said)) or not (spread or cell.column not in subjects or place):
            return False
        if cell.column in subjects and cell.columns == 1 and not place and not _speaks_of_title(said):
            return False
        kind = "place" if place else "title"
        if kind == "title":
            state.groups.clear()
        state.groups[kind] = (cell.start, cell.end)
        state.above.clear()
        return True

    def _entry(self, row: Row, block: Block, state: _State) -> Iterator[Entry]:
        """The holder of a row in one block, if it has one; blank cells before its name are filled from above."""
        cells: dict[str, list[Span]] = {}
        for column, role in block.columns.items():
            cell = row.cells.get(column)
            if cell is None and column < block.subject and role in _FILLED:
                cell = state.above.get(column)
            if cell is not None:
                state.above[column] = cell
                cells.setdefault(role, []).append((cell.start, cell.end))
        holder = row.cells.get(block.subject)
        name = self._name(holder) if holder else None
        if holder is not None and name is not None and holder.row == row.number:
            inside = [c for c in row.own() if block.columns.get(c.column) or c is holder]
            span = min(c.start for c in inside), max(c.end for c in inside)
            told = {role: tuple(spans) for role, spans in cells.items() if role not in ("number", block.kind)}
            yield Entry(name, SUBJECTS[block.kind], span, told, dict(state.groups))

    def _name(self, cell: Cell) -> Span | None:
        """The name in a cell, without a number before it or an aside behind; None where there is none."""
        start, end = cell.start, cell.end
        if lead := _NUMBERED.match(self._text[start:end]):
            start += lead.end()
        aside = _ASIDE.search(self._text, start, end)
        if aside and aside[1].startswith(words("title_lists", "asides")):
            end = aside.start()
        name = self._text[start:end].rstrip(" \u3000*＊")
        fits = _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and _HAN.search(name)
        known = fits and not (is_masked(name) or is_generic(name) or name.endswith(words("title_lists", "no_firms")))
        return (start, start + len(name)) if known else None


def _headed(text: str, above: Sequence[Span]) -> bool:
    """Whether the line right above a table heads a list of its own."""
    return bool(above) and _speaks_of_title(text[slice(*above[-1])])


def _speaks_of_title(line: str) -> bool:
    return any(word in line for word in words("title_lists", "headings")) or bool(_group_words().search(line))


@cache
def _group_words() -> re.Pattern[str]:
    return re.compile(r"企业|单位|称号|[国省市县]家?级|示范|试点|[一二三四五六七八九十]、")


def _adds_up(texts: Sequence[str]) -> bool:
    return any(re.sub(r"\s", "", text).startswith(words("title_lists", "sums")) for text in texts[:2])
