"""Our own recogniser: LAC's encoder fine-tuned on policy text, which knows the eight types of entity.

The model travels in the package (`model/policy.onnx`, `model/policy.json`; `docs/model-card.md` says what it was
trained on and how good it is) and runs on onnxruntime; `zhengmai ner train` makes it anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from extract.recogniser.alphabet import Alphabet
from extract.recogniser.marginals import marginals
from extract.recogniser.pieces import Piece, cut, like_batches, pools
from extract.recogniser.session import session
from extract.recogniser.tagset import TAGS, Span, decode, encode
from extract.recogniser.viterbi import Floats, best_paths_by_time

_IMPOSSIBLE = np.float32(-1e4)
_ENTRIES = frozenset(("about", "tags", "transitions", "characters", "variants"))


class ModelError(ValueError):
    """A model is missing or is none of ours; the message names the folder and the reason."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The spans of a sentence, and how likely each tag is at each of its characters (length, tags)."""

    spans: list[Span]
    likely: Floats

    def probability(self, span: Span) -> float:
        """How sure the recogniser is of a span: the probability of its least likely character's tag, 0 to 1."""
        tags = encode(span.end - span.start, [Span(0, span.end - span.start, span.type)])
        return float(self.likely[np.arange(span.start, span.end), tags].min())


class PolicyRecogniser:
    """The policy recogniser on one thread; keep one a process.

    `folder` holds another model than the shipped one. Raises ModelError for a folder without a model of
    this tag set, ModuleNotFoundError where onnxruntime is missing.
    """

    def __init__(self, folder: Path | None = None) -> None:
        place = folder or files("extract.recogniser").joinpath("model")
        described = _read(place)
        self.about: dict[str, object] = described["about"]
        self._alphabet = Alphabet(described["characters"], described["variants"])
        between, start, end = (np.array(described["transitions"][n], np.float32) for n in ("between", "start", "end"))
        self._transitions: Floats = between
        self._start: Floats = start
        # A shorter sentence of a batch is padded with O: what the way there costs is given back beforehand.
        self._end: Floats = end
        self._padding: Floats = np.full(len(TAGS), _IMPOSSIBLE, np.float32)
        self._padding[0] = -between[0, 0]
        self._session = _network(place)

    def recognise(self, sentences: Sequence[str]) -> list[list[Span]]:
        """The spans of each sentence, in order, none overlapping. Sentences of several documents go faster together."""
        return [reading.spans for reading in self.read(sentences)]

    def read(self, sentences: Sequence[str]) -> list[Reading]:
        """The same with the probability of any other span of each sentence."""
        parts: dict[int, list[tuple[Piece, list[int], Floats]]] = defaultdict(list)
        for pool in pools(like_batches(cut(sentences))):
            for part in self._tag(pool):
                parts[part[0].sentence].append(part)
        return [_joined(sorted(parts[number], key=lambda part: part[0].offset)) for number in range(len(sentences))]

    def _tag(self, pool: Sequence[Sequence[Piece]]) -> Iterator[tuple[Piece, list[int], Floats]]:
        pieces = [piece for batch in pool for piece in batch]
        emissions = np.empty((len(pieces[0].text), len(pieces), len(TAGS)), np.float32)
        done = 0
        for batch in pool:
            emissions[: len(batch[0].text), done : done + len(batch)] = self._emissions(batch)
            done += len(batch)
        emissions = self._bounded(emissions, [len(piece.text) for piece in pieces])
        paths = best_paths_by_time(emissions, self._transitions).tolist()
        likely = marginals(emissions, self._transitions)
        for row, piece in enumerate(pieces):
            yield piece, paths[row][: len(piece.text)], likely[: len(piece.text), row]

    def _emissions(self, batch: Sequence[Piece]) -> Floats:
        """The scores of the network, (length, batch, tags)."""
        lengths = np.array([len(piece.text) for piece in batch], np.int32)
        characters = np.zeros((len(batch), int(lengths[0])), np.int64)
        for row, piece in enumerate(batch):
            characters[row, : len(piece.text)] = self._alphabet.numbers(piece.text)
        scores: Floats = self._session.run(None, {"characters": characters, "lengths": lengths})[0]
        return scores

    def _bounded(self, emissions: Floats, lengths: Sequence[int]) -> Floats:
        """Emissions with the scores of first and last tags put in, so that padding leaves the best path as it is."""
        emissions[0] += self._start
        for row, length in enumerate(lengths):
            emissions[length - 1, row] += self._end
            if length < len(emissions):
                emissions[length - 1, row] -= self._transitions[:, 0]
                emissions[length:, row] = self._padding
        return emissions


def _joined(parts: Sequence[tuple[Piece, list[int], Floats]]) -> Reading:
    """A sentence out of its pieces, in order."""
    spans = [
        Span(piece.offset + s.start, piece.offset + s.end, s.type) for piece, path, _ in parts for s in decode(path)
    ]
    likely = [part for _, _, part in parts]
    return Reading(spans, np.concatenate(likely) if likely else np.zeros((0, len(TAGS)), np.float32))


def _read(folder: Path | Traversable) -> dict[str, Any]:
    try:
        described = json.loads(folder.joinpath("policy.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: there is no recogniser here ({error})") from None
    if not isinstance(described, dict) or not _ENTRIES.issubset(described):
        raise ModelError(f"{folder}: policy.json lacks one of {', '.join(sorted(_ENTRIES))}")
    if described["tags"] != list(TAGS):
        raise ModelError(f"{folder}: the recogniser has other tags than this version of zhengmai")
    return dict(described)


def _network(folder: Path | Traversable) -> Any:
    try:
        return session(folder.joinpath("policy.onnx").read_bytes())
    except ModuleNotFoundError:
        raise
    # What onnxruntime raises for a damaged file is of no common kind.
    except Exception as error:
        raise ModelError(f"{folder}: policy.onnx does not load ({error})") from None
