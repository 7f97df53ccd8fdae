"""One name laid out along another: every character of the short one in the long one, in order, in pieces that begin
where words begin, and the last of them where the long one says what kind of thing it is.

What a short name does not say it leaves out; what it says the long one must say too. So this is one-sided, and names
that each have a word of their own (羊绒, 光伏) never fit.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_PIECE = 2
# Of fewer characters a name tells too little, or must be made of words.
_FEWEST, _ENOUGH = 4, 6


@lru_cache(maxsize=1 << 16)
def laid_out(short: str, long: str, starts: frozenset[int], tail: int) -> bool:
    """Whether `short` is pieces of `long` in their order.

    A piece has two characters or more, or it is one that stands at a word's beginning (`starts`) or closes `long`;
    the last piece reaches the position `tail` at least.

    >>> laid_out('鄂钢', '鄂城钢铁', frozenset({0, 2}), 2), laid_out('鄂铁厂', '鄂城钢铁', frozenset({0, 2}), 2)
    (True, False)
    """
    return _fits(short, long, 0, starts, tail)


def inserted(short: str, long: str) -> str:
    """The one stretch that `long` has more than `short` somewhere inside; '' if it has several, or none there.

    >>> inserted('长安汽车', '长安福特汽车'), inserted('农机补贴禁令', '农机购置补贴监管禁令')
    ('福特', '')
    """
    for at in range(1, len(short)):
        if long.startswith(short[:at]) and long.endswith(short[at:]) and len(short) < len(long):
            return long[at : len(long) - len(short) + at]
    return ""


def covers(short: str, long: str, *, closed: bool = False) -> bool:
    """Whether `long` has all that `short` says in whatever order, in words of two characters and more, of a longer name
    most of it so, and closes as it does, unless both are known to (`closed`).

    >>> covers('危险品禁限目录', '禁止和限制危险品目录'), covers('危险品限产目录', '禁止和限制危险品目录')
    (True, False)
    """
    if len(short) < _FEWEST or not set(short) <= set(long) or not (closed or short[-_PIECE:] == long[-_PIECE:]):
        return False
    in_words = {at + step for at in range(len(short) - 1) if short[at : at + _PIECE] in long for step in (0, 1)}
    return len(in_words) == len(short) or (len(short) >= _ENOUGH and len(in_words) * 3 >= len(short) * 2)


def _fits(short: str, long: str, begin: int, starts: frozenset[int], tail: int) -> bool:
    for size in range(len(short), 0, -1):
        piece, rest = short[:size], short[size:]
        for at in _places(piece, long, begin):
            word = size >= _PIECE or at in starts or at == len(long) - 1
            end = at + size
            if word and (_fits(rest, long, end, starts, tail) if rest else end > tail):
                return True
    return False


def _places(piece: str, long: str, begin: int) -> Iterable[int]:
    at = long.find(piece, begin)
    while at >= 0:
        yield at
        at = long.find(piece, at + 1)
