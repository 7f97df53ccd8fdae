"""The pictures of a trace as SVG text, and as files for a paper: SVG, or PNG with resvg."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import ZhengmaiError
from kg.store.files import write_whole
from kg.trace.result import Trace
from viz.trace.curve import curve_svg
from viz.trace.geometry import Geometry
from viz.trace.heat import heat_svg
from viz.trace.maps import map_view
from viz.trace.names import names_svg
from viz.trace.prepare import caption, curve_view, heat_view, names_view, share_view, tree_view
from viz.trace.share import share_svg
from viz.trace.tilemap import map_svg
from viz.trace.tree import tree_svg

FIGURES = ("map", "curve", "share", "heat", "tree", "names")
# At 300 dots per inch a figure of 760 pixels fills a page of 170 mm.
_ZOOM = 3


def figures(trace: Trace, lang: str = "zh", geometry: Geometry | None = None, suffix: str = "") -> Mapping[str, str]:
    """Each picture of FIGURES as an SVG; `suffix` keeps the ids of two sets on one page apart."""
    return {
        "map": map_svg(map_view(trace, lang, geometry), f"map{suffix}"),
        "curve": curve_svg(curve_view(trace, lang), f"curve{suffix}"),
        "share": share_svg(share_view(trace, lang), f"share{suffix}"),
        "heat": heat_svg(heat_view(trace, lang), f"heat{suffix}"),
        "tree": tree_svg(tree_view(trace, lang), f"tree{suffix}"),
        "names": names_svg(names_view(trace, lang), f"names{suffix}"),
    }


def write_figures(
    trace: Trace, folder: Path, *, format: str = "svg", lang: str = "zh", geometry: Geometry | None = None
) -> list[Path]:
    """Write each picture as `<name>.svg` or `<name>.png`, and `caption.txt` that belongs under all, into `folder`.

    Raises ZhengmaiError for PNG where resvg is not installed, OSError where `folder` cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, svg in figures(trace, lang, geometry).items():
        path = folder / f"{name}.{format}"
        if format == "png":
            path.write_bytes(png(svg))
        else:
            write_whole(path, svg + "\n")
        written.append(path)
    notices = "".join(f"{notice}\n" for notice in trace.notices)
    write_whole(folder / "caption.txt", f"{trace.name}\n{notices}{caption(trace, lang)}\n")
    return [*written, folder / "caption.txt"]


def png(svg: str) -> bytes:
    """An SVG as PNG, three pixels for one; raises ZhengmaiError where resvg is not installed."""
    try:
        import resvg_py
    except ImportError as error:
        raise ZhengmaiError("PNG needs resvg: pip install 'zhengmai[figures]', or take --format svg") from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM, font_family="Noto Sans CJK SC"))
