"""Sentences cut and batched for a network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

MAX_CHUNK = 512
BATCH = 24
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_STOPS = r"[。！？；，、：,;!?\s]"
_PIECE = re.compile(rf".{{1,{MAX_CHUNK}}}\Z|.{{1,{MAX_CHUNK}}}(?<={_STOPS})|.{{{MAX_CHUNK}}}", re.DOTALL)


def sentences_of(text: str) -> list[tuple[int, str]]:
    """The sentences that recognisers see, each with its place in the text: a line break ends one too."""
    return [(match.start(), match.group()) for match in _SENTENCE.finditer(text)]


class Piece(NamedTuple):
    """A stretch of sentence number `sentence`, from its character `offset` on."""

    sentence: int
    offset: int
    text: str


def cut(sentences: Sequence[str]) -> list[Piece]:
    """All sentences in pieces of at most `MAX_CHUNK` characters, cut behind a punctuation mark where there is one."""
    return [
        Piece(number, match.start(), match.group())
        for number, sentence in enumerate(sentences)
        for match in _PIECE.finditer(sentence)
    ]


def equal_batches(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Batches of at most `BATCH` pieces, all of one length."""
    for _, group in groupby(sorted(pieces, key=lambda p: len(p.text)), key=lambda p: len(p.text)):
        same = list(group)
        for start in range(0, len(same), BATCH):
            yield same[start : start + BATCH]
