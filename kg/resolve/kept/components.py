"""Units that wanted pairs and people's verdicts connect: each such set is clustered by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kg.resolve.judgements.anchor import Anchored, Problem
from kg.resolve.judgements.closure import Verdicts
from kg.resolve.judgements.follow import tie
from kg.resolve.kept.table import Kept
from kg.resolve.match.clusters import Clusters, Pair, agglomerate
from kg.resolve.match.score import Score

Scorer = Callable[[str, str], Score]


class Components:
    """The sets of connected units, and what is told of their entities: by `verdicts`, with `unit_of` each entity."""

    def __init__(self, kept: Kept, verdicts: Verdicts, unit_of: Mapping[str, str], score: Scorer) -> None:
        self._kept, self._verdicts, self._unit_of, self._score = kept, verdicts, unit_of, score
        self._tied: dict[str, set[str]] = {}
        for one in verdicts.same.values():
            first, second = unit_of[one.first], unit_of[one.second]
            self._tied.setdefault(first, set()).add(second)
            self._tied.setdefault(second, set()).add(first)
        self.problems: list[Problem] = []
        self.judged: list[Anchored] = verdicts.kept_apart()

    def around(self, units: Iterable[str]) -> Iterator[list[str]]:
        """Every set that has one of these units, sorted, once."""
        met: set[str] = set()
        for unit in sorted(units):
            if unit not in met:
                found = self._reached(unit)
                met |= found
                yield sorted(found)

    def clustered(self, units: Sequence[str]) -> list[list[str]]:
        """One connected set in clusters, each one thing."""
        number = {unit: position for position, unit in enumerate(units)}
        of_entity = {entity: number[unit] for entity, unit in self._unit_of.items() if unit in number}
        same = [one for one in self._verdicts.same.values() if one.first in of_entity]
        if len(units) == 1 and not same:
            return [list(units)]
        clusters = Clusters(len(units), self._apart(of_entity), lambda a, b: self._numbered(units, a, b))
        problems, held = tie(clusters, same, of_entity, lambda a, b: self._numbered(units, a, b))
        self.problems += problems
        self.judged += held
        wanted = {(number[a], number[b]): odds for unit in units for a, b, odds in self._kept.near(unit)}
        agglomerate(clusters, wanted)
        return [[units[n] for n in members] for members in clusters.members()]

    def _numbered(self, units: Sequence[str], first: int, second: int) -> Score:
        return self._score(*sorted((units[first], units[second])))

    def _apart(self, number: Mapping[str, int]) -> set[Pair]:
        edges = (sorted({number[id] for id in edge if id in number}) for edge in self._verdicts.apart())
        return {(pair[0], pair[1]) for pair in edges if len(pair) > 1}

    def _reached(self, start: str) -> set[str]:
        found, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            beside = {unit for first, second, _ in self._kept.near(here) for unit in (first, second)}
            new = (beside | self._tied.get(here, set())) - found
            found |= new
            waiting += new
        return found
