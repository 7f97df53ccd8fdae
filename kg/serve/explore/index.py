"""A graph in memory as the explorer walks it: things, links lifted to them, and the claims behind every link.

Things and links are numbers, so a million claims take some tens of megabytes. It is loaded once a generation, from
the quads and not by queries: claims stay on documents' entities, and are lifted here to what these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from kg.serve.explore.load import Loaded

Numbers = NDArray[np.int32]
# Of a claim: status, year, confidence, number of the province.
Row = tuple[str | None, int | None, float | None, int]
# What an edge is shown as where its claims differ: what asserts before what hopes.
STATUSES = ("achieved", "ongoing", "ended", "planned", "mentioned")
NONE = -1


@dataclass(frozen=True, slots=True)
class Thing:
    """A node. `province` is the number of the one that it lies in or is most told of in, or NONE; `english` what the
    vocabulary calls it in English, where it does."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    province: int
    inferred: bool = False
    english: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a link rests on; `status`, `year`, `province` and `document` are None or NONE where nothing is known."""

    iri: str
    status: str | None
    year: int | None
    confidence: float | None
    province: int
    document: int


class Index:
    """Things by number, the links between them sorted by (subject, predicate, object), and claims by link."""

    def __init__(self, loaded: Loaded) -> None:
        self.things = loaded.things
        self.predicates = loaded.predicates
        self.provinces = loaded.provinces
        self.documents = loaded.documents
        self.claims = loaded.claims
        self.number = {thing.iri: n for n, thing in enumerate(self.things)}
        rows = np.array(loaded.ends, dtype=np.int32).reshape(-1, 3)
        ends, of = np.unique(rows, axis=0, return_inverse=True)
        self.subject, self.predicate, self.object = (np.ascontiguousarray(ends[:, n]) for n in range(3))
        # Whether a document claims the link; what is not claimed is of the vocabulary.
        self.claimed = np.zeros(len(ends), dtype=bool)
        self.claimed[of.ravel()[[claim.status is not None for claim in self.claims]]] = True
        order = np.argsort(of.ravel(), kind="stable")
        self._claim_order = order.astype(np.int32)
        self._claim_start = _starts(of.ravel(), len(ends))

    def __len__(self) -> int:
        return len(self.things)

    @cached_property
    def degree(self) -> Numbers:
        """How many claims each thing has, for what comes first; the vocabulary's own links do not count."""
        weight = np.diff(self._claim_start) * self.claimed
        count = np.zeros(len(self.things), dtype=np.int64)
        for ends in (self.subject, self.object):
            np.add.at(count, ends, weight)
        return count.astype(np.int32)

    @cached_property
    def _leaving(self) -> tuple[Numbers, Numbers]:
        return _by_end(self.subject, len(self.things))

    @cached_property
    def _arriving(self) -> tuple[Numbers, Numbers]:
        return _by_end(self.object, len(self.things))

    def links_from(self, thing: int) -> Numbers:
        """Numbers of the links whose subject is `thing`."""
        order, start = self._leaving
        return order[start[thing] : start[thing + 1]]

    def links_to(self, thing: int) -> Numbers:
        """Numbers of the links whose object is `thing`."""
        order, start = self._arriving
        return order[start[thing] : start[thing + 1]]

    def links(self, thing: int) -> Iterator[tuple[int, int]]:
        """Each link of `thing`, with the thing at its other end."""
        yield from ((int(link), int(self.object[link])) for link in self.links_from(thing))
        yield from ((int(link), int(self.subject[link])) for link in self.links_to(thing))

    def claims_of(self, link: int) -> list[Claim]:
        """The claims that a link rests on, what asserts first; of a link of the vocabulary one without a status."""
        numbers = self._claim_order[self._claim_start[link] : self._claim_start[link + 1]]
        found = [self.claims[n] for n in numbers.tolist()]
        return found if len(found) == 1 else sorted(found, key=claim_order)

    @cached_property
    def _rows(self) -> tuple[list[Row], Numbers]:
        """What filters ask of claims, each once, and for each claim its number; -1 for what no document claims."""
        number: dict[Row, int] = {}
        told = ((claim.status, claim.year, claim.confidence, claim.province) for claim in self.claims)
        of = [number.setdefault(row, len(number)) if row[0] is not None else NONE for row in told]
        return list(number), np.array(of, dtype=np.int32)

    @property
    def rows(self) -> list[Row]:
        """All that filters ask of claims, each once."""
        return self._rows[0]

    def rows_of(self, link: int) -> list[int]:
        """Numbers into `rows` for the claims of a link, each once, in the order of `claims_of`."""
        claims = (claim for claim in self.claims_of(link) if claim.status is not None)
        rows = ((claim.status, claim.year, claim.confidence, claim.province) for claim in claims)
        return list(dict.fromkeys(self._row_number[row] for row in rows))

    @cached_property
    def _row_number(self) -> dict[Row, int]:
        return {row: n for n, row in enumerate(self.rows)}

    @cached_property
    def _told(self) -> Numbers:
        """How many claims of documents stand before each claim, in the order in which links have them."""
        return np.concatenate(([0], np.cumsum(self._rows[1][self._claim_order] != NONE))).astype(np.int32)

    def told(self, links: Numbers) -> Numbers:
        """How many claims of documents each of these links rests on."""
        return self._told[self._claim_start[links + 1]] - self._told[self._claim_start[links]]

    def first_row(self, links: Numbers) -> Numbers:
        """For each of these links the number of its first claim's row; NONE for a link of the vocabulary."""
        return self._rows[1][self._claim_order[self._claim_start[links]]]

    def weights(self, links: Numbers) -> Numbers:
        """How many claims each of these links rests on, the vocabulary as one."""
        return self._claim_start[links + 1] - self._claim_start[links]

    def weight(self, link: int) -> int:
        """How many claims a link rests on."""
        return int(self._claim_start[link + 1] - self._claim_start[link])

    def inside(self, things: Iterable[int]) -> list[int]:
        """The links that join any two of `things`, in order."""
        chosen = np.zeros(len(self.things), dtype=bool)
        chosen[list(things)] = True
        return np.flatnonzero(chosen[self.subject] & chosen[self.object]).tolist()


def claim_order(claim: Claim) -> tuple[int, int, str]:
    """Sort key: what asserts first, then the earlier."""
    status = STATUSES.index(claim.status) if claim.status in STATUSES else len(STATUSES)
    return status, claim.year or 9999, claim.iri


def _by_end(ends: Numbers, size: int) -> tuple[Numbers, Numbers]:
    order = np.argsort(ends, kind="stable").astype(np.int32)
    return order, _starts(ends, size)


def _starts(values: NDArray[np.signedinteger], size: int) -> Numbers:
    counts = np.bincount(values, minlength=size)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
