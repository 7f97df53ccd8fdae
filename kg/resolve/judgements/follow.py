"""What people judged to be the same, followed among clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.resolve.judgements.anchor import Anchored, Problem
from kg.resolve.match.clusters import Clusters, ordered
from kg.resolve.match.score import Score


def tie(
    clusters: Clusters, same: Iterable[Anchored], number: Mapping[str, int], score: Callable[[int, int], Score]
) -> tuple[list[Problem], list[Anchored]]:
    """Merge what `same` decisions say; gives what could not be followed, and the decisions that hold.

    `number` leads from entities to what is clustered, `score` compares two of these.
    """
    problems: list[Problem] = []
    held: list[Anchored] = []
    for one in sorted(same, key=lambda one: one.line.judgement.id):
        pair = number[one.first], number[one.second]
        if clusters.tie(*pair):
            held.append(one)
            continue
        rules = score(*ordered(*pair)).rules
        zh, en = next(((rule.zh, rule.en) for rule in rules if rule.absolute), ("已判定不同", "judged different"))
        problems.append(Problem((one.line.number,), f"“相同”未予采纳：{zh}", f"`same` is not followed: {en}"))
    return problems, held
