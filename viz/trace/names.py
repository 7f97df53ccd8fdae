"""Which region used which name when."""

from __future__ import annotations

from collections.abc import Iterator

from viz.trace.axis import TimeAxis
from viz.trace.svg import INK, SOFT, element, picture, shortened, title, width, words
from viz.trace.views import NameMark, NamesView

_ACROSS, _ROW, _TOP, _MOST_LABEL = 820.0, 24.0, 16.0, 230.0


def names_svg(view: NamesView, prefix: str = "names") -> str:
    """Names over time as an SVG 820 wide, a row a name; a bar is one region from its first to its last document."""
    left = min(_MOST_LABEL, max((width(name, 12) for name, _ in view.rows), default=60)) + 18
    days = [day for _, marks in view.rows for mark in marks for day in (mark.first, mark.last)]
    axis = TimeAxis.over(days, left, _ACROSS - 16)
    bottom = _TOP + _ROW * len(view.rows)
    body = list(axis.draw(_TOP - 4, bottom))
    for number, (name, marks) in enumerate(view.rows):
        y = _TOP + _ROW * (number + 0.5)
        body.append(words(shortened(name, left - 14, 12), left - 10, y + 4, 12, fill=INK, text_anchor="end"))
        body += _marks(marks, axis, y)
    body.append(words(view.note, 12, bottom + 40, 12, fill=SOFT))
    return picture(body, _ACROSS, bottom + 52, view.label, prefix)


def _marks(marks: tuple[NameMark, ...], axis: TimeAxis, y: float) -> Iterator[str]:
    for mark in marks:
        first, last = axis.x(mark.first), axis.x(mark.last)
        bar = element("line", x1=first, x2=last, y1=y, y2=y, stroke="#8fb3d9", stroke_width=3, stroke_opacity=0.8)
        ends = [
            element("circle", cx=at, cy=y, r=4.5, fill="#1f4e79", fill_opacity=0.75)
            for at in dict.fromkeys((first, last))
        ]
        yield element("g", title(mark.label), bar, *ends, class_="mark", tabindex=0, role="button", data_ref=mark.ref)
