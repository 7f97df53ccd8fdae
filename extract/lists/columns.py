"""What the columns of a list say: by their header, of one row or two, or where there is none by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.clean.script import simplified
from extract.entities.lexicon import either, legal_forms
from extract.lists.grid import Row
from extract.lists.places import divisions_named
from extract.places.divisions import townships
from extract.rules import RuleError, read_rules, words
from ontology.vocabulary import load_industries

SUBJECTS = {"enterprise": "Enterprise", "park": "Park", "project": "Project"}
# A header stands among the first rows of a table, below title and date.
_SEARCHED = 12
_LEAST_NAMES = 3
_NAMED_SHARE = 0.6
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_NOISE = re.compile(r"[\s\d*＊：:、/／\\-]")


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that belong together, by what they say: the `subject` column first; long lists stand in two blocks."""

    subject: int
    kind: str
    columns: dict[int, str]


@dataclass(frozen=True, slots=True)
class Header:
    """The blocks of a list, and in which row of the grid (an index) its data begin."""

    blocks: tuple[Block, ...]
    first: int

    def repeats(self, text: str, row: Row) -> bool:
        """Whether a row is the header again, as on each page of a printed list."""
        found = [role_of(text[cell.start : cell.end]) for cell in row.own()]
        return len(found) > 1 and sum(role is not None for role in found) > len(found) / 2 and "enterprise" in found


@cache
def _roles() -> dict[str, str]:
    """What a column says, by its header; raises RuleError for a header that stands in the file twice."""
    found: dict[str, str] = {}
    for role in read_rules("title_lists")["columns"]:
        for name in words("title_lists", "columns", role):
            if name in found:
                raise RuleError(f"title_lists.yaml: columns.{role}: {name!r} stands under {found[name]} too")
            found[name] = role
    return found


def role_of(header: str) -> str | None:
    """What the column with this header says (`enterprise`, `place`, …), None where it is no known header.

    >>> role_of("企 业 名 称（全称）"), role_of("所屬行業"), role_of("甲有限公司")
    ('enterprise', 'industry', None)
    """
    if len(header) > 40:
        return None
    said = simplified(header)
    bare = _NOISE.sub("", _ASIDE.sub("", said))
    whole = _NOISE.sub("", re.sub(r"[（）()]", "", said))
    return _roles().get(bare) or _roles().get(whole) or ("place" if _place_header().fullmatch(bare) else None)


@cache
def _place_header() -> re.Pattern[str]:
    """What the header of a column of places is made of: 所在 + 地市."""
    before, after = (either(words("title_lists", "place_headers", key)) for key in ("before", "after"))
    return re.compile(rf"(?:{before})*(?:{either(words('title_lists', 'columns', 'place'))})(?:{after})?")


def find_header(text: str, rows: Sequence[Row]) -> Header | None:
    """The header of a table; None where no column of holders can be told."""
    for index, row in enumerate(rows[:_SEARCHED]):
        known = {c: role for c, cell in row.cells.items() if (role := role_of(text[cell.start : cell.end]))}
        if any(role in SUBJECTS for role in known.values()) and _is_header(row, known):
            return _header(text, rows, index)
    return _headless(text, rows)


def _is_header(row: Row, known: dict[int, str]) -> bool:
    """Whether most cells of a row are names of columns; a lone 名单 over all columns is a heading."""
    own = row.own()
    if len(own) == 1:
        return own[0].columns == 1 and len(row.cells) == 1
    return len(known) * 2 >= len(row.cells)


def _header(text: str, rows: Sequence[Row], index: int) -> Header | None:
    depth = _depth(text, rows, index)
    last = rows[min(index + depth - 1, len(rows) - 1)]
    labels = _labels_above(text, rows[index - 1]) if index else {}
    for column in {**rows[index].cells, **last.cells}:
        cells = [row.cells[column] for row in (rows[index], last) if column in row.cells]
        parts = list(dict.fromkeys(text[cell.start : cell.end] for cell in cells))
        told = [part for part in reversed(parts) if role_of(part)]
        labels[column] = told[0] if told else "".join(parts)
    blocks = _blocks(labels)
    return Header(blocks, index + depth) if blocks else None


def _labels_above(text: str, row: Row) -> dict[int, str]:
    """Names of columns in the row above a header: its upper half, where the merges of the two were lost."""
    said = {column: text[cell.start : cell.end] for column, cell in row.cells.items() if cell.columns == 1}
    return {column: label for column, label in said.items() if role_of(label)} if len(said) > 1 else {}


def _depth(text: str, rows: Sequence[Row], index: int) -> int:
    """How many rows the header has: two where cells reach down, or stand over several columns."""
    row, below = rows[index], rows[index + 1] if index + 1 < len(rows) else None
    if below is None:
        return 1
    reach = max(cell.row + cell.rows for cell in row.cells.values()) - row.number
    spread = any(cell.columns > 1 for cell in row.own())
    lower = [role_of(text[c.start : c.end]) for c in below.own()]
    told = sum(role is not None for role in lower)
    return 2 if (reach > 1 or spread) and told or (told > 1 and told * 2 > len(lower)) else 1


def _blocks(labels: dict[int, str]) -> tuple[Block, ...]:
    """One block, or one for each time that the header of the holders is repeated side by side."""
    roles = {column: role for column, label in sorted(labels.items()) if (role := role_of(label))}
    kind = next((kind for kind in SUBJECTS if kind in roles.values()), None)
    if kind is None:
        return ()
    first = next(column for column, role in roles.items() if role == kind)
    subjects = [column for column, role in roles.items() if role == kind and labels[column] == labels[first]]
    starts = [min(roles)] + [_start(roles, column) for column in subjects[1:]]
    ends = [*starts[1:], max(roles) + 1]
    parts = zip(subjects, starts, ends, strict=True)
    return tuple(Block(s, kind, {c: r for c, r in roles.items() if low <= c < high}) for s, low, high in parts)


def _start(roles: dict[int, str], subject: int) -> int:
    """Where a further block begins: at the column of numbers before its holders."""
    return subject - 1 if roles.get(subject - 1) == "number" else subject


def _headless(text: str, rows: Sequence[Row]) -> Header | None:
    """A table without header, but with a column of companies' full names."""
    columns = sorted({column for row in rows for column in row.cells})
    for column in columns:
        cells = [row.cells[column] for row in rows if column in row.cells]
        named = sum(is_full_name(text[cell.start : cell.end]) for cell in cells)
        if named >= _LEAST_NAMES and named >= _NAMED_SHARE * len(cells):
            others = {c: role for c in columns if c != column and (role := _all_of_one(text, rows, c))}
            return Header((Block(column, "enterprise", {column: "enterprise", **others}),), 0)
    return None


def _all_of_one(text: str, rows: Sequence[Row], column: int) -> str | None:
    """What all cells of a column without header are, places or industries that are known; None for anything else."""
    said = [text[cell.start : cell.end].strip() for row in rows if (cell := row.cells.get(column))]
    if said and all(name in townships() or divisions_named(name) for name in said):
        return "place"
    return "industry" if said and all(load_industries().lookup(name) for name in said) else None


def is_full_name(name: str) -> bool:
    """Whether a name ends as companies' full names do.

    >>> is_full_name("安徽青禾新材料有限公司"), is_full_name("合肥市")
    (True, False)
    """
    return 4 <= len(name) <= 40 and bool(_full_name().search(name)) and not re.search("[，。；：！？]", name)


@cache
def _full_name() -> re.Pattern[str]:
    return re.compile(rf"(?:{full_names_end().pattern})(?:（[^（）]*）)?$")


@cache
def full_names_end() -> re.Pattern[str]:
    """What the full names of companies end in, brackets apart."""
    return re.compile(either(form for form in legal_forms() if len(form) > 1))
