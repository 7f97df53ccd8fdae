"""The step curve: how many regions had it by when."""

from __future__ import annotations

from collections.abc import Iterator

from viz.trace.axis import TimeAxis
from viz.trace.svg import INK, LINE, PAPER, SOFT, element, picture, title, width, words
from viz.trace.views import CurveView, Line

_ACROSS, _DOWN, _LEFT, _TOP, _BOTTOM = 560.0, 400.0, 40.0, 66.0, 340.0
# Lines differ by dashes and weight, not by hue alone.
_STYLES = (
    ("#1f4e79", 2.6, None),
    ("#7d6608", 1.8, "7 4"),
    ("#2f6f4f", 1.8, "2 3"),
    ("#7b3f61", 1.8, "9 3 2 3"),
    (SOFT, 1.6, "4 2"),
)


def curve_svg(view: CurveView, prefix: str = "curve") -> str:
    """The curve as an SVG of 560 × 400."""
    room = max((width(f"{line.label} {line.points[-1].total}", 12) for line in view.lines if line.points), default=0)
    days = [point.date for line in view.lines for point in line.points]
    axis = TimeAxis.over([*days, *([view.mandate[0]] if view.mandate else [])], _LEFT, _ACROSS - room - 22)
    top = max((point.total for line in view.lines for point in line.points), default=1)
    body = [*axis.draw(_TOP, _BOTTOM), *_scale(top, axis), words(view.axis, 8, 18, 12, fill=SOFT)]
    body += _mandate(view, axis)
    taken: list[float] = []
    for number, line in reversed(list(enumerate(view.lines))):
        body += _line(line, number, axis, top, taken)
    body.append(words(view.note, _LEFT, _DOWN - 8, 12, fill=SOFT))
    return picture(body, _ACROSS, _DOWN, view.label, prefix)


def _y(total: float, top: int) -> float:
    return _BOTTOM - total / top * (_BOTTOM - _TOP - 8)


def _scale(top: int, axis: TimeAxis) -> Iterator[str]:
    step = max(1, -(-top // 6))
    for count in range(0, top + 1, step):
        at = _y(count, top)
        yield element("line", x1=_LEFT, x2=axis.right, y1=at, y2=at, stroke=LINE, stroke_width=0.7)
        yield words(str(count), _LEFT - 8, at + 4, 12, fill=SOFT, text_anchor="end")


def _mandate(view: CurveView, axis: TimeAxis) -> Iterator[str]:
    for marked, dashes, level in ((view.mandate, "6 4", 0), (view.median, "1 3", 1)):
        if marked is None:
            continue
        day, text = marked
        at = axis.x(day)
        yield element(
            "line",
            x1=at,
            x2=at,
            y1=_TOP - 20 + 15 * level,
            y2=_BOTTOM,
            stroke=INK,
            stroke_width=1.2,
            stroke_dasharray=dashes,
        )
        right = at + width(text, 11) + 8 > axis.right
        anchor = {"text_anchor": "end"} if right else {}
        halo = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke"}
        yield words(text, at - 4 if right else at + 4, _TOP - 22 + 15 * level, 11, fill=INK, **halo, **anchor)


def _line(line: Line, number: int, axis: TimeAxis, top: int, taken: list[float]) -> Iterator[str]:
    if not line.points:
        return
    colour, weight, dashes = _STYLES[number % len(_STYLES)]
    path = [f"M{axis.x(line.points[0].date):.1f} {_BOTTOM:.1f}"]
    for point in line.points:
        path.append(f"H{axis.x(point.date):.1f}V{_y(point.total, top):.1f}")
    path.append(f"H{axis.right:.1f}")
    yield element("path", d="".join(path), fill="none", stroke=colour, stroke_width=weight, stroke_dasharray=dashes)
    last = line.points[-1]
    at = _y(last.total, top)
    while any(abs(at - other) < 15 for other in taken):
        at -= 15
    taken.append(at)
    yield words(f"{line.label} {last.total}", axis.right + 6, at + 4, 12, fill=colour)
    if number == 0:
        for point in line.points:
            yield element(
                "circle",
                title(f"{point.label} {point.date}"),
                cx=axis.x(point.date),
                cy=_y(point.total, top),
                r=4.5,
                fill=PAPER,
                stroke=colour,
                stroke_width=2,
                class_="mark",
                tabindex=0,
                role="button",
                data_ref=point.ref,
            )
