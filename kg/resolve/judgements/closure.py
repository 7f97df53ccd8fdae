"""What decisions come to together: who is one, who is not, and where they contradict each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.resolve.judgements.anchor import Anchored, Problem

Edge = frozenset[str]


@dataclass(slots=True)
class Verdicts:
    """Pairs of entities that are one, that are not, and that nobody is sure of, with what contradicts."""

    same: dict[Edge, Anchored] = field(default_factory=dict)
    different: dict[Edge, Anchored] = field(default_factory=dict)
    unsure: dict[Edge, Anchored] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def apart(self) -> set[Edge]:
        """Pairs that the machine must not join."""
        return self.different.keys() | self.unsure.keys()

    def kept_apart(self) -> list[Anchored]:
        """The decisions by which pairs are kept apart."""
        return [*self.different.values(), *self.unsure.values()]

    def entities(self) -> set[str]:
        """All entities that a verdict is about."""
        return {id for edge in (*self.same, *self.apart()) for id in edge}


def close(anchored: Iterable[Anchored]) -> Verdicts:
    """The decisions without their contradictions.

    Where A is B, B is C and A is not C, `different` holds, as two nodes that are one mislead less than one that is two;
    the `same` lines on the way are set aside and all lines named. The order of lines does not matter.
    """
    found = Verdicts()
    for one in sorted(anchored, key=lambda one: one.line.judgement.id):
        kept: dict[Edge, Anchored] = getattr(found, one.line.judgement.verdict)
        kept.setdefault(frozenset((one.first, one.second)), one)
    for edge in sorted(found.different, key=sorted):
        _part(found, edge)
    for edge in sorted(found.unsure, key=sorted):
        for verdict in (found.same, found.different):
            if edge in verdict:
                lines = _lines([found.unsure[edge], verdict[edge]])
                found.problems.append(
                    Problem(lines, "一处存疑而另一处已判定，从已判定者", "unsure and decided: decided")
                )
    found.unsure = {edge: one for edge, one in found.unsure.items() if edge not in found.same | found.different}
    return found


def _part(found: Verdicts, edge: Edge) -> None:
    """Set aside `same` lines until none leads from one end of a `different` pair to the other."""
    first, second = sorted(edge)
    while way := _way(found.same, first, second):
        ways = [found.same[step] for step in way]
        lines = _lines([*ways, found.different[edge]])
        said = (
            "判断相互矛盾：“不同”有效，其余各行搁置",
            "the judgements contradict each other: `different` holds, the others are set aside",
        )
        found.problems.append(Problem(lines, *said))
        for step in way:
            del found.same[step]


def _way(same: Iterable[Edge], start: str, goal: str) -> list[Edge]:
    """The shortest chain of `same` pairs from one entity to another, [] if there is none."""
    near: dict[str, list[str]] = {}
    for edge in sorted(same, key=sorted):
        one, other = sorted(edge)
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    came: dict[str, str] = {start: start}
    waiting = deque([start])
    while waiting and goal not in came:
        here = waiting.popleft()
        for there in sorted(near.get(here, ())):
            if there not in came:
                came[there] = here
                waiting.append(there)
    if goal not in came:
        return []
    steps = [goal]
    while steps[-1] != start:
        steps.append(came[steps[-1]])
    return [frozenset(pair) for pair in zip(steps, steps[1:], strict=False)]


def _lines(anchored: Iterable[Anchored]) -> tuple[int, ...]:
    return tuple(sorted(one.line.number for one in anchored))
