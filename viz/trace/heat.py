"""The coverage matrix: what the corpus can tell of each region in each year."""

from __future__ import annotations

from collections.abc import Iterator

from viz.trace.svg import INK, SOFT, element, ink, legend, look, picture, shortened, title, width, words
from viz.trace.views import NOTHING, HeatRow, HeatView

_SIDE, _ROW, _TOP = 30.0, 22.0, 30.0
# Many years have narrower cells, down to this, so that all of them are seen beside the labels.
_LEAST_SIDE, _ACROSS = 22.0, 900.0
_MOST_LABEL = 190.0


def heat_svg(view: HeatView, prefix: str = "heat") -> str:
    """The matrix as an SVG; numbers in cells are documents, a click on a cell lists them."""
    left = min(_MOST_LABEL, max((width(row.label, 12) + 12 * row.indent for row in view.rows), default=40)) + 14
    side = min(_SIDE, max(_LEAST_SIDE, (_ACROSS - left - 10) // max(1, len(view.years))))
    across = max(left + side * len(view.years) + 10, 520)
    body = [
        words(str(year)[2:] if len(view.years) > 12 else str(year), left + side * (n + 0.5), _TOP - 8, 11, fill=SOFT,
              text_anchor="middle")
        for n, year in enumerate(view.years)
    ]  # fmt: skip
    for number, row in enumerate(view.rows):
        body += _row(row, left, _TOP + _ROW * number, side, prefix)
    under = _TOP + _ROW * len(view.rows) + 22
    boxes, height = legend(view.legend, 8, under, across - 16, prefix)
    body += [boxes, words(view.note, 8, under + height + 6, 12, fill=SOFT)]
    return picture(body, across, under + height + 18, view.label, prefix)


def _row(row: HeatRow, left: float, top: float, side: float, prefix: str) -> Iterator[str]:
    room = left - 12 - 12 * row.indent
    yield words(shortened(row.label, room, 12), 6 + 12 * row.indent, top + 15, 12, fill=INK)
    for number, cell in enumerate(row.cells):
        x = left + side * number
        box = element("rect", x=x + 1, y=top + 1, width=side - 2, height=_ROW - 2, **look(cell.state, prefix))
        count = ""
        if cell.documents:
            count = words(str(cell.documents), x + side / 2, top + 15, 11, text_anchor="middle", **ink(cell.state))
        # A page makes one stop of the tab key of all cells, with arrows between them.
        reached = {} if cell.ref == NOTHING else {"tabindex": -1, "role": "button"}
        yield element("g", title(cell.hint), box, count, class_="mark", data_ref=cell.ref, **reached)
