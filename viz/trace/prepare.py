"""A trace as the views that are drawn: curve, coverage, tree of hops, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.resolve.intervals import bounds
from kg.trace.coverage import UNSEEN, Cell, Row
from kg.trace.model import ADOPTED
from kg.trace.output.statistics import statistics_lines
from kg.trace.output.table import place_name
from kg.trace.output.words import word
from kg.trace.parents import Parent
from kg.trace.places import LEVELS, Place
from kg.trace.result import Trace
from kg.trace.statistics import curve_rows
from viz.trace.svg import STATES
from viz.trace.views import (
    NOTHING,
    CurveView,
    HeatCell,
    HeatRow,
    HeatView,
    Line,
    NameMark,
    NamesView,
    Point,
    SharePoint,
    ShareView,
    TreeNode,
    TreeView,
)
from viz.trace.words import say

MOST_ROWS, MOST_NODES, MOST_NAMES = 60, 80, 14


def curve_view(trace: Trace, lang: str) -> CurveView:
    """The curve of all, and of each level where there are several."""
    curves = trace.curves
    index = {a.place.key: (f"a{n}", a.place) for n, a in enumerate(trace.adoptions) if a.group == ADOPTED}
    listed = [(say("picture", "all", lang), curves.all)]
    if len(curves.levels) > 1:
        listed += [(word("levels", level, lang), curve) for level, curve in curves.levels.items()]
    lines = []
    for label, curve in listed:
        points = tuple(
            Point(s.date, s.total, "、".join(place_name(index[k][1], lang) for k in s.places), index[s.places[0]][0])
            for s in curve.steps
        )
        lines.append(Line(label, points))
    mandate = curves.mandate
    day = bounds(mandate.date) if mandate else None
    median = curves.all.median if curves.all.total > 1 else None
    return CurveView(
        lines=tuple(lines),
        mandate=(day[0], say("picture", "mandate", lang).format(mandate.date)) if mandate and day else None,
        median=(median, say("picture", "median", lang).format(median)) if median else None,
        label=f"{trace.name} · {say('views', 'curve', lang)}",
        axis=say("picture", "axis", lang),
        note=say("picture", "curve_note", lang).format(len(curves.all.undated)),
    )


def share_view(trace: Trace, lang: str) -> ShareView:
    """The interval-censored curve with its band; below it what it is over, and the fits or why there is none."""
    found = trace.statistics
    last = bounds(trace.provenance.last_document)
    median = (found.median, say("picture", "median", lang).format(found.median)) if found.median else None
    return ShareView(
        points=tuple(SharePoint(**row) for row in curve_rows(found)),
        until=last[1] if last else None,
        median=median,
        label=f"{trace.name} · {say('views', 'share', lang)}",
        axis=say("picture", "share_axis", lang),
        notes=tuple(statistics_lines(found, lang)) or (word("lines", "none", lang),),
    )


def heat_view(trace: Trace, lang: str) -> HeatView:
    """The regions that the corpus has something of, at most MOST_ROWS of them."""
    rows = trace.matrix.documented()
    shown = tuple(_heat_row(row, number, trace, lang) for number, row in enumerate(rows[:MOST_ROWS]))
    states = {cell.state for row in shown for cell in row.cells} | {UNSEEN}
    return HeatView(
        years=trace.matrix.years,
        rows=shown,
        legend=tuple((state, word("states", state, lang)) for state in STATES if state in states),
        label=f"{trace.name} · {say('views', 'heat', lang)}",
        note=say("picture", "heat_note", lang),
    )


def _heat_row(row: Row, number: int, trace: Trace, lang: str) -> HeatRow:
    name = place_name(row.place, lang)
    cells = tuple(
        HeatCell(
            cell.state, cell.documents, f"{name} {year}: {word('states', cell.state, lang)}", ref(cell, number, year)
        )
        for year, cell in zip(trace.matrix.years, row.cells, strict=True)
    )
    return HeatRow(name, _indent(row.place), cells)


def ref(cell: Cell, number: int, year: int) -> str:
    """What a cell of the row with this number leads to; all that have nothing behind them lead to one card."""
    return NOTHING if cell.state == UNSEEN and not cell.documents else f"c{number}-{year}"


def _indent(place: Place) -> int:
    return max(0, LEVELS.index(place.level) - 1) if place.level in LEVELS else 1


def tree_view(trace: Trace, lang: str) -> TreeView:
    """Regions in the order of the tree, parents first; a parent that is only cited has a node without evidence."""
    lines = trace.parents[:MOST_NODES]
    index = {a.place.key: n for n, a in enumerate(trace.adoptions) if a.group == ADOPTED}
    days = {a.place.key: a.interval.upper for a in trace.adoptions if a.group == ADOPTED}
    said = {a.place.key: a.when for a in trace.adoptions if a.group == ADOPTED}
    children: dict[str | None, list[int]] = defaultdict(list)
    known = {line.child.iri: line for line in lines}
    for number, line in enumerate(lines):
        above = line.parent.iri if line.parent and not _circular(line, known) else None
        children[above].append(number)
    nodes: list[TreeNode] = []

    def place_under(number: int, parent: int | None) -> None:
        line = lines[number]
        label = f"{place_name(line.child, lang)} {said[line.child.key] or ''}".strip()
        ref = f"a{index[line.child.key]}"
        nodes.append(TreeNode(label, days[line.child.key], parent, line.kind, ref, _hint(line, lang)))
        at = len(nodes) - 1
        for child in children.get(line.child.iri, ()) if known.get(line.child.iri) is line else ():
            place_under(child, at)

    for iri in sorted({line.parent.iri for line in lines if line.parent and line.parent.iri not in known}):
        first = min(days[lines[n].child.key] or "9" for n in children[iri])
        parent = next(line.parent for line in lines if line.parent and line.parent.iri == iri)
        nodes.append(
            TreeNode(place_name(parent, lang), None if first == "9" else first, None, "", f"l{children[iri][0]}")
        )
        root = len(nodes) - 1
        for child in children[iri]:
            place_under(child, root)
    for number in children[None]:
        place_under(number, None)
    kinds = dict.fromkeys(node.kind for node in nodes if node.parent is not None)
    return TreeView(
        nodes=tuple(nodes),
        kinds=tuple((kind, word("parents", kind, lang)) for kind in kinds),
        label=f"{trace.name} · {say('views', 'tree', lang)}",
        undated=say("picture", "undated", lang),
        note=say("picture", "tree_note", lang),
    )


def _circular(line: Parent, known: dict[str, Parent]) -> bool:
    """Whether the way up from a region comes back to it: two texts may cite each other."""
    seen, at = {line.child.iri}, line.parent
    while at is not None and at.iri in known:
        if at.iri in seen:
            return True
        seen.add(at.iri)
        at = known[at.iri].parent
    return False


def _hint(line: Parent, lang: str) -> str:
    if line.parent is None:
        return place_name(line.child, lang)
    way = f"{place_name(line.parent, lang)} → {place_name(line.child, lang)}"
    return f"{way}: {word('parents', line.kind, lang)}, {word('hops', line.hop, lang)}"


def names_view(trace: Trace, lang: str) -> NamesView:
    """The names by first use, at most MOST_NAMES of them: those that most regions used."""
    rows: dict[str, list[NameMark]] = {}
    for number, use in enumerate(trace.names):
        first, last = bounds(use.first), bounds(use.last)
        if first is None or last is None:
            continue
        label = f"{place_name(use.place, lang)} {use.name} {use.first}" + (
            f" – {use.last}" if use.last != use.first else ""
        )
        rows.setdefault(use.name, []).append(NameMark(first[0], last[0], label, f"n{number}"))
    kept = sorted(sorted(rows, key=lambda name: -len(rows[name]))[:MOST_NAMES], key=lambda name: rows[name][0].first)
    return NamesView(
        rows=tuple((name, tuple(rows[name])) for name in kept),
        label=f"{trace.name} · {say('views', 'names', lang)}",
        note=say("picture", "names_note", lang),
    )


def caption(trace: Trace, lang: str) -> str:
    """What every picture has to say of the corpus: documents, coverage, cut-off, version of the graph, limits."""
    coverage, provenance = trace.coverage, trace.provenance
    limits = [provenance.area, provenance.level and word("levels", provenance.level, lang), provenance.status]
    limits.append(f"≥ {provenance.min_confidence:g}" if provenance.min_confidence else None)
    said = "、".join(limit for limit in limits if limit)
    return say("picture", "caption", lang).format(
        documents=coverage.documents,
        covering=coverage.covering_documents,
        naming=coverage.naming_documents,
        undated=coverage.undated_documents,
        first=provenance.first_document or "?",
        last=provenance.last_document or "?",
        adopted=len(coverage.adopted),
        silent=len(coverage.silent),
        absent=len(coverage.without_document),
        until=provenance.until or say("picture", "no_limit", lang),
        version=provenance.version,
        limits=say("picture", "limits", lang).format(said) if said else "",
    )


def documented_rows(trace: Trace) -> Sequence[Row]:
    """The rows that `heat_view` shows, in its order."""
    return trace.matrix.documented()[:MOST_ROWS]
