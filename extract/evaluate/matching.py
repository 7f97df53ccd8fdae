"""One-to-one matching of gold with what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Judged(Protocol):
    """Something that gold may leave to taste."""

    @property
    def optional(self) -> bool:
        """Whether it is neither missed where it lacks nor right where it is found."""


T = TypeVar("T", bound=Judged)


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """Gold with its answer in `pairs`, gold without one, and answers without gold."""

    pairs: tuple[tuple[T, T], ...]
    missed: tuple[T, ...]
    extra: tuple[T, ...]


def match(gold: Sequence[T], found: Sequence[T], grades: Sequence[Callable[[T, T], bool]]) -> Matched[T]:
    """The largest matching; what must be found comes before what is optional, and earlier grades before later ones.

    What one grade has matched stays matched in the next, if perhaps with another partner.
    """
    wanted = sorted(gold, key=lambda item: item.optional)
    partner = _partners(wanted, found, grades)
    taken = set(partner.values())
    return Matched(
        tuple((wanted[i], found[j]) for i, j in sorted(partner.items())),
        tuple(item for i, item in enumerate(wanted) if i not in partner and not item.optional),
        tuple(item for j, item in enumerate(found) if j not in taken),
    )


def _partners(gold: Sequence[T], found: Sequence[T], grades: Sequence[Callable[[T, T], bool]]) -> dict[int, int]:
    """Number of the answer for each number of matched gold, by augmenting paths (Kuhn 1955, Berge 1957)."""
    edges: list[list[int]] = [[] for _ in gold]
    owner: dict[int, int] = {}
    for agree in grades:
        for i, wanted in enumerate(gold):
            edges[i] += [j for j, answer in enumerate(found) if j not in edges[i] and agree(wanted, answer)]
        matched = set(owner.values())
        for i in range(len(gold)):
            if i not in matched:
                owner.update(_augmenting_path(i, edges, owner))
    return {i: j for j, i in owner.items()}


def _augmenting_path(start: int, edges: Sequence[Sequence[int]], owner: dict[int, int]) -> list[tuple[int, int]]:
    """New owners, as (answer, gold), along a path from `start` to a free answer; empty where there is none."""
    # A stack of our own: a chain of like names can be longer than Python lets functions nest.
    path: list[tuple[int, Iterator[int]]] = [(start, iter(edges[start]))]
    steps: list[int] = []
    seen: set[int] = set()
    while path:
        step = next((j for j in path[-1][1] if j not in seen), None)
        if step is None:
            path.pop()
            if steps:
                steps.pop()
            continue
        seen.add(step)
        steps.append(step)
        if step not in owner:
            return [(j, i) for j, (i, _) in zip(steps, path, strict=True)]
        path.append((owner[step], iter(edges[owner[step]])))
    return []
