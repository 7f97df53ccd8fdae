"""Where the cells of the maps stand: the provinces, and the cities of a province, from `grids.csv`.

Equal cells keep most neighbours together (64 of 70 land borders between provinces) and are no boundaries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from extract.places.divisions import divisions
from ontology.vocabulary.source import read_csv

_PATH = Path(__file__).with_name("grids.csv")
_COLUMNS = 6
Spot = tuple[int, int]


@cache
def _grids() -> Mapping[str, Mapping[str, Spot]]:
    """Column and row by code, by province (empty for the country); raises VocabularyError for a bad row."""
    grids: dict[str, dict[str, Spot]] = defaultdict(dict)
    for row in read_csv(_PATH, ("province", "code", "column", "row")):
        code, province = row.text("code"), row.optional("province") or ""
        if divisions().get(code) is None or not (row.text("column") + row.text("row")).isdigit():
            raise row.error("needs the code of a division, a column and a row")
        spot = int(row.text("column")), int(row.text("row"))
        if code in grids[province] or spot in grids[province].values():
            raise row.error("the division or the cell is there already")
        grids[province][code] = spot
    return grids


def country() -> Mapping[str, Spot]:
    """Column and row of each province-level division, by code."""
    return _grids()[""]


def cities(province: str) -> Mapping[str, Spot]:
    """Column and row of each city of the province with this code; in the order of codes where no table has them."""
    known = _grids().get(province)
    if known:
        return known
    above = divisions().get(province)
    codes = [division.code for division in divisions().below(above)] if above else []
    return {code: (n % _COLUMNS, n // _COLUMNS) for n, code in enumerate(codes)}


def has_table(province: str) -> bool:
    """Whether the cells of the province's cities stand as on a map, and not just in the order of their codes."""
    return province in _grids()
