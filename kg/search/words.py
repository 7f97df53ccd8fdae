"""Chinese text as words to index: every character one, every run of letters or digits one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.reprints.folding import folded_character

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")


class Token(NamedTuple):
    """A word of the index, and where it stands in the text."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of `text` in simplified characters, half width and lower case; punctuation and blanks only part them.

    >>> [token.word for token in tokens("浙政發〔2017〕6號")]
    ['浙', '政', '发', '2017', '6', '号']
    """
    found: list[Token] = []
    run: list[str] = []
    for place, character in enumerate(text):
        plain, wide = _character(character)
        if plain and not wide:
            run.append(plain)
            continue
        if run:
            found.append(Token("".join(run), place - len(run), place))
            run.clear()
        if plain:
            found.append(Token(plain, place, place + 1))
    if run:
        found.append(Token("".join(run), len(text) - len(run), len(text)))
    return found


@lru_cache(maxsize=1 << 16)
def _character(character: str) -> tuple[str, bool]:
    """A character as it is indexed, and whether it is a word by itself."""
    plain = folded_character(character)
    return plain, bool(_WIDE.match(plain))


def pairs(words: Sequence[str]) -> Iterator[str]:
    """Every two neighbouring words as one: what tells which of many texts with these characters is about them."""
    for first, second in zip(words, words[1:], strict=False):
        yield first + second


def places(found: Sequence[Token], phrase: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words of `phrase` stand one after another, as stretches of the text, in order and without overlap."""
    at = 0
    while at + len(phrase) <= len(found):
        if all(found[at + i].word == word for i, word in enumerate(phrase)):
            yield found[at].start, found[at + len(phrase) - 1].end
            at += len(phrase)
        else:
            at += 1
