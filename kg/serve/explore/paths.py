"""The shortest path between two things, preferring what documents say and what is special to the two.

Dijkstra (1959) over links taken in either direction. A link of the vocabulary counts for more than one that
documents claim, and a step over a thing with many links for a little more: two enterprises are rarely joined by their
both being in one province.
"""

from __future__ import annotations

import heapq
import math
from functools import cache

from kg.serve.explore.index import Index

_CLAIMED, _VOCABULARY = 1.0, 2.5
_BUSY = 0.05
MAX_COST = 16.0


def shortest_path(index: Index, start: int, end: int) -> list[int]:
    """The things from `start` to `end`, both included; empty where nothing joins them within `MAX_COST`."""
    cost, came = {start: 0.0}, {start: start}
    waiting = [(0.0, start)]

    @cache
    def over(thing: int) -> float:
        return _BUSY * math.log1p(int(index.degree[thing]))

    while waiting:
        reached, thing = heapq.heappop(waiting)
        if thing == end:
            return _back(came, end)
        if reached > cost[thing] or reached > MAX_COST:
            continue
        for link, other in index.links(thing):
            total = reached + (_CLAIMED if index.claimed[link] else _VOCABULARY) + over(other)
            if total < cost.get(other, math.inf):
                cost[other], came[other] = total, thing
                heapq.heappush(waiting, (total, other))
    return []


def _back(came: dict[int, int], end: int) -> list[int]:
    path = [end]
    while came[path[-1]] != path[-1]:
        path.append(came[path[-1]])
    return path[::-1]
