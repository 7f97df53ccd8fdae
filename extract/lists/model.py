"""What is read out of a list before anybody asks what its words mean; all spans are of cleaned text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One holder in a list: its name and type (Enterprise, Park, Project), the row it stands in, the other cells of
    that row by what their column says, and the heading rows of its group (`place`, `title`), nearest last.

    A cell that is merged over several rows, or left blank below its first, stands for all of them.
    """

    name: Span
    type: str
    row: Span
    cells: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    groups: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TitleList:
    """A list: where its rows stand, the lines above that head it, nearest last, and its entries in order."""

    rows: Span
    heading: tuple[Span, ...]
    entries: tuple[Entry, ...]
