"""Pathways between regions as JSON, as CSV and as a table for the terminal."""

from __future__ import annotations

import json
from typing import Any

from rich.console import RenderableType

from kg.query.result import csv_text, rich_table
from kg.trace.network import Network

COLUMNS = ("from", "to", "programmes", "cited", "expected")
_HEADINGS = ("from 来自", "to 至", "programmes 抓手数", "cited 文中引用", "expected 概率合计")


def pathways_table(found: Network) -> RenderableType:
    """A row a pathway, strongest first."""
    return rich_table(None, _HEADINGS, ([str(cell) for cell in row] for row in _rows(found)))


def pathways_json(found: Network) -> str:
    """The pathways, and what they rest on."""
    data = {
        "note": "hypotheses by a model, but for what is cited; descriptive, not causal",
        "level": found.level,
        "programmes": found.enough,
        "structure": found.pathways.structure if found.pathways else None,
        "pathways": [dict(zip(COLUMNS, row, strict=True)) for row in _rows(found)],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def pathways_csv(found: Network) -> str:
    """A line a pathway, with a byte-order mark."""
    return csv_text(COLUMNS, _rows(found))


def _rows(found: Network) -> list[list[Any]]:
    listed = found.pathways.found if found.pathways else ()
    names = {iri: place.name for iri, place in found.places.items()}
    return [[names[p.source], names[p.target], p.programmes, p.cited, p.expected] for p in listed]
