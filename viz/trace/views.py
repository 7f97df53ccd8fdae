"""What is drawn: plain views, so that a page, an explorer or a paper can have the same pictures.

A `ref` leads from a mark to what it stands for: `a3` is the fourth adoption, `c…` a cell of the coverage matrix.
"""

from __future__ import annotations

from dataclasses import dataclass

# What marks lead to that have nothing behind them.
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Point:
    """A step of a line: day (ISO 8601), count from then on, what came in, and where a click leads."""

    date: str
    total: int
    label: str
    ref: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the curve."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class CurveView:
    """Cumulative counts: the first line is that of all. `mandate` and `median` are a day and its words."""

    lines: tuple[Line, ...]
    mandate: tuple[str, str] | None
    median: tuple[str, str] | None
    label: str
    axis: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SharePoint:
    """From a day (ISO 8601) on, `share` (0 to 1) had adopted, between `low` and `high`."""

    date: str
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ShareView:
    """The interval-censored curve to the day `until`; `median` is a day and its words, `notes` stand below."""

    points: tuple[SharePoint, ...]
    until: str | None
    median: tuple[str, str] | None
    label: str
    axis: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A region in a year: its state (a name of `svg.STATES`), its number of documents, words and link."""

    state: str
    documents: int
    hint: str
    ref: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A region through the years; `indent` says how far down it is."""

    label: str
    indent: int
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatView:
    """Regions × years; `legend` pairs states with words."""

    years: tuple[int, ...]
    rows: tuple[HeatRow, ...]
    legend: tuple[tuple[str, str], ...]
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A cell of the map, by column and row; `states` has one state a year of the map, `key` the place."""

    key: str
    label: str
    column: int
    row: int
    states: tuple[str, ...]
    ref: str


@dataclass(frozen=True, slots=True)
class MapView:
    """Equal cells, which are no boundaries: `caption` says so. `at` is the index of the year that is shown."""

    years: tuple[int, ...]
    tiles: tuple[Tile, ...]
    at: int
    legend: tuple[tuple[str, str], ...]
    label: str
    caption: str
    shapes: tuple[tuple[str, tuple[tuple[tuple[float, float], ...], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A region in the tree of hops; `parent` is the index of its parent, `date` a day or None, `kind` of the line."""

    label: str
    date: str | None
    parent: int | None
    kind: str
    ref: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TreeView:
    """Regions over time, each joined to where it had the programme from; parents come before children."""

    nodes: tuple[TreeNode, ...]
    kinds: tuple[tuple[str, str], ...]
    label: str
    undated: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameMark:
    """A region that used a name, from day to day."""

    first: str
    last: str
    label: str
    ref: str


@dataclass(frozen=True, slots=True)
class NamesView:
    """Names over time, a row a name."""

    rows: tuple[tuple[str, tuple[NameMark, ...]], ...]
    label: str
    note: str = ""
