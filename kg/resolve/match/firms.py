"""How alike the names of two firms are."""

from __future__ import annotations

from functools import lru_cache

from extract.places.divisions import divisions
from kg.resolve.match.alignment import inserted, laid_out
from kg.resolve.match.firm_names import trade_words
from kg.resolve.match.fold import nearly_equal
from kg.resolve.match.parts import Core
from kg.resolve.match.pieces import CONTAINED, HEAD, in_order, less, only
from kg.resolve.match.words import words

_SPELT = 4
_PLACES = (4, 3, 2)
# A word at the end of a name that no list has is of so many characters at most.
_WORD = 3


def companies(short: Core, long: Core) -> str:
    """The level of two firms' names, the shorter first."""
    if _sideline(long.text) != _sideline(short.text):
        return "kin"
    if _beyond(short, long):
        return "contained"
    if _place_only(short, long):
        return "kin"
    if short.stem == long.stem:
        if not short.trade or not long.trade:
            return "shortened"
        return "abbreviated" if _same_trade(short.trade, long.trade) else "kin"
    if len(short.text) >= _SPELT and nearly_equal(short.text, long.text):
        return "misspelt"
    if long.text.startswith(short.text):
        if _owner(short, long):
            return "pieces"
        return "abbreviated" if len(short.text) > CONTAINED else "shortened"
    if _named_inside(short.text, long.text):
        return "pieces"
    if _near_length(short, long) and short.text[:HEAD] == long.text[:HEAD] and in_order(short.text, long.text):
        return "abbreviated"
    fits = laid_out(short.text, *_words(long.text))
    inside = short.text in long.text
    if fits and len(short.text) > HEAD and not (inside and set(short.text) <= words().ordinary):
        return "skipped"
    if len(short.text) >= CONTAINED and inside:
        tail = long.text.partition(short.text)[2]
        beyond = _beyond_trade(tail)
        return "contained" if len(beyond) > HEAD else "pieces" if beyond or len(short.text) == CONTAINED else "skipped"
    return "initials" if (fits and not inside) or _initials(short, long) else "unlike"


def word_starts(name: str) -> frozenset[int]:
    """Where in a name words of trade, words for groups and divisions' names begin, and what follows them does."""
    return _words(name)[1]


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[str, frozenset[int], int]:
    """A name without vague words of trade at its end, where words begin in it, and where its last word does."""
    bare = less(name, words()["vague_trades"])
    name = bare if len(bare) > HEAD else name
    known = [(at, at + size) for at in range(len(name)) for size in _PLACES if _known(name[at : at + size], size)]
    starts = frozenset({0, *(at for at, _ in known), *(end for _, end in known)})
    last = next((at for at, end in known if at and end == len(name)), 0)
    return (name, starts, last) if last else (name, starts | {len(name) - HEAD}, max(1, len(name) - _WORD))


def _known(text: str, size: int) -> bool:
    """Whether a stretch of a name is a word of trade, a word for groups or a division's name."""
    return len(text) == size and (text in _lexicon() or bool(divisions().shortly(text)))


@lru_cache(maxsize=1)
def _lexicon() -> frozenset[str]:
    return frozenset({*trade_words(), *words()["groups"]})


def _named_inside(short: str, long: str) -> bool:
    """Whether the longer name has another one inside: 长安汽车 and 长安福特汽车."""
    more = inserted(short, long)
    return len(more) >= HEAD and short[:HEAD] == long[:HEAD] and bool(less(words().common.sub("", more), trade_words()))


def _place_only(short: Core, long: Core) -> bool:
    """Whether a name has only a place before its trade, and the other a name of its own: 缙云锯床, 缙云锯力煌锯床."""
    own, other = short.text[short.place :], long.text[long.place :]
    plain = len(own) <= HEAD or own in trade_words()
    return bool(short.place and long.place) and plain and other.endswith(own) and len(other) - len(own) >= HEAD


def _sideline(name: str) -> str:
    return next((word for word in words()["sidelines"] if name.endswith(word)), "")


def _beyond(short: Core, long: Core) -> bool:
    """Whether the longer name goes on with another business: 中天科技 and 中天科技海缆, 华星纺织 and 华星纺织机械.

    One word of trade behind another (数控机床) is the same business, but not what only serves it.
    """
    rest = long.text[len(short.text) :]
    if not rest or not long.text.startswith(short.text):
        return False
    if any(word in rest[:-1] for word in words()["groups"]):
        return True
    if not short.trade:
        return False
    serves = short.trade.endswith(words()["goods"]) and rest.endswith(words()["means"])
    vague = short.trade.endswith(words()["vague_trades"]) and not only(rest, words()["vague_trades"])
    return serves or vague or not only(long.text[len(short.stem) :], trade_words())


def _owner(short: Core, long: Core) -> bool:
    """Whether the longer name goes on with a name of its own before its trade: 大冶有色 and 大冶有色铜山口矿业."""
    rest = long.text[len(short.text) :]
    trade = next((word for word in trade_words() if rest.endswith(word)), "")
    return bool(trade) and len(_beyond_trade(rest)) >= HEAD


def _beyond_trade(text: str) -> str:
    """What is left of the end of a firm's name without its words of trade."""
    return less(text, trade_words())


def _initials(short: Core, long: Core) -> bool:
    """马钢 of 马鞍山钢铁: the first character of the place, and some of what follows."""
    size = len(short.text)
    # 江铜铅锌 of 江西铜业铅锌金属: longer ones end with a word of the name.
    fits = HEAD <= size <= CONTAINED or (size == _SPELT and short.text[HEAD:] in long.text[long.place :])
    fits = fits and short.text[0] == long.text[0] and long.place >= HEAD
    return fits and short.place == 0 and in_order(short.text[1:], long.text[long.place :])


def _near_length(short: Core, long: Core) -> bool:
    """An abbreviation has about one character for two."""
    return len(long.text) <= 2 * len(short.text) + 1


def _same_trade(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    known = any({short, long} <= group for group in words().trades)
    return known or long.startswith(short) or in_order(short, long) or _industry(short, long) or _industry(long, short)


def _industry(first: str, second: str) -> bool:
    """纸业 and 造纸: one writes 业 where the other says what is done."""
    return len(first) == HEAD and first.endswith("业") and second in _written(first[0])


def _written(goods: str) -> set[str]:
    return {pattern.replace("{}", goods) for pattern in words()["industries"]}
