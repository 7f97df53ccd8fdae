"""Pictures of a trace: SVG views, each from a plain dataclass, PNG of them, and one offline page with all."""

from viz.trace.figures import figures, write_figures
from viz.trace.geometry import Geometry, read_geometry
from viz.trace.page import page_html, write_page

__all__ = ["Geometry", "figures", "page_html", "read_geometry", "write_figures", "write_page"]
