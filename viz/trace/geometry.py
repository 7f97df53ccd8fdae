"""An agency's own approved boundaries, from GeoJSON (RFC 7946), fitted into the map's frame."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ZhengmaiError

_ACROSS, _DOWN, _EDGE = 560.0, 440.0, 14.0
_MOST_BYTES = 64_000_000
_MOST_POINTS = 400_000
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Geometry:
    """Rings of pixels by code of the division, and the approval number that the map must bear."""

    shapes: Mapping[str, tuple[Ring, ...]]
    approval: str


def read_geometry(path: Path, approval: str) -> Geometry:
    """Polygons by the property `adcode`, `code` or `gb` of each feature, the last six of nine digits cut to GB/T 2260.

    Longitudes are shrunk by the cosine of the middle latitude (equirectangular). Raises ZhengmaiError naming the file
    where it cannot be read, is too large, has no such feature, or the approval number is empty.
    """
    if not approval.strip():
        raise ZhengmaiError("--approval: the approval number of the map (审图号) is empty")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ZhengmaiError(f"{path}: larger than {_MOST_BYTES // 1_000_000} MB")
        data = json.loads(path.read_text("utf-8"))
        found = {code: tuple(rings) for feature in data["features"] if (code := _code(feature["properties"]))
                 if (rings := list(_rings(feature["geometry"])))}  # fmt: skip
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ZhengmaiError(f"{path}: no GeoJSON that can be drawn: {error}") from error
    points = sum(len(ring) for rings in found.values() for ring in rings)
    if not points or points > _MOST_POINTS:
        raise ZhengmaiError(f"{path}: has {points} points of features with a code; 1 to {_MOST_POINTS} can be drawn")
    return Geometry(_fitted(found), approval.strip())


def _code(properties: Mapping[str, Any]) -> str | None:
    for name in ("adcode", "code", "gb"):
        digits = str(properties.get(name) or "")
        if digits.isdigit() and len(digits) in (6, 9):
            return digits[-6:]
    return None


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        return
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            points = tuple((float(point[0]), float(point[1])) for point in ring)
            if not all(math.isfinite(value) and abs(value) <= 180 for point in points for value in point):
                raise ValueError("a coordinate is no longitude or latitude")
            yield points


def _fitted(found: Mapping[str, tuple[Ring, ...]]) -> dict[str, tuple[Ring, ...]]:
    points = [point for rings in found.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = math.cos(math.radians((south + north) / 2))
    scale = min((_ACROSS - 2 * _EDGE) / ((east - west) * shrink or 1), (_DOWN - 2 * _EDGE) / ((north - south) or 1))
    return {
        code: tuple(
            tuple((_EDGE + (x - west) * shrink * scale, _EDGE + (north - y) * scale) for x, y in ring) for ring in rings
        )
        for code, rings in sorted(found.items())
    }
