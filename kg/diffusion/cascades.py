"""What inference reads: who adopted which programme when, who was seen not to, who is whose neighbour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Citation(NamedTuple):
    """In `programme`, `region` names `parent` as the one that it learned from; all are positions in a Cascades."""

    programme: int
    region: int
    parent: int


@dataclass(frozen=True)
class Cascades:
    """Adoptions of C programmes by N regions.

    `times` is C × N, in years (2018-07 is 2018.5), infinite where no adoption is known; `seen` is C × N, whether the
    region's documents to `horizon` would have told of an adoption, so that silence counts; `neighbours` is N × N.
    `grain` is the width of the periods that times are rounded down to, in years; 0 where they are exact.
    """

    programmes: Sequence[str]
    regions: Sequence[str]
    times: Floats
    horizon: float
    neighbours: Flags
    seen: Flags
    grain: float = 0.0
    citations: Sequence[Citation] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        shape = (len(self.programmes), len(self.regions))
        if self.times.shape != shape or self.seen.shape != shape:
            raise ValueError(f"times and seen must be {shape[0]} × {shape[1]}")
        if self.neighbours.shape != (shape[1], shape[1]):
            raise ValueError(f"neighbours must be {shape[1]} × {shape[1]}")
        if self.adopted.any() and float(self.times[self.adopted].max()) > self.horizon:
            raise ValueError("an adoption lies beyond the horizon")

    @property
    def adopted(self) -> Flags:
        """C × N, where an adoption is known."""
        return np.isfinite(self.times)

    @property
    def start(self) -> Floats:
        """C × 1, when each programme was first adopted; infinite where nobody did."""
        return np.asarray(self.times.min(axis=1, keepdims=True), dtype=np.float64)

    @property
    def first(self) -> Flags:
        """C × N, the first adopters: they took the programme from nobody."""
        return np.asarray(self.adopted & (self.times == self.start))

    def some(self, rows: Flags) -> Cascades:
        """The same for the programmes where `rows`, of length C, is true."""
        number = {int(old): new for new, old in enumerate(np.flatnonzero(rows))}
        kept = tuple(c._replace(programme=number[c.programme]) for c in self.citations if c.programme in number)
        names = [name for name, keep in zip(self.programmes, rows, strict=True) if keep]
        return Cascades(
            names, self.regions, self.times[rows], self.horizon, self.neighbours, self.seen[rows], self.grain, kept
        )


def cascades(
    adoptions: Mapping[str, Mapping[str, float]],
    horizon: float,
    *,
    regions: Sequence[str] = (),
    neighbours: Iterable[tuple[str, str]] = (),
    unseen: Iterable[tuple[str, str]] = (),
    cited: Iterable[tuple[str, str, str]] = (),
    grain: float = 0.0,
) -> Cascades:
    """Cascades from `adoptions`: region → year by programme.

    `regions` are those that might have adopted, besides the adopters; `neighbours` pairs of regions; `unseen` pairs
    (programme, region) whose silence tells nothing; `cited` triples (programme, region, parent). Names unknown to
    `adoptions` and `regions` are left out. Programmes and regions are sorted, so that the order given has no effect.
    Raises ValueError for an adoption beyond `horizon`.
    """
    programmes = sorted(adoptions)
    names = sorted({*regions, *(r for told in adoptions.values() for r in told)})
    row, column = {p: i for i, p in enumerate(programmes)}, {r: i for i, r in enumerate(names)}
    times = np.full((len(programmes), len(names)), np.inf)
    for programme, told in adoptions.items():
        for region, year in told.items():
            times[row[programme], column[region]] = year
    beside = np.zeros((len(names), len(names)), dtype=np.bool_)
    for a, b in neighbours:
        if a in column and b in column:
            beside[column[a], column[b]] = beside[column[b], column[a]] = True
    seen = np.ones(times.shape, dtype=np.bool_)
    for programme, region in unseen:
        if programme in row and region in column:
            seen[row[programme], column[region]] = False
    known = [c for c in cited if c[0] in row and c[1] in column and c[2] in column]
    links = tuple(sorted(Citation(row[p], column[r], column[q]) for p, r, q in known))
    return Cascades(programmes, names, times, horizon, beside, seen | np.isfinite(times), grain, links)
