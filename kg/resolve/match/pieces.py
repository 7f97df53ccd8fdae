"""Of which pieces one name is made of another."""

from __future__ import annotations

HEAD = 2
CONTAINED = 3
# So much of a name is left out at most.
_LEFT_OUT = 4


def made_of(short: str, long: str, most: int = _LEFT_OUT) -> bool:
    """Whether a short name is made of pieces of a long one that begins as it does, each of two characters and more, and
    leaves little out: 核桃油 of 核桃油加工扶贫."""
    few = HEAD < len(short) < len(long) <= len(short) + most
    return few and short[:HEAD] == long[:HEAD] and _pieces(short, long)


def _pieces(short: str, long: str) -> bool:
    """Whether `short` is pieces of `long` in their order, of two characters at least; the longest piece first."""
    if not short:
        return True
    for size in range(len(short), 1, -1):
        at = long.find(short[:size])
        if at >= 0 and _pieces(short[size:], long[at + size :]):
            return True
    return False


def in_order(short: str, long: str) -> bool:
    """Whether a long name has all characters of a short one in their order."""
    rest = iter(long)
    return all(character in rest for character in short)


def only(text: str, known: tuple[str, ...]) -> bool:
    """Whether a text is made of known words."""
    return not less(text, known)


def less(text: str, known: tuple[str, ...]) -> str:
    """A text without known words at its end, the longest first."""
    while text and (word := next((w for w in known if text.endswith(w)), "")):
        text = text[: -len(word)]
    return text


def contained(short: str, long: str) -> str:
    """The level of two names of which one may be a part of the other."""
    return "contained" if len(short) > CONTAINED and short in long else "unlike"
