"""The documents behind an answer, as references that a paper or a report can print."""

from kg.cite.references import Reference, references
from kg.cite.styles import STYLES, render

__all__ = ["STYLES", "Reference", "references", "render"]
