"""Pairs into clusters: the likeliest merge first, and none that brings two things together which a rule keeps apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from itertools import product

from kg.resolve.match.score import Score

Pair = tuple[int, int]
Scorer = Callable[[int, int], Score]


class Clusters:
    """A partition of the numbers below `size`, made coarser by merges that respect what must stay apart."""

    def __init__(self, size: int, apart: Set[Pair], score: Scorer) -> None:
        self._of = list(range(size))
        self._members = {number: [number] for number in range(size)}
        self._tied = {number: {number} for number in range(size)}
        self._apart = apart
        self._score = score

    def members(self) -> list[list[int]]:
        """The clusters, each sorted, by their least member."""
        return [sorted(self._members[root]) for root in sorted(self._members, key=lambda r: min(self._members[r]))]

    def root(self, number: int) -> int:
        """The cluster of a number, by any name that its members share."""
        return self._of[number]

    def tie(self, first: int, second: int) -> bool:
        """Merge the clusters of two numbers on a person's word; False where that would break an absolute rule."""
        if not self._merge(first, second, lambda a, b: bool(self._score(a, b).absolute)):
            return False
        group = self._tied[first] | self._tied[second]
        for number in group:
            self._tied[number] = group
        return True

    def merge(self, first: int, second: int) -> bool:
        """Merge two clusters on the machine's account; False where a rule or judgement keeps any two members apart."""
        return self._merge(first, second, self._barred)

    def _barred(self, a: int, b: int) -> bool:
        """Whether a rule keeps two members apart.

        One that a person can override does not where a person tied one of them to something that no rule keeps from
        the other: a firm judged to have a second site stays one when it is spoken of again.
        """
        score = self._score(a, b)
        if not score.bars or score.absolute:
            return bool(score.bars)
        through = [(a, c) for c in self._tied[b] - {b}] + [(c, b) for c in self._tied[a] - {a}]
        if any(not self._score(*pair).bars for pair in through):
            return False
        return not (score.wanting and (self._vouched(a, b) or self._vouched(b, a)))

    def _vouched(self, a: int, b: int) -> bool:
        """Whether a namesake of one that is one thing with it is one with the other too: what a rule wants of evidence
        on the two is there."""
        members = self._members[self._of[a]]
        return any(c != a and self._score(a, c).namesakes and self._score(c, b).merges for c in members)

    def _merge(self, first: int, second: int, forbidden: Callable[[int, int], bool]) -> bool:
        one, other = sorted((self._of[first], self._of[second]))
        if one == other:
            return True
        for a, b in product(self._members[one], self._members[other]):
            if ordered(a, b) in self._apart or forbidden(a, b):
                return False
        for number in self._members[other]:
            self._of[number] = one
        self._members[one] += self._members.pop(other)
        return True


def ordered(first: int, second: int) -> Pair:
    """A pair with the lesser number first."""
    return (first, second) if first < second else (second, first)


def agglomerate(clusters: Clusters, wanted: Mapping[Pair, float]) -> list[Pair]:
    """Merge all wanted pairs that may be, the likeliest first, of equals the first; gives the pairs that were followed.

    Numbers must follow the keys of what they stand for; then the order of documents does not show in the result.
    """
    ranked = sorted(wanted, key=lambda pair: (-round(wanted[pair], 9), pair))
    return [pair for pair in ranked if clusters.root(pair[0]) != clusters.root(pair[1]) and clusters.merge(*pair)]
