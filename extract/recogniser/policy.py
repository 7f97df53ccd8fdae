"""Our own recogniser: LAC's encoder fine-tuned on policy text, which knows the eight types of entity.

The model travels in the package (`model/policy.onnx`, `model/policy.json`; `docs/model-card.md` says what it was
trained on and how good it is) and runs on onnxruntime; `zhengmai ner train` makes it anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from extract.recogniser.alphabet import Alphabet
from extract.recogniser.chain import Chain
from extract.recogniser.pieces import Piece, cut
from extract.recogniser.rows import laid_out
from extract.recogniser.session import session
from extract.recogniser.tagset import TAGS, Rated, Span, decode, encode
from extract.recogniser.viterbi import Floats

# So many characters are read together: steps cost more than what they are taken over, and what is kept takes room.
_TOGETHER = 10_000
_GIVEN = frozenset(("characters", "within"))
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
        self._chain = Chain(between, start, end)
        self._session = _network(place)

    def recognise(self, sentences: Sequence[str]) -> list[list[Span]]:
        """The spans of each sentence, in order, none overlapping. Sentences of several documents go faster together."""
        found: list[list[Span]] = [[] for _ in sentences]
        for pieces, scores in self._scored(sentences):
            for piece, path in zip(pieces, self._chain.paths(scores), strict=True):
                found[piece.sentence] += _moved(decode(path.tolist()), piece)
        return [sorted(spans) for spans in found]

    def rate(
        self,
        sentences: Sequence[str],
        least: Mapping[str, float],
        unless: Callable[[str, Span, float], bool] = lambda sentence, span, probability: False,
    ) -> list[list[Rated]]:
        """The spans of each sentence, in order, none overlapping, that are as likely as `least` says of their type, or
        of which `unless` says so, asked with the stretch of the sentence that they count in.
        Sentences of several documents go faster together."""
        found: list[list[Rated]] = [[] for _ in sentences]
        for pieces, scores in self._scored(sentences):
            paths = self._chain.paths(scores)
            named = [number for number, path in enumerate(paths) if path.any()]
            likely = self._chain.likely([scores[n] for n in named])
            for row, number in enumerate(named):
                piece, path = pieces[number], paths[number]
                shares = likely[row][np.arange(len(path)), path]
                for span in decode(path.tolist()):
                    probability = float(shares[span.start : span.end].min())
                    if probability >= least[span.type] or unless(piece.text, span, probability):
                        found[piece.sentence].append(Rated(_placed(span, piece), probability))
        return [sorted(spans) for spans in found]

    def read(self, sentences: Sequence[str]) -> list[Reading]:
        """All spans of each sentence, with the probability of any other."""
        parts: dict[int, list[tuple[Piece, list[Span], Floats]]] = defaultdict(list)
        for pieces, scores in self._scored(sentences):
            paths, likely = self._chain.paths(scores), self._chain.likely(scores)
            for piece, path, shares in zip(pieces, paths, likely, strict=True):
                parts[piece.sentence].append((piece, _moved(decode(path.tolist()), piece), shares))
        return [_joined(sorted(parts[n], key=lambda part: part[0].offset)) for n in range(len(sentences))]

    def _scored(self, sentences: Sequence[str]) -> Iterator[tuple[list[Piece], list[Floats]]]:
        """The pieces of the sentences with their scores (length, tags), those of like length together."""
        pieces: list[Piece] = []
        size = 0
        for piece in sorted(cut(sentences), key=lambda piece: -len(piece.text)):
            pieces.append(piece)
            size += len(piece.text)
            if size >= _TOGETHER:
                yield pieces, self._scores(pieces)
                pieces, size = [], 0
        if pieces:
            yield pieces, self._scores(pieces)

    def _scores(self, pieces: Sequence[Piece]) -> list[Floats]:
        """The scores of the network, (length, tags) of each piece."""
        steps, rows, places = laid_out([len(piece.text) for piece in pieces])
        characters, within = np.zeros((steps, rows), np.int64), np.zeros((steps, rows, 1), np.float32)
        for piece, (at, row) in zip(pieces, places, strict=True):
            characters[at : at + len(piece.text), row] = self._alphabet.numbers(piece.text)
            within[at : at + len(piece.text), row] = 1
        scores: Floats = self._session.run(None, {"characters": characters, "within": within})[0]
        return [scores[at : at + len(piece.text), row] for piece, (at, row) in zip(pieces, places, strict=True)]


def _moved(spans: Iterable[Span], piece: Piece) -> list[Span]:
    """Spans of a piece as spans of its sentence."""
    return [_placed(span, piece) for span in spans]


def _placed(span: Span, piece: Piece) -> Span:
    return Span(piece.offset + span.start, piece.offset + span.end, span.type)


def _joined(parts: Sequence[tuple[Piece, list[Span], Floats]]) -> Reading:
    """A sentence out of its pieces, in order."""
    spans = [span for _, spans, _ in parts for span in spans]
    likely = [shares for _, _, shares in parts]
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
        network = session(folder.joinpath("policy.onnx").read_bytes())
    except ModuleNotFoundError:
        raise
    # What onnxruntime raises for a damaged file is of no common kind.
    except Exception as error:
        raise ModelError(f"{folder}: policy.onnx does not load ({error})") from None
    if {given.name for given in network.get_inputs()} != _GIVEN:
        raise ModelError(f"{folder}: policy.onnx was made by another version of zhengmai; train it anew")
    return network
