"""How alike two names are, as one word: the levels of the feature `name`."""

from __future__ import annotations

from kg.resolve.match.fold import abbreviates, same_reading
from kg.resolve.match.names import Core, Name
from kg.resolve.match.words import words
from ontology.vocabulary import load_parks

# The likest first; of several readings and names of two things the best counts.
LEVELS = ("equal", "reading", "abbreviated", "shortened", "contained", "kin", "unlike")
_HEAD = 2
_CONTAINED = 3


def name_likeness(first: tuple[Name, ...], second: tuple[Name, ...], kind: str) -> tuple[str, str, str]:
    """The level of the likest two names, and those names as cores."""
    found = ((likeness(a, b, kind), a.text, b.text) for x in first for y in second for a in x.cores for b in y.cores)
    return min(found, key=lambda level: (LEVELS.index(level[0]), level[1:]), default=("unlike", "", ""))


def likeness(first: Core, second: Core, kind: str) -> str:
    """The level of two readings of names of a kind of thing.

    >>> likeness(Core('禾川机电', '禾川', '机电'), Core('禾川精密', '禾川', '精密'), 'Enterprise')
    'kin'
    """
    if first.text == second.text:
        return "equal" if kind != "Programme" or _may_lack(first.trade, second.trade) else "kin"
    if same_reading(first.text, second.text):
        return "reading"
    short, long = sorted((first, second), key=lambda core: (len(core.text), core))
    if kind == "Enterprise":
        return "kin" if _sideline(long.text) != _sideline(short.text) else _companies(short, long)
    if kind == "Park":
        return _parks(short.text, long.text)
    if kind == "Agency":
        return "abbreviated" if abbreviates(short.text, long.text) else "unlike"
    if len(short.text) > _CONTAINED and short.text in long.text:
        return "contained"
    return "unlike"


def _parks(short: str, long: str) -> str:
    """What a park is called may be shortened, not what tells it from others: 张江高新区 is 张江高新技术产业开发区."""
    one, other = _park_kind(short), _park_kind(long)
    if short[: len(short) - len(one)] == long[: len(long) - len(other)] and abbreviates(one, other):
        return "abbreviated"
    return "contained" if abbreviates(short, long) and not long.startswith(short) else "unlike"


def _park_kind(name: str) -> str:
    return next((ending for ending in load_parks().endings if name.endswith(ending)), "")


def _may_lack(first: str, second: str) -> bool:
    """Whether two endings can be of one thing: 行动 and 专项行动, or none; but not 改革 and 行动."""
    short, long = sorted((first, second), key=len)
    return long.endswith(short)


def _sideline(name: str) -> str:
    return next((word for word in words()["sidelines"] if name.endswith(word)), "")


def _companies(short: Core, long: Core) -> str:
    if short.stem == long.stem:
        if not short.trade or not long.trade:
            return "shortened"
        return "abbreviated" if _same_trade(short.trade, long.trade) else "kin"
    if long.text.startswith(short.text):
        return "abbreviated" if len(short.text) > _CONTAINED else "shortened"
    if _near_length(short, long) and short.text[:_HEAD] == long.text[:_HEAD] and _in_order(short.text, long.text):
        return "abbreviated"
    if len(short.text) > _CONTAINED and short.text in long.text:
        return "contained"
    return "unlike"


def _near_length(short: Core, long: Core) -> bool:
    """An abbreviation has about one character for two."""
    return len(long.text) <= 2 * len(short.text) + 1


def _same_trade(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    known = any({short, long} <= group for group in words().trades)
    return known or long.startswith(short) or _in_order(short, long)


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
