"""SVG as text: elements, escaped words, widths of Chinese and Latin type, and fills that grey print keeps apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from kg.query.cells import visible

FONT = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
INK, SOFT, LINE, PAPER = "#1a202c", "#4a5568", "#cbd5e0", "#ffffff"
_LATIN = 0.56


def element(name: str, *children: str, **attributes: object) -> str:
    """An element with children that are SVG already; `_` in names of attributes becomes `-`, None leaves one out.

    >>> element('rect', x=1.50, fill_opacity=0.5, data_ref='a"b')
    '<rect x="1.5" fill-opacity="0.5" data-ref=\\'a"b\\'/>'
    """
    pairs = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(children)
    return f"<{name}{pairs}>{inner}</{name}>" if inner else f"<{name}{pairs}/>"


def _value(value: object) -> str:
    return f"{round(value, 2):g}" if isinstance(value, float) else str(value)


def words(text: str, x: float, y: float, size: float = 13, **attributes: object) -> str:
    """A line of text at (x, y), its base line; what could steer a reader or end the element is made harmless."""
    fill = attributes.pop("fill", INK)
    return element(
        "text", escape(visible(text)), x=float(x), y=float(y), font_size=float(size), fill=fill, **attributes
    )


def title(text: str) -> str:
    """What a pointer that rests on the parent element is shown."""
    return element("title", escape(visible(text)))


def width(text: str, size: float = 13) -> float:
    """About how wide a text is, in pixels: full-width characters are square, others a good half of that."""
    return sum(size if unicodedata.east_asian_width(c) in "WFA" else size * _LATIN for c in text)


def shortened(text: str, room: float, size: float = 13) -> str:
    """`text`, or as much of it with … as fits into `room` pixels."""
    if width(text, size) <= room:
        return text
    kept = ""
    for character in text:
        if width(kept + character + "…", size) > room:
            break
        kept += character
    return kept + "…"


def picture(body: Iterable[str], across: float, down: float, label: str, prefix: str) -> str:
    """A whole SVG with its fills, on white; `label` is for those who cannot see it, `prefix` sets its ids apart."""
    ground = element("rect", width=float(across), height=float(down), fill=PAPER)
    return element(
        "svg",
        title(label),
        fills(prefix),
        ground,
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {across:g} {down:g}",
        width=float(across),
        height=float(down),
        role="img",
        font_family=FONT,
    )


# By state: fill, ink of a label on it, line. Lightness and pattern tell them apart where there is no colour.
_LOOKS = {
    "adopted": ("#1f4e79", "#ffffff", "#1f4e79"),
    "below": ("#8fb3d9", INK, "#5d86b3"),
    "ended": ("url(#{}-cross)", INK, "#4a5568"),
    "named": ("url(#{}-hatch)", INK, "#7d6608"),
    "silent": ("#e2e8f0", SOFT, "#c3ccd8"),
    "no document": (PAPER, "#718096", "#cbd5e0"),
}
STATES = tuple(_LOOKS)
_HALOS = {"named": "#fff8e1", "ended": "#edf2f7"}


def look(state: str, prefix: str) -> dict[str, object]:
    """Fill and line of a state, as attributes; `no document` is an empty cell with a dotted line."""
    fill, _, line = _LOOKS[state]
    dotted = "2 2" if state == "no document" else None
    return {"fill": fill.format(prefix), "stroke": line, "stroke_dasharray": dotted}


def looks() -> dict[str, tuple[str, str, str, str | None, str]]:
    """Fill (with {} for the prefix), ink, line, dashes and halo by state, for a script that paints cells anew."""
    return {
        state: (*parts, "2 2" if state == "no document" else None, _HALOS.get(state, "none"))
        for state, parts in _LOOKS.items()
    }


def ink(state: str) -> dict[str, object]:
    """The colour of a label on a state, as attributes: on a pattern it has a halo, so that it can be read."""
    halo = _HALOS.get(state, "none")
    return {"fill": _LOOKS[state][1], "stroke": halo, "stroke_width": 3, "paint_order": "stroke"}


def fills(prefix: str) -> str:
    """The patterns that `look` refers to."""
    stripe = element("path", d="M0 6L6 0M-1 1L1 -1M5 7L7 5", stroke="#a67c00", stroke_width=1.3)
    ground = element("rect", width=6, height=6, fill="#fff8e1")
    cross = element("path", d="M0 0L6 6M6 0L0 6", stroke="#4a5568", stroke_width=0.9)
    plain = element("rect", width=6, height=6, fill="#edf2f7")
    box = {"width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    return element(
        "defs",
        element("pattern", ground, stripe, id=f"{prefix}-hatch", **box),
        element("pattern", plain, cross, id=f"{prefix}-cross", **box),
    )


def legend(entries: Iterable[tuple[str, str]], x: float, y: float, room: float, prefix: str) -> tuple[str, float]:
    """Boxes of states with their words, from (x, y) on in lines of `room` pixels; and how high that is."""
    parts, at, down = [], x, y
    for state, text in entries:
        needed = 30 + width(text, 12)
        if at + needed > x + room and at > x:
            at, down = x, down + 20
        parts.append(element("rect", x=float(at), y=down - 10.0, width=15, height=12, **look(state, prefix)))
        parts.append(words(text, at + 20, down, 12, fill=SOFT))
        at += needed + 12
    return "".join(parts), down - y + 14
