"""Which stretches two texts share, and how they differ within these.

Seed and chain: runs of characters that both texts have are seeds; seeds on one diagonal make exact blocks; blocks
that follow each other in both texts, with little between them, make a passage. It finds what the local alignment
of Smith and Waterman (1981) finds where copies are near, in time linear in the texts; as in passim (Smith, Cordell
& Mullen 2015) and the Legislative Influence Detector (Burgess et al., KDD 2016), text that everybody has seeds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from kg.reprints.common import CommonText
from kg.reprints.folding import Folded
from kg.reprints.grams import Hashes, gram_hashes

SEED = 7
# A seed that stands more often in one text is a phrase of it and tells no place.
_MOST_REPEATS = 8
# What may stand between two blocks of one passage, in either text.
_GAP = 40
_LEAST = 30
_LEAST_DENSITY = 0.6


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two texts part within a passage, as folded offsets: `a` and `b` are what each has instead."""

    start_a: int
    start_b: int
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that two texts share: offsets in both text layers, how many letters and digits are the same.

    `folded_a` and `folded_b` are the passage in the folded texts; `density` is the share of it that is the same.
    """

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    matched: int
    folded_a: tuple[int, int]
    folded_b: tuple[int, int]
    differences: tuple[Difference, ...]

    @property
    def density(self) -> float:
        """Of the longer side of the passage, the share that both sides have."""
        return self.matched / max(b - a for a, b in (self.folded_a, self.folded_b))


@dataclass(slots=True)
class _Block:
    """Characters that are the same from `a` and `b` on."""

    a: int
    b: int
    length: int


def shared_passages(
    a: Folded, b: Folded, common: CommonText | None = None, *, least: int = _LEAST
) -> tuple[Shared, ...]:
    """The passages of at least `least` same letters and digits that two texts share, by their place in `a`.

    Clauses of `common` may stand in a passage but begin none. A stretch of `a` belongs to one passage at most; one of
    `b` may have been copied several times.
    """
    blocks = _blocks(*_seeds(a, b, common))
    passages = (_shared(a, b, chain) for chain in _chains(blocks))
    return tuple(p for p in passages if p.matched >= least and p.density >= _LEAST_DENSITY)


def _seeds(a: Folded, b: Folded, common: CommonText | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of places at which the same run of `SEED` characters begins."""
    first, second = _places(a, common), _places(b, common)
    _, in_first, in_second = np.intersect1d(first[0], second[0], assume_unique=True, return_indices=True)
    pairs_a, pairs_b = [], []
    repeats_a, repeats_b = first[2][in_first], second[2][in_second]
    for i in range(int(repeats_a.max(initial=0))):
        for j in range(int(repeats_b.max(initial=0))):
            both = (repeats_a > i) & (repeats_b > j)
            pairs_a.append(first[1][first[3][in_first[both]] + i])
            pairs_b.append(second[1][second[3][in_second[both]] + j])
    if not pairs_a:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate(pairs_a), np.concatenate(pairs_b)


def _places(
    text: Folded, common: CommonText | None
) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Distinct seeds; all places sorted by seed; how often each seed stands, and where its places begin in these."""
    hashes = gram_hashes(text, SEED)
    usable = np.arange(len(hashes))
    if common is not None and len(common.clauses):
        usable = usable[~common.mask(text)[: len(hashes)]]
    order = usable[np.argsort(hashes[usable], kind="stable")]
    distinct, begins, repeats = np.unique(hashes[order], return_index=True, return_counts=True)
    rare = repeats <= _MOST_REPEATS
    return distinct[rare], order, repeats[rare], begins[rare]


def _blocks(places_a: NDArray[np.int64], places_b: NDArray[np.int64]) -> list[_Block]:
    """Seeds that overlap on one diagonal as one block each, by place in `a`, then in `b`."""
    if not len(places_a):
        return []
    diagonal = places_a - places_b
    order = np.lexsort((places_a, diagonal))
    at, on = places_a[order], diagonal[order]
    new = np.concatenate(([True], (np.diff(on) != 0) | (np.diff(at) > SEED)))
    begins = np.flatnonzero(new)
    ends = np.append(begins[1:], len(at)) - 1
    blocks = [
        _Block(int(at[i]), int(at[i] - on[i]), int(at[j] - at[i]) + SEED) for i, j in zip(begins, ends, strict=True)
    ]
    return sorted(blocks, key=lambda block: (block.a, block.b, -block.length))


def _chains(blocks: list[_Block]) -> list[list[_Block]]:
    """Blocks that follow each other in both texts, each taken up by the chain that it stands nearest to."""
    done: list[list[_Block]] = []
    open_: list[list[_Block]] = []
    for block in blocks:
        still = [chain for chain in open_ if block.a - _end(chain)[0] <= _GAP]
        done += [chain for chain in open_ if block.a - _end(chain)[0] > _GAP]
        open_ = still
        near = min(open_, key=lambda chain: _distance(chain, block), default=None)
        if near is None or _distance(near, block) > 2 * _GAP:
            open_.append([block])
        else:
            _join(near, block)
    return _without_overlap(done + open_)


def _end(chain: list[_Block]) -> tuple[int, int]:
    return chain[-1].a + chain[-1].length, chain[-1].b + chain[-1].length


def _distance(chain: list[_Block], block: _Block) -> int:
    """How far a block stands behind a chain; too far where it does not go on with it in both texts."""
    gap_a, gap_b = block.a - _end(chain)[0], block.b - _end(chain)[1]
    if max(gap_a, gap_b) > _GAP or min(gap_a, gap_b) <= -block.length:
        return 4 * _GAP
    return abs(gap_a - gap_b) + max(gap_a, gap_b, 0)


def _join(chain: list[_Block], block: _Block) -> None:
    """Add what of a block lies behind the chain: a repeated character may belong to both."""
    end_a, end_b = _end(chain)
    cut = max(end_a - block.a, end_b - block.b, 0)
    chain.append(_Block(block.a + cut, block.b + cut, block.length - cut))


def _without_overlap(chains: list[list[_Block]]) -> list[list[_Block]]:
    """The chains with most in common, none of which covers a stretch of `a` that a better one has."""
    taken: list[tuple[int, int]] = []
    kept: list[list[_Block]] = []
    for chain in sorted(chains, key=lambda c: (-sum(block.length for block in c), c[0].a, c[0].b)):
        start, end = chain[0].a, _end(chain)[0]
        if all(end <= first or start >= last for first, last in taken):
            taken.append((start, end))
            kept.append(chain)
    return sorted(kept, key=lambda chain: chain[0].a)


def _shared(a: Folded, b: Folded, chain: list[_Block]) -> Shared:
    folded_a, folded_b = (chain[0].a, _end(chain)[0]), (chain[0].b, _end(chain)[1])
    differences, same = [], sum(block.length for block in chain)
    for block, following in zip(chain, chain[1:], strict=False):
        between = (block.a + block.length, following.a, block.b + block.length, following.b)
        found, more = _between(a.text, b.text, *between)
        differences += found
        same += more
    return Shared(*a.span(*folded_a), *b.span(*folded_b), same, folded_a, folded_b, tuple(differences))


def _between(a: str, b: str, start_a: int, end_a: int, start_b: int, end_b: int) -> tuple[list[Difference], int]:
    """How two texts differ between two blocks, and how many characters they still share there."""
    part_a, part_b = a[start_a:end_a], b[start_b:end_b]
    matcher = SequenceMatcher(None, part_a, part_b, autojunk=False)
    found = list(_differences(matcher, part_a, part_b, start_a, start_b))
    return found, sum(block.size for block in matcher.get_matching_blocks())


def _differences(
    matcher: SequenceMatcher[str], part_a: str, part_b: str, start_a: int, start_b: int
) -> Iterator[Difference]:
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield Difference(start_a + i, start_b + k, part_a[i:j], part_b[k:m])
