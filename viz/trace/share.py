"""The interval-censored curve: what share of the regions seen had adopted by when, with its band."""

from __future__ import annotations

from collections.abc import Iterator

from viz.trace.axis import TimeAxis
from viz.trace.svg import INK, LINE, SOFT, element, picture, width, words
from viz.trace.views import ShareView

_ACROSS, _LEFT, _TOP, _BOTTOM, _LINE_HEIGHT = 560.0, 48.0, 66.0, 300.0, 18.0
_COLOUR, _BAND = "#1f4e79", "#c9d8e8"


def share_svg(view: ShareView, prefix: str = "share") -> str:
    """The curve as an SVG 560 wide, its notes below; without points only these."""
    right = _ACROSS - 24
    axis = TimeAxis.over([*(point.date for point in view.points), *([view.until] if view.until else [])], _LEFT, right)
    body = [words(view.axis, 8, 18, 12, fill=SOFT), *_band(view, axis), *axis.draw(_TOP, _BOTTOM), *_scale(axis)]
    body += [*_step(view, axis), *_median(view, axis)]
    lines = [line for note in view.notes for line in _wrapped(note, _ACROSS - 24)]
    at = _BOTTOM + 42
    for number, line in enumerate(lines):
        body.append(words(line, 12, at + number * _LINE_HEIGHT, 12, fill=SOFT))
    return picture(body, _ACROSS, at + len(lines) * _LINE_HEIGHT, view.label, prefix)


def _y(share: float) -> float:
    return _BOTTOM - share * (_BOTTOM - _TOP - 8)


def _scale(axis: TimeAxis) -> Iterator[str]:
    for percent in range(0, 101, 25):
        at = _y(percent / 100)
        yield element("line", x1=_LEFT, x2=axis.right, y1=at, y2=at, stroke=LINE, stroke_width=0.7)
        yield words(f"{percent}%", _LEFT - 6, at + 4, 12, fill=SOFT, text_anchor="end")


def _band(view: ShareView, axis: TimeAxis) -> Iterator[str]:
    """A box a step: from one date to the next, between the ends of the band."""
    ends = [*(axis.x(point.date) for point in view.points[1:]), _end(view, axis)]
    for point, end in zip(view.points, ends, strict=False):
        start = axis.x(point.date)
        box = {
            "x": start,
            "width": max(0.0, end - start),
            "y": _y(point.high),
            "height": _y(point.low) - _y(point.high),
        }
        yield element("rect", fill=_BAND, **box)


def _end(view: ShareView, axis: TimeAxis) -> float:
    last = axis.x(view.points[-1].date) if view.points else axis.left
    return max(last, axis.x(view.until)) if view.until else axis.right


def _step(view: ShareView, axis: TimeAxis) -> Iterator[str]:
    if not view.points:
        return
    path = [f"M{axis.x(view.points[0].date):.1f} {_BOTTOM:.1f}"]
    for point in view.points:
        path.append(f"H{axis.x(point.date):.1f}V{_y(point.share):.1f}")
    path.append(f"H{_end(view, axis):.1f}")
    yield element("path", d="".join(path), fill="none", stroke=_COLOUR, stroke_width=2.4)


def _median(view: ShareView, axis: TimeAxis) -> Iterator[str]:
    if view.median is None:
        return
    day, text = view.median
    at = axis.x(day)
    yield element("line", x1=at, x2=at, y1=_TOP - 8, y2=_BOTTOM, stroke=INK, stroke_width=1.2, stroke_dasharray="1 3")
    right = at + width(text, 11) + 8 > axis.right
    anchor = {"text_anchor": "end"} if right else {}
    yield words(text, at - 4 if right else at + 4, _TOP - 10, 11, fill=INK, **anchor)


def _wrapped(text: str, room: float) -> list[str]:
    """Lines of at most `room` pixels, broken at blanks and after full-width characters."""
    lines, line, word = [], "", ""
    for character in text:
        word += character
        if character != " " and character.isascii():
            continue
        if width(line + word.rstrip(), 12) > room and line:
            lines.append(line.rstrip())
            line = ""
        line, word = line + word, ""
    if word and line and width(line + word, 12) > room:
        lines.append(line.rstrip())
        line = ""
    return [*lines, (line + word).rstrip()] if line + word else lines
