"""Totals that a graph must keep, from a small file: what leaves a bound publishes nothing.

documents: 300..
enterprises: 100..400
facts.implements: 1000..
claims: ..20000
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import yaml

from kg.errors import ZhengmaiError
from kg.totals import totals
from ontology.namespaces import Namespaces

_RANGE = re.compile(r"(\d*)\.\.(\d*)|(\d+)")
_LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class Expectations:
    """Bounds by the name of a total, both inclusive, None where there is none; `source` is the file."""

    source: Path
    bounds: Mapping[str, tuple[int, int | None]]

    def check(self, store: Path, namespaces: Namespaces) -> None:
        """Count the database in the folder `store`; raises ZhengmaiError naming every total that is out of bounds."""
        counted = totals(ox.Store.read_only(str(store)), namespaces)
        wrong = []
        for name, (least, most) in self.bounds.items():
            if name not in counted:
                raise ZhengmaiError(f"{self.source}: there is no total {name!r}; there are {', '.join(counted)}")
            if counted[name] < least or (most is not None and counted[name] > most):
                wrong.append(f"{name} {counted[name]}, not {least}..{'' if most is None else most}")
        if wrong:
            raise ZhengmaiError(
                f"totals are not as {self.source} expects, and nothing is published: {'; '.join(wrong)}"
            )


def read_expectations(path: Path) -> Expectations:
    """The bounds in a YAML file of `name: least..most`; raises ZhengmaiError naming the file and the entry."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ZhengmaiError(f"{path} is too large for a file of totals")
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ZhengmaiError(f"{path} cannot be read as totals: {error}") from error
    if not isinstance(data, dict) or not data:
        raise ZhengmaiError(f"{path}: a line such as `enterprises: 100..400` is expected")
    return Expectations(path, {str(name): _bounds(path, str(name), value) for name, value in data.items()})


def _bounds(path: Path, name: str, value: object) -> tuple[int, int | None]:
    match = _RANGE.fullmatch(str(value).replace(" ", ""))
    if match is None or value is True or str(value).strip() == "..":
        raise ZhengmaiError(f"{path}: {name}: {value}: write 100..400, 100.., ..400 or 100")
    if match[3]:
        return int(match[3]), int(match[3])
    least, most = int(match[1] or 0), int(match[2]) if match[2] else None
    if most is not None and most < least:
        raise ZhengmaiError(f"{path}: {name}: {value}: the least is more than the most")
    return least, most
