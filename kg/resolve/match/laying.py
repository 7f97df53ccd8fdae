"""The pieces in which one name is best laid along another, whatever their types: the more that rare characters say,
and the fewer pieces, the better."""

from __future__ import annotations

from functools import lru_cache

from kg.resolve.match.words import words

# What a character tells that any text has, and any other one; what a new piece costs.
_ORDINARY, _RARE = 1.0, 2.5
_PIECE = 1.2
_LONGEST = 40
Pieces = tuple[tuple[int, int, int], ...]


def telling(character: str) -> float:
    """How much a character of a folded name tells: nothing if it is no letter or digit."""
    if character in words().ordinary:
        return _ORDINARY
    return _RARE if character.isalnum() else 0.0


def told(text: str) -> float:
    """How much a folded name tells, the sum of its characters."""
    return sum(map(telling, text))


@lru_cache(maxsize=1 << 14)
def laid(short: str, long: str) -> Pieces:
    """The pieces of `short` that stand in `long` in their order and tell most: (place in short, place in long, size).

    >>> laid('瑞潮膜业', '瑞潮膜科技'), laid('丹河抽蓄', '丹河峡谷抽水蓄能')
    (((0, 0, 3),), ((0, 0, 2), (2, 4, 1), (3, 6, 1)))
    """
    short, long = short[:_LONGEST], long[:_LONGEST]
    best, within = _tables(short, long)
    found, i, j = [], 0, 0
    while i < len(short) and j < len(long):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            size = 1
            while within[i + size][j + size] > best[i + size][j + size]:
                size += 1
            found.append((i, j, size))
            i, j = i + size, j + size
    return tuple(found)


def _tables(short: str, long: str) -> tuple[list[list[float]], list[list[float]]]:
    """What can still be told from each pair of places on: by any pieces, and with one that goes on there."""
    never = float("-inf")
    best = [[0.0] * (len(long) + 1) for _ in range(len(short) + 1)]
    within = [[never] * (len(long) + 1) for _ in range(len(short) + 1)]
    for i in range(len(short) - 1, -1, -1):
        character, worth = short[i], telling(short[i])
        for j in range(len(long) - 1, -1, -1):
            most = max(best[i + 1][j], best[i][j + 1])
            if long[j] == character:
                goes_on = worth + max(within[i + 1][j + 1], best[i + 1][j + 1])
                within[i][j] = goes_on
                most = max(most, goes_on - _PIECE)
            best[i][j] = most
    return best, within
